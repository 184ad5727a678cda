package e2e

import (
	"bytes"
	"context"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"hongguan/hooks/prints"
	"hongguan/templates"
)

// leaf is one page of a PDF; the tree of pages is called /Pages.
var leaf = regexp.MustCompile(`/Type\s*/Page\b`)

// paper prints a fragment as the office's browser does and returns how many
// sheets the printer takes.
func (p *person) paper(name, fragment string) int {
	p.t.Helper()
	dir := p.t.TempDir()
	if keep := os.Getenv("HONGGUAN_SHOTS"); keep != "" {
		if dir = keep; os.MkdirAll(dir, 0o755) != nil {
			p.t.Fatal(dir)
		}
	}
	sheet := "<!doctype html><html lang=zh-CN><meta charset=utf-8><style>" + string(templates.PrintCSS()) + "</style><body>" + fragment + "</body></html>"
	file := filepath.Join(dir, "paper-"+name+".html")
	if err := os.WriteFile(file, []byte(sheet), 0o644); err != nil {
		p.t.Fatal(err)
	}
	var pdf []byte
	p.do(chromedp.Navigate("file://"+filepath.ToSlash(file)), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		got, err := cdp.Call(ctx, tab, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
		pdf = got.Data
		return err
	}))
	if os.Getenv("HONGGUAN_SHOTS") != "" {
		os.WriteFile(strings.TrimSuffix(file, ".html")+".pdf", pdf, 0o644)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		p.t.Fatalf("%s: no PDF", name)
	}
	return len(leaf.FindAll(pdf, -1))
}

// TestPaper: one page per form, however long the text; what does not fit goes on
// the 附页, whole.
func TestPaper(t *testing.T) {
	byLot(t)
	p := newPerson(t, "paper", pc)
	long := strings.Repeat("二期的房产证十五年办不下来，孩子上不了学。", 200)[:3*4000]
	at := time.Date(2026, 11, 23, 9, 12, 0, 0, time.FixedZone("CST", 8*3600))
	form := templates.ReferralView{No: "湖畔承〔2026〕17号", Urgency: "加急", ReportingUnit: "苏州工业园区星湖街道（社工委）", Community: "湖畔社区", FilledBy: "陈晓燕", OfficePhone: "0512-62800000", FilledAt: at,
		Source: "扫码", RequestNo: "HP-20261109-0003", ReceivedAt: at, Requester: "王**", RequesterPhone: "139****0012", Place: "中海国际社区御湖公馆二期 12幢", OwnWords: "二期的房产证拖了十几年办不下来。",
		Summary: "8 幢楼 640 户至今未办理不动产登记。", Handler: "区住房和城乡建设局党组", Why: "涉及三方。", ReplyBy: at, WorkDays: 5}
	full := form
	full.OwnWords, full.Summary, full.Why, full.StreetOpinion, full.DeptOpinion, full.Result, full.Remarks = long, long[:600], long, long, long, long, long
	for range 40 {
		full.Steps = append(full.Steps, templates.ReferralStep{At: at, Who: "居委会", What: long[:300]})
	}
	order := templates.SupervisionView{No: "湖畔督〔2026〕3号", Community: "湖畔社区", Office: "湖畔社区居民委员会", Org: "安居物业", RequestNo: "HP-20261123-0007", Matter: "楼道灯不亮", Place: "湖畔花园一期 5幢",
		SentAt: at, Due: at, LateDays: 2, Urged: 2, ReplyBy: at, ContactName: "陈晓燕", ContactPhone: "0512-62800000", SentDay: at, QR: template.HTML(`<svg viewBox="0 0 9 9"></svg>`)}
	tall := order
	tall.Matter, tall.Org, tall.Place, tall.Demand = long[:600], long[:180], long[:180], long[:900]
	contact := templates.ContactView{ReferralNo: form.No, RequestNo: form.RequestNo, Name: "王建国", Phone: "13900000012", Place: "湖畔花园二期 12幢 1单元 302室", Note: long[:600], Receiver: "区住房和城乡建设局党组", GivenBy: "陈晓燕", GivenAt: at, Office: "湖畔社区居民委员会"}
	slip := templates.ReceiptView{Brand: "红色管家", Office: "湖畔社区居民委员会", RequestNo: form.RequestNo, QueryCode: "7K3M9Q", ReceivedAt: at, Place: form.Place, Matter: long[:600], Contact: "社区服务窗口", Phone: "0512-6280 0000", Address: "hg.example.cn"}
	week, err := templates.WeeklyReport(templates.WeeklyView{Community: "湖畔社区", Office: "湖畔社区居民委员会", Recipient: "区党工委组织部", Year: 2026, Week: 47, First: at, Last: at, From: at, To: at})
	if err != nil {
		t.Fatal(err)
	}
	var papers strings.Builder
	add := func(fragment string, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		papers.WriteString(fragment)
	}
	// Printing takes the browser seconds whatever it prints, so the short ones go
	// through it together, the report last: it is the one that may grow.
	add(templates.ReferralHTML(templates.ReferralView{}))
	add(templates.ReferralHTML(form))
	add(templates.Supervision(order))
	add(templates.Supervision(tall))
	add(templates.ContactSheet(contact))
	add(templates.Receipt(slip))
	qr, err := prints.QR("https://hg.example.cn/ask.html#card=ABCDEFGHIJKLMNOPQRSTUV")
	if err != nil {
		t.Fatal(err)
	}
	card := templates.CardView{Brand: "红色管家", Community: "中海国际社区御湖公馆", Name: "欧***", Phone: "0512-62800000", QR: qr, Trial: true}
	plate := templates.PlateView{Brand: "红色管家", Place: "中海国际社区御湖公馆二期 12幢 1单元", Room: "1302室", Code: "WWMMWW", Phone: "0512-62800000", QR: qr}
	add(templates.Cards(slices.Repeat([]templates.CardView{card}, 11)))
	add(templates.Plates(slices.Repeat([]templates.PlateView{plate}, 25)))
	add(templates.Poster(templates.PosterView{Variant: templates.Colour, Brand: "红色管家", Slogan: "事事有回应", PartyOrg: "中海国际社区党委", Place: "中海国际社区御湖公馆二期 12幢 1单元", QR: qr,
		Address: "hg.example.cn/s/6A2K7M", Code: "6A2K7M", Phone: "0512-6280 0000", Hours: "工作日 8:30–11:30、13:00–17:30", OnlineHours: "8:30–17:30", Repair: "0512-6281 1111"}))
	add(templates.LetterPage("民意诉求周报", week))
	if n := p.paper("short", papers.String()); n != 7+2+2+1 {
		t.Errorf("seven papers, two sheets of cards, two of plates and a poster take %d pages", n)
	}
	whole(p)
	papers.Reset()
	add(templates.ReferralHTML(full))
	if n := p.paper("long", papers.String()); n < 12 || n > 30 {
		t.Errorf("a form with its 附页 takes %d pages", n)
	}
	whole(p)
}

// whole fails where a page or a cell hides words.
func whole(p *person) {
	p.t.Helper()
	cut := ask[[]string](p, `Array.from(document.querySelectorAll('.sheet')).filter(s => s.scrollHeight > s.clientHeight + 1).map(s => (s.querySelector('h1') || s).textContent.slice(0, 20) + ' ' + (s.scrollHeight - s.clientHeight) + ' px')`)
	if len(cut) > 0 {
		p.t.Errorf("the foot is cut off: %q", cut)
	}
	cut = ask[[]string](p, `Array.from(document.querySelectorAll('.pass, .plate')).filter(s => s.scrollHeight > s.clientHeight + 1 || s.scrollWidth > s.clientWidth + 1).map(s => s.textContent)`)
	if len(cut) > 0 {
		p.t.Errorf("a card or plate hides words: %q", cut[0])
	}
	cut = ask[[]string](p, `Array.from(document.querySelectorAll('.form-table td > div')).filter(s => s.scrollHeight > s.clientHeight + 2).map(s => s.textContent)`)
	if len(cut) > 0 {
		p.t.Errorf("a cell hides words: %q", cut)
	}
}

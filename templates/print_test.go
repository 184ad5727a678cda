package templates_test

import (
	"fmt"
	"html/template"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"hongguan/templates"

	"github.com/skip2/go-qrcode"
)

// qrSVG draws a code as the poster route does.
func qrSVG(t *testing.T, address string) template.HTML {
	t.Helper()
	code, err := qrcode.New(address, qrcode.Highest)
	if err != nil {
		t.Fatal(err)
	}
	bitmap := code.Bitmap()
	var path strings.Builder
	for y, line := range bitmap {
		for x, dark := range line {
			if dark {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	n := len(bitmap)
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %d %d" shape-rendering="crispEdges" role="img" aria-label="二维码"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`, n, n, n, n, path.String()))
}

// poster hangs in a stairwell of the demo community.
func poster(qr template.HTML) templates.PosterView {
	return templates.PosterView{
		Variant: templates.Colour, Brand: "红色管家", Slogan: "事事有回应", PartyOrg: "湖畔社区党委", Place: "湖畔花园一期 5幢 2单元", QR: qr,
		Address: "hg.example.cn", Code: "6A2K", Phone: "0512-6280 0000", Hours: "工作日 8:30–11:30、13:00–17:30", OnlineHours: "8:30–17:30", Repair: "0512-6281 1111",
	}
}

// receipt is given at the counter.
func receipt(qr template.HTML) templates.ReceiptView {
	return templates.ReceiptView{
		Brand: "红色管家", Office: "湖畔社区居民委员会", RequestNo: "HP-20261123-0007", QueryCode: "7K3M9Q", ReceivedAt: at(11, 23, 9, 12), Place: "湖畔花园一期 5幢 2单元",
		Matter: "二楼到三楼的楼道灯不亮，晚上看不见台阶。", Org: "安居物业", Due: at(11, 30, 17, 30), DueWhy: "收到11月23日，5个工作日，11月30日到期",
		Contact: "社区服务窗口", Phone: "0512-6280 0000", Hours: "工作日 8:30–11:30、13:00–17:30", Address: "hg.example.cn", QR: qr,
	}
}

// supervision urges a property company that does nothing.
func supervision(qr template.HTML) templates.SupervisionView {
	return templates.SupervisionView{
		No: "湖畔督〔2026〕3号", Community: "湖畔社区", Office: "湖畔社区居民委员会", Org: "安居物业", RequestNo: "HP-20261123-0007", Matter: "楼道灯不亮", Place: "湖畔花园一期 5幢",
		SentAt: at(11, 23, 10, 30), Due: at(11, 30, 17, 30), LateDays: 2, Urged: 2, ReplyBy: at(12, 4, 17, 30), ContactName: "陈晓燕", ContactPhone: "0512-62800000", QR: qr, SentDay: at(12, 2, 0, 0),
	}
}

// plates are the doors of one stairwell.
func plates(qr template.HTML, n int) []templates.PlateView {
	var views []templates.PlateView
	for i := range n {
		views = append(views, templates.PlateView{Brand: "红色管家", Place: "湖畔花园一期 5幢 2单元", Room: fmt.Sprintf("%d0%d室", i/2+1, i%2+1), Code: "6A2K", Phone: "0512-6280 0000", QR: qr})
	}
	return views
}

func TestPrintedPages(t *testing.T) {
	const code template.HTML = `<svg></svg>`
	ink := poster(code)
	ink.Variant, ink.Trial, ink.OnlineHours, ink.Repair, ink.Brand = templates.Ink, true, "", "", "湖畔社区红色管家"
	waiting := receipt("")
	waiting.Org, waiting.Due, waiting.DueWhy = "", time.Time{}, ""
	unsigned := supervision("")
	unsigned.LateDays, unsigned.Urged, unsigned.Demand = 0, 0, "请今天派人到现场。"
	tests := []struct {
		name  string
		print func() (string, error)
	}{
		{"poster", func() (string, error) { return templates.Poster(poster(code)) }},
		{"poster-ink", func() (string, error) { return templates.Poster(ink) }},
		{"receipt", func() (string, error) { return templates.Receipt(receipt(code)) }},
		{"receipt-waiting", func() (string, error) { return templates.Receipt(waiting) }},
		{"supervision", func() (string, error) { return templates.Supervision(supervision(code)) }},
		{"plates", func() (string, error) { return templates.Plates(plates(code, 25)) }},
		{"contact", func() (string, error) {
			return templates.ContactSheet(templates.ContactView{ReferralNo: "湖畔承〔2026〕17号", RequestNo: "HP-20261109-0003", Name: "王建国", Phone: "13900000012", Place: "湖畔花园二期 12幢 1单元 302室", Note: "晚上六点后方便", Receiver: "区住房和城乡建设局党组", GivenBy: "陈晓燕", GivenAt: at(11, 24, 10, 0), Office: "湖畔社区居民委员会"})
		}},
		{"letter", func() (string, error) {
			letter, err := templates.DepartmentLetter(department())
			if err != nil {
				return "", err
			}
			return templates.LetterPage("部门转办函", letter)
		}},
		{"cards", func() (string, error) {
			return templates.Cards([]templates.CardView{{Brand: "红色管家", Community: "湖畔社区", Name: "王**", Phone: "0512-62800000", QR: code, Trial: true}, {Brand: "红色管家", Community: "湖畔社区", Name: "李**", Phone: "0512-62800000", QR: code, Trial: true}})
		}},
		{"own-data", func() (string, error) {
			one := templates.Entry{Title: "HP-20261123-0007", Pictures: []template.URL{"data:image/jpeg;base64,AAAA"}}
			one.Fact("原话", "灯不亮\n<b>晚上</b>看不见")
			one.Fact("答复", "")
			return templates.OwnData(templates.OwnDataView{Community: "湖畔社区", Name: "王建国", MadeAt: at(11, 24, 10, 0), Until: at(11, 24, 10, 10), Contact: "王敏", Phone: "0512-62800000", Font: 30,
				Chapters: []templates.Chapter{{Title: "反映过的事（1 件）", Entries: []templates.Entry{one}}, {Title: "谁看过您的电话和受保护的内容", Hint: "没有人看过。"}}})
		}},
		{"supervision-unsigned", func() (string, error) { return templates.Supervision(unsigned) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page, err := test.print()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "print-"+test.name+".html", []byte(page))
		})
	}
}

// The pages' Content-Security-Policy allows neither inline styles nor scripts,
// and every class must be in the style sheet.
func TestPagesKeepThePolicy(t *testing.T) {
	css := string(templates.PrintCSS())
	class := regexp.MustCompile(`class="([^"]*)"`)
	var all strings.Builder
	for _, file := range []string{"poster", "poster-ink", "receipt", "receipt-waiting", "supervision", "supervision-unsigned", "plates", "contact", "letter", "cards"} {
		page, err := os.ReadFile("testdata/print-" + file + ".html")
		if err != nil {
			t.Fatal(err)
		}
		all.Write(page)
	}
	form, err := templates.ReferralHTML(referral())
	if err != nil {
		t.Fatal(err)
	}
	all.WriteString(form)
	for _, banned := range []string{"style=", "&lt;td", "<style", "<script", "onclick"} {
		if strings.Contains(all.String(), banned) {
			t.Errorf("a page holds %s", banned)
		}
	}
	plain := map[string]bool{"label": true, "value": true, "poster": true, "order-table": true}
	for _, match := range class.FindAllStringSubmatch(all.String(), -1) {
		for _, name := range strings.Fields(match[1]) {
			if !plain[name] && !regexp.MustCompile(`\.`+name+`\b`).MatchString(css) {
				t.Errorf("class %s is not in print.css", name)
			}
		}
	}
}

// Old phones and office PCs show these pages too.
func TestPrintCSSFloor(t *testing.T) {
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(templates.PrintCSS()), "")
	for _, newer := range []string{"gap:", "inset", "aspect-ratio", "clamp(", ":is(", ":where(", ":has(", "dvh", "min(", "max(", "@layer", "@import", "url("} {
		if strings.Contains(css, newer) {
			t.Errorf("print.css uses %s", newer)
		}
	}
}

// TestLook writes whole pages to look at in a browser; it runs only on demand.
func TestLook(t *testing.T) {
	dir := os.Getenv("TEMPLATES_LOOK")
	if dir == "" {
		t.Skip("set TEMPLATES_LOOK to a folder to see the printed pages")
	}
	os.WriteFile(dir+"/print.css", templates.PrintCSS(), 0o644)
	code := qrSVG(t, "https://hg.example.cn/s/6A2K")
	ink := poster(code)
	ink.Variant, ink.Trial = templates.Ink, true
	posters, _ := templates.Posters([]templates.PosterView{poster(code), ink})
	paper, _ := templates.Receipt(receipt(code))
	order, _ := templates.Supervision(supervision(code))
	view := referral()
	view.QR = qr(t, view.ReplyLink)
	form, _ := templates.ReferralHTML(view)
	doors, _ := templates.Plates(plates(code, 24))
	report, _ := templates.WeeklyReport(weekly())
	letter, _ := templates.LetterPage("民意诉求周报", report)
	page := `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="stylesheet" href="print.css"><body>` + posters + paper + order + form + doors + letter + `</body></html>`
	if err := os.WriteFile(dir+"/pages.html", []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHandout prints lists of two organisations, one longer than a page, with
// words that would break the table if they were not shortened.
func TestHandout(t *testing.T) {
	row := templates.HandoutRow{RequestNo: "HP-20261123-0007", Place: "湖畔花园一期 5幢 2单元", Summary: "二楼到三楼的楼道灯不亮，晚上看不见台阶，我的电话 13812345678", Status: "待签收", Due: at(11, 30, 17, 30)}
	long := row
	long.Summary, long.Place, long.Late = strings.Repeat("地下车库B区漏水，一下雨就滴在车上。", 30), strings.Repeat("湖畔花园一期", 9), true
	anju := templates.HandoutView{Community: "湖畔社区", Org: "安居物业", Label: "本周在办", MadeAt: at(11, 27, 9, 0)}
	for range 11 {
		anju.Rows = append(anju.Rows, row)
	}
	anju.Rows = append(anju.Rows, long)
	none := row
	none.Due = time.Time{}
	page, err := templates.Handout(anju, templates.HandoutView{Community: "湖畔社区", Label: "本周在办", MadeAt: at(11, 27, 9, 0), Rows: []templates.HandoutRow{none}})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page, `class="sheet handout"`); n != 3 {
		t.Errorf("%d sheets, want two for 安居物业 and one for what has no organisation", n)
	}
	for _, want := range []string{"第2页，共2页", "尚未派单", "已超期", "138****5678", ">12<"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s on it", want)
		}
	}
	if strings.Contains(page, "13812345678") {
		t.Error("a number stands on it")
	}
	golden(t, "handout.html", []byte(page))
}

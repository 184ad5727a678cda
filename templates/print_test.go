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
		{"visits", func() (string, error) {
			return templates.Visits(templates.VisitsView{Community: "湖畔社区", Office: "湖畔社区居民委员会", From: at(11, 23, 0, 0), To: at(11, 27, 0, 0), PrintedAt: at(11, 27, 17, 0), Rows: []templates.VisitRow{
				{At: at(11, 23, 9, 30), Kind: "走访", Place: "湖畔花园一期 5幢 2单元", Person: "王**", Said: "<b>楼道灯</b>不亮，" + strings.Repeat("晚上看不见台阶，", 20), Outcome: "转为诉求", By: "网格员 顾平", RequestNo: "HP-20261123-0007"},
				{At: at(11, 24, 15, 5), Kind: "巡查", Place: "湖畔花园一期", Said: "东门垃圾桶盖坏了", Outcome: "记下了", By: "社区工作者 王敏"}}})
		}},
		{"team", func() (string, error) {
			heads := templates.TeamGroup{Label: "楼长"}
			for i := range 30 {
				heads.Rows = append(heads.Rows, templates.TeamRow{Title: fmt.Sprintf("%d幢楼长", i+1), Name: "李秀英", Where: fmt.Sprintf("湖畔花园一期 %d幢", i+1), Phone: map[bool]string{true: "13900000001"}[i%2 == 0], Term: "2026年12月1日至2027年11月30日"})
			}
			return templates.Team(templates.TeamView{Community: "湖畔社区", Office: "湖畔社区居民委员会", Phone: "0512-62800000", At: at(11, 30, 9, 0), Groups: []templates.TeamGroup{
				{Label: "工作团队成员", Rows: []templates.TeamRow{{Title: "社区民警", Name: "<b>杨明</b>", Where: "星湖派出所", Phone: "0512-62811110", Term: "2026年1月1日起"}}}, heads}})
		}},
		{"reception", func() (string, error) {
			return templates.Reception(templates.ReceptionView{Community: "湖畔社区", Phone: "0512-62800000", Address: "星湖街道莲香路 18 号", At: at(11, 30, 9, 0), Days: []templates.ReceptionDay{
				{Label: "周一", Turns: []templates.ReceptionTurn{{Name: "沈洁", Title: "社区书记", Hours: "08:30—11:30", Place: "一楼接访室"}, {Name: "王敏", Hours: "13:00—17:00"}}}, {Label: "周二"}}})
		}},
		{"handover", func() (string, error) {
			view := templates.HandoverView{Community: "湖畔社区", Leaving: "林国华", Coming: "<b>周岚</b>", PrintedAt: at(11, 30, 9, 0), Points: []templates.HandoverPoint{
				{Label: "账号", Sentence: "一人一个账号，不借用、不共用。前任的账号由接任人最后关闭。", Lines: []string{"lin@example.com　前任，要关闭", "zhou@example.com　接任"}, Done: at(11, 30, 9, 10)},
				{Label: "钥匙、密码、备份在哪里", Sentence: "清单上只写在哪里，不写密码。", Lines: strings.Split(strings.Repeat("数据文件夹：/home/office/hongguan/pb_data\n", 11), "\n"), Note: "备用钥匙在保险柜"}}}
			for i := range 26 {
				view.Open = append(view.Open, templates.HandoverRequest{No: fmt.Sprintf("HP-20261123-%04d", i+1), Matter: "公共照明维修", Place: "湖畔花园一期 5幢 2单元", Handler: "安居物业", Status: "办理中", Due: at(11, 30, 17, 30)})
			}
			return templates.Handover(view)
		}},
		{"handover-long", func() (string, error) {
			view := templates.HandoverView{Community: "湖畔社区", Leaving: "林国华", Coming: "周岚", PrintedAt: at(11, 30, 9, 0), FinishedAt: at(12, 1, 9, 0)}
			for range 9 {
				view.Points = append(view.Points, templates.HandoverPoint{Label: "人员、值班和任期", Sentence: "工作人员 10 人。", Lines: strings.Split(strings.Repeat("任期到 2026-12-31：楼长 郭爱珍\n", 7)+"最后一条", "\n")})
			}
			return templates.Handover(view)
		}},
		{"stock", func() (string, error) {
			view := templates.StockView{Community: "湖畔社区", Office: "湖畔社区居民委员会", At: at(12, 31, 9, 0), Rows: []templates.StockRow{{Name: "<b>洗衣液</b> 1 千克", Source: "社区党组织为民服务专项经费", Left: 12, Waiting: 2}}}
			for i := range 17 {
				view.Rows = append(view.Rows, templates.StockRow{Name: fmt.Sprintf("雨伞 %d 号", i+1), Source: "共建单位捐赠", Left: i})
			}
			return templates.Stock(view)
		}},
		{"points-year", func() (string, error) {
			view := templates.PointsYearView{Community: "湖畔社区", Office: "湖畔社区居民委员会", Phone: "0512-62800000", Year: 2026, Until: at(12, 31, 9, 0), PrintedAt: at(12, 31, 9, 0), Standing: 1180,
				Sums:  []templates.PointsSum{{Label: "服务得分", Points: 2410, Persons: 86}, {Label: "兑换用去", Points: 900, Persons: 41}, {Label: "记错收回", Points: 6, Persons: 2}, {Label: "到期", Points: 0}},
				Goods: []templates.GoodsYear{{Name: "<b>重阳节联欢会</b>优先入座", Kind: "优先权", In: 20, Handed: 18, Persons: 18, Left: 2}, {Name: "洗衣液 1 千克", Source: "社区党组织为民服务专项经费", In: 60, Lost: 1, Handed: 41, Persons: 38, Left: 18, Worth: 12.5, Budget: 800}, {Name: "雨伞", Source: "共建单位捐赠", In: 5, Handed: 2, Persons: 2, Left: 3, Worth: 30, Budget: 150}}}
			for i := range 7 {
				view.Goods = append(view.Goods, templates.GoodsYear{Name: fmt.Sprintf("毛巾 %d 号", i+1), Source: "共建单位捐赠", In: 10, Left: 10, Worth: 8, Budget: 80})
			}
			return templates.PointsYear(view)
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
	for _, file := range []string{"poster", "poster-ink", "receipt", "receipt-waiting", "supervision", "supervision-unsigned", "plates", "contact", "letter", "cards", "visits", "team", "reception", "handover", "handover-long", "stock", "points-year"} {
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

package templates_test

import (
	"html/template"
	"strings"
	"testing"

	"hongguan/templates"
)

func served(n int) []templates.ServiceRow {
	rows := []templates.ServiceRow{
		{Day: "2026-11-28", Activity: "帮老人把旧柜子搬下楼", Place: "湖畔花园一期 5幢", ForWhom: "5幢的老人", Hours: "1 小时 30 分", Quality: "很好"},
		{Day: "2026-11-29", Activity: "教老人用手机挂号、看病、缴费，一对一教到会为止", Place: "社区服务中心一楼老年活动室", ForWhom: "湖畔花园一期和二期的独居老人", Hours: "2 小时", Quality: "还行"},
	}
	for len(rows) < n {
		rows = append(rows, rows[len(rows)%2])
	}
	return rows
}

// TestCertificate: one page whatever it lists, never a whole number of a paper,
// and in red when it was taken back.
func TestCertificate(t *testing.T) {
	view := templates.CertificateView{No: "湖畔志证〔2026〕3号", Name: "张志明", PaperKind: "居民身份证", PaperNo: "**************123X", ExternalNo: "320500001234", From: "2026年1月1日", Until: "2026年11月30日",
		Hours: "3 小时 30 分", Times: 2, Rows: served(2), Issuer: "湖畔社区居民委员会", Responsible: "刘建华", Handler: "社区工作者 王敏", Contact: "0512-62800000", At: at(11, 30, 10, 0),
		QR: template.HTML(`<svg viewBox="0 0 1 1"></svg>`), Address: "https://hg.example.cn/certificate.html#k"}
	page, err := templates.Certificate(view)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "certificate.html", []byte(page))
	view.Rows, view.Times, view.Revoked = served(24), 24, "服务记录作废"
	page, err = templates.Certificate(view)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"本证明已撤销：服务记录作废", "另有14次，扫码可看到全部"} {
		if !strings.Contains(page, want) {
			t.Errorf("the long one lacks %s", want)
		}
	}
	if n := strings.Count(page, `class="sheet`); n != 1 {
		t.Errorf("%d pages, want one", n)
	}
}

// TestFeedback: what one Party member did, for those who sent him; and one who
// did nothing yet.
func TestFeedback(t *testing.T) {
	view := templates.FeedbackView{Community: "湖畔社区", Office: "湖畔社区居民委员会", SendingOrg: "星湖科技有限公司党支部", Name: "张志明", ReportedAt: at(3, 2, 9, 0), From: at(3, 2, 9, 0), Until: at(11, 30, 9, 0),
		Rows: served(2), Times: 2, Hours: "3 小时 30 分", Phone: "0512-62800000", At: at(11, 30, 9, 0)}
	idle := view
	idle.Name, idle.Rows, idle.Times, idle.Hours = "王建国", nil, 0, "0 分钟"
	page, err := templates.Feedback(view, idle)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "feedback.html", []byte(page))
	for _, never := range []string{"排名", "第一", "名次"} {
		if strings.Contains(page, never) {
			t.Errorf("the sheet compares: %s", never)
		}
	}
}

// TestSignIn: those who claimed stand on it, and there are lines for those who
// just come; more than a page takes are on the next.
func TestSignIn(t *testing.T) {
	view := templates.SignInView{Community: "湖畔社区", OrderNo: "DD-20261128-01", Title: "帮老人把旧柜子搬下楼", When: "11月28日 周六 09:00–11:00", Place: "5幢楼下", Responsible: "社区工作者 王敏", Names: []string{"张**", "王**"}, Blank: 5}
	page, err := templates.SignIn(view)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "signin.html", []byte(page))
	for range 20 {
		view.Names = append(view.Names, "李**")
	}
	page, err = templates.SignIn(view)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page, `class="sheet`); n != 2 || !strings.Contains(page, "第2页，共2页") {
		t.Errorf("%d pages of 22 names and 5 lines, want 2", n)
	}
}

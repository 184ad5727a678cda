package templates

import (
	"html/template"
	"time"
)

// SignInView is the 《志愿服务签到表》: on paper for whom the telephone fails, typed
// in afterwards.
type SignInView struct {
	Community   string
	OrderNo     string
	Title       string
	When        string // 11月28日 周六 09:00–11:00
	Place       string
	Responsible string
	Names       []string // as they are read out: by family name, 王**
	Blank       int      // lines for those who come without having claimed
}

// signInLines is how many people one A4 page holds.
const signInLines = 22

type signInPage struct {
	SignInView
	Lines       []signInLine
	Page, Pages int
}

type signInLine struct {
	No   int
	Name string
}

// SignIn prints the sheet as an HTML fragment of A4 pages.
func SignIn(view SignInView) (string, error) {
	view.Title, view.Place = brief(view.Title, 26, 1), brief(view.Place, 24, 1)
	n := max((len(view.Names)+view.Blank+signInLines-1)/signInLines, 1)
	pages := make([]signInPage, n)
	for i := range pages {
		pages[i] = signInPage{SignInView: view, Page: i + 1, Pages: n}
		for no := i*signInLines + 1; no <= (i+1)*signInLines; no++ {
			line := signInLine{No: no}
			if no <= len(view.Names) {
				line.Name = brief(view.Names[no-1], 6, 1)
			}
			pages[i].Lines = append(pages[i].Lines, line)
		}
	}
	return fragment("signin", pages)
}

// ServiceRow is one service as papers list it.
type ServiceRow struct {
	Day      string `json:"day"` // 2026-11-28
	Activity string `json:"activity"`
	Place    string `json:"place"`
	ForWhom  string `json:"for_whom"`
	Hours    string `json:"hours"` // 2 小时 30 分
	Quality  string `json:"quality"`
}

// FeedbackView is the 《在职党员到社区服务反馈单》 to the Party organisation that sent
// somebody: what he did, and how it was received. It compares him with nobody.
type FeedbackView struct {
	Community   string
	Office      string // who signs: 湖畔社区居民委员会
	SendingOrg  string
	Name        string
	ReportedAt  time.Time
	From, Until time.Time
	Rows        []ServiceRow
	More        int // services that did not fit on the page
	Times       int
	Hours       string
	Phone       string
	At          time.Time
}

// feedbackLines is how many services one page holds.
const feedbackLines = 14

// Feedback prints the sheets, an A4 page each.
func Feedback(views ...FeedbackView) (string, error) {
	for i := range views {
		v := &views[i]
		v.SendingOrg = brief(v.SendingOrg, 30, 1)
		if n := len(v.Rows); n > feedbackLines {
			v.Rows, v.More = v.Rows[:feedbackLines], n-feedbackLines
		}
		v.Rows = briefRows(v.Rows)
	}
	return fragment("feedback", views)
}

func briefRows(rows []ServiceRow) []ServiceRow {
	out := make([]ServiceRow, len(rows))
	for i, r := range rows {
		r.Activity, r.Place, r.ForWhom = brief(r.Activity, 12, 2), brief(r.Place, 9, 2), brief(r.ForWhom, 7, 2)
		out[i] = r
	}
	return out
}

// CertificateView is the 《志愿服务记录证明》 of 民政部令第68号 第十七条: who, which paper,
// how long, what; who issued it, who answers for it, who wrote it.
type CertificateView struct {
	No          string // 湖畔志证〔2026〕3号
	Name        string
	PaperKind   string // 居民身份证
	PaperNo     string // **************1234; never the whole number
	ExternalNo  string
	From, Until string // 2026年1月1日
	Hours       string
	Times       int
	Rows        []ServiceRow
	More        int
	Issuer      string
	Responsible string
	Handler     string
	Contact     string
	At          time.Time
	QR          template.HTML
	Address     string // what the code opens, for whoever types
	Trial       bool   // the address will not do for paper
	Revoked     string // why it is good no longer; empty while it is
}

// certificateLines is how many services the certificate lists; the others are
// in its annex, which is the list on the page behind the code.
const certificateLines = 10

// Certificate prints the certificate, one A4 page.
func Certificate(v CertificateView) (string, error) {
	if n := len(v.Rows); n > certificateLines {
		v.Rows, v.More = v.Rows[:certificateLines], n-certificateLines
	}
	v.Rows = briefRows(v.Rows)
	v.Issuer, v.Responsible, v.Handler = brief(v.Issuer, 24, 1), brief(v.Responsible, 12, 1), brief(v.Handler, 12, 1)
	return fragment("certificate", v)
}

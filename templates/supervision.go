package templates

import (
	"html/template"
	"time"
)

// SupervisionView is a 《督办单》, the paper twin of urging: it goes to an
// organisation that has not signed or answered in time.
type SupervisionView struct {
	No        string // 湖畔督〔2026〕3号; empty leaves room to write one
	Prefix    string // 湖畔
	Community string // 湖畔社区
	Office    string // who signs: 湖畔社区居民委员会
	Org       string // 安居物业
	RequestNo string
	Matter    string // a few words, no person
	Place     string // estate and building, no room
	SentAt    time.Time
	SignedAt  time.Time // zero when the organisation has not signed for it
	Due       time.Time
	LateDays  int       // working days past Due; 0 when not yet past
	Urged     int       // how often it was urged before
	Demand    string    // what is asked now; empty prints the usual sentence
	ReplyBy   time.Time // new date to answer this paper

	ContactName  string
	ContactPhone string
	QR           template.HTML // inline SVG that opens the reply page; may be empty
	SentDay      time.Time     // date of this paper
}

// Supervision prints the 《督办单》 as an HTML fragment, one A4 page. It says what it
// is about in a few lines: the whole request is behind its number.
func Supervision(view SupervisionView) (string, error) {
	view.Org = brief(view.Org, 30, 1)
	view.Matter, view.Place = brief(private(view.Matter), 23, 2), brief(private(view.Place), 23, 2)
	view.Demand = brief(private(view.Demand), 30, 3)
	return fragment("supervision", view)
}

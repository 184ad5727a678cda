package templates

import (
	"html/template"
	"time"
)

// ReceiptView is the 回执 a resident takes home from the counter or the door. It
// carries the query code, so it names nobody: whoever finds it learns no name.
type ReceiptView struct {
	Brand      string // 红色管家
	Office     string // 湖畔社区居民委员会
	RequestNo  string
	QueryCode  string // opens this one request only
	ReceivedAt time.Time
	Place      string        // estate and building
	Matter     string        // what was said, a line or two
	Org        string        // whom it was handed to; empty while not yet decided
	Due        time.Time     // zero while the calendar gave no date
	DueWhy     string        // one sentence without a full stop; may be empty
	Contact    string        // who answers at the office: 社区服务窗口
	Phone      string        // the office's number
	Hours      string        // office hours
	Address    string        // where to track, as typed: hg.example.cn
	QR         template.HTML // inline SVG that opens the tracking page; may be empty
}

// Receipt prints the 回执 as an HTML fragment: the upper half of an A4 page.
func Receipt(view ReceiptView) (string, error) { return fragment("receipt", view) }

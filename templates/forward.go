package templates

import "time"

// ForwardView is what the organisation department's letter to a handling Party
// organisation says; the 承办单 is attached to it.
type ForwardView struct {
	OrgDept    string // who signs: 区党工委组织部
	Handler    string // 承办党组织
	Assisting  string // 协办单位, joined with 、; may be empty
	Community  string // 湖畔社区
	ReferralNo string // 湖畔承〔2026〕17号
	RequestNo  string
	Matter     string // a few words
	Place      string // estate and building, no room
	Summary    string // at most 200 characters
	Opinion    string // 拟办意见; may be empty
	ReplyBy    time.Time
	WorkDays   int
	ReplyWhy   string // why this date, without a full stop; may be empty

	Link         string // reply page, no account needed
	ContactName  string // who answers questions about the matter
	ContactPhone string // an office number
	SentAt       time.Time
}

// ForwardLetter covers a 《民意诉求承办单》 on its way to the handling Party organisation.
func ForwardLetter(view ForwardView) (Letter, error) {
	subject := "民意诉求承办单 " + view.ReferralNo + " " + view.Matter + "，请于" + Until(view.ReplyBy) + "前答复"
	return write("forward", subject, view.Link, view)
}

package templates

import (
	"fmt"
	"time"
)

// NoticeView is what an organisation is told about one request handed to it. It
// travels through chat groups, so it has no field for a name, phone or room of a
// resident, and Matter must not carry one either.
type NoticeView struct {
	Community string // 湖畔社区
	Office    string // who signs a letter: 湖畔社区居民委员会
	Org       string // 安居物业
	RequestNo string
	Matter    string // place without room and a few words: 5幢楼道灯
	SignBy    time.Time
	Due       time.Time
	DueWhy    string // why this date, without a full stop; may be empty
	Signed    bool   // already signed for: urging asks for the answer
	Forward   bool   // the organisation department's: urging asks it to name who handles
	Link      string // reply page, no account needed
	Street    string // who passes the letter on; empty when it goes straight to Org

	ContactName  string // the office's contact, for the letter only
	ContactPhone string // the office's number, for the letter only
	SentAt       time.Time
}

// OrgNotice is the letter that hands a request to an organisation of the
// community: property company, owners' committee, residents' committee.
func OrgNotice(view NoticeView) (Letter, error) {
	subject := fmt.Sprintf("【%s】有1件诉求待签收：%s %s，请于%s前签收", view.Community, view.RequestNo, private(view.Matter), Until(view.SignBy))
	return write("notice", subject, view.Link, view)
}

// UrgeNotice is the letter that reminds the organisation.
func UrgeNotice(view NoticeView) (Letter, error) {
	return write("urge", view.through(urge(view)), view.Link, view)
}

// StepView is what an organisation is told of a request it has in hand. Said must
// be masked by the caller and hold no rating: who handles a matter must not read
// what was thought of it.
type StepView struct {
	NoticeView
	Title string // 同意延期
	Said  string // what happened, without a full stop: 社区同意延期2个工作日：等配件
	Note  string // what the office adds, without a full stop; may be empty
}

// StepNotice is the letter that tells it.
func StepNotice(view StepView) (Letter, error) {
	subject := fmt.Sprintf("【%s】%s：%s %s", view.Community, view.Title, view.RequestNo, private(view.Matter))
	return write("step", view.through(subject), view.Link, view)
}

// through tells the street in the subject that a letter is to be passed on.
func (view NoticeView) through(subject string) string {
	if view.Street == "" {
		return subject
	}
	return subject + "（请转送" + view.Org + "）"
}

// DispatchText is the dispatch as one line to paste into WeChat.
func DispatchText(view NoticeView) string {
	return fmt.Sprintf("【%s】有1件诉求待签收：%s %s，请于%s前签收。点此办理：%s", view.Community, view.RequestNo, private(view.Matter), Until(view.SignBy), view.Link)
}

// UrgeText is the reminder as one line to paste into WeChat. It names no fault:
// whether the date has passed is the reader's to see.
func UrgeText(view NoticeView) string {
	return urge(view) + "。点此办理：" + view.Link
}

// urge is the reminder without the link.
func urge(view NoticeView) string {
	if view.Forward {
		return fmt.Sprintf("【%s】催办：%s %s 还没有转交承办单位，答复时限是%s", view.Community, view.RequestNo, private(view.Matter), Until(view.Due))
	}
	if !view.Signed {
		return fmt.Sprintf("【%s】催办：%s %s 还没有签收，签收时限是%s", view.Community, view.RequestNo, private(view.Matter), Until(view.SignBy))
	}
	return fmt.Sprintf("【%s】催办：%s %s 还没有答复，答复时限是%s", view.Community, view.RequestNo, private(view.Matter), Until(view.Due))
}

// SMSView is what a resident is told by text message.
type SMSView struct {
	Community string // 湖畔社区
	RequestNo string
	Link      string // the resident's own page or the tracking page
	Phone     string // the office's number
}

// SMSText tells a resident that there is a reply. The reply itself stays out: a
// phone is often read by the whole family.
func SMSText(view SMSView) string {
	text := "【" + view.Community + "】您反映的事（" + view.RequestNo + "）有答复了。"
	if view.Link != "" {
		text += "点开看：" + view.Link + " "
	}
	if view.Phone != "" {
		text += "也可打" + view.Phone + "，我们念给您听。"
	}
	return text
}

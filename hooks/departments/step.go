package departments

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// titles are the steps an organisation without an account must hear of, or its
// people would have to open the link every day to see whether something moved.
var titles = map[string]string{
	"grant": "同意延期", "refuse": "不同意延期", "return": "请补充后再答复", "rate": "请重新办理", "call_back": "请重新办理",
	"supply": "居民补充了情况", "relink": "换了新链接",
}

// follow writes to the organisation that has a request about the step it has
// just taken. It follows the request and not the event, because a step stores
// its event first: only then the request's own columns say the new date.
func follow(tx core.App, req *core.Record) error {
	if req.GetString("handler_org") == "" {
		return nil
	}
	event, err := requests.LastEvent(tx, req.Id)
	if err != nil || event == nil || calendar.Now(tx).Sub(event.GetDateTime("at").Time()).Abs() > time.Minute {
		return err // nothing has just happened: a date was reckoned anew
	}
	verb := event.GetString("verb")
	if verb != "urge" && (titles[verb] == "" || !concerns(event)) {
		return nil
	}
	h, err := read(tx, req.Id)
	if err != nil || h == nil {
		return err
	}
	h.req = req
	if requests.Mailbox(tx, req, h.org) == "" {
		return nil // staff paste the words into WeChat, or call
	}
	if verb == "urge" {
		err = urge(tx, h, event)
	} else {
		err = tell(tx, h, event)
	}
	if err != nil {
		return fmt.Errorf("letter about %s of %s: %w", verb, req.GetString("request_no"), err)
	}
	return nil
}

// concerns tells whether the step left something with the organisation: a good
// rating does not, nor a reply it gave back itself.
func concerns(event *core.Record) bool {
	to := event.GetString("to_status")
	switch event.GetString("verb") {
	case "return", "rate", "call_back":
		return to == "in_progress" && event.GetString("from_status") != to
	case "supply":
		return to == "in_progress" || to == "dispatched"
	}
	return true
}

// tell writes what happened. What a resident thought of the answer stays out.
func tell(tx core.App, h *handing, event *core.Record) error {
	verb := event.GetString("verb")
	view := templates.StepView{NoticeView: h.notice(), Title: titles[verb]}
	hide := requests.Private(tx, h.req)
	switch verb {
	case "relink":
		if view.Link == "" {
			return nil
		}
		view.Said = "原来的链接和单子上印的二维码已经作废，请改用下面的新链接"
	case "rate", "call_back":
		view.Said = "居民说事情还没有解决好，请重新办理后再答复"
	case "return":
		view.Said, view.Note = "社区请你单位再核实一下，补充后再答复", hide(event.GetString("note"))
	default:
		view.Said = hide(requests.Retold(event.GetString("sentence")))
	}
	view.Said, view.Note = strings.TrimRight(view.Said, "。"), strings.TrimRight(view.Note, "。")
	letter, err := templates.StepNotice(view)
	if err != nil {
		return err
	}
	return h.queue(tx, "step:"+event.Id, "", letter)
}

// urge writes once a day at most, however often somebody presses.
func urge(tx core.App, h *handing, event *core.Record) error {
	letter, err := templates.UrgeNotice(h.notice())
	if err != nil {
		return err
	}
	return h.queue(tx, "urge:"+h.assignment.Id+":"+event.GetDateTime("at").Time().In(workday.Zone).Format(time.DateOnly), "催办", letter)
}

func (h *handing) notice() templates.NoticeView {
	view := requests.Notice(h.app, h.req, h.assignment, h.link())
	if view.ContactName == "" {
		view.ContactName = "社区值班人员"
	}
	return view
}

// queue files a letter to the organisation, by the agreed way.
func (h *handing) queue(tx core.App, key, about string, letter templates.Letter) error {
	_, err := outbox.Queue(tx, outbox.Mail{
		Key: key, Org: h.org.Id, To: filled(requests.Mailbox(h.app, h.req, h.org)),
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Request: h.req.Id, About: about,
	})
	return err
}

package departments

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/templates"
)

// write queues the 部门转办函. In mode B the street receives it and passes it
// on. Without a mailbox the row waits for a person: the letter is printed.
func write(tx core.App, h *handing) error {
	letter, err := h.letter()
	if err != nil {
		return err
	}
	c := settings.Of(tx)
	mail := outbox.Mail{
		Key: "letter:" + h.assignment.Id, Org: h.org.Id,
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Request: h.req.Id,
	}
	if !requests.Accuses(h.app, h.req, "org_dept") {
		mail.Cc = orgDeptMail(tx)
	}
	if requests.Way(h.app, h.req, h.org) == templates.ByStreet {
		mail.Org, mail.To = c.GetString("street_org"), filled(c.GetString("street_email"))
	}
	_, err = outbox.Queue(tx, mail)
	return err
}

// letter words the 部门转办函 for mail and paper alike.
func (h *handing) letter() (templates.Letter, error) {
	c := settings.Of(h.app)
	view := templates.DepartmentView{
		Way: requests.Way(h.app, h.req, h.org), Community: c.Name(), Office: c.Name() + "居民委员会", Department: h.org.GetString("name"),
		Street: c.Street(), OrgDept: orgDeptName(h.app),
		RequestNo: h.req.GetString("request_no"), Matter: h.matter(), Place: h.req.GetString("place_label"),
		ReceivedAt: h.req.GetDateTime("received_at").Time(), Ask: "请核实并办理以上事项，将办理结果告知社区。不属贵单位职责的，请写明应由哪个单位办理。",
		Due: h.req.GetDateTime("due_at").Time(), DueWhy: h.req.GetString("due_reason"),
		Link: h.link(), ContactName: c.GetString("contact_name"), ContactPhone: c.Phone(), SentAt: calendar.Now(h.app),
	}
	if requests.Accuses(h.app, h.req, "org_dept") {
		view.OrgDept = ""
	}
	view.Content = h.content()
	view.Requester, view.RequesterPhone = requests.Requester(h.app, h.req)
	if r, err := h.app.FindRecordById("residents", h.req.GetString("resident")); err == nil {
		view.Content = hide(view.Content, r.GetString("name"))
	}
	if view.ContactName == "" {
		view.ContactName = "社区值班人员"
	}
	steps, err := h.steps()
	if err != nil {
		return templates.Letter{}, err
	}
	view.Steps = steps
	return templates.DepartmentLetter(view)
}

// matter is a few words for the subject: the catalogue's, because the
// resident's own may hold a name.
func (h *handing) matter() string {
	if m, err := h.app.FindRecordById("matters", h.req.GetString("matter")); err == nil {
		return m.GetString("name")
	}
	return "居民诉求"
}

func (h *handing) content() string {
	if text := strings.TrimSpace(h.req.GetString("text")); text != "" {
		return hide(text, h.req.GetString("on_behalf_name"))
	}
	return "（居民以照片或口头反映，详情请联系社区）"
}

// hide masks a name where its owner wrote it into the text.
func hide(text, name string) string {
	if len([]rune(name)) < 2 {
		return text
	}
	return strings.ReplaceAll(text, name, realname.MaskName(name))
}

// link is the address of the reply page; empty while the office has no
// address that an outside organisation could open.
func (h *handing) link() string {
	if settings.Of(h.app).PublicURL() == "" {
		return ""
	}
	return requests.Link(h.app, h.assignment.Id)
}

// handed sets what the step under way is about to store.
func (h *handing) handed(at time.Time) {
	h.req.Set("dispatched_at", at)
	h.req.Set("handler_org", h.org.Id)
	h.req.Set("sign_by", settings.Of(h.app).Rules().SignBy(at, calendar.Workdays(h.app)))
}

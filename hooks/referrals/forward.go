package referrals

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// replyBy is the date the organisation department wrote, at closing time, or
// the request's own deadline.
func replyBy(app core.App, req, event *core.Record) time.Time {
	day := requests.Filled(event, "reply_by")
	if len(day) > 10 {
		day = day[:10]
	}
	if t, err := time.ParseInLocation("2006-01-02", day, workday.Zone); err == nil {
		return settings.Of(app).Hours().Closing(t)
	}
	return req.GetDateTime("due_at").Time()
}

// sendForward writes to the organisation that now handles a form, with the form
// itself and the organisation department in copy.
func sendForward(tx core.App, r, req, event *core.Record) error {
	a, err := requests.Current(tx, req.Id)
	if err != nil || a == nil {
		return err
	}
	c, at := settings.Of(tx), r.GetDateTime("forwarded_at").Time()
	view := templates.ForwardView{
		OrgDept: orgName(tx, c.GetString("org_dept")), Handler: orgName(tx, r.GetString("handler_org")), Community: c.Name(),
		ReferralNo: r.GetString("referral_no"), RequestNo: req.GetString("request_no"), Matter: matter(tx, req), Place: req.GetString("place_label"),
		Summary: r.GetString("summary"), Opinion: r.GetString("forward_opinion"), ReplyBy: r.GetDateTime("reply_by").Time(),
		Link: link(tx, a.Id), ContactName: c.GetString("contact_name"), ContactPhone: c.Phone(), SentAt: at,
	}
	view.WorkDays = max(calendar.Workdays(tx).Between(at, view.ReplyBy), 0)
	if view.ReplyBy.Equal(req.GetDateTime("due_at").Time()) {
		view.ReplyWhy = req.GetString("due_reason")
	}
	if view.OrgDept == "" {
		view.OrgDept = "组织部"
	}
	if view.ContactName == "" {
		view.ContactName = "社区值班人员"
	}
	letter, err := templates.ForwardLetter(view)
	if err != nil {
		return err
	}
	name, form, err := Form(tx, req.Id)
	if err != nil {
		return err
	}
	_, err = outbox.Queue(tx, outbox.Mail{
		Key: "forward:" + a.Id, Org: r.GetString("handler_org"), Cc: orgDeptMail(tx), Request: req.Id,
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Attachments: []outbox.Attachment{{Name: name, Data: form}},
	})
	if err != nil {
		return fmt.Errorf("forward %s: %w", r.GetString("referral_no"), err)
	}
	return nil
}

func orgDeptMail(app core.App) []string {
	org, err := app.FindRecordById("orgs", settings.Of(app).GetString("org_dept"))
	if err != nil || strings.TrimSpace(org.GetString("email")) == "" {
		return nil
	}
	return []string{org.GetString("email")}
}

// link is the address of the reply page; empty while the office has no address
// that an outside organisation could open.
func link(app core.App, assignment string) string {
	if settings.Of(app).PublicURL() == "" {
		return ""
	}
	return requests.Link(app, assignment)
}

// matter is a few words for a subject line: the catalogue's.
func matter(app core.App, req *core.Record) string {
	if m, err := app.FindRecordById("matters", req.GetString("matter")); err == nil {
		return m.GetString("name")
	}
	return "居民诉求"
}

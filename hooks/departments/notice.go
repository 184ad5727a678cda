package departments

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
	"hongguan/templates"
)

// notify tells an organisation of the community by mail, if it has a mailbox.
// Most read WeChat instead, where staff paste the same words.
func notify(tx core.App, h *handing) error {
	if strings.TrimSpace(h.org.GetString("email")) == "" {
		return nil
	}
	view := requests.Notice(tx, h.req, h.assignment, h.link())
	if view.ContactName == "" {
		view.ContactName = "社区值班人员"
	}
	letter, err := templates.OrgNotice(view)
	if err != nil {
		return err
	}
	_, err = outbox.Queue(tx, outbox.Mail{
		Key: "notice:" + h.assignment.Id, Org: h.org.Id, Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Request: h.req.Id,
	})
	return err
}

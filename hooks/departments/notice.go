package departments

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/templates"
)

// notify tells an organisation of the community by mail, if it has a mailbox.
// Most read WeChat instead, where staff paste the same words.
func notify(tx core.App, h *handing) error {
	if strings.TrimSpace(h.org.GetString("email")) == "" {
		return nil
	}
	letter, err := templates.OrgNotice(h.notice())
	if err != nil {
		return err
	}
	return h.queue(tx, "notice:"+h.assignment.Id, "", letter)
}

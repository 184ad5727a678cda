package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// TestAdminPlain opens the admin UI while the extension does not load: it is in
// English then, but the secretary gets in, finds a record by its Chinese words,
// and the helps beside the fields are Chinese as ever.
func TestAdminPlain(t *testing.T) {
	byLot(t)
	boss := newPerson(t, "plain", pc)
	tells(boss, network.Enable, network.EnableParams{})
	tells(boss, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/_/extensions*", Block: true}}})
	boss.open("/_/")
	boss.sees("Superuser login")
	boss.fills("Email", office.guide.Superuser.Email)
	boss.fills("Password", office.guide.Superuser.Password)
	boss.press("Login")
	boss.sees("Collections")
	boss.open("/_/#/collections?collection=orgs")
	boss.sees("New record", "安居物业")
	boss.picture("orgs")
	boss.press("安居物业")
	boss.sees("Unlock to save")
	if helps := ask[[]string](boss, `[...document.querySelectorAll(".modal .field-help")].map((x) => x.textContent)`); len(helps) < 5 || !strings.ContainsAny(strings.Join(helps, ""), "单位联系人填") {
		t.Errorf("the fields are not explained in Chinese: %q", helps)
	}
	boss.picture("record")
	boss.open("/_/#/collections?collection=requests")
	boss.sees("New record", "HP-")
}

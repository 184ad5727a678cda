package pb_migrations

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A request that is sealed later leaves its number behind and nothing else.
// The shell is in no list of the staff: how many there are would be an exact
// count of sealed matters, and it may be one of them that it was about. Its
// owner is no longer named in the row and finds it by a mark; handlers see
// their own work only, and a shell has no handler.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.Fields.Add(
			date("sealed_at", "转入保密的时间", hidden),
			text("sealed_for", "反映人的记号，本人登录后凭它看到去处", hidden),
		)
		c.AddIndex("idx_requests_sealed", false, "sealed_for", "sealed_for != ''")
		if err := app.Save(c); err != nil {
			return err
		}
		return reword(app, officeOnly, officeOnly+" && ", "sealed_at = ''")
	}, func(app core.App) error {
		for _, at := range shellAt {
			if err := reword(app, officeOnly+" && "+at+"sealed_at = ''", officeOnly, ""); err != nil {
				return err
			}
		}
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_requests_sealed")
		c.Fields.RemoveByName("sealed_at")
		c.Fields.RemoveByName("sealed_for")
		return app.Save(c)
	})
}

// shellAt is where each table finds whether its request was sealed.
var shellAt = map[string]string{"requests": "", "request_events": "request.", "assignments": "request.", "referrals": "request."}

// reword changes a part of the rules about requests, whatever stands around it.
func reword(app core.App, from, to, condition string) error {
	for table, at := range shellAt {
		c, err := app.FindCollectionByNameOrId(table)
		if err != nil {
			return err
		}
		part := to
		if condition != "" {
			part += at + condition
		}
		for _, r := range []**string{&c.ListRule, &c.ViewRule} {
			if *r != nil {
				*r = rule(strings.Replace(**r, from, part, 1))
			}
		}
		if err := app.Save(c); err != nil {
			return err
		}
	}
	return nil
}

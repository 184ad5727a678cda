package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The office's remarks on estates and organisations are its own: estates are
// read by everybody, organisations by every contact of another one.
func init() {
	hide := func(to bool) func(app core.App) error {
		return func(app core.App) error {
			for _, table := range []string{"estates", "orgs"} {
				c, err := app.FindCollectionByNameOrId(table)
				if err != nil {
					return err
				}
				c.Fields.GetByName("note").SetHidden(to)
				if err := app.Save(c); err != nil {
					return err
				}
			}
			return nil
		}
	}
	m.Register(hide(true), hide(false))
}

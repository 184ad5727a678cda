package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Whom somebody took a duty over from.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("duties")
		if err != nil {
			return err
		}
		c.Fields.Add(link(app, "succeeds", "接的是哪一任", "duties"))
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("duties")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("succeeds")
		return app.Save(c)
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Whom a request complains about is stored with it: they neither get it nor
// decide over it, whatever their names become later.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.Fields.Add(link(app, "accused", "被反映的单位：不交给它自己处理，也不抄送它", "orgs", many(10), hidden))
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("accused")
		return app.Save(c)
	})
}

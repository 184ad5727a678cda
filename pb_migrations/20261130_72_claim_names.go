package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A claim is called by its order and its volunteer where it is linked; it has no
// number of its own.
func init() {
	m.Register(func(app core.App) error { return nameClaims(app, true) }, func(app core.App) error { return nameClaims(app, false) })
}

func nameClaims(app core.App, shown bool) error {
	c, err := app.FindCollectionByNameOrId("claims")
	if err != nil {
		return err
	}
	for _, name := range []string{"order", "volunteer"} {
		c.Fields.GetByName(name).(*core.RelationField).Presentable = shown
	}
	return app.Save(c)
}

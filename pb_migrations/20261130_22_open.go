package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the workbench counts among the open requests is found by itself: an
// office of many years has thousands that are open, and few that burn.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.AddIndex("idx_requests_dissatisfied", false, "status, dissatisfied", "")
		c.AddIndex("idx_requests_many", false, "status, raise_suggested", "")
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_requests_dissatisfied")
		c.RemoveIndex("idx_requests_many")
		return app.Save(c)
	})
}

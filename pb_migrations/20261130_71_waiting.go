package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Two more counts of the workbench read their index alone: the answers nobody
// was told of, and the oldest of what is overdue.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.AddIndex("idx_requests_untold", false, "status, told, replied_at", "")
		c.RemoveIndex("idx_requests_due")
		c.AddIndex("idx_requests_due", false, "status, due_at, received_at", "")
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_requests_untold")
		c.RemoveIndex("idx_requests_due")
		c.AddIndex("idx_requests_due", false, "status, due_at", "")
		return app.Save(c)
	})
}

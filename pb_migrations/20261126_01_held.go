package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A letter that finds the mail server out of reach keeps its place, and the others theirs behind it.
func init() {
	m.Register(func(app core.App) error {
		outbox, err := app.FindCollectionByNameOrId("outbox")
		if err != nil {
			return err
		}
		outbox.Fields.Add(number("held", "连续几次连不上发信服务器；信没有毛病，恢复后按先后顺序接着发"))
		outbox.AddIndex("idx_outbox_turn", false, "state, urgent DESC, queued_at, created", "")
		outbox.AddIndex("idx_outbox_held", false, "held, next_at", "held > 0")
		return app.Save(outbox)
	}, func(app core.App) error {
		outbox, err := app.FindCollectionByNameOrId("outbox")
		if err != nil {
			return err
		}
		outbox.RemoveIndex("idx_outbox_turn")
		outbox.RemoveIndex("idx_outbox_held")
		outbox.Fields.RemoveByName("held")
		return app.Save(outbox)
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A telephone that lost the answer to its registration sends it again: by the
// same key it is the same registration.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("residents")
		if err != nil {
			return err
		}
		c.Fields.Add(text("register_key", "手机端登记时生成的编号的摘要，网络断了再登记也只算一次", hidden))
		c.AddIndex("idx_residents_key", true, "register_key", "register_key != ''")
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("residents")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_residents_key")
		c.Fields.RemoveByName("register_key")
		return app.Save(c)
	})
}

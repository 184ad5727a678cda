package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Whose password was set by somebody else is asked to change it. Of the
// accounts that are there nobody can tell any more: they are not asked.
func init() {
	m.Register(func(app core.App) error {
		staff, err := app.FindCollectionByNameOrId("staff")
		if err != nil {
			return err
		}
		staff.Fields.Add(yesno("first_password", "密码是别人给的，本人还没有改；改好以前只能改密码，不能办事", hidden))
		return app.Save(staff)
	}, func(app core.App) error {
		staff, err := app.FindCollectionByNameOrId("staff")
		if err != nil {
			return err
		}
		staff.Fields.RemoveByName("first_password")
		return app.Save(staff)
	})
}

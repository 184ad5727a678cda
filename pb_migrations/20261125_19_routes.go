package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The office's own word on who handles one matter, in one estate or everywhere.
func init() {
	m.Register(func(app core.App) error {
		routes := core.NewBaseCollection("routes")
		routes.AddIndex("idx_routes_once", true, "matter, estate", "")
		return table(app, routes, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "matter", "哪个事项", "matters", required),
			link(app, "estate", "哪个小区；不选就是所有小区", "estates"),
			link(app, "org", "交给哪个单位，先于默认的派单办法", "orgs", required),
			text("note", "为什么这样派，会写进建议理由，如：街道托底", presentable),
			yesno("active", "在用；不勾就还按默认办法派"),
		)
	}, func(app core.App) error { return drop(app, "routes") })
}

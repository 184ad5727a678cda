package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The visits: who was received, called on or found what on a round, before it
// is a request and also when it never becomes one.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("visits")
		c.AddIndex("idx_visits_at", false, "at", "")
		c.AddIndex("idx_visits_staff", false, "staff, at", "")
		c.AddIndex("idx_visits_resident", false, "resident", "resident != ''")
		c.AddIndex("idx_visits_phone", false, "phone", "phone != ''")
		c.AddIndex("idx_visits_request", true, "request", "request != ''") // one visit is one request
		c.AddIndex("idx_visits_key", true, "staff, client_key", "client_key != ''")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			choice("kind", "接访、走访还是巡查", []string{"walk_in", "visit", "patrol"}, required),
			date("at", "什么时候", required),
			link(app, "estate", "小区", "estates"),
			link(app, "building", "楼栋", "buildings"),
			link(app, "unit", "单元", "units"),
			text("room", "室号", hidden),
			text("place_label", "地点，不写室号", presentable),
			text("person", "见到的人；没见到人、或不愿留姓名的不填", hidden),
			text("phone", "电话；要转为诉求的才需要", hidden),
			link(app, "resident", "登记过的居民", "residents", hidden),
			text("said", "说了什么、看到什么", long(2000)),
			choice("outcome", "当场怎样了", []string{"noted", "explained", "settled", "absent"}),
			link(app, "staff", "哪位工作人员", "staff"),
			text("by_label", "谁记的"),
			link(app, "request", "转成的诉求", "requests"),
			date("turned_at", "什么时候转的"),
			text("turned_by", "谁转的"),
			date("erased_at", "姓名、电话和原话什么时候清除的：到保留期，或本人要求删除"),
			text("client_key", "页面给的编号，按两次也只记一条", hidden),
		)
	}, func(app core.App) error { return drop(app, "visits") })
}

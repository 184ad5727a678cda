package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The duties: who was appointed to what, for which place and how long, and how
// it ended.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("duties")
		c.AddIndex("idx_duties_building", false, "building, kind", "building != ''")
		c.AddIndex("idx_duties_grid", false, "grid, kind", "grid != ''")
		c.AddIndex("idx_duties_resident", false, "resident", "resident != ''")
		c.AddIndex("idx_duties_over", false, "ended_at, over_at", "")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			choice("kind", "什么任职", []string{"building_head", "grid_worker", "part_time_grid", "contact", "reception", "team"}, required),
			text("title", "职务，写在名册上，如：党委书记、社区民警、5幢楼长", presentable),
			text("name", "姓名", required),
			text("phone", "名册上的电话；居民任职的，本人同意公开才给人看", hidden),
			link(app, "staff", "哪位工作人员", "staff"),
			link(app, "resident", "哪位居民", "residents"),
			link(app, "building", "负责哪幢楼（楼长）", "buildings"),
			link(app, "grid", "负责哪个网格（网格员、兼职网格员）", "grids"),
			link(app, "org", "哪个单位（专人、团队成员）", "orgs"),
			text("from_day", "任期从哪天起，如 2026-12-01", required),
			text("until_day", "任期到哪天止，含这一天；不定期的不填"),
			text("appointed_by", "谁任命的，如：社区党委、居民代表会议", required),
			yesno("shown", "本人同意把姓名、电话公开给本楼居民，印在名册上"),
			choice("days", "星期几接访，可以多选", []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, many(7)),
			text("from_time", "接访从几点起，如 08:30"),
			text("to_time", "接访到几点止，如 11:30"),
			text("place", "在哪里接访，如：一楼接访室"),
			text("note", "备注", long(500)),
			date("over_at", "任期过到什么时刻为止，程序算的"),
			date("warned_at", "什么时候提醒过快到期"),
			date("ended_at", "什么时候结束的"),
			text("ended_reason", "为什么结束"),
			text("ended_by", "谁办的"),
		)
	}, func(app core.App) error { return drop(app, "duties") })
}

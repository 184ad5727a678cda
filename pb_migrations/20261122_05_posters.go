package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		posters := core.NewBaseCollection("posters")
		posters.AddIndex("idx_posters_code", true, "code", "")
		posters.AddIndex("idx_posters_place", false, "building, unit, scope, state", "")
		if err := table(app, posters, rules{list: rule(officeOnly), view: rule(officeOnly)},
			text("code", "海报码，印在海报上", required, presentable),
			choice("scope", "张贴范围", []string{"estate", "building", "unit", "square", "door"}, required),
			link(app, "estate", "小区", "estates"),
			link(app, "building", "楼栋", "buildings"),
			link(app, "unit", "单元", "units"),
			text("room", "室号（门牌码用）"),
			text("place_label", "海报上写的位置，如：湖畔花园一期 5幢 2单元"),
			choice("state", "状态", []string{"active", "revoked"}, required),
			text("note", "备注，如：东门广场宣传栏", long(500)),
			number("corrections", "居民改过位置的次数；三次以上可能贴错"),
			number("scans", "扫码次数（只计总数，不记是谁）"),
		); err != nil {
			return err
		}
		posters.Fields.Add(link(app, "replaced_by", "换成了哪张", "posters"))
		if err := app.Save(posters); err != nil {
			return err
		}
		scans := core.NewBaseCollection("poster_scans")
		scans.AddIndex("idx_poster_scans_day", true, "poster, day", "")
		return table(app, scans, rules{},
			link(app, "poster", "海报", "posters", required),
			text("day", "日期", required),
			number("count", "当天扫码次数"),
		)
	}, func(app core.App) error { return drop(app, "poster_scans", "posters") })
}

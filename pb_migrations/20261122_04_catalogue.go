package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		matters := core.NewBaseCollection("matters")
		matters.AddIndex("idx_matters_code", true, "code", "")
		if err := table(app, matters, rules{list: rule(staffOnly), view: rule(staffOnly)},
			text("code", "事项代码（英文，不改）", required),
			text("name", "事项名称", required, presentable),
			choice("category", "诉求类型", categories, required),
			choice("tier", "涉及层面", tiers, required),
			choice("handler_kind", "默认承办单位类别", append([]string{"volunteers"}, orgKinds...)),
			text("department", "职能部门简称，如：城管"),
			number("days", "办理时限（工作日），0 表示按层面默认"),
			list("keywords", "关键词，居民常用的说法"),
			list("examples", "例句"),
			text("guidance", "提交前给居民看的提示", long(1000)),
			text("not_ours", "不属社区时的去处，如：请拨 12345", long(500)),
			yesno("active", "在用"),
			number("sort", "排列次序"),
		); err != nil {
			return err
		}
		days := core.NewBaseCollection("workday_calendar")
		days.AddIndex("idx_workday_day", true, "day", "")
		return table(app, days, rules{},
			text("day", "日期，写成 2026-10-10", required, presentable),
			yesno("working", "勾选是上班日（补班），不勾选是休息日"),
			text("note", "说明，如：国庆节补班"),
		)
	}, func(app core.App) error { return drop(app, "workday_calendar", "matters") })
}

var (
	categories = []string{"government", "self_governance", "market_service", "public_welfare"}
	tiers      = []string{"community", "department", "complex"}
)

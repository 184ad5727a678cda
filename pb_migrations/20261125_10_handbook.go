package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The handbook 诉求答疑案例手册: answers the office gives again and again, and
// the resources it sends people to.
func init() {
	m.Register(func(app core.App) error {
		cases := core.NewBaseCollection("faq_cases")
		cases.AddIndex("idx_faq_cases_active", false, "active, sort", "")
		if err := table(app, cases, rules{list: rule(officeOnly), view: rule(officeOnly)},
			text("question", "居民怎么问，写成一句话，如：老年人优待证怎么办？", required, presentable),
			text("answer", "怎么回答。写清找谁、带什么；会变的金额和日期不要写。不能有个人的姓名、手机、室号", required, long(2000)),
			list("keywords", "居民常用的说法，如 [\"老年证\", \"优待证\"]；说法里有空格的，几个词都出现才算"),
			link(app, "matter", "属于哪个事项", "matters"),
			choice("category", "诉求类型", categories),
			text("source", "从哪里来，如：居民反映整理、办事指南"),
			yesno("pinned", "在“查答案”页上排在前面"),
			yesno("active", "在用；不勾选居民就看不到"),
			number("sort", "排列次序"),
			number("helped", "多少人点了“这就是我要问的”，程序计数，不记是谁"),
		); err != nil {
			return err
		}
		resources := core.NewBaseCollection("resources")
		resources.AddIndex("idx_resources_active", false, "active, sort", "")
		return table(app, resources, rules{list: rule(staffOnly), view: rule(staffOnly)},
			choice("kind", "资源类别：行政、市场、公益", []string{"administrative", "market", "public_welfare"}, required),
			text("name", "资源名称，如：社区助餐点", required, presentable),
			text("offer", "能提供什么，一两句话", long(500)),
			text("phone", "电话，页面上一点就能打"),
			text("address", "地址"),
			text("hours", "时间，如：周一至周五 8:30–17:00"),
			list("keywords", "居民常用的说法，如 [\"送餐\", \"老年食堂\"]"),
			link(app, "matters", "对应哪些事项", "matters", many(20)),
			yesno("active", "在用；不勾选居民就看不到"),
			number("sort", "排列次序"),
		)
	}, func(app core.App) error { return drop(app, "resources", "faq_cases") })
}

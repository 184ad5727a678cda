package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The hand-over from one secretary to the next: who, what was gone through, and
// when it was done.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("handovers")
		c.AddIndex("idx_handovers_begun", false, "begun_at", "")
		return table(app, c, rules{},
			text("leaving_name", "交出的人", required, presentable),
			text("leaving", "交出的人的书记账号（邮箱）", required),
			text("coming_name", "接任的人", required),
			text("coming", "接任的人的书记账号（邮箱）", required),
			date("begun_at", "什么时候开始", required),
			list("ticks", "逐项交接的情况：哪一项、谁、什么时候勾的、备注"),
			date("finished_at", "什么时候办完：接任的人关闭了前任的账号"),
			date("cancelled_at", "什么时候取消的"),
		)
	}, func(app core.App) error { return drop(app, "handovers") })
}

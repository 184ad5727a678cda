package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The duty roster: who is called when somebody reports a danger.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("watches")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			text("name", "值班人姓名；选了工作人员可以不填", presentable),
			link(app, "staff", "哪位工作人员；不是工作人员的（如值班民警、楼长）不用选，直接写姓名", "staff"),
			text("phone", "值班电话；不填就用这位工作人员的工作电话"),
			text("email", "接收紧急通知的邮箱，手机上能马上看到的最好；不填就用这位工作人员的邮箱"),
			choice("days", "哪些天值班，可以多选；“工作日”“休息日”跟着工作日历走（调休上班算工作日，节假日算休息日），星期几不管调休；节假日单独排班的，这里不选，填下面的日期",
				[]string{"workday", "restday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}, many(9)),
			text("from_day", "从哪天起，如 2026-10-01；平时的排班不用填。没选上面的日子、只填日期的，这几天就按这一行，平时的排班不算"),
			text("to_day", "到哪天止，如 2026-10-07"),
			text("from_time", "从几点起，如 08:30", required),
			text("to_time", "到几点止，如 17:30；比开始早就是到第二天，如 17:30 到 08:30；整天写 00:00 到 24:00", required),
			yesno("active", "在用；不勾选就不算值班"),
			text("note", "备注", long(500)),
		)
	}, func(app core.App) error { return drop(app, "watches") })
}

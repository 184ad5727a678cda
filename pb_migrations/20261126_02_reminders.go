package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who was reminded of a request before and after its date; and the group robot's secret.
func init() {
	m.Register(func(app core.App) error {
		communities, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		communities.Fields.Add(
			yesno("reminders_off", "不自动催办，也不发每日提醒（默认自动，只在办公时间发）"),
			text("robot_secret", "群机器人的加签密钥：钉钉、飞书的机器人安全设置选了“加签”“签名校验”的，把密钥粘到这里；没有就留空"),
		)
		if err := app.Save(communities); err != nil {
			return err
		}
		c := core.NewBaseCollection("reminders")
		c.AddIndex("idx_reminders_once", true, "request, rung, due_at", "")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "request", "哪件诉求", "requests", required),
			choice("rung", "为什么提醒：没有签收、快到期、超期，超期一个工作日后告诉书记", []string{"unsigned", "due_soon", "overdue", "still_due"}, required),
			date("due_at", "当时的期限；期限变了会重新提醒"),
			date("at", "提醒时间", required),
			text("told", "提醒了谁", long(1000), presentable),
		)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("reminders_off")
		c.Fields.RemoveByName("robot_secret")
		if err := app.Save(c); err != nil {
			return err
		}
		return drop(app, "reminders")
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who was told of an emergency and when; and the group robot that tells the office's own chat.
func init() {
	m.Register(func(app core.App) error {
		communities, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		communities.Fields.Add(text("robot_url", "群机器人地址：有人报险时往工作群发一条，不含姓名、电话、室号和原话。在企业微信、钉钉或飞书群里添加机器人，把 https:// 网址粘到这里；要填关键词的，填“紧急”", long(500)))
		if err := app.Save(communities); err != nil {
			return err
		}
		outbox, err := app.FindCollectionByNameOrId("outbox")
		if err != nil {
			return err
		}
		outbox.Fields.Add(yesno("urgent", "紧急通知：排在别的信前面，也不受每分钟、每天封数的限制"))
		if err := app.Save(outbox); err != nil {
			return err
		}
		c := core.NewBaseCollection("alerts")
		c.AddIndex("idx_alerts_once", true, "request, step", "")
		c.AddIndex("idx_alerts_next", false, "next_at", "next_at != ''")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "request", "哪件诉求", "requests", required),
			choice("step", "第一次通知值班的人；到时限没人接手，再通知负责人和书记", []string{"first", "second"}, required),
			date("at", "通知时间", required),
			date("next_at", "到这时还没有人接手，就再通知负责人和书记"),
			text("told", "通知了谁", long(1000)),
			text("why", "为什么通知他们（一句话）", long(300), presentable),
		)
	}, func(app core.App) error {
		for table, field := range map[string]string{"communities": "robot_url", "outbox": "urgent"} {
			c, err := app.FindCollectionByNameOrId(table)
			if err != nil {
				return err
			}
			c.Fields.RemoveByName(field)
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return drop(app, "alerts")
	})
}

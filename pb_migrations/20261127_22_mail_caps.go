package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// How many letters an office's mail provider takes differs: a free mailbox
// closes for a day where a government server would not notice.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.Add(
			number("mail_per_minute", "一分钟最多发几封信，不填是 10 封；多的排队接着发"),
			number("mail_per_day", "一天最多发几封信，不填是 200 封；免费邮箱发多了会被停一天"),
		)
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("mail_per_minute")
		c.Fields.RemoveByName("mail_per_day")
		return app.Save(c)
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the office wants its four rates to reach.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.Add(
			number("target_response", "响应率要达到百分之几，1 到 100；0 就是不设目标，不显示达标"),
			number("target_resolution", "解决率要达到百分之几，1 到 100；0 就是不设目标"),
			number("target_satisfaction", "满意率要达到百分之几，1 到 100；0 就是不设目标"),
			number("target_on_time", "按时率要达到百分之几，1 到 100；0 就是不设目标"),
		)
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		for _, f := range []string{"target_response", "target_resolution", "target_satisfaction", "target_on_time"} {
			c.Fields.RemoveByName(f)
		}
		return app.Save(c)
	})
}

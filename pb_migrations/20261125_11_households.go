package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Many households with one trouble: how far a matter reaches, from how many on
// it should go up, and the mark on the request that says so.
func init() {
	m.Register(func(app core.App) error {
		for _, add := range []struct {
			table string
			field core.Field
		}{
			{"matters", choice("reach", "影响范围：一户的事不给邻居看；整楼、小区的事，邻居反映时会提示“已有几户反映”。不填由程序判断", []string{"household", "building", "estate"})},
			{"communities", number("many_households", "同一件事有多少户反映就提示上报，默认 10")},
			{"requests", yesno("raise_suggested", "反映的户数多，程序建议上报；由工作人员决定")},
		} {
			c, err := app.FindCollectionByNameOrId(add.table)
			if err != nil {
				return err
			}
			c.Fields.Add(add.field)
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for table, field := range map[string]string{"matters": "reach", "communities": "many_households", "requests": "raise_suggested"} {
			c, err := app.FindCollectionByNameOrId(table)
			if err != nil {
				return err
			}
			c.Fields.RemoveByName(field)
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	})
}

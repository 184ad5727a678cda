package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Whether the resident has said what she thinks of the newest answer stands on
// the request itself: a list that asks every call-back takes as long as the
// office is old.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.Fields.Add(yesno("heard", "居民对答复的意见听到了：自己评价过，或者回访联系上了"))
		c.AddIndex("idx_requests_heard", false, "status, heard, parts, received_at, told", "")
		if err := app.Save(c); err != nil {
			return err
		}
		_, err = app.DB().NewQuery("UPDATE {{requests}} SET [[heard]] = 1 WHERE [[rated_at]] != ''" +
			" OR EXISTS (SELECT 1 FROM {{call_backs}} {{c}} WHERE [[c.request]] = [[requests.id]] AND [[c.reached]] = 1 AND [[c.at]] >= [[requests.replied_at]])").Execute()
		return err
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_requests_heard")
		c.Fields.RemoveByName("heard")
		return app.Save(c)
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The index of words by which requests are found. SQLite's own index for
// Chinese wants three characters; the program cuts texts into pairs itself and
// hands them over ready. It holds no text, only pairs, and rows are named by a
// number of the request's own: rowids change when the file is tidied up.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.Fields.Add(number("serial", "程序内部的次序号，查找用，不用填", hidden))
		if err := app.Save(c); err != nil {
			return err
		}
		for _, sql := range []string{
			"UPDATE {{requests}} SET [[serial]] = [[rowid]]", // at this moment they are as good as any
			"CREATE VIRTUAL TABLE {{_request_words}} USING fts5(words, content='', contentless_delete=1, detail='none', tokenize='ascii')",
			// What was there before is read in pieces at the next start.
			"INSERT INTO {{_counters}} ([[name]], [[value]]) SELECT 'request words', 0 WHERE EXISTS (SELECT 1 FROM {{requests}})",
		} {
			if _, err := app.DB().NewQuery(sql).Execute(); err != nil {
				return err
			}
		}
		c.AddIndex("idx_requests_serial", true, "serial", "")
		c.AddIndex("idx_requests_near", false, "estate, matter, received_at", "")
		return app.Save(c)
	}, func(app core.App) error {
		for _, sql := range []string{"DROP TABLE IF EXISTS {{_request_words}}", "DELETE FROM {{_counters}} WHERE [[name]] = 'request words'"} {
			if _, err := app.DB().NewQuery(sql).Execute(); err != nil {
				return err
			}
		}
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_requests_serial")
		c.RemoveIndex("idx_requests_near")
		c.Fields.RemoveByName("serial")
		return app.Save(c)
	})
}

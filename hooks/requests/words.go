package requests

import (
	"context"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"hongguan/rules/bigram"
)

// found are the fields of a request in which the search looks.
var found = []string{"request_no", "summary", "text", "place_label"}

// worded is a request as the index and the search read it.
type worded struct {
	Serial  int    `db:"serial"`
	No      string `db:"request_no"`
	Summary string `db:"summary"`
	Text    string `db:"text"`
	Place   string `db:"place_label"`
}

// bindWords keeps the index of words in step with the requests, in the same
// transaction: whoever writes one, and whoever blanks it.
func bindWords(app core.App) {
	app.OnRecordCreate("requests").BindFunc(func(e *core.RecordEvent) error {
		return together(e, func() error {
			var serial int
			if err := e.App.DB().NewQuery("SELECT coalesce(max([[serial]]), 0) + 1 FROM {{requests}}").Row(&serial); err != nil {
				return fmt.Errorf("next serial: %w", err)
			}
			e.Record.Set("serial", serial)
			if err := e.Next(); err != nil {
				return err
			}
			return index(e.App, serial, terms(e.Record))
		})
	})
	app.OnRecordUpdate("requests").BindFunc(func(e *core.RecordEvent) error {
		old, changed := e.Record.Original(), false
		for _, f := range found {
			changed = changed || e.Record.GetString(f) != old.GetString(f)
		}
		e.Record.Set("serial", old.GetInt("serial"))
		if !changed {
			return e.Next()
		}
		return together(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			return index(e.App, e.Record.GetInt("serial"), terms(e.Record))
		})
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if _, ok, err := unreadFrom(e.App); err == nil && ok {
			ctx, stop := context.WithCancel(context.Background())
			e.App.OnTerminate().BindFunc(func(t *core.TerminateEvent) error { stop(); return t.Next() })
			routine.FireAndForget(func() {
				if n, err := ReadWords(ctx, e.App); err != nil {
					e.App.Logger().Error("read words of requests", "error", err, "read", n)
				}
			})
		}
		return e.Next()
	})
}

// together does a save and what belongs to it in one transaction: a single
// save of PocketBase's is none.
func together(e *core.RecordEvent, do func() error) error {
	if e.App.IsTransactional() {
		return do()
	}
	outer := e.App
	defer func() { e.App = outer }()
	return outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		return do()
	})
}

func terms(req *core.Record) string {
	texts := make([]string, len(found))
	for i, f := range found {
		texts[i] = req.GetString(f)
	}
	return strings.Join(bigram.Terms(texts...), " ")
}

// index writes the words of one request; none take it out.
func index(tx core.App, serial int, words string) error {
	sql := "INSERT OR REPLACE INTO {{_request_words}} ([[rowid]], [[words]]) VALUES ({:serial}, {:words})"
	if words == "" {
		sql = "DELETE FROM {{_request_words}} WHERE [[rowid]] = {:serial}"
	}
	if _, err := tx.DB().NewQuery(sql).Bind(dbx.Params{"serial": serial, "words": words}).Execute(); err != nil {
		return fmt.Errorf("index words of request %d: %w", serial, err)
	}
	return nil
}

// Forget takes a request out of the search, for whoever blanks its columns by
// SQL: one that is sealed later, one that is erased. A save through the record
// does so by itself.
func Forget(tx core.App, request string) error {
	var serial int
	if err := tx.DB().Select("serial").From("requests").Where(dbx.HashExp{"id": request}).Row(&serial); err != nil {
		return fmt.Errorf("forget words of request %s: %w", request, err)
	}
	return index(tx, serial, "")
}

// purge writes the index of words anew without what was taken out of it: SQLite
// only marks such words as gone, they stand in the file until it happens to
// merge that piece. It takes seconds with some hundred thousand requests.
func purge(app core.App) error {
	if _, err := app.NonconcurrentDB().NewQuery("INSERT INTO {{_request_words}} ({{_request_words}}) VALUES ('optimize')").Execute(); err != nil {
		return fmt.Errorf("purge words: %w", err)
	}
	return nil
}

const (
	unread = "request words" // in _counters: the last request that a rebuild has read
	atOnce = 2000            // requests read in one transaction
)

// ReadWords completes the index of words: after an update of the program that
// brought it, or after [Reread]. It may be stopped at any time and goes on
// where it was. It answers how many requests it read.
func ReadWords(ctx context.Context, app core.App) (int, error) {
	n := 0
	for ctx.Err() == nil {
		some, done, err := readSome(app)
		if n += some; err != nil || done {
			return n, err
		}
	}
	return n, ctx.Err()
}

// readSome reads the next piece and returns how many it held.
func readSome(app core.App) (n int, done bool, err error) {
	from, ok, err := unreadFrom(app)
	if err != nil || !ok {
		return 0, true, err
	}
	err = app.RunInTransaction(func(tx core.App) error {
		var rows []worded
		err := tx.DB().Select(append(found, "serial")...).From("requests").
			Where(dbx.NewExp("[[serial]] > {:from}", dbx.Params{"from": from})).OrderBy("serial").Limit(atOnce).All(&rows)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := index(tx, r.Serial, strings.Join(bigram.Terms(r.No, r.Summary, r.Text, r.Place), " ")); err != nil {
				return err
			}
		}
		if n = len(rows); n < atOnce {
			done = true
			_, err = tx.DB().Delete("_counters", dbx.HashExp{"name": unread}).Execute()
			return err
		}
		_, err = tx.DB().Update("_counters", dbx.Params{"value": rows[n-1].Serial}, dbx.HashExp{"name": unread}).Execute()
		return err
	})
	return n, done, err
}

// unreadFrom is the last request that was read; ok is false when all were.
func unreadFrom(app core.App) (from int, ok bool, err error) {
	err = app.DB().Select("value").From("_counters").Where(dbx.HashExp{"name": unread}).Row(&from)
	if isNone(err) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("how far the words were read: %w", err)
	}
	return from, true, nil
}

// Reread empties the index, to be filled anew by [ReadWords].
func Reread(app core.App) error {
	return app.RunInTransaction(func(tx core.App) error {
		for _, sql := range []string{
			"INSERT INTO {{_request_words}} ([[_request_words]]) VALUES ('delete-all')",
			"INSERT INTO {{_counters}} ([[name]], [[value]]) VALUES ('" + unread + "', 0) ON CONFLICT ([[name]]) DO UPDATE SET [[value]] = 0",
		} {
			if _, err := tx.DB().NewQuery(sql).Execute(); err != nil {
				return fmt.Errorf("empty the index of words: %w", err)
			}
		}
		return nil
	})
}

package audit_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
)

// scene is a log of thirty rows, the last of which a Friday report bears; rows
// 5 to 9 are about a resident who had her data erased.
func scene(t *testing.T) (app *apptest.App, resident *core.Record) {
	t.Helper()
	app = apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	for n := 1; n <= 30; n++ {
		e := audit.Entry{Action: "查看联系电话", Collection: "requests", ID: fmt.Sprintf("r%d", n), Note: fmt.Sprintf("HP-%d", n)}
		who := app.As(town.Clerk)
		switch {
		case n == 5:
			who = app.As(li)
		case n > 5 && n < 10:
			e.Collection, e.ID = "residents", li.Id
		case n == 10:
			apptest.Must(t, audit.Erase(app.BaseApp, app.As(town.Steward), []any{li.Id}, "当面"))
			continue
		}
		apptest.Must(t, audit.Write(app.BaseApp, who, e))
	}
	head, err := audit.Last(app.BaseApp)
	apptest.Must(t, err)
	app.Create("weekly_reports", "week", "2026-W47", "state", "sent", "audit_count", head.Rows, "audit_head", head.Short())
	// Whoever holds the PC can take the locks off.
	for _, sql := range []string{"DROP TRIGGER audit_entries_no_change", "DROP TRIGGER audit_entries_no_delete", "DROP INDEX idx_audit_seq"} {
		apptest.Must(t, run(app, sql))
	}
	return app, li
}

// TestTampering changes every column of every row, takes every row out, puts
// every row in twice and swaps neighbours: each shows.
func TestTampering(t *testing.T) {
	t.Parallel()
	app, _ := scene(t)
	whole(t, app, true)
	var columns []string
	apptest.Must(t, app.DB().NewQuery("SELECT name FROM pragma_table_info('audit_entries')").Column(&columns))
	if len(columns) != 13 {
		t.Errorf("the log has columns %v: those the chain does not hold need a case in verify.go", columns)
	}
	all := strings.Join(columns, ", ")
	another := func(n int) string { // the columns of a copy of row n under an id of its own
		list := slices.Clone(columns)
		list[slices.Index(list, "id")] = fmt.Sprintf("'%015d'", n)
		return strings.Join(list, ", ")
	}
	apptest.Must(t, run(app, "CREATE TABLE copy AS SELECT * FROM audit_entries"))
	changed := func(what, sql string, args ...any) {
		t.Helper()
		undo := errors.New("undo")
		err := app.RunInTransaction(func(tx core.App) error {
			if _, err := tx.DB().NewQuery(fmt.Sprintf(sql, args...)).Execute(); err != nil {
				return err
			}
			found, err := audit.Verify(tx, "")
			if err != nil {
				return err
			}
			if s := found.Sentence(); found.Broken == nil || !strings.HasPrefix(s, "操作日志") || !strings.Contains(s, "对不上：") {
				t.Errorf("%s is not noticed: %s", what, s)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for n := 1; n <= 30; n++ {
		for _, c := range columns {
			changed(fmt.Sprintf("%s of row %d changed", c, n), "UPDATE audit_entries SET [[%s]] = [[%s]] || '1' WHERE seq = %d", c, c, n)
			if c != "salt" && c != "note" && c != "actor_label" && n > 10 {
				changed(fmt.Sprintf("%s of row %d blanked", c, n), "UPDATE audit_entries SET [[%s]] = '' WHERE seq = %d AND [[%s]] <> ''", c, n, c)
			}
		}
		changed(fmt.Sprintf("row %d removed", n), "DELETE FROM audit_entries WHERE seq = %d", n)
		changed(fmt.Sprintf("row %d removed and the rest renumbered", n), "DELETE FROM audit_entries WHERE seq = %d; UPDATE audit_entries SET seq = seq - 1 WHERE seq > %d", n, n)
		changed(fmt.Sprintf("row %d put in twice", n), "INSERT INTO audit_entries (%s) SELECT %s FROM copy WHERE seq = %d", all, another(n), n)
		changed(fmt.Sprintf("row %d put in again behind the end", n), "INSERT INTO audit_entries (%s) SELECT %s FROM copy WHERE seq = %d; UPDATE audit_entries SET seq = 31 WHERE id = '%015d'", all, another(n), n, n)
		changed(fmt.Sprintf("rows from %d on removed", n), "DELETE FROM audit_entries WHERE seq >= %d", n)
		if n < 30 {
			changed(fmt.Sprintf("rows %d and %d swapped", n, n+1), "UPDATE audit_entries SET seq = %d - seq WHERE seq IN (%d, %d)", 2*n+1, n, n+1)
		}
		if n > 10 {
			changed(fmt.Sprintf("words of row %d blanked without an erasure", n), "UPDATE audit_entries SET note = '', actor_label = '', salt = '' WHERE seq = %d", n)
		}
	}
	whole(t, app, true)
}

// TestHeads: who takes rows off the end, and off the counter as well, is found
// out by the Friday report; who alters that too, by the paper.
func TestHeads(t *testing.T) {
	t.Parallel()
	app, _ := scene(t)
	paper, err := audit.Last(app.BaseApp)
	apptest.Must(t, err)
	if found, err := audit.Verify(app.BaseApp, " "+strings.ToUpper(paper.Short())+" "); err != nil || found.Broken != nil || found.At != 30 {
		t.Errorf("the head on paper: row %d, %q (%v), want 30", found.At, found.Sentence(), err)
	}
	if found, _ := audit.Verify(app.BaseApp, "3f2a"); found.Broken == nil || !strings.Contains(found.Sentence(), "12 位") {
		t.Errorf("half a head: %s", found.Sentence())
	}
	apptest.Must(t, run(app, "DELETE FROM audit_entries WHERE seq > 25"))
	if found := whole(t, app, false); !strings.Contains(found.Sentence(), "应有 30 条，现在只有 25 条") {
		t.Errorf("cut off: %s", found.Sentence())
	}
	apptest.Must(t, run(app, "UPDATE _counters SET value = 25 WHERE name = 'audit entries'"))
	if found := whole(t, app, false); !strings.Contains(found.Sentence(), "2026年第47周的周报印着共 30 条，现在只有 25 条") {
		t.Errorf("cut off with the counter: %s", found.Sentence())
	}
	// More rows, properly chained, do not make up for those that are gone.
	for range 10 {
		apptest.Must(t, audit.Write(app.BaseApp, app.As(app.Super()), audit.Entry{Action: "导出"}))
	}
	if found := whole(t, app, false); !strings.Contains(found.Sentence(), "2026年第47周的周报印着尾号 "+paper.Short()) {
		t.Errorf("cut off and written on: %s", found.Sentence())
	}
	apptest.Must(t, run(app, "UPDATE weekly_reports SET audit_head = ''"))
	whole(t, app, true)
	if found, _ := audit.Verify(app.BaseApp, paper.Short()); found.Broken == nil || !strings.Contains(found.Sentence(), "没有尾号 "+paper.Short()) {
		t.Errorf("the paper: %s", found.Sentence())
	}
}

// TestErased: words that are gone by an erasure are no tampering; put back they are.
func TestErased(t *testing.T) {
	t.Parallel()
	app, li := scene(t)
	var words []string
	apptest.Must(t, app.DB().Select("(actor_label || note || salt)").From("audit_entries").Where(dbx.Between("seq", 5, 9)).Column(&words))
	if strings.Join(words, "") != "" {
		t.Errorf("words about %s remain: %q", li.Id, words)
	}
	whole(t, app, true)
	for _, sql := range []string{"note = '李秀英'", "actor_label = '居民'", "note = 'HP-6', salt = 'x'",
		"note = (SELECT note FROM audit_entries WHERE seq = 11), actor_label = (SELECT actor_label FROM audit_entries WHERE seq = 11), salt = (SELECT salt FROM audit_entries WHERE seq = 11), words_digest = (SELECT words_digest FROM audit_entries WHERE seq = 11)"} {
		apptest.Must(t, run(app, "UPDATE audit_entries SET "+sql+" WHERE seq = 6"))
		if found := whole(t, app, false); found.Broken != nil && found.Broken.Row != 6 {
			t.Errorf("%s: row %d, want 6", sql, found.Broken.Row)
		}
		apptest.Must(t, run(app, "UPDATE audit_entries SET note = '', actor_label = '', salt = '', words_digest = (SELECT words_digest FROM audit_entries WHERE seq = 6) WHERE seq = 6"))
		if strings.Contains(sql, "words_digest") {
			return
		}
		whole(t, app, true)
	}
}

// TestPutBack: an old copy of the file knows the words and their salt.
func TestPutBack(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	li := app.Resident(app.Town(), "李秀英", "13900000001")
	apptest.Must(t, audit.Write(app.BaseApp, app.As(li), audit.Entry{Action: "申请更正登记", Collection: "residents", ID: li.Id, Note: "李秀英"}))
	apptest.Must(t, run(app, "CREATE TABLE copy AS SELECT * FROM audit_entries"))
	apptest.Must(t, audit.Erase(app.BaseApp, app.As(li), []any{li.Id}, "本人在手机上"))
	whole(t, app, true)
	apptest.Must(t, run(app, "DROP TRIGGER audit_entries_no_change"))
	apptest.Must(t, run(app, "UPDATE audit_entries SET note = (SELECT note FROM copy), actor_label = (SELECT actor_label FROM copy), salt = (SELECT salt FROM copy) WHERE seq = 1"))
	if found := whole(t, app, false); !strings.Contains(found.Sentence(), "又被写了回来") {
		t.Errorf("put back: %s", found.Sentence())
	}
}

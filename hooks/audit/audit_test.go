package audit_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
)

// whole fails the test unless the log is found whole, or broken.
func whole(t *testing.T, app *apptest.App, want bool) audit.Found {
	t.Helper()
	found, err := audit.Verify(app.BaseApp, "")
	if err != nil || (found.Broken == nil) != want {
		t.Errorf("found %q (%v), want whole: %v", found.Sentence(), err, want)
	}
	return found
}

func run(app *apptest.App, sql string) error {
	_, err := app.NonconcurrentDB().NewQuery(sql).Execute()
	return err
}

func TestChain(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	clerk := app.Town().Clerk
	if found := whole(t, app, true); found.Sentence() != "操作日志还没有记录" {
		t.Errorf("an empty log: %s", found.Sentence())
	}
	for _, a := range []string{"查看联系电话", "发放登录码", "导出"} {
		apptest.Must(t, audit.Write(app.BaseApp, app.As(clerk), audit.Entry{Action: a, Collection: "requests", ID: "r1", Note: "HP-1"}))
	}
	found := whole(t, app, true)
	head, err := audit.Last(app.BaseApp)
	apptest.Must(t, err)
	if want := "操作日志共 3 条，2026年11月23日 09:00 至 2026年11月23日 09:00，前后相接，没有发现改动。尾号 " + head.Digest[:12]; found.Sentence() != want {
		t.Errorf("found %q, want %q", found.Sentence(), want)
	}
	for _, sql := range []string{
		"UPDATE audit_entries SET action = '别的'", "UPDATE audit_entries SET actor_id = ''", "UPDATE audit_entries SET at = ''",
		"UPDATE audit_entries SET target_id = 'x'", "UPDATE audit_entries SET digest = 'x'", "UPDATE audit_entries SET note = '改写'",
		"UPDATE audit_entries SET actor_label = '别人'", "DELETE FROM audit_entries", "UPDATE audit_entries SET id = 'x'",
		"UPDATE audit_entries SET seq = 7", "UPDATE audit_entries SET words_digest = ''", "UPDATE audit_entries SET salt = 'x'",
	} {
		if err := run(app, sql); err == nil || !strings.Contains(err.Error(), "append_only") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	t.Run("ByHand", func(t *testing.T) {
		super := app.Super()
		one, err := app.FindFirstRecordByFilter("audit_entries", "action = '导出'")
		apptest.Must(t, err)
		const path = "/api/collections/audit_entries/records"
		app.Chinese("create", app.Call(super, "POST", path, map[string]any{"action": "x"}), 400)
		app.Chinese("update", app.Call(super, "PATCH", path+"/"+one.Id, map[string]any{"action": "x"}), 400)
		app.Chinese("delete", app.Call(super, "DELETE", path+"/"+one.Id, nil), 400)
		if got := app.Call(clerk, "GET", path, nil); got.Code == 200 {
			t.Errorf("a clerk reads the log: %s", got.Raw)
		}
	})
}

// TestVacuum: PocketBase's nightly VACUUM may give every row another rowid.
func TestVacuum(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for i := range 20 {
		apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出", ID: fmt.Sprint(i)}))
	}
	apptest.Must(t, run(app, "DROP TRIGGER audit_entries_no_change"))
	apptest.Must(t, run(app, "UPDATE audit_entries SET _rowid_ = 1000 - _rowid_"))
	apptest.Must(t, run(app, "VACUUM"))
	whole(t, app, true)
	apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出"}))
	if found := whole(t, app, true); found.Rows != 21 {
		t.Errorf("%d rows after VACUUM, want 21", found.Rows)
	}
}

// TestManyWriters lets fifty write at once, half of them in another process's
// place: a second app on the same file.
func TestManyWriters(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	other := apptest.Open(t, app.DataDir())
	var all sync.WaitGroup
	for i := range 50 {
		all.Add(1)
		go func() {
			defer all.Done()
			db := []*apptest.App{app, other}[i%2]
			if err := audit.Write(db.BaseApp, access.Program(), audit.Entry{Action: "导出", ID: fmt.Sprint(i)}); err != nil {
				t.Errorf("writer %d: %v", i, err)
			}
		}()
	}
	all.Wait()
	if found := whole(t, app, true); found.Rows != 50 {
		t.Errorf("%d rows, want 50", found.Rows)
	}
}

// TestRolledBack: what was undone leaves no gap.
func TestRolledBack(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出"}))
	err := app.RunInTransaction(func(tx core.App) error {
		apptest.Must(t, audit.Write(tx, access.Program(), audit.Entry{Action: "导出"}))
		return fmt.Errorf("undone")
	})
	if err == nil {
		t.Fatal("the transaction was not undone")
	}
	apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出"}))
	if found := whole(t, app, true); found.Rows != 2 {
		t.Errorf("%d rows, want 2", found.Rows)
	}
}

package audit_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
)

func TestChain(t *testing.T) {
	app := apptest.New(t)
	clerk := app.Town().Clerk
	write := func(action string) {
		apptest.Must(t, audit.Write(app.BaseApp, app.As(clerk), audit.Entry{Action: action, Collection: "requests", ID: "r1", Note: "HP-1"}))
	}
	for _, a := range []string{"查看联系电话", "发放登录码", "导出"} {
		write(a)
	}
	verify := func(want bool) {
		t.Helper()
		if broken, err := audit.Verify(app.BaseApp); err != nil || (broken == "") != want {
			t.Errorf("broken at %q (%v), want whole: %v", broken, err, want)
		}
	}
	run := func(sql string) error {
		_, err := app.DB().NewQuery(sql).Execute()
		return err
	}
	verify(true)
	for _, sql := range []string{
		"UPDATE audit_entries SET action = '别的'", "UPDATE audit_entries SET actor_id = ''", "UPDATE audit_entries SET at = ''",
		"UPDATE audit_entries SET target_id = 'x'", "UPDATE audit_entries SET digest = 'x'", "UPDATE audit_entries SET note = '改写'",
		"UPDATE audit_entries SET actor_label = '别人'", "DELETE FROM audit_entries", "UPDATE audit_entries SET id = 'x'",
	} {
		if err := run(sql); err == nil || !strings.Contains(err.Error(), "append_only") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	t.Run("Erasure", func(t *testing.T) {
		apptest.Must(t, run("UPDATE audit_entries SET note = '', actor_label = ''"))
		verify(true)
	})
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
	t.Run("EditedOnDisk", func(t *testing.T) {
		apptest.Must(t, run("DROP TRIGGER audit_entries_no_change"))
		apptest.Must(t, run("DROP TRIGGER audit_entries_no_delete"))
		apptest.Must(t, run("UPDATE audit_entries SET action = '没看过' WHERE action = '发放登录码'"))
		verify(false)
		apptest.Must(t, run("UPDATE audit_entries SET action = '发放登录码' WHERE action = '没看过'"))
		verify(true)
		if _, err := app.DB().Delete("audit_entries", dbx.HashExp{"action": "发放登录码"}).Execute(); err != nil {
			t.Fatal(err)
		}
		verify(false)
	})
}

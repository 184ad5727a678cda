package audit_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
)

func TestCommand(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for range 3 {
		apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出台账"}))
	}
	head, err := audit.Last(app.BaseApp)
	apptest.Must(t, err)
	verify := func(args ...string) (string, error) {
		var out bytes.Buffer
		cmd := audit.Command(app.BaseApp, func() error { return nil })
		cmd.SetArgs(append([]string{"verify"}, args...))
		cmd.SetOut(&out)
		cmd.SetErr(&out)
		cmd.SilenceErrors, cmd.SilenceUsage = true, true
		err := cmd.Execute()
		return out.String(), err
	}
	if said, err := verify(); err != nil || !strings.HasPrefix(said, "操作日志共 3 条，2026年11月23日 09:00 至") {
		t.Errorf("whole: %q (%v)", said, err)
	}
	if said, err := verify("--head", head.Short()); err != nil || !strings.Contains(said, "是第 3 条") {
		t.Errorf("with the head on paper: %q (%v)", said, err)
	}
	if _, err := verify("--head", "000000000000"); err == nil || !strings.Contains(err.Error(), "没有尾号") {
		t.Errorf("with another head: %v", err)
	}
	apptest.Must(t, run(app, "DROP TRIGGER audit_entries_no_change"))
	apptest.Must(t, run(app, "UPDATE audit_entries SET action = '没看过' WHERE seq = 2"))
	if _, err := verify(); err == nil || !strings.Contains(err.Error(), "操作日志第 2 条（2026年11月23日 09:00，没看过）对不上：") {
		t.Errorf("broken: %v", err)
	}
}

// The digests of two rows in the old chain.
const (
	oldOne = "42add4260e9a38c6ff7d554c5395178a14513a33f299d7eb1b22da46191460a3"
	oldTwo = "2f64a84141d9b39fe91566a87c5972a40f186da47bc2c4088b05b505b1f088bd"
)

func migration(t *testing.T, file string) *core.Migration {
	t.Helper()
	for _, m := range core.AppMigrations.Items() {
		if m.File == file {
			return m
		}
	}
	t.Fatalf("no step %s", file)
	return nil
}

// TestMigration puts a log of the old kind in place and takes the step again.
func TestMigration(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ tamper, want string }{
		"Whole":  {"", "原有 2 条，原来的链核对无误"},
		"Broken": {"UPDATE audit_entries SET action = '没看过' WHERE id = 'aaaaaaaaaaaaaa2'", "原有 2 条，原来的链在第 2 条断开"},
	} {
		t.Run(name, func(t *testing.T) {
			app := apptest.New(t)
			step := migration(t, "20261130_11_audit_chain.go")
			apptest.Must(t, step.Down(app.BaseApp))
			for _, sql := range []string{
				"DELETE FROM _counters WHERE name = 'audit entries'",
				`INSERT INTO audit_entries (id, at, actor_kind, actor_label, action, note, digest) VALUES
					('aaaaaaaaaaaaaa1', '2026-11-23 01:00:00.000Z', 'system', '系统', '导出台账', '3条', '` + oldOne + `'),
					('aaaaaaaaaaaaaa2', '2026-11-23 01:00:01.000Z', 'system', '系统', '导出台账', '4条', '` + oldTwo + `')`,
				"DROP TRIGGER audit_entries_no_change", c.tamper,
			} {
				if sql != "" {
					apptest.Must(t, run(app, sql))
				}
			}
			apptest.Must(t, step.Up(app.BaseApp))
			last, err := app.FindFirstRecordByFilter("audit_entries", "seq = 3")
			apptest.Must(t, err)
			if last.GetString("note") != c.want || last.GetString("action") != "操作日志改为编号成链" {
				t.Errorf("the step says %q %q, want %q", last.GetString("action"), last.GetString("note"), c.want)
			}
			apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出台账"}))
			if found := whole(t, app, true); found.Rows != 4 {
				t.Errorf("%d rows, want 4", found.Rows)
			}
		})
	}
}

package reports_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/reports"
)

// TestCommand writes the files before and after the report is made, and queues
// it once.
func TestCommand(t *testing.T) {
	app, _, _ := town(t)
	run := func(args ...string) (string, error) {
		cmd := reports.Command(app, func() error { return nil })
		var out bytes.Buffer
		cmd.SetOut(&out)
		cmd.SetErr(&out)
		cmd.SetArgs(append([]string{"weekly"}, args...))
		err := cmd.Execute()
		return out.String(), err
	}
	files := func(dir string) string {
		var names []string
		entries, err := os.ReadDir(dir)
		apptest.Must(t, err)
		for _, e := range entries {
			names = append(names, e.Name())
			if b, err := os.ReadFile(filepath.Join(dir, e.Name())); err != nil || strings.Contains(string(b), "13900000001") {
				t.Errorf("%s: %v", e.Name(), err)
			}
		}
		return strings.Join(names, "、")
	}
	const want = "民意诉求台账2026年第48周.xlsx、民意诉求周报2026年第48周.txt、民意诉求承办单 湖畔承〔2026〕1号.docx"
	t.Chdir(t.TempDir())
	if _, err := run(); err != nil {
		t.Fatal(err)
	}
	if got := files("周报-" + thisW); got != want {
		t.Errorf("before: %s", got)
	}
	if n := len(all(t, app, "weekly_reports")); n != 0 {
		t.Errorf("looking made %d reports", n)
	}
	out, err := run("--send", "--week", thisW)
	if err != nil || !strings.Contains(out, "已放进发信箱：【湖畔社区】民意诉求周报") {
		t.Errorf("%s %v", out, err)
	}
	out, err = run("--send")
	if err != nil || !strings.Contains(out, "没有重复发送") {
		t.Errorf("%s %v", out, err)
	}
	if n := len(all(t, app, "outbox")); n != 1 {
		t.Errorf("%d letters", n)
	}
	if _, err := run("--out", "u盘"); err != nil {
		t.Fatal(err)
	}
	if got := files("u盘"); got != want {
		t.Errorf("after: %s", got)
	}
	for _, bad := range []struct{ week, want string }{{"2026-48", "看不懂"}, {"2026-W54", "没有第54周"}} {
		if _, err := run("--week", bad.week); err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%s: %v", bad.week, err)
		}
	}
	if _, err := run("--send", "--week", "2026-W52"); err == nil || !strings.Contains(err.Error(), "还没到") {
		t.Errorf("a week to come: %v", err)
	}
}

// TestInHandStillHasForms: what went up last week comes along on paper again.
func TestInHandStillHasForms(t *testing.T) {
	app, _, _ := town(t)
	apptest.Must(t, reports.Send(app, weekOf(thisW)))
	app.Clock.Set(at(12, 2, 9, 0))
	dir := t.TempDir()
	apptest.Must(t, reports.Write(app, weekOf("2026-W49"), dir, &bytes.Buffer{}))
	forms, err := filepath.Glob(filepath.Join(dir, "*.docx"))
	apptest.Must(t, err)
	text, err := os.ReadFile(filepath.Join(dir, "民意诉求周报2026年第49周.txt"))
	apptest.Must(t, err)
	if len(forms) != 1 || !strings.Contains(string(text), "继续上报") || !strings.Contains(string(text), "组织部") {
		t.Errorf("%v\n%s", forms, text)
	}
}

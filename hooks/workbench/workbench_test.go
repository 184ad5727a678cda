package workbench_test

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
	"hongguan/hooks/workbench"
	"hongguan/rules/workday"
)

func healthz(t *testing.T, app *apptest.App) (int, map[string]any, string) {
	t.Helper()
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/healthz", nil))
	var a map[string]any
	apptest.Must(t, json.Unmarshal(w.Body.Bytes(), &a))
	return w.Code, a, w.Body.String()
}

func TestHealthz(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	app.Resident(town, "李秀英", "13900000001")
	code, a, body := healthz(t, app)
	if code != 200 || a["status"] != "ok" {
		t.Fatalf("%d %s", code, body)
	}
	for _, name := range []string{"write_ms", "disk_free_bytes", "oldest_unsent_mail_seconds", "replica_age_seconds", "last_backup", "last_restore_drill", "bad"} {
		if _, ok := a[name]; !ok {
			t.Errorf("%s is missing: %s", name, body)
		}
	}
	if free, _ := a["disk_free_bytes"].(float64); free <= 0 {
		t.Errorf("free disk %v", a["disk_free_bytes"])
	}
	for _, personal := range []string{"李", "139", "@"} {
		if strings.Contains(body, personal) {
			t.Errorf("%q in %s", personal, body)
		}
	}
	var n int
	apptest.Must(t, app.DB().NewQuery("SELECT value FROM _counters WHERE name = 'healthz'").Row(&n))
	if n < 1 {
		t.Error("nothing was written")
	}
}

func TestHealthzIsBad(t *testing.T) {
	app := apptest.New(t)
	_, err := outbox.Queue(app.BaseApp, outbox.Mail{Key: "one", To: []string{"chengguan@example.com"}, Subject: "转办函", Text: "见附件"})
	apptest.Must(t, err)
	app.Clock.Add(90 * time.Minute)
	if code, a, body := healthz(t, app); code != 200 || a["oldest_unsent_mail_seconds"] != 5400.0 {
		t.Errorf("after 90 minutes: %d %s", code, body)
	}
	app.Clock.Add(24 * time.Hour)
	if code, a, body := healthz(t, app); code != 503 || a["status"] != "bad" || !slices.Contains(a["bad"].([]any), any("oldest_unsent_mail_seconds")) {
		t.Errorf("after a day: %d %s", code, body)
	}
}

func TestVital(t *testing.T) {
	app := apptest.New(t)
	age := 3
	workbench.Vital(app.BaseApp, "replica_age_seconds", func(core.App) (any, bool) { return age, age > 60 })
	if code, a, _ := healthz(t, app); code != 200 || a["replica_age_seconds"] != 3.0 {
		t.Errorf("young replica: %d %v", code, a)
	}
	age = 600
	if code, _, _ := healthz(t, app); code != 503 {
		t.Errorf("old replica: %d", code)
	}
}

// TestReading adds what a feature adds and reads it back.
func TestReading(t *testing.T) {
	app := apptest.New(t)
	var broken atomic.Bool
	workbench.Add(app.BaseApp, workbench.Counter{Key: "recent", Label: "新", Collection: "orgs", Filter: "created>{-1h} && active=true"})
	workbench.Health(app.BaseApp, func(core.App) workbench.Line {
		return workbench.Line{Label: "备份", State: workbench.Warn, Sentence: "还没有备份"}
	})
	workbench.Health(app.BaseApp, func(core.App) workbench.Line { return workbench.Line{} })
	workbench.AddPart(app.BaseApp, workbench.Part{Name: "orders", Keep: time.Minute, Read: func(core.App) (any, error) {
		if broken.Load() {
			return nil, errors.New("gone")
		}
		return 7, nil
	}})
	workbench.Friday(app.BaseApp, func(core.App) workbench.Week { return workbench.Week{Week: "2026-W48"} })

	a := workbench.Read(app.BaseApp)
	if a["orders"] != 7 || a["friday"].(workbench.Week).Week != "2026-W48" {
		t.Errorf("%v", a)
	}
	h := a["health"].(map[string]any)
	lines := h["lines"].([]workbench.Line)
	if h["ok"] != false || !slices.ContainsFunc(lines, func(l workbench.Line) bool { return l.Label == "备份" }) || slices.ContainsFunc(lines, func(l workbench.Line) bool { return l.Label == "" }) {
		t.Errorf("health %v", h)
	}

	// Nobody waits for a chart whose time is just over: what it comes to is in the answers after.
	state := func() string {
		app.Clock.Add(3 * time.Second)
		a = workbench.Read(app.BaseApp)
		if a["orders"] != 7 {
			t.Errorf("after a failure the last reading stays: %v", a["orders"])
		}
		return a["health"].(map[string]any)["lines"].([]workbench.Line)[0].State
	}
	broken.Store(true)
	app.Clock.Add(2 * time.Minute)
	for deadline := time.Now().Add(10 * time.Second); state() != workbench.Bad; { // each look counts in the database
		if time.Now().After(deadline) {
			t.Fatal("no line says that a part was not read")
		}
	}
	broken.Store(false)
	app.Clock.Add(time.Hour) // too old to be shown at all
	if got := state(); got == workbench.Bad {
		t.Error("it was read again and a line still says that it was not")
	}
}

// TestUnknownYear asks for next year's holidays at the top of the first page,
// from December on.
func TestUnknownYear(t *testing.T) {
	app := apptest.New(t)
	for _, c := range []struct {
		day    string
		banner bool
	}{{"2026-11-30", false}, {"2026-12-01", true}, {"2027-02-01", true}} {
		at, err := time.ParseInLocation(time.DateOnly, c.day, workday.Zone)
		apptest.Must(t, err)
		app.Clock.Set(at.Add(9 * time.Hour))
		lines := workbench.Read(app.BaseApp)["health"].(map[string]any)["lines"].([]workbench.Line)
		got := slices.ContainsFunc(lines, func(l workbench.Line) bool {
			return l.Banner && strings.Contains(l.Sentence, "2027 年的放假安排还没有录入")
		})
		if got != c.banner {
			t.Errorf("%s: banner %v", c.day, got)
		}
	}
}

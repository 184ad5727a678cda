package overview_test

import (
	"encoding/json"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

type answer struct {
	Counters []struct {
		Key, Label, Hint, Tone, Collection, Filter, Sort, Oldest string
		Count                                                    int
	}
	Health struct {
		OK    bool
		Lines []struct{ Label, State, Sentence string }
	}
	DueSoon []struct {
		ID, Lamp                    string
		RequestNo                   string `json:"request_no"`
		LampLabel                   string `json:"lamp_label"`
		HandlerName                 string `json:"handler_name"`
		DueAt                       string `json:"due_at"`
		Summary, PlaceLabel, Ignore string
	} `json:"due_soon"`
	Weeks []struct {
		Week        string
		New, Closed int
	}
	Rates map[string]json.RawMessage

	Sealed      int
	Maintenance bool
	Now         string
	Message     string
}

// get sends a request from the office's own PC.
func get(t *testing.T, app *apptest.App, who *core.Record, path string, into any) int {
	t.Helper()
	req := httptest.NewRequest("GET", "http://127.0.0.1:8090"+path, nil)
	req.RemoteAddr = "127.0.0.1:50000"
	if who != nil {
		req.Header.Set("Authorization", app.Token(who))
	}
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, req)
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	return w.Code
}

func look(t *testing.T, app *apptest.App, who *core.Record) answer {
	t.Helper()
	var a answer
	if code := get(t, app, who, "/api/stats/overview", &a); code != 200 {
		t.Fatalf("overview: %d %s", code, a.Message)
	}
	return a
}

func (a answer) count(t *testing.T, key string) int {
	t.Helper()
	for _, c := range a.Counters {
		if c.Key == key {
			return c.Count
		}
	}
	t.Fatalf("no counter %q", key)
	return 0
}

func TestWhoMayLook(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	for _, c := range []struct {
		name string
		who  *core.Record
		want int
	}{
		{"guest", nil, 401},
		{"resident", app.Resident(town, "李秀英", "13900000001"), 403},
		{"staff of another organisation", town.Elsewhere, 403},
		{"grid worker", town.Grid, 403},
		{"clerk", town.Clerk, 200},
		{"steward", town.Steward, 200},
		{"superuser", town.Superuser, 200},
	} {
		var a answer
		if got := get(t, app, c.who, "/api/stats/overview", &a); got != c.want {
			t.Errorf("%s: %d, want %d (%s)", c.name, got, c.want, a.Message)
		}
	}
}

func TestWeeks(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	// Sunday 23:30 in the office is Sunday still, though Monday is near.
	app.Clock.Set(apptest.Monday.Add(-9*time.Hour - 30*time.Minute))
	app.Ask(town, li, "楼道灯不亮")
	app.Clock.Set(apptest.Monday)
	r := app.Ask(town, li, "水管滴水")
	app.Do(li, r, "withdraw")

	w := look(t, app, town.Clerk).Weeks
	if len(w) != 12 || w[11].Week != "2026-W48" || w[0].Week != "2026-W37" {
		t.Fatalf("weeks %+v", w)
	}
	if w[10].New != 1 || w[11].New != 1 || w[11].Closed != 1 || w[10].Closed != 0 {
		t.Errorf("last two weeks %+v", w[10:])
	}
}

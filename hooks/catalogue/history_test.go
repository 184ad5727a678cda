package catalogue_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
)

const matters = "/api/collections/matters/records"

func matter(t *testing.T, app *apptest.App, code string) *core.Record {
	t.Helper()
	r, err := app.FindFirstRecordByData("matters", "code", code)
	apptest.Must(t, err)
	return r
}

// history are the lines of a matter, the latest last.
func history(t *testing.T, app *apptest.App, id string) []*core.Record {
	t.Helper()
	rows, err := app.FindRecordsByFilter("matter_history", "matter = {:m}", "@rowid", 0, 0, dbx.Params{"m": id})
	apptest.Must(t, err)
	return rows
}

// TestHistory: every change says who, when and what, and any version comes back
// as a new one.
func TestHistory(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	light := matter(t, app, "public_light")
	first := history(t, app, light.Id)
	if len(first) != 1 || first[0].GetString("action") != "seed" || first[0].GetString("actor_kind") != "system" {
		t.Fatalf("a shipped matter begins with %d lines: %v", len(first), first)
	}
	app.Clock.Add(time.Hour)
	words := append([]string{"灯笼"}, list(light, "keywords")[1:]...)
	got := app.Call(town.Superuser, "PATCH", matters+"/"+light.Id, map[string]any{"keywords": words, "days": 3, "guidance": light.GetString("guidance")})
	if got.Code != 200 {
		t.Fatalf("HTTP %d: %s", got.Code, got.Raw)
	}
	lines := history(t, app, light.Id)
	last := lines[len(lines)-1]
	if len(lines) != 2 || last.GetString("action") != "update" || last.GetString("actor_kind") != "superuser" || !strings.Contains(last.GetString("actor_label"), "社区书记") ||
		!last.GetDateTime("at").Time().Equal(app.Clock.Now()) {
		t.Errorf("%d lines, last %v", len(lines), last)
	}
	changes := last.GetString("changes")
	for _, want := range []string{`"field":"days","from":0,"to":3`, `"field":"keywords"`, `"added":["灯笼"]`, `"removed":["楼道灯"]`} {
		if !strings.Contains(changes, want) {
			t.Errorf("no %s in %s", want, changes)
		}
	}
	if strings.Contains(changes, "guidance") || strings.Contains(changes, "声控灯") {
		t.Errorf("tells what did not change: %s", changes)
	}

	// Nothing changed, no line.
	app.Call(town.Superuser, "PATCH", matters+"/"+light.Id, map[string]any{"days": 3})
	if n := len(history(t, app, light.Id)); n != 2 {
		t.Errorf("%d lines after a save without a change", n)
	}

	restore := "/api/matters/" + light.Id + "/restore"
	for _, x := range []struct {
		name string
		who  *core.Record
		body any
		code int
	}{
		{"Guest", nil, map[string]any{"version": first[0].Id}, 403},
		{"Contact", town.Contact, map[string]any{"version": first[0].Id}, 403},
		{"Clerk", town.Clerk, map[string]any{"version": first[0].Id}, 403},
		{"Steward", town.Steward, map[string]any{"version": first[0].Id}, 403},
		{"NoVersion", town.Superuser, map[string]any{}, 404},
		{"AnothersVersion", town.Superuser, map[string]any{"version": history(t, app, matter(t, app, "lift_fault").Id)[0].Id}, 404},
		{"AsItIs", town.Superuser, map[string]any{"version": last.Id}, 400},
		{"Nonsense", town.Superuser, []any{1}, 400},
	} {
		app.Chinese(x.name, app.Call(x.who, "POST", restore, x.body), x.code)
	}
	if got := app.Call(town.Superuser, "POST", restore, map[string]any{"version": first[0].Id}); got.Code != 200 || !strings.Contains(got.Text("sentence"), "已恢复") {
		t.Fatalf("HTTP %d: %s", got.Code, got.Raw)
	}
	light = matter(t, app, "public_light")
	if light.GetInt("days") != 0 || list(light, "keywords")[0] != "楼道灯" {
		t.Errorf("restored to %d days, %v", light.GetInt("days"), list(light, "keywords")[:2])
	}
	lines = history(t, app, light.Id)
	if last := lines[len(lines)-1]; len(lines) != 3 || last.GetString("action") != "restore" || !strings.Contains(last.GetString("note"), "恢复成") {
		t.Errorf("%d lines, last %v", len(lines), last)
	}
}

// TestHistoryIsKept: nobody edits what happened, not even in SQL.
func TestHistoryIsKept(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	line := history(t, app, matter(t, app, "public_light").Id)[0]
	path := "/api/collections/matter_history/records"
	app.Chinese("Edit", app.Call(town.Superuser, "PATCH", path+"/"+line.Id, map[string]any{"actor_label": "没有改过"}), 400)
	app.Chinese("Remove", app.Call(town.Superuser, "DELETE", path+"/"+line.Id, nil), 400)
	app.Chinese("Invent", app.Call(town.Superuser, "POST", path, map[string]any{"matter": "x", "at": "2026-11-23 01:00:00Z", "action": "update"}), 400)
	for _, sql := range []string{"UPDATE matter_history SET note = 'x'", "DELETE FROM matter_history", "UPDATE matter_history SET snapshot = '{}'"} {
		if _, err := app.DB().NewQuery(sql).Execute(); err == nil {
			t.Errorf("%s went through", sql)
		}
	}
}

// TestHistoryInOneTransaction: a change whose line cannot be written is none.
func TestHistoryInOneTransaction(t *testing.T) {
	app := apptest.New(t)
	light := matter(t, app, "public_light")
	app.OnRecordCreate("matter_history").BindFunc(func(e *core.RecordEvent) error { return errLine })
	light.Set("days", 9)
	if err := app.Save(light); err == nil {
		t.Fatal("saved without its line")
	}
	if n := matter(t, app, "public_light").GetInt("days"); n != 0 {
		t.Errorf("%d days stand there all the same", n)
	}
	if s, err := catalogue.Classify(app, "楼道灯不亮"); err != nil || s.Row == nil {
		t.Errorf("the catalogue is out of order: %v", err)
	}
}

var errLine = errors.New("the disk is full")

// TestWhoMayRead walks the three tables past everybody.
func TestWhoMayRead(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	light := matter(t, app, "public_light")
	rule := app.Create("routes", "matter", light.Id, "org", town.Committee.Id, "active", true)
	for _, x := range []struct {
		name                           string
		who                            *core.Record
		matters, routes, history, edit bool
	}{
		{"Guest", nil, false, false, false, false},
		{"Resident", li, false, false, false, false},
		{"Elsewhere", town.Elsewhere, true, false, false, false},
		{"Contact", town.Contact, true, false, false, false},
		{"Grid", town.Grid, true, true, true, false},
		{"Clerk", town.Clerk, true, true, true, false},
		{"Steward", town.Steward, true, true, true, false},
		{"Superuser", town.Superuser, true, true, true, true},
	} {
		for table, may := range map[string]bool{"matters": x.matters, "routes": x.routes, "matter_history": x.history} {
			got := app.Call(x.who, "GET", "/api/collections/"+table+"/records?perPage=1", nil)
			sees := got.Code == 200 && !strings.Contains(got.Raw, `"totalItems":0`)
			if sees != may {
				t.Errorf("%s reads %s: %v, want %v (HTTP %d)", x.name, table, sees, may, got.Code)
			}
			if sees && table == "matter_history" && x.name != "Superuser" && (strings.Contains(got.Raw, `"snapshot"`) || strings.Contains(got.Raw, `"actor_id"`)) {
				t.Errorf("%s reads what is hidden: %s", x.name, got.Raw)
			}
		}
		for _, try := range []struct{ method, path string }{
			{"PATCH", matters + "/" + light.Id}, {"PATCH", "/api/collections/routes/records/" + rule.Id}, {"POST", matters}, {"POST", "/api/collections/routes/records"},
			{"DELETE", "/api/collections/routes/records/" + rule.Id},
		} {
			if x.edit {
				continue
			}
			if got := app.Call(x.who, try.method, try.path, map[string]any{"note": "x"}); got.Code < 400 {
				t.Errorf("%s: %s %s: HTTP %d", x.name, try.method, try.path, got.Code)
			}
		}
	}
	if got := app.Call(town.Superuser, "PATCH", "/api/collections/routes/records/"+rule.Id, map[string]any{"note": "街道定的"}); got.Code != 200 {
		t.Errorf("the secretary cannot edit a rule: %s", got.Raw)
	}
}

func list(r *core.Record, field string) (words []string) {
	_ = r.UnmarshalJSONField(field, &words)
	return words
}

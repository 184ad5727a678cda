package duties_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// shown is the board as the desk reads it.
type shown struct {
	May    bool
	Held   int
	Ending []struct {
		ID, Name, Where string
		Left            int
	}
	Grids []struct {
		Label     string
		Workers   []struct{ Name, Phone string }
		Buildings []struct {
			Label string
			Heads []struct {
				Name, Phone, Term string
				Ahead             bool
			}
		}
	}
	Others []struct{ Title, Name, Where string }
	Week   []struct {
		Label string
		Today bool
		Turns []struct{ Name, Hours, Place string }
	}
}

func board(t *testing.T, app *apptest.App, who *core.Record) (b shown) {
	t.Helper()
	got := app.Call(who, "GET", "/api/duties/board", nil)
	if got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	apptest.Must(t, json.Unmarshal([]byte(got.Raw), &b))
	return b
}

func TestBoard(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhang := known(app, town, "李秀英", "13900000001"), known(app, town, "张建国", "13900000002")
	app.Call(town.Superuser, "POST", "/api/duties", head(town, li, "until_day", "2026-11-30")) // a week is left
	for _, a := range []struct {
		name string
		who  *core.Record
		code int
		may  bool
	}{
		{"guest", nil, 401, false}, {"resident", li, 403, false}, {"contact", town.Contact, 403, false},
		{"grid worker", town.Grid, 200, false}, {"clerk", town.Clerk, 200, false}, {"steward", town.Steward, 200, true}, {"superuser", town.Superuser, 200, true},
	} {
		got := app.Call(a.who, "GET", "/api/duties/board", nil)
		if a.code != 200 {
			app.Chinese(a.name, got, a.code)
		} else if got.Code != 200 || got.Body["may"] != a.may {
			t.Errorf("%s: HTTP %d, may appoint %v, want %v", a.name, got.Code, got.Body["may"], a.may)
		}
	}

	for _, f := range []map[string]any{
		head(town, zhang, "from_day", "2026-12-01", "until_day", "2027-11-30", "shown", false), // follows her
		{"kind": "team", "title": "社区民警", "name": "丁警官", "phone": "0512-62801110", "from_day": "2026-11-01", "appointed_by": "派出所"},
		{"kind": "reception", "staff": town.Steward.Id, "days": []string{"mon", "sat"}, "from_time": "8:30", "to_time": "11:30", "place": "一楼", "from_day": "2026-11-01", "appointed_by": "社区党委"},
		head(town, zhang, "kind", "team", "title", "议事员", "from_day", "2026-01-01", "until_day", "2026-10-31"),
	} {
		if got := app.Call(town.Steward, "POST", "/api/duties", f); got.Code != 200 {
			t.Fatalf("HTTP %d %s", got.Code, got.Raw)
		}
	}
	b := board(t, app, town.Clerk)
	if b.Held != 4 || len(b.Ending) != 1 || b.Ending[0].Name != "李秀英" || b.Ending[0].Left != 7 || b.Ending[0].Where != "湖畔花园一期 5幢" {
		t.Errorf("%d held, ending %v", b.Held, b.Ending)
	}
	found := false
	for _, g := range b.Grids {
		for _, p := range g.Buildings {
			if p.Label != "湖畔花园一期 5幢" {
				continue
			}
			found = true
			if len(p.Heads) != 2 || p.Heads[0].Ahead || p.Heads[0].Phone != "13900000001" || !p.Heads[1].Ahead || p.Heads[1].Phone != "" || p.Heads[1].Name != "张建国" {
				t.Errorf("heads %+v: she agreed to be rung, he did not", p.Heads)
			}
		}
	}
	if !found {
		t.Errorf("5幢 is in no grid and in no list: %+v", b.Grids)
	}
	if len(b.Others) != 2 || b.Others[0].Title != "社区民警" || b.Others[1].Where != "接访：周一、周六 08:30—11:30 一楼" {
		t.Errorf("others %v", b.Others)
	}
	days := []string{}
	for _, d := range b.Week {
		days = append(days, d.Label)
		if want := d.Label == "周一"; d.Today != want {
			t.Errorf("%s is today: %v, on a Monday", d.Label, d.Today)
		}
	}
	if strings.Join(days, "") != "周一周二周三周四周五周六" || len(b.Week[0].Turns) != 1 || b.Week[0].Turns[0].Hours != "08:30—11:30" || len(b.Week[1].Turns) != 0 {
		t.Errorf("week %+v", b.Week)
	}
}

// TestAppointsByNumber: whoever appoints at the desk knows name and number, and
// leafs through nobody.
func TestAppointsByNumber(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	app.Resident(town, "王芳", "13900000002") // has not proved who she is
	for name, c := range map[string]struct {
		called, phone string
		code          int
		resident      string
	}{
		"registered":     {"李秀英", "139 0000 0001", 200, li.Id},
		"not proved":     {"王芳", "13900000002", 400, ""},
		"another number": {"李秀英", "13900000009", 200, ""}, // stands on the roster by name
		"another name":   {"李秀兰", "13900000001", 200, ""},
	} {
		form := map[string]any{"kind": "team", "title": "议事员", "name": c.called, "phone": c.phone, "look_up": true, "from_day": "2026-11-01", "appointed_by": "居民代表会议"}
		got := app.Call(town.Steward, "POST", "/api/duties", form)
		if got.Code != c.code || got.Text("resident") != c.resident {
			t.Errorf("%s: HTTP %d, resident %q, want %d %q: %s", name, got.Code, got.Text("resident"), c.code, c.resident, got.Raw)
		}
		if c.resident != "" && strings.Contains(got.Raw, "13900000001") {
			t.Errorf("%s: the number of a resident who was not asked stands on the roster: %s", name, got.Raw)
		}
	}
}

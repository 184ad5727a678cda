package presence_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

type said struct {
	Others []struct {
		Name    string
		Writing bool
	}
	News string
}

// TestTwoAtOneRequest walks two clerks over one request: each learns of the
// other, and the one who is slower is told before she writes over anything.
func TestTwoAtOneRequest(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhou := app.Staff("clerk", "周婷", "")
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "单元门口的灯坏了三天")
	path := "/api/requests/" + req.Id
	here := func(who *core.Record, pairs map[string]any) said {
		t.Helper()
		var s said
		if pairs == nil {
			pairs = map[string]any{}
		}
		apptest.Must(t, json.Unmarshal([]byte(app.Call(who, "POST", path+"/presence", pairs).Raw), &s))
		return s
	}
	seen := func(who *core.Record) string {
		return app.Call(who, "GET", "/api/collections/requests/records/"+req.Id, nil).Text("seen")
	}

	if got := here(town.Clerk, map[string]any{"seen": seen(town.Clerk)}); len(got.Others) != 0 || got.News != "" {
		t.Errorf("alone: %+v", got)
	}
	old := seen(zhou)
	if got := here(zhou, map[string]any{"seen": old, "writing": true}); len(got.Others) != 1 || got.Others[0].Name != town.Clerk.GetString("name") || got.Others[0].Writing {
		t.Errorf("the second: %+v", got)
	}
	if got := here(town.Clerk, nil); len(got.Others) != 1 || got.Others[0].Name != "周婷" || !got.Others[0].Writing {
		t.Errorf("the first, while the second writes: %+v", got)
	}

	// The first is quicker.
	got := app.Call(town.Clerk, "POST", path+"/accept", map[string]any{"seen": old})
	if got.Code != 200 {
		t.Fatalf("accept: %d %s", got.Code, got.Raw)
	}
	fresh := got.Text("seen")
	if fresh == "" || fresh == old {
		t.Errorf("the answer of a verb says %q was seen, before it %q", fresh, old)
	}
	if got := here(zhou, map[string]any{"seen": old}); got.News != "社区工作者 "+town.Clerk.GetString("name")+" 09:00 办了“受理”" {
		t.Errorf("news: %q", got.News)
	}
	if got := here(town.Clerk, map[string]any{"seen": old}); got.News != "" {
		t.Errorf("news of her own step: %q", got.News)
	}
	for _, verb := range []string{"dispatch", "escalate", "decline"} {
		got := app.Call(zhou, "POST", path+"/"+verb, map[string]any{"seen": old, "tier": "complex", "reason": "涉及多部门", "prior": "谈过一次", "where": "街道"})
		app.Chinese("overtaken "+verb, got, 409)
	}
	after, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	if s := after.GetString("status"); s != "accepted" {
		t.Errorf("the slower one changed it to %s", s)
	}
	// Having looked again she goes on; the quicker one's own next step is not in her own way.
	if got := app.Call(town.Clerk, "POST", path+"/dispatch", map[string]any{"seen": old}); got.Code != 200 {
		t.Errorf("her own step stands in her way: %d %s", got.Code, got.Raw)
	}
	if got := app.Call(zhou, "POST", path+"/transfer", map[string]any{"seen": seen(zhou), "org": town.Committee.Id, "reason": "物业管不了"}); got.Code == 409 {
		t.Errorf("after looking again: %d %s", got.Code, got.Raw)
	}

	here(zhou, map[string]any{"left": true})
	if got := here(town.Clerk, nil); len(got.Others) != 0 {
		t.Errorf("after the second left: %+v", got)
	}
	here(zhou, nil)
	app.Clock.Add(time.Minute)
	if got := here(town.Clerk, nil); len(got.Others) != 0 {
		t.Errorf("a minute after the second's page was closed: %+v", got)
	}
}

// TestWhoMayBeThere is who learns who has a request open.
func TestWhoMayBeThere(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "单元门口的灯坏了三天")
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	for _, c := range []struct {
		name string
		who  *core.Record
		code int
	}{
		{"guest", nil, 403}, {"owner", li, 403}, {"contact elsewhere", town.Elsewhere, 404}, {"contact", town.Contact, 200},
		{"grid worker", town.Grid, 200}, {"steward", town.Steward, 200}, {"secretary", town.Superuser, 200},
	} {
		got := app.Call(c.who, "POST", "/api/requests/"+req.Id+"/presence", map[string]any{})
		if got.Code != c.code {
			t.Errorf("%s: %d, want %d: %s", c.name, got.Code, c.code, got.Raw)
		}
		if c.code != 200 {
			app.Chinese(c.name, got, c.code)
		}
	}
	// Other organisations learn that there is news, not what the office or the resident did.
	app.Do(town.Contact, req, "sign")
	old := app.Call(town.Contact, "GET", "/api/collections/requests/records/"+req.Id, nil).Text("seen")
	app.Do(app.Staff("property_contact", "赵刚", town.Property.Id), req, "progress", "text", "已去看过")
	got := app.Call(town.Contact, "POST", "/api/requests/"+req.Id+"/progress", map[string]any{"seen": old, "text": "明天去看"})
	app.Chinese("the contact after her colleague", got, 409)
	if want := "这件诉求 09:00 有了新情况，您看到的还是之前的。请看过最新的再办，您刚写的还留着"; got.Message() != want {
		t.Errorf("she is told %q, want %q", got.Message(), want)
	}
}

// TestLeaving: whoever had a request open may leave it when it is no longer hers
// to see, and learns nothing of one she never saw.
func TestLeaving(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "单元门口的灯坏了三天")
	for _, id := range []string{req.Id, "nosuchrequest00"} {
		got := app.Call(town.Elsewhere, "POST", "/api/requests/"+id+"/presence", map[string]any{"left": true})
		if got.Code != 200 || strings.TrimSpace(got.Raw) != `{"news":"","others":[]}` {
			t.Errorf("leaving %s: %d %s", id, got.Code, got.Raw)
		}
	}
}

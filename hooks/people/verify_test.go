package people_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestWhoMayVerify walks the actors past every action on a registration.
func TestWhoMayVerify(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13900000002")
	twin := app.Resident(town, "李秀英", "13900000001")
	actors := []struct {
		name string
		who  *core.Record
		may  bool
	}{
		{"Guest", nil, false}, {"Resident", li, false}, {"OtherResident", wang, false}, {"PropertyContact", town.Contact, false},
		{"GridWorker", town.Grid, false}, {"Clerk", town.Clerk, true}, {"Steward", town.Steward, true}, {"Superuser", town.Superuser, true},
	}
	for _, a := range actors {
		t.Run(a.name, func(t *testing.T) {
			before := snapshot(t, app)
			for verb, body := range map[string]map[string]any{"verify": {"how": "当面"}, "code": {"how": "当面"}, "dismiss": {}} {
				got := app.Call(a.who, "POST", "/api/residents/"+twin.Id+"/"+verb, body)
				if a.may && got.Code != 200 {
					t.Errorf("%s: HTTP %d %s", verb, got.Code, got.Raw)
				}
				if !a.may {
					app.Chinese(verb, got, 403)
				}
			}
			if !a.may {
				app.Chinese("link", app.Call(a.who, "POST", "/api/residents/"+twin.Id+"/link", map[string]any{"to": li.Id}), 403)
				if snapshot(t, app) != before {
					t.Error("a refused action wrote something")
				}
			}
		})
	}
	for name, c := range map[string]struct {
		path string
		body map[string]any
		code int
	}{
		"HowMissing":  {twin.Id + "/verify", map[string]any{"how": " "}, 400},
		"HowLong":     {twin.Id + "/verify", map[string]any{"how": strings.Repeat("当", 300)}, 400},
		"CodeHow":     {twin.Id + "/code", map[string]any{}, 400},
		"Unknown":     {"abcdefghijklmno/verify", map[string]any{"how": "当面"}, 404},
		"UnknownCode": {"abcdefghijklmno/code", map[string]any{"how": "当面"}, 404},
		"ToMissing":   {twin.Id + "/link", map[string]any{}, 400},
		"ToUnknown":   {twin.Id + "/link", map[string]any{"to": "abcdefghijklmno"}, 400},
		"ToSelf":      {twin.Id + "/link", map[string]any{"to": twin.Id}, 400},
		"OtherPhone":  {twin.Id + "/link", map[string]any{"to": wang.Id}, 400},
	} {
		app.Chinese(name, app.Call(town.Clerk, "POST", "/api/residents/"+c.path, c.body), c.code)
	}
	twin, _ = app.FindRecordById("residents", twin.Id)
	if twin.GetString("real_name") != "confirmed" || twin.GetString("real_name_by") == "" || twin.GetString("link_state") != "dismissed" {
		t.Errorf("after all: %v", twin.PublicExport())
	}
	if n, _ := app.CountRecords("audit_entries", dbx.HashExp{"action": "通过实名核对"}); n != 3 {
		t.Errorf("%d audit entries of three confirmations", n)
	}
}

func snapshot(t *testing.T, app *apptest.App) string {
	t.Helper()
	out := ""
	for _, table := range []string{"residents", "login_codes", "audit_entries", "requests"} {
		rows := []dbx.NullStringMap{}
		apptest.Must(t, app.DB().Select("*").From(table).OrderBy("id").All(&rows))
		for _, r := range rows {
			for _, k := range []string{"id", "updated", "link_state", "linked_to", "real_name", "resident"} {
				out += r[k].String + "|"
			}
		}
	}
	return out
}

// TestLink joins three registrations of one person.
func TestLink(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	first, second, third := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "李", "13900000001"), app.Resident(town, "李阿姨", "13900000001")
	wang := app.Resident(town, "王芳", "13900000001") // a relative, same telephone
	for _, r := range []*core.Record{first, second, third, wang} {
		app.Form(r, "/api/collections/requests/records", map[string]string{"text": "楼道灯不亮", "client_key": "same"})
	}
	link := func(r, to *core.Record) apptest.Answer {
		return app.Call(town.Clerk, "POST", "/api/residents/"+r.Id+"/link", map[string]any{"to": to.Id})
	}
	if got := link(third, second); got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	if got := link(second, first); got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	app.Chinese("in a circle", link(first, third), 400)
	app.Chinese("again", link(third, first), 400)
	app.Chinese("dismissed afterwards", app.Call(town.Clerk, "POST", "/api/residents/"+third.Id+"/dismiss", map[string]any{}), 400)
	for name, r := range map[string]*core.Record{"First": first, "Second": second, "Third": third} {
		list := app.Call(r, "GET", "/api/collections/requests/records", nil)
		if items, _ := list.Body["items"].([]any); len(items) != 3 {
			t.Errorf("%s sees %d requests, want all 3 of hers: %s", name, len(items), list.Raw)
			continue
		}
		one := list.Body["items"].([]any)[0].(map[string]any)
		events := app.Call(r, "GET", "/api/collections/request_events/records?filter="+`(request='`+one["id"].(string)+`')`, nil)
		if items, _ := events.Body["items"].([]any); len(items) == 0 {
			t.Errorf("%s sees no events: %s", name, events.Raw)
		}
		if !strings.Contains(list.Raw, `"withdraw"`) {
			t.Errorf("%s has no buttons: %s", name, list.Raw)
		}
	}
	list := app.Call(wang, "GET", "/api/collections/requests/records", nil)
	if items, _ := list.Body["items"].([]any); len(items) != 1 {
		t.Errorf("the relative sees %s", list.Raw)
	}
	// What the second phone sends from now on belongs to the first registration.
	got := app.Form(second, "/api/collections/requests/records", map[string]string{"text": "电梯坏了", "client_key": "new"})
	if got.Text("resident") != first.Id {
		t.Errorf("a new request belongs to %s", got.Text("resident"))
	}
}

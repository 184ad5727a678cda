package requests_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/settings"
	"hongguan/rules/neighbours"
)

const joinPath = "/api/requests/join"

// neighbour is a resident of the town's unit in a room of her own.
func neighbour(t *testing.T, app *apptest.App, town *apptest.Town, n int) *core.Record {
	t.Helper()
	r := app.Resident(town, "邻居", fmt.Sprintf("137%08d", n))
	r.Set("room", fmt.Sprint(100+n))
	apptest.Must(t, app.Save(r))
	return r
}

// TestJoin is 我家也是 by the ticket shown while typing.
func TestJoin(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	wang := app.Resident(town, "王芳", "13900000002")
	req := app.Ask(town, li, "单元门口的灯坏了三天")
	const text = "楼道灯不亮了"
	shown := similar(t, app, nil, text, town.Building, nil)[0]
	handle := shown["handle"].(string)
	if strings.Contains(handle, req.Id) {
		t.Error("the handle names the request")
	}
	join := func(who *core.Record, handle string) apptest.Answer {
		return app.Call(who, "POST", joinPath, map[string]any{"handle": handle})
	}
	app.Chinese("Guest", join(nil, handle), 401)
	app.Chinese("Clerk", join(town.Clerk, handle), 401)
	app.Chinese("Contact", join(town.Contact, handle), 401)
	app.Chinese("Superuser", join(town.Superuser, handle), 401)
	app.Chinese("Own", join(li, handle), 400)
	app.Chinese("Nonsense", join(wang, "abc"), 400)
	app.Chinese("ByID", join(wang, req.Id), 400)
	app.Chinese("Empty", join(wang, ""), 400)

	got := join(wang, handle)
	if got.Code != 200 || got.Text("request_no") == "" || got.Text("query_code") == "" || !strings.Contains(got.Text("next"), "一并办理") || strings.Contains(got.Raw, req.Id) || strings.Contains(got.Raw, req.GetString("request_no")) {
		t.Fatalf("joined: %s", got.Raw)
	}
	if list := similar(t, app, wang, text, town.Building, nil); len(list) != 1 || list[0]["own"] != true || list[0]["sentence"] != "您今天反映过（"+got.Text("request_no")+"），和邻居反映的一并办理" {
		t.Errorf("to the one who joined: %v", list)
	}
	again := join(wang, handle)
	if again.Code != 200 || again.Text("request_no") != got.Text("request_no") {
		t.Errorf("a second tap: %s", again.Raw)
	}
	if n, _ := app.CountRecords("requests"); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
	// Both get the reply, each rates for herself.
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, req, "sign")
	app.Do(town.Contact, req, "reply", "text", "灯换好了")
	app.Do(town.Clerk, req, "approve")
	app.Chinese("Answered", join(app.Resident(town, "陈", "13900000003"), handle), 400)
	app.Do(li, req, "rate", "solved", "yes", "stars", 5)
	mine, err := app.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	if mine.GetString("status") != "replied" || mine.GetInt("stars") != 0 || mine.GetString("reply_text") != "灯换好了" {
		t.Errorf("the second household: %s, %d stars, %q", mine.GetString("status"), mine.GetInt("stars"), mine.GetString("reply_text"))
	}
	app.Do(wang, mine, "rate", "solved", "no", "stars", 1, "text", "还是暗")
	first, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	if first.GetString("status") != "closed" || first.GetInt("stars") != 5 {
		t.Errorf("the first household's rating changed: %s, %d", first.GetString("status"), first.GetInt("stars"))
	}
	app.Clock.Add(3 * time.Hour)
	app.Chinese("Late", join(app.Resident(town, "赵", "13900000004"), handle), 400)
}

// TestManyHouseholds: ten households of one trouble, and the program proposes
// that it goes up. It does not send it there.
func TestManyHouseholds(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, neighbour(t, app, town, 1), "电梯停在三楼不动")
	stored := func() *core.Record {
		r, err := app.FindRecordById("requests", req.Id)
		apptest.Must(t, err)
		return r
	}
	joins := func(n int) { app.Do(neighbour(t, app, town, n), req, "join") }
	for n := 2; n <= 9; n++ {
		joins(n)
	}
	couple := app.Resident(town, "配偶", "13600000001")
	couple.Set("room", "109") // of the ninth household
	apptest.Must(t, app.Save(couple))
	app.Do(couple, req, "join")
	if stored().GetBool("raise_suggested") {
		t.Fatal("nine households and a couple are not ten")
	}
	app.Do(town.Clerk, req, "accept")
	joins(10)
	r := stored()
	if !r.GetBool("raise_suggested") || r.GetString("tier") != "community" || r.GetString("status") != "accepted" {
		t.Errorf("ten households: raise %v, tier %s, %s", r.GetBool("raise_suggested"), r.GetString("tier"), r.GetString("status"))
	}
	joins(11)
	events := app.Call(town.Clerk, "GET", "/api/collections/request_events/records?perPage=200&filter=request='"+req.Id+"'", nil)
	if n := strings.Count(events.Raw, neighbours.Many(10)); n != 1 || strings.Contains(events.Raw, neighbours.Many(11)) {
		t.Errorf("said %d times: %s", n, events.Raw)
	}
	view := app.Call(town.Clerk, "GET", create+"/"+req.Id, nil)
	if view.Body["households"] != 11.0 || view.Body["raise_suggested"] != true {
		t.Errorf("the desk sees %v households", view.Body["households"])
	}
	list := app.Call(town.Clerk, "GET", create+"?filter=raise_suggested=true", nil)
	if items := list.Body["items"].([]any); len(items) != 1 || items[0].(map[string]any)["households"] != 11.0 {
		t.Errorf("in a list: %s", list.Raw)
	}
	for _, v := range view.Body["verbs"].([]any) {
		if v := v.(map[string]any); v["verb"] == "raise" {
			t.Error("raise is offered as a button")
		} else if v["verb"] == "escalate" && !strings.Contains(fmt.Sprint(v["fields"]), neighbours.Many(11)) {
			t.Errorf("the reason is not prepared: %v", v["fields"])
		}
	}
	for _, who := range []*core.Record{town.Clerk, town.Superuser, neighbour(t, app, town, 99)} {
		app.Chinese("raise by hand", app.Call(who, "POST", "/api/requests/"+req.Id+"/raise", map[string]any{}), 400)
	}
	// A person decides, by the verb that asks for what was done before.
	app.Chinese("without prior steps", app.Call(town.Clerk, "POST", "/api/requests/"+req.Id+"/escalate", map[string]any{"tier": "complex", "reason": "涉及多户"}), 400)
	app.Do(town.Clerk, req, "escalate", "tier", "complex", "reason", "涉及多户", "prior", "已请维保单位修过两次")
	if r := stored(); r.GetBool("raise_suggested") || r.GetString("tier") != "complex" {
		t.Errorf("after it went up: raise %v, tier %s", r.GetBool("raise_suggested"), r.GetString("tier"))
	}
}

// TestManyIsASetting, and a merger by staff counts like a neighbour's tap.
func TestManyIsASetting(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	if n := settings.Of(app).ManyHouseholds(); n != 10 {
		t.Errorf("standard %d", n)
	}
	app.Chinese("one household", app.Call(town.Superuser, "POST", "/api/setup", map[string]any{"many_households": 1}), 400)
	if got := app.Call(town.Superuser, "POST", "/api/setup", map[string]any{"many_households": 3}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	ask := func(n int) *core.Record {
		who := neighbour(t, app, town, n)
		got := app.Form(who, create, map[string]string{"text": "电梯停在三楼不动", "building": town.Building.Id, "unit": town.Unit.Id, "room": fmt.Sprint(n)})
		r, err := app.FindRecordById("requests", got.Text("id"))
		apptest.Must(t, err)
		return r
	}
	first := ask(1)
	for n := 2; n <= 3; n++ {
		if r, err := app.FindRecordById("requests", first.Id); err != nil || r.GetBool("raise_suggested") {
			t.Fatalf("raised at %d households: %v", n-1, err)
		}
		app.Do(town.Clerk, ask(n), "merge", "into", first.GetString("request_no"))
	}
	r, err := app.FindRecordById("requests", first.Id)
	apptest.Must(t, err)
	if !r.GetBool("raise_suggested") {
		t.Error("three households by merger, and nothing is proposed")
	}
}

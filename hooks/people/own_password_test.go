package people_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

const ownPassword = "/api/staff/password"

// office is somebody of the staff as the tests here need her.
type office struct {
	*apptest.App
	t testing.TB
}

// comesIn logs in with a password and returns the session, or nil.
func (o office) comesIn(r *core.Record, password string) (token string, first bool) {
	got := o.Call(nil, "POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": r.GetString("account"), "password": password})
	record, _ := got.Body["record"].(map[string]any)
	first, _ = record["first_password"].(bool)
	return got.Text("token"), first
}

// holds reports whether a token still opens what only its owner's session does.
func (o office) holds(token string) bool {
	return o.With(token, "POST", "/api/collections/staff/auth-refresh", nil).Code == 200
}

func (o office) fresh(r *core.Record) *core.Record {
	o.t.Helper()
	again, err := o.FindRecordById("staff", r.Id)
	apptest.Must(o.t, err)
	return again
}

func TestChangePassword(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	o := office{app, t}
	clerk := town.Clerk
	change := func(old, chosen string) map[string]any { return map[string]any{"old": old, "password": chosen} }

	right := change(apptest.Password, "guihua-2026")
	app.Chinese("guest", app.Call(nil, "POST", ownPassword, right), 401)
	app.Chinese("resident", app.Call(app.Resident(town, "李秀英", "13900000001"), "POST", ownPassword, right), 403)
	app.Chinese("secretary", app.Call(town.Superuser, "POST", ownPassword, right), 403)
	for name, c := range map[string]struct {
		body        any
		field, code string
	}{
		"Empty":   {map[string]any{}, "old", "old_missing"},
		"NoNew":   {change(apptest.Password, ""), "password", "password_short"},
		"Short":   {change(apptest.Password, "short77"), "password", "password_short"},
		"Same":    {change(apptest.Password, apptest.Password), "password", "password_same"},
		"Account": {change(apptest.Password, clerk.GetString("account")+"88"), "password", "password_account"},
		"Common":  {change(apptest.Password, "12345678"), "password", "password_common"},
		"Wrong":   {change("not-hers-at-all", "guihua-2026"), "old", "old_wrong"},
	} {
		got := app.Call(clerk, "POST", ownPassword, c.body)
		app.Chinese(name, got, 400)
		field, _ := got.Body["data"].(map[string]any)[c.field].(map[string]any)
		if field["code"] != c.code {
			t.Errorf("%s: %s, want %s at %s", name, got.Raw, c.code, c.field)
		}
	}

	here, _ := o.comesIn(clerk, apptest.Password)
	there, _ := o.comesIn(clerk, apptest.Password)
	got := o.With(here, "POST", ownPassword, right)
	if got.Code != 200 || got.Text("token") == "" {
		t.Fatalf("change: HTTP %d %s", got.Code, got.Raw)
	}
	if o.holds(here) || o.holds(there) {
		t.Error("a session from before the change goes on")
	}
	for _, path := range []string{"/api/collections/requests/records", "/api/collections/requests/records?perPage=1", "/api/collections/requests/records/nobodyhere12345"} {
		app.Chinese("records with a session from before", o.With(there, "GET", path, nil), 401)
	}
	if got := app.Call(nil, "GET", "/api/collections/requests/records", nil); got.Code != 200 {
		t.Errorf("a guest's empty list: HTTP %d %s", got.Code, got.Raw)
	}
	if !o.holds(got.Text("token")) {
		t.Error("the token of the answer opens nothing")
	}
	if token, _ := o.comesIn(clerk, apptest.Password); token != "" {
		t.Error("the old password still opens the desk")
	}
	if token, first := o.comesIn(clerk, "guihua-2026"); token == "" || first {
		t.Errorf("log-in with the new password: token %q, asked to change %v", token, first)
	}
	entries, err := app.FindRecordsByFilter("audit_entries", "action = '改自己的密码'", "", 0, 0)
	if err != nil || len(entries) != 1 || entries[0].GetString("target_id") != clerk.Id || entries[0].GetString("actor_id") != clerk.Id {
		t.Fatalf("log: %d lines (%v), want one of her own", len(entries), err)
	}
	if line, _ := entries[0].MarshalJSON(); strings.Contains(string(line), "guihua-2026") {
		t.Error("the log holds the password")
	}
}

// A session left open on the counter must not become a way to guess.
func TestChangePasswordIsSlowed(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	try := func(who *core.Record, old string) apptest.Answer {
		return app.Call(who, "POST", ownPassword, map[string]any{"old": old, "password": "guihua-2026"})
	}
	for range 5 {
		app.Chinese("wrong", try(town.Clerk, "wrong-old-one"), 400)
	}
	app.Chinese("the right one too late", try(town.Clerk, apptest.Password), 429)
	app.Chinese("a colleague meanwhile", try(town.Steward, "wrong-old-one"), 400)
	app.Clock.Add(16 * time.Minute)
	if got := try(town.Clerk, apptest.Password); got.Code != 200 {
		t.Errorf("a quarter of an hour later: HTTP %d %s", got.Code, got.Raw)
	}
}

// Whoever came with somebody else's password changes it before anything else.
func TestFirstPassword(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	o := office{app, t}
	clerk, boss := town.Clerk, town.Superuser
	give := "/api/staff/" + clerk.Id + "/first_password"
	before, _ := o.comesIn(clerk, apptest.Password)

	app.Chinese("guest", app.Call(nil, "POST", give, nil), 401)
	app.Chinese("resident", app.Call(app.Resident(town, "李秀英", "13900000001"), "POST", give, nil), 403)
	app.Chinese("herself", app.Call(clerk, "POST", give, nil), 403)
	app.Chinese("steward", app.Call(town.Steward, "POST", give, nil), 403)
	app.Chinese("nobody", app.Call(boss, "POST", "/api/staff/nobodyhere12345/first_password", nil), 404)
	got := app.Call(boss, "POST", give, nil)
	slip := got.Text("password")
	if got.Code != 200 || len(slip) != 10 || got.Text("account") != clerk.GetString("account") || got.Text("name") != "王敏" {
		t.Fatalf("secretary: HTTP %d %s", got.Code, got.Raw)
	}
	if n, _ := app.CountRecords("audit_entries", dbx.HashExp{"action": "给新的首次密码", "target_id": clerk.Id}); n != 1 {
		t.Errorf("%d lines in the log, want 1", n)
	}
	if o.holds(before) {
		t.Error("her session from before goes on")
	}
	if token, _ := o.comesIn(clerk, apptest.Password); token != "" {
		t.Error("the forgotten password still opens the desk")
	}

	token, first := o.comesIn(clerk, slip)
	if token == "" || !first {
		t.Fatalf("log-in with the slip: token %q, asked to change %v", token, first)
	}
	for _, shut := range []struct{ method, path string }{
		{"GET", "/api/collections/requests/records"}, {"GET", "/api/collections/staff/records/" + clerk.Id}, {"GET", "/api/stats/overview"}, {"GET", "/api/watch"},
		{"POST", "/api/requests/intake"}, {"POST", "/api/realtime"}, {"POST", "/api/files/token"}, {"GET", "/api/places"}, {"GET", "/api/nothing"},
	} {
		app.Chinese(shut.path, o.With(token, shut.method, shut.path, nil), 403)
	}
	for _, open := range []struct{ method, path string }{
		{"GET", "/api/home"}, {"GET", "/api/words"}, {"POST", "/api/collections/staff/auth-refresh"}, {"GET", "/desk.html"},
	} {
		if got := o.With(token, open.method, open.path, nil); got.Code != 200 {
			t.Errorf("%s waits for the change: HTTP %d %s", open.path, got.Code, got.Raw)
		}
	}
	app.Chinese("the slip's again", o.With(token, "POST", ownPassword, map[string]any{"old": slip, "password": slip}), 400)
	changed := o.With(token, "POST", ownPassword, map[string]any{"old": slip, "password": "guihua-2026"})
	if changed.Code != 200 {
		t.Fatalf("change: HTTP %d %s", changed.Code, changed.Raw)
	}
	if got := o.With(changed.Text("token"), "GET", "/api/watch", nil); got.Code != 200 {
		t.Errorf("after the change: HTTP %d %s", got.Code, got.Raw)
	}

	town.Steward.Set("active", false)
	apptest.Must(t, app.Save(town.Steward))
	app.Chinese("somebody who left", app.Call(boss, "POST", "/api/staff/"+town.Steward.Id+"/first_password", nil), 400)
}

// What the secretary sets at the table of staff is a first password too.
func TestFirstPasswordByHand(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	o := office{app, t}
	const table = "/api/collections/staff/records"
	made := app.Call(town.Superuser, "POST", table, map[string]any{"account": "shenhong", "name": "沈红", "role": "clerk", "active": true, "first_password": false,
		"password": "told-by-phone", "passwordConfirm": "told-by-phone"})
	if made.Code != 200 || made.Body["first_password"] != true {
		t.Fatalf("a new account: HTTP %d %s, want first_password", made.Code, made.Raw)
	}
	path := table + "/" + town.Clerk.Id
	if got := app.Call(town.Superuser, "PATCH", path, map[string]any{"phone": "0512-62800009"}); got.Code != 200 || o.fresh(town.Clerk).GetBool("first_password") {
		t.Errorf("another number: HTTP %d, asked to change her password %v", got.Code, o.fresh(town.Clerk).GetBool("first_password"))
	}
	if app.Call(town.Superuser, "PATCH", path, map[string]any{"first_password": true}); o.fresh(town.Clerk).GetBool("first_password") {
		t.Error("ticked by hand, though nobody set a password")
	}
	for _, r := range []*core.Record{town.Steward, town.Clerk} {
		if got := app.Call(r, "GET", path, nil); strings.Contains(got.Raw, "first_password") != (r == town.Clerk) {
			t.Errorf("%s reads %s", r.GetString("name"), got.Raw)
		}
	}
	if got := app.Call(town.Superuser, "PATCH", path, map[string]any{"password": "told-by-phone", "passwordConfirm": "told-by-phone"}); got.Code != 200 || !o.fresh(town.Clerk).GetBool("first_password") {
		t.Errorf("a password by hand: HTTP %d %s, want first_password", got.Code, got.Raw)
	}
	if app.Call(town.Superuser, "PATCH", path, map[string]any{"first_password": false}); !o.fresh(town.Clerk).GetBool("first_password") {
		t.Error("unticked by hand, though she has not changed it")
	}
}

package people_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

const register = "/api/residents/register"

func form(pairs ...any) map[string]any {
	f := map[string]any{"name": "李秀英", "phone": "13900000001", "consent": true, "consent_version": "1"}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
	}
	return f
}

func TestRegisterRefuses(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	other := app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")
	for _, c := range []struct {
		name  string
		with  []any
		field string
	}{
		{"NameMissing", []any{"name", " "}, "name"},
		{"NameInvisible", []any{"name", "\u200b\u200d\ufeff"}, "name"},
		{"NameLong", []any{"name", strings.Repeat("李", 21)}, "name"},
		{"PhoneMissing", []any{"phone", ""}, "phone"},
		{"PhoneShort", []any{"phone", "1390000"}, "phone"},
		{"PhoneWords", []any{"phone", "我没有电话"}, "phone"},
		{"PhoneLong", []any{"phone", strings.Repeat("1", 5000)}, "phone"},
		{"PasswordShort", []any{"password", "12345"}, "password"},
		{"PasswordLong", []any{"password", strings.Repeat("密", 30)}, "password"},
		{"NoConsent", []any{"consent", false}, "consent"},
		{"RoomLong", []any{"room", strings.Repeat("3", 21)}, "room"},
		{"BuildingUnknown", []any{"building", "nowhere"}, "building"},
		{"BuildingQuoted", []any{"building", "' || 1=1 || '"}, "building"},
		{"UnitOfAnother", []any{"building", other.Id, "unit", town.Unit.Id}, "unit"},
		{"ConsentVersionLong", []any{"consent_version", strings.Repeat("1", 300)}, "consent_version"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := app.Call(nil, "POST", register, form(c.with...))
			app.Chinese(c.name, got, 400)
			fields, _ := got.Body["data"].(map[string]any)
			item, _ := fields[c.field].(map[string]any)
			if item["code"] == nil || item["message"] == nil {
				t.Errorf("field %s is not named: %s", c.field, got.Raw)
			}
		})
	}
	app.Chinese("wrong types", app.Call(nil, "POST", register, map[string]any{"name": 5, "phone": []int{1}}), 400)
	if n, err := app.CountRecords("residents"); err != nil || n != 0 {
		t.Errorf("%d residents after refusals (%v)", n, err)
	}
}

func TestRegister(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	app.Create("roster_entries", "name", "李秀英", "phone", "13900000001", "building", town.Building.Id, "unit", town.Unit.Id, "room", "302")
	place := []any{"building", town.Building.Id, "unit", town.Unit.Id, "room", "302室"}
	first := app.Call(nil, "POST", register, form(append(place, "password", "666666", "real_name", "confirmed", "link_state", "linked", "active", false)...))
	if first.Code != 200 || first.Text("token") == "" {
		t.Fatalf("HTTP %d %s", first.Code, first.Raw)
	}
	own := first.Body["record"].(map[string]any)
	if own["name"] != "李秀英" || own["phone"] != "13900000001" || own["room"] != "302" || own["has_password"] != true {
		t.Errorf("she reads of herself: %s", first.Raw)
	}
	li, err := app.FindRecordById("residents", own["id"].(string))
	apptest.Must(t, err)
	if li.GetString("real_name") != "matched" || li.GetString("link_state") != "none" || li.GetDateTime("consent_at").IsZero() {
		t.Errorf("stored: %v", li.PublicExport())
	}

	// Whoever types a neighbour's number and name gets an account of his own,
	// and learns neither that the number is known nor what the roster says.
	req := app.Ask(town, li, "楼道灯不亮")
	second := app.Call(nil, "POST", register, form(append(place, "password", "hunter22")...))
	if second.Code != 200 {
		t.Fatalf("HTTP %d %s", second.Code, second.Raw)
	}
	stranger, err := app.FindRecordById("residents", second.Body["record"].(map[string]any)["id"].(string))
	apptest.Must(t, err)
	if stranger.Id == li.Id || stranger.GetString("link_state") != "to_check" || stranger.GetString("linked_to") != "" {
		t.Errorf("second registration: %v", stranger.PublicExport())
	}
	third := app.Call(nil, "POST", register, form("name", "王芳", "phone", "13900000002"))
	for name, got := range map[string]apptest.Answer{"first": first, "second": second, "third": third} {
		if strings.Contains(got.Raw, "matched") || strings.Contains(got.Raw, "to_check") || strings.Contains(got.Raw, "花名册") {
			t.Errorf("%s answer tells what was found: %s", name, got.Raw)
		}
		a, b := keys(got.Body["record"]), keys(third.Body["record"])
		if a != b {
			t.Errorf("%s answer has other fields: %s, %s", name, a, b)
		}
	}
	for _, path := range []string{
		"/api/collections/residents/records/" + li.Id, "/api/collections/requests/records/" + req.Id, "/api/requests/" + req.Id + "/contact",
	} {
		if got := app.Call(stranger, "GET", path, nil); got.Code == 200 {
			t.Errorf("the stranger reads %s: %s", path, got.Raw)
		}
	}
	if got := app.Call(stranger, "GET", "/api/collections/requests/records", nil); strings.Contains(got.Raw, req.Id) {
		t.Errorf("the stranger lists %s", got.Raw)
	}
	if got := app.Call(stranger, "GET", "/api/home", nil); strings.Contains(got.Raw, req.GetString("request_no")) || strings.Contains(got.Raw, `"verified":true`) {
		t.Errorf("the stranger's first page: %s", got.Raw)
	}
	// His password opens his own account, not hers.
	got := app.Call(nil, "POST", "/api/residents/login", map[string]any{"phone": "13900000001", "password": "hunter22"})
	if rec, _ := got.Body["record"].(map[string]any); got.Code != 200 || rec["id"] != stranger.Id {
		t.Errorf("log-in: HTTP %d %s", got.Code, got.Raw)
	}
}

func keys(record any) string {
	m, _ := record.(map[string]any)
	var names []string
	for k := range m {
		names = append(names, k)
	}
	for i := range names {
		for j := i; j > 0 && names[j] < names[j-1]; j-- {
			names[j], names[j-1] = names[j-1], names[j]
		}
	}
	return strings.Join(names, " ")
}

// TestRegisterSpam floods one number.
func TestRegisterSpam(t *testing.T) {
	app := apptest.New(t)
	for i := range 6 {
		if got := app.Call(nil, "POST", register, form("name", fmt.Sprint("王", i))); got.Code != 200 {
			t.Fatalf("%d: HTTP %d %s", i, got.Code, got.Raw)
		}
	}
	app.Chinese("seventh", app.Call(nil, "POST", register, form()), 429)
	if got := app.Call(nil, "POST", register, form("phone", "13900000002")); got.Code != 200 {
		t.Errorf("another number: HTTP %d", got.Code)
	}
}

// TestCorrect changes a resident's own registration, and tries more than that.
func TestCorrect(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	app.Create("roster_entries", "name", "李秀英", "phone", "13900000001", "building", town.Building.Id, "room", "302")
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13900000002")
	path := "/api/collections/residents/records/" + li.Id
	for _, who := range []*core.Record{nil, wang, town.Contact, town.Grid, town.Clerk, town.Steward} {
		got := app.Call(who, "PATCH", path, map[string]any{"name": "赵六"})
		if got.Code < 400 {
			t.Errorf("%v changed her name: %s", who, got.Raw)
		}
		app.Chinese("change by another", got, got.Code)
	}
	for name, body := range map[string]map[string]any{"Empty": {"name": "\u200b"}, "Long": {"name": strings.Repeat("李", 21)}, "Room": {"room": strings.Repeat("1", 30)}, "Type": {"name": []int{1}}} {
		app.Chinese(name, app.Call(li, "PATCH", path, body), 400)
	}
	got := app.Call(li, "PATCH", path, map[string]any{"room": "502", "phone": "13900000002", "real_name": "confirmed", "linked_to": wang.Id,
		"active": false, "email": "x@example.com", "verified": true, "tokenKey": "x", "building": "", "has_password": true})
	if got.Code != 200 || got.Text("room") != "502" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	now, err := app.FindRecordById("residents", li.Id)
	apptest.Must(t, err)
	for f, want := range map[string]any{"phone": "13900000001", "linked_to": "", "active": true, "email": "", "verified": false, "building": town.Building.Id, "has_password": false, "real_name": "unverified"} {
		if now.Get(f) != want {
			t.Errorf("%s became %v", f, now.Get(f))
		}
	}
	app.Call(li, "PATCH", path, map[string]any{"room": "302"})
	if now, _ = app.FindRecordById("residents", li.Id); now.GetString("real_name") != "matched" {
		t.Error("the roster was not asked again")
	}
	app.Call(town.Clerk, "POST", "/api/residents/"+li.Id+"/verify", map[string]any{"how": "当面"})
	app.Call(li, "PATCH", path, map[string]any{"room": "303", "name": "李秀英 "})
	if now, _ = app.FindRecordById("residents", li.Id); now.GetString("real_name") != "confirmed" {
		t.Error("another room took the confirmed name away")
	}
	app.Call(li, "PATCH", path, map[string]any{"name": "赵六"})
	if now, _ = app.FindRecordById("residents", li.Id); now.GetString("real_name") != "unverified" || now.GetString("name") != "赵六" {
		t.Errorf("another name is still %s", now.GetString("real_name"))
	}
	app.Chinese("delete", app.Call(town.Superuser, "DELETE", path, nil), 400)
	if n, _ := app.CountRecords("residents", dbx.HashExp{"id": li.Id}); n != 1 {
		t.Error("the registration was deleted")
	}
}

// TestRegisterAgain: a telephone that lost the answer gets the same registration
// by its key, however often it sends; nobody else does.
func TestRegisterAgain(t *testing.T) {
	app := apptest.New(t)
	key := strings.Repeat("0a", 16)
	send := func(phone, key string) string {
		got := app.Call(nil, "POST", register, form("name", "李秀英", "phone", phone, "client_key", key))
		if got.Code != 200 {
			t.Fatalf("HTTP %d %s", got.Code, got.Raw)
		}
		return who(got)
	}
	first := send("13900000001", key)
	for range 8 { // more than a number may register anew
		if again := send("139 0000 0001", key); again != first {
			t.Fatalf("%s, want %s", again, first)
		}
	}
	if other := send("13900000002", key); other == first {
		t.Error("another number gets the registration by its key")
	}
	if other := send("13900000001", strings.Repeat("0b", 16)); other == first {
		t.Error("another key opens the registration")
	}
	if a, b := send("13900000003", "1"), send("13900000003", "1"); a == b {
		t.Error("a key that can be guessed opens a registration")
	}
	app.Clock.Add(24*time.Hour + time.Second)
	if late := send("13900000001", key); late == first {
		t.Error("the key opens the registration after a day")
	}
}

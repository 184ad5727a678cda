package people_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

const correction = "/api/residents/me/correction"

// TestCorrection asks for another number and building, and lets staff decide.
func TestCorrection(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13900000002")
	b2 := app.Create("buildings", "estate", town.Building.GetString("estate"), "name", "6幢")
	now := func() *core.Record {
		r, err := app.FindRecordById("residents", li.Id)
		apptest.Must(t, err)
		return r
	}
	ask := func(body map[string]any) apptest.Answer { return app.Call(li, "POST", correction, body) }
	for name, body := range map[string]map[string]any{
		"Nothing":      {},
		"Same":         {"phone": "139 0000 0001"},
		"NoPhone":      {"phone": "12"},
		"NoBuilding":   {"building": "abcdefghijklmno"},
		"SameBuilding": {"building": li.GetString("building"), "unit": li.GetString("unit")},
	} {
		app.Chinese(name, ask(body), 400)
	}
	app.Chinese("a guest", app.Call(nil, "POST", correction, map[string]any{"phone": "13900000009"}), 401)

	got := ask(map[string]any{"phone": "139-0000-0009", "building": b2.Id})
	if got.Code != 200 || !strings.Contains(got.Raw, "139****0009") || !strings.Contains(got.Raw, "6幢") || strings.Contains(got.Raw, "13900000009") {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	if r := now(); r.GetString("phone") != "13900000001" || r.GetString("building") != li.GetString("building") {
		t.Error("a wish alone changed the registration")
	}
	settle := func(who *core.Record, body map[string]any) apptest.Answer {
		return app.Call(who, "POST", "/api/residents/"+li.Id+"/correction/settle", body)
	}
	take := map[string]any{"take": true, "how": "打原来的号码核实"}
	for name, who := range map[string]*core.Record{"Guest": nil, "Herself": li, "Neighbour": wang, "Contact": town.Contact, "GridWorker": town.Grid} {
		app.Chinese(name, settle(who, take), 403)
	}
	app.Chinese("how", settle(town.Clerk, map[string]any{"take": true}), 400)
	app.Chinese("why not", settle(town.Clerk, map[string]any{"take": false}), 400)

	// Refused: she reads why, and asks again.
	if got := settle(town.Clerk, map[string]any{"take": false, "reason": "原来的号码没有人接"}); got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	app.Chinese("a second decision", settle(town.Clerk, take), 400)
	own := app.Call(li, "GET", "/api/residents/me/own", nil)
	if !strings.Contains(own.Raw, "原来的号码没有人接") || now().GetString("wanted_phone") != "" {
		t.Errorf("after a refusal: %s", own.Raw)
	}
	// Taken back.
	ask(map[string]any{"phone": "13900000002"})
	ask(map[string]any{"withdraw": true})
	app.Chinese("nothing to decide", settle(town.Clerk, take), 400)

	// Granted: the new number is a neighbour's too, so somebody has to compare.
	ask(map[string]any{"phone": "13900000002", "building": b2.Id})
	code := app.Call(town.Clerk, "POST", "/api/residents/"+li.Id+"/code", map[string]any{"how": "当面"}).Text("code")
	if got := settle(town.Steward, take); got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	r := now()
	if r.GetString("phone") != "13900000002" || r.GetString("building") != b2.Id || r.GetString("unit") != "" || r.GetString("link_state") != "to_check" || !r.GetDateTime("wanted_at").IsZero() {
		t.Errorf("granted: %v", r.FieldsData())
	}
	app.Chinese("a code given for the old number", app.Call(nil, "POST", login, map[string]any{"phone": "13900000002", "code": code}), 400)
	if got := app.Call(li, "GET", "/api/residents/me/own", nil); got.Code != 200 {
		t.Errorf("her phone is logged out: HTTP %d", got.Code)
	}
}

// TestEraseLocks lets nobody guess four digits on a phone that lay about.
func TestEraseLocks(t *testing.T) {
	app := apptest.New(t)
	li := app.Resident(app.Town(), "李秀英", "13900000001")
	for range 5 {
		app.Chinese("a guess", app.Call(li, "POST", "/api/residents/me/erase", map[string]any{"last4": "9999"}), 400)
	}
	app.Chinese("locked", app.Call(li, "POST", "/api/residents/me/erase", map[string]any{"last4": "0001"}), 429)
}

// TestEraseLinked erases all registrations of one person and nobody else's of the number.
func TestEraseLinked(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, twin, son := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "李强", "13900000001")
	if got := app.Call(town.Clerk, "POST", "/api/residents/"+twin.Id+"/link", map[string]any{"to": li.Id}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	if got := app.Call(twin, "POST", "/api/residents/me/erase", map[string]any{"last4": "0001"}); got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	for _, r := range []*core.Record{li, twin, son} {
		now, err := app.FindRecordById("residents", r.Id)
		apptest.Must(t, err)
		if gone := r.Id != son.Id; now.GetBool("active") == gone || (now.GetString("phone") == "") != gone || (now.GetString("name") == "李秀英") && gone {
			t.Errorf("%s: %v", r.GetString("name"), now.FieldsData())
		}
	}
}

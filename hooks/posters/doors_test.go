package posters_test

import (
	"fmt"
	"strings"
	"testing"

	"hongguan/hooks/apptest"
)

// TestDoors makes the codes of a stairwell's doors and prints them; who scans
// one has said where she lives, room and all.
func TestDoors(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	make := func(rooms string) apptest.Answer {
		return app.Call(town.Clerk, "POST", "/api/posters/doors", map[string]any{"building": town.Building.Id, "unit": town.Unit.Id, "rooms": rooms})
	}
	codes := func(got apptest.Answer) []string {
		var list []string
		for _, c := range got.Body["codes"].([]any) {
			list = append(list, fmt.Sprint(c))
		}
		return list
	}
	for _, wrong := range []string{"", "，、", "104-101", "101-99999", "一楼到二楼-x", "123456789号房"} {
		app.Chinese(wrong, make(wrong), 400)
	}
	got := make("101-104，201室 201 乙302、401～402")
	if got.Code != 200 || len(codes(got)) != 8 || got.Body["created"] != 8.0 || got.Body["sheets"] != 1.0 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	again := make("101-104 501")
	if again.Body["created"] != 1.0 || codes(again)[0] != codes(got)[0] {
		t.Errorf("made again: %s", again.Raw)
	}
	sheet := app.Call(town.Clerk, "GET", "/api/print/plates/"+strings.Join(codes(got), ","), nil)
	if n := strings.Count(sheet.Raw, `class="plate"`); n != 8 || !strings.Contains(sheet.Raw, "101室") || !strings.Contains(sheet.Raw, codes(got)[0]) {
		t.Errorf("%d plates: %s", n, sheet.Raw)
	}
	app.Chinese("a poster is no plate", app.Call(town.Clerk, "GET", "/api/print/plates/AAAAAA", nil), 404)
	if got := app.Call(town.Contact, "GET", "/api/print/plates/"+codes(got)[0], nil); got.Code != 403 {
		t.Errorf("another organisation prints plates: HTTP %d", got.Code)
	}
	app.Chinese("another organisation makes them", app.Call(town.Contact, "POST", "/api/posters/doors", map[string]any{"building": town.Building.Id, "rooms": "101"}), 403)

	li := app.Resident(town, "李秀英", "13900000001")
	sent := app.Form(li, "/api/collections/requests/records", map[string]string{"text": "楼道灯不亮", "poster": codes(got)[1]})
	r, err := app.FindRecordById("requests", sent.Text("id"))
	apptest.Must(t, err)
	if r.GetString("room") != "102" || strings.Contains(r.GetString("place_label"), "102") {
		t.Errorf("room %q at %q", r.GetString("room"), r.GetString("place_label"))
	}
	// One asks for the neighbour: the room she writes counts.
	sent = app.Form(li, "/api/collections/requests/records", map[string]string{"text": "楼道灯又不亮", "poster": codes(got)[1], "room": "301"})
	if r, err = app.FindRecordById("requests", sent.Text("id")); err != nil || r.GetString("room") != "301" {
		t.Errorf("her own room: %v %v", r, err)
	}
}

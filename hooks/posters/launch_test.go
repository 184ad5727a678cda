package posters_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/settings"
)

// TestLaunch is the wall of the first day: numbers and one code, for the
// community's own people to put up.
func TestLaunch(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	app.Resident(town, "王", "13900000002")
	gone := app.Resident(town, "赵", "13900000003")
	gone.Set("active", false)
	apptest.Must(t, access.Own(app.BaseApp, gone))
	twice := app.Resident(town, "李秀英", "0512-62811111")
	twice.Load(map[string]any{"linked_to": li.Id, "link_state": "linked"})
	apptest.Must(t, access.Own(app.BaseApp, twice))
	app.Clock.Add(24 * time.Hour)
	app.Resident(town, "孙", "13900000004")

	const path = "/api/posters/launch"
	app.Chinese("guest", app.Call(nil, "GET", path, nil), 401)
	for name, who := range map[string]*core.Record{"resident": li, "contact": town.Contact} {
		app.Chinese(name, app.Call(who, "GET", path, nil), 403)
	}
	for _, who := range []*core.Record{town.Grid, town.Clerk, town.Steward, town.Superuser} {
		got := app.Call(who, "GET", path, nil)
		if got.Code != 200 || got.Body["registered"] != 3.0 || got.Body["today"] != 1.0 || got.Body["trial"] != false ||
			got.Text("address") != "hg.example.cn/me.html" || !strings.HasPrefix(got.Text("qr"), "<svg") {
			t.Fatalf("HTTP %d %s", got.Code, got.Raw)
		}
		for _, bad := range []string{"李", "王", "孙", "139000"} {
			if strings.Contains(got.Raw, bad) {
				t.Errorf("the wall shows %s: %s", bad, got.Raw)
			}
		}
	}
	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("public_url", "http://192.168.1.20:8090")
	apptest.Must(t, access.Own(app.BaseApp, c))
	if got := app.Call(town.Clerk, "GET", path, nil); got.Body["trial"] != true {
		t.Errorf("no warning for an address of the office's own network: %s", got.Raw)
	}
}

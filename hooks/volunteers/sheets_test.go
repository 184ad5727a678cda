package volunteers_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestPapers: the sign-in sheet, the feedback to the sending organisation, the
// export for the province's system, and who may have them.
func TestPapers(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	v := joins(t, app, town, zhang, "kind", "party_member", "sending_org", "星湖科技公司党支部")
	o := order(t, app, town.Clerk)
	claim := serves(t, app, town, zhang, o, clock(9, 0), clock(10, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	for path, want := range map[string]string{"/api/print/signin/" + o: "张**", "/api/print/feedback/" + v: "星湖科技公司党支部"} {
		for name, c := range map[string]struct {
			who  *core.Record
			code int
		}{"guest": {nil, 401}, "resident": {zhang, 403}, "contact": {town.Contact, 403}} {
			if got := app.Call(c.who, "GET", path, nil); got.Code != c.code && got.Code != 403 {
				t.Errorf("%s at %s: HTTP %d", name, path, got.Code)
			}
		}
		if got := app.Call(town.Clerk, "GET", path, nil); got.Code != 200 || !strings.Contains(got.Raw, want) {
			t.Errorf("%s: HTTP %d %s", path, got.Code, got.Raw)
		}
	}
	if got := app.Call(town.Clerk, "GET", "/api/volunteers/service.xlsx", nil); got.Code != 200 || len(got.Raw) < 1000 {
		t.Errorf("export: HTTP %d", got.Code)
	}
	if r := records(t, app, zhang)[0]; r.GetDateTime("exported_at").IsZero() {
		t.Error("what was handed over is not marked")
	}
	app.Chinese("resident", app.Call(zhang, "GET", "/api/volunteers/service.xlsx", nil), 403)
}

package reminders_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestSupervision: the paper twin of urging bears the number of the urging, the
// same however often it is printed, and nobody's name.
func TestSupervision(t *testing.T) {
	app, town, req := office(t)
	path := "/api/print/supervision/" + req.Id
	for _, who := range []*core.Record{nil, town.Contact} {
		app.Chinese("supervision", app.Call(who, "GET", path, nil), 403)
	}
	app.Chinese("unknown", app.Call(town.Clerk, "GET", "/api/print/supervision/nothing", nil), 404)
	page := func(want ...string) {
		t.Helper()
		got := app.Call(town.Clerk, "GET", path, nil)
		for _, w := range append(want, "安居物业", req.GetString("request_no"), "未签收") {
			if !strings.Contains(got.Raw, w) {
				t.Errorf("no %q on the paper: %s", w, got.Raw)
			}
		}
		for _, secret := range strings.Fields(private) {
			if strings.Contains(got.Raw, secret) {
				t.Errorf("%s on the paper", secret)
			}
		}
	}
	page("湖畔督〔　　　　〕　　　号", "至今没有签收", "11月25日17:30前答复")
	app.Do(town.Clerk, req, "urge")
	page("湖畔督〔2026〕1号", "此前已催办1次")
	page("湖畔督〔2026〕1号")
	tick(t, app, "12-03 10:00")
	app.Do(town.Steward, req, "urge")
	page("湖畔督〔2026〕2号", "已超过答复时限3个工作日", "此前已催办2次", "12月7日17:30前答复", "<svg")
}

// TestSupervisionOfNobody: where nobody handles it there is nobody to urge.
func TestSupervisionOfNobody(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "楼道灯坏了")
	app.Chinese("nobody", app.Call(town.Clerk, "GET", "/api/print/supervision/"+req.Id, nil), 400)
}

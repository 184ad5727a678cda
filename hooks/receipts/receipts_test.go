package receipts_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

func TestReceipt(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "楼道灯不亮")
	path := "/api/print/receipt/" + req.Id
	for _, who := range []*core.Record{nil, li, town.Contact} {
		app.Chinese("receipt", app.Call(who, "GET", path, nil), 403)
	}
	app.Chinese("unknown", app.Call(town.Clerk, "GET", "/api/print/receipt/nothing", nil), 404)
	for _, who := range []*core.Record{town.Grid, town.Clerk, town.Superuser} {
		got := app.Call(who, "GET", path, nil)
		for _, want := range []string{"HP-20261123-0001", requests.QueryCode(app, req.Id), "0512-62800000", "hg.example.cn/track.html", "<svg"} {
			if !strings.Contains(got.Raw, want) {
				t.Errorf("the receipt lacks %s: %.300s", want, got.Raw)
			}
		}
		for _, secret := range []string{"李秀英", "13900000001"} {
			if strings.Contains(got.Raw, secret) {
				t.Errorf("the receipt shows %s: papers get lost", secret)
			}
		}
	}
}

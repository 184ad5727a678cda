package referrals_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestContactSheet: the full name and number go on one paper, after the signature,
// by the office's hand, and the log knows of it.
func TestContactSheet(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, lamp)
	path := "/api/print/contact/" + req.Id
	app.Do(town.Clerk, req, "accept")
	app.Chinese("not given to anybody", app.Call(town.Clerk, "GET", path, nil), 400)
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Chinese("not signed", app.Call(town.Clerk, "GET", path, nil), 400)
	app.Do(town.Contact, req, "sign")
	for _, who := range []*core.Record{nil, li, town.Contact, town.Grid} {
		app.Chinese("contact sheet", app.Call(who, "GET", path, nil), 403)
	}
	logged := func() int {
		rows, err := app.FindRecordsByFilter("audit_entries", "action = '打印诉求人联系单' && target_id = {:r}", "", 0, 0, dbx.Params{"r": req.Id})
		apptest.Must(t, err)
		return len(rows)
	}
	for n, who := range []*core.Record{town.Clerk, town.Superuser} {
		got := app.Call(who, "GET", path, nil)
		for _, want := range []string{"李秀英", "13900000001", "安居物业", "不得拍照转发"} {
			if !strings.Contains(got.Raw, want) {
				t.Errorf("no %s on the sheet: HTTP %d %s", want, got.Code, got.Raw)
			}
		}
		if strings.Contains(got.Raw, "@") {
			t.Error("a mail address is given as who hands it over")
		}
		if logged() != n+1 {
			t.Errorf("%d lines in the log, want %d", logged(), n+1)
		}
	}
}

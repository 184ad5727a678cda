package volunteers_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
)

// TestOverlap: nobody serves in two places at once; what a paper list adds of the
// same hours does not count again.
func TestOverlap(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	v := joins(t, app, town, zhang)
	o, p := order(t, app, town.Clerk), order(t, app, town.Clerk, "title", "清理楼道", "starts_at", clock(10, 0).Format(time.RFC3339), "ends_at", clock(12, 0).Format(time.RFC3339))
	q := order(t, app, town.Clerk, "title", "量血压", "starts_at", clock(9, 30).Format(time.RFC3339), "ends_at", clock(10, 30).Format(time.RFC3339))
	claim := serves(t, app, town, zhang, o, clock(9, 0), clock(11, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	app.Clock.Set(clock(13, 0))
	paper := func(order string, from, until time.Time, dry bool) apptest.Answer {
		return app.Call(town.Clerk, "POST", "/api/orders/"+order+"/paper", map[string]any{"dry": dry, "rows": []map[string]any{{"volunteer": v, "in_at": from.Format(time.RFC3339), "out_at": until.Format(time.RFC3339)}}})
	}
	if got := paper(p, clock(10, 0), clock(12, 0), true); got.Code != 200 || got.Body["applied"] != false {
		t.Fatalf("dry run: %s", got.Raw)
	}
	if got := paper(p, clock(10, 0), clock(12, 0), true); !strings.Contains(got.Raw, "张志明：1 小时，另外 1 小时已经计入别的服务") {
		t.Errorf("the dry run does not tell: %s", got.Raw)
	}
	if n, _ := app.CountRecords("claims"); n != 1 {
		t.Errorf("the dry run left %d claims", n)
	}
	for _, c := range []struct {
		order           string
		from, until     time.Time
		state           string
		minutes, double int
	}{{p, clock(10, 0), clock(12, 0), "done", 60, 60}, {q, clock(9, 30), clock(10, 30), "void", 0, 0}} {
		if got := paper(c.order, c.from, c.until, false); got.Body["applied"] != true {
			t.Fatal(got.Raw)
		}
		row, err := app.FindFirstRecordByFilter("claims", "order = '"+c.order+"'")
		apptest.Must(t, err)
		must(t, app, town.Clerk, "/api/claims/"+row.Id+"/confirm", map[string]any{"how": "desk"})
		row, _ = app.FindRecordById("claims", row.Id)
		if row.GetString("state") != c.state {
			t.Errorf("%s: %s, want %s", c.order, row.GetString("state"), c.state)
		}
		r, err := app.FindFirstRecordByFilter("service_records", "claim = '"+row.Id+"'")
		if c.minutes == 0 {
			if err == nil {
				t.Errorf("hours counted twice: %v", r)
			}
			continue
		}
		if err != nil || r.GetInt("minutes") != c.minutes || r.GetInt("overlap") != c.double {
			t.Errorf("recorded %v (%v), want %d and %d twice", r, err, c.minutes, c.double)
		}
	}
}

// TestCorrection: a record is never rewritten. A new one takes its place, and the
// old one stays to be read.
func TestCorrection(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang, chen := known(t, app, town, "张志明", "13900000011"), app.Resident(town, "陈路", "13900000013")
	joins(t, app, town, zhang)
	claim := serves(t, app, town, zhang, order(t, app, town.Clerk), clock(9, 0), clock(10, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	id := records(t, app, zhang)[0].Id
	wish := "/api/service_records/" + id + "/wish"
	app.Chinese("another", app.Call(chen, "POST", wish, map[string]any{"text": "不对"}), 404)
	refused(t, app, zhang, wish, nil, "哪里不对")
	must(t, app, zhang, wish, map[string]any{"text": "我十一点才走", "minutes": 120})
	settle := "/api/service_records/" + id + "/settle"
	refused(t, app, town.Clerk, settle, map[string]any{"grant": false}, "不更正的")
	refused(t, app, town.Clerk, settle, map[string]any{"grant": true, "minutes": 0}, "更正后的分钟数")
	must(t, app, town.Clerk, settle, map[string]any{"grant": true, "minutes": 120, "answer": "问过负责人，您是十一点走的"})
	rows := records(t, app, zhang)
	if len(rows) != 2 || rows[0].GetString("state") != "replaced" || rows[1].GetString("state") != "valid" || rows[1].GetInt("minutes") != 120 {
		t.Fatalf("%v", rows)
	}
	refused(t, app, town.Clerk, settle, map[string]any{"grant": true, "minutes": 120}, "已经")
	refused(t, app, town.Clerk, "/api/service_records/"+rows[1].Id+"/void", map[string]any{"reason": "没有来"}, "红管负责人或书记")
	must(t, app, town.Steward, "/api/service_records/"+rows[1].Id+"/void", map[string]any{"reason": "记到别人头上了"})
	if got := app.Call(zhang, "GET", "/api/volunteers/mine", nil); !strings.Contains(got.Raw, `"minutes":0`) || !strings.Contains(got.Raw, "记到别人头上了") {
		t.Errorf("his page: %s", got.Raw)
	}
	// Nobody writes past the buttons, not even the secretary.
	r, _ := app.FindRecordById("service_records", id)
	r.Set("minutes", 600)
	if err := app.Save(r); err == nil {
		t.Error("a record was rewritten by hand")
	}
}

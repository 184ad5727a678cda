package volunteers_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/points"
)

// moves puts somebody behind a door.
func moves(t testing.TB, app *apptest.App, r *core.Record, room string) {
	t.Helper()
	r, err := app.FindRecordById("residents", r.Id)
	apptest.Must(t, err)
	r.Set("room", room)
	apptest.Must(t, app.Save(r))
}

// TestFamilyOfStaff: whoever of the office lives with a volunteer handles nothing
// of his, and her number counts however it was typed.
func TestFamilyOfStaff(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	town.Clerk.Set("phone", "139-0000 0041") // as somebody types it
	apptest.Must(t, app.Save(town.Clerk))
	clerk, husband := known(t, app, town, "王敏", "13900000041"), known(t, app, town, "刘强", "13900000042")
	moves(t, app, clerk, "501")
	moves(t, app, husband, "501室")
	mine, his := applies(t, app, clerk), applies(t, app, husband)
	refused(t, app, town.Clerk, "/api/volunteers/"+mine+"/decide", map[string]any{"decision": "approve"}, "不能审核自己")
	refused(t, app, town.Clerk, "/api/volunteers/"+his+"/decide", map[string]any{"decision": "approve"}, "您家里人的")
	for _, v := range []string{mine, his} {
		must(t, app, town.Steward, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})
	}
	// At work she is paid, however her number is typed.
	tuesday := clock(9, 0).AddDate(0, 0, 3)
	paid := order(t, app, town.Steward, "starts_at", tuesday.Format(time.RFC3339), "ends_at", tuesday.Add(time.Hour).Format(time.RFC3339))
	refused(t, app, clerk, "/api/orders/"+paid+"/claim", nil, "上班时间")

	o := order(t, app, town.Clerk)
	claim := must(t, app, husband, "/api/orders/"+o+"/claim", nil).Text("id")
	app.Clock.Set(clock(9, 0))
	refused(t, app, town.Clerk, "/api/claims/"+claim+"/presence", map[string]any{"way": "in"}, "您家里人的")
	must(t, app, town.Grid, "/api/claims/"+claim+"/presence", map[string]any{"way": "in"})
	app.Clock.Set(clock(10, 0))
	must(t, app, town.Grid, "/api/claims/"+claim+"/presence", map[string]any{"way": "out"})
	refused(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"}, "您家里人的")
	must(t, app, town.Grid, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	record := records(t, app, husband)[0].Id
	must(t, app, husband, "/api/service_records/"+record+"/wish", map[string]any{"text": "少记了", "minutes": 90})
	refused(t, app, town.Clerk, "/api/service_records/"+record+"/settle", map[string]any{"grant": true, "minutes": 90}, "您家里人的")
	refused(t, app, town.Clerk, "/api/certificates", map[string]any{"volunteer": his}, "家里人")
	late := order(t, app, town.Grid, "title", "清理楼道", "starts_at", clock(6, 0).Format(time.RFC3339), "ends_at", clock(8, 0).Format(time.RFC3339))
	got := app.Call(town.Clerk, "POST", "/api/orders/"+late+"/paper", map[string]any{"rows": []any{map[string]any{"volunteer": his, "in_at": clock(6, 0).Format(time.RFC3339), "out_at": clock(7, 0).Format(time.RFC3339)}}})
	if got.Body["applied"] != false || !strings.Contains(got.Raw, "您家里人的") {
		t.Errorf("the clerk types her husband's hours in: %s", got.Raw)
	}
	refused(t, app, town.Clerk, "/api/points/adjustments", map[string]any{"resident": husband.Id, "amount": 5, "reason": "11月3日的服务漏记了"}, "家里人的积分")
}

// TestTwoAccounts: a second registration, made in a minute, neither confirms the
// hours of the first nor becomes a volunteer beside it.
func TestTwoAccounts(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	second := app.Resident(town, "张", "13900000019") // his other telephone; nobody has seen who has it
	req := app.Ask(town, second, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	app.Do(town.Clerk, req, "accept")
	claim := serves(t, app, town, zhang, order(t, app, town.Clerk, "request", req.Id), clock(9, 0), clock(10, 0))
	helpers := "/api/requests/" + req.Id + "/helpers"
	if got := app.Call(second, "GET", helpers, nil); !strings.Contains(got.Raw, `"may_confirm":false`) {
		t.Errorf("the page offers it: %s", got.Raw)
	}
	refused(t, app, second, "/api/claims/"+claim+"/confirm", nil, "还没有核对实名的不能自己确认")
	must(t, app, town.Superuser, "/api/residents/"+second.Id+"/verify", map[string]any{"how": "上门看过"})
	if got := app.Call(second, "GET", helpers, nil); !strings.Contains(got.Raw, `"may_confirm":true`) {
		t.Errorf("the page does not offer it: %s", got.Raw)
	}
	must(t, app, second, "/api/claims/"+claim+"/confirm", nil)

	again := known(t, app, town, "张志明", "13900000011")
	v := applies(t, app, again)
	refused(t, app, town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"}, "先在居民登记里核对是不是同一个人")
	must(t, app, town.Clerk, "/api/residents/"+again.Id+"/dismiss", nil) // father and son of one name and number
	must(t, app, town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})
}

// TestOnePersonTwice: who served under two registrations in the same hours has
// them once, when staff find that both are her; the rest comes along.
func TestOnePersonTwice(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Create("point_rules", "name", "志愿服务", "trigger", "service", "amount", 2, "per", "hour", "valid_months", 24, "needs_confirmation", true, "active", true)
	first := known(t, app, town, "张志明", "13900000011")
	second := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, first)
	must(t, app, town.Clerk, "/api/residents/"+second.Id+"/dismiss", nil) // somebody looked too quickly
	joins(t, app, town, second)
	o, next := order(t, app, town.Clerk), order(t, app, town.Clerk, "title", "清理楼道", "starts_at", clock(14, 0).Format(time.RFC3339), "ends_at", clock(15, 0).Format(time.RFC3339))
	later := order(t, app, town.Clerk, "title", "量血压", "starts_at", clock(19, 0).Format(time.RFC3339), "ends_at", clock(20, 0).Format(time.RFC3339))
	for _, r := range []*core.Record{first, second} {
		must(t, app, r, "/api/orders/"+o+"/claim", nil)
	}
	for _, s := range []struct {
		way string
		at  time.Time
	}{{"in", clock(9, 0)}, {"out", clock(10, 0)}} {
		app.Clock.Set(s.at)
		for _, r := range []*core.Record{first, second} {
			must(t, app, r, "/api/orders/"+o+"/presence", map[string]any{"way": s.way, "code": code(t, app, town.Clerk, o)})
		}
	}
	rows, err := app.FindAllRecords("claims")
	apptest.Must(t, err)
	for _, c := range rows {
		must(t, app, town.Clerk, "/api/claims/"+c.Id+"/confirm", map[string]any{"how": "desk"})
	}
	alone := serves(t, app, town, second, next, clock(14, 0), clock(15, 0))
	must(t, app, town.Clerk, "/api/claims/"+alone+"/confirm", map[string]any{"how": "desk"})
	must(t, app, second, "/api/orders/"+later+"/claim", nil)
	stands := func(when string, want int) {
		t.Helper()
		a, _, err := points.Balance(app, first.Id)
		apptest.Must(t, err)
		b, _, err := points.Balance(app, second.Id)
		apptest.Must(t, err)
		if a != want || b != want && when == "linked" {
			t.Errorf("%s: %d and %d points, want %d", when, a, b, want)
		}
	}
	stands("before", 2)
	must(t, app, town.Clerk, "/api/residents/"+second.Id+"/link", map[string]any{"to": first.Id})
	stands("linked", 4)
	for _, r := range []*core.Record{first, second} {
		got := app.Call(r, "GET", "/api/volunteers/mine", nil)
		for _, want := range []string{`"minutes":120`, `"times":2`, "只计一次", "清理楼道"} {
			if !strings.Contains(got.Raw, want) {
				t.Errorf("her page lacks %s: %s", want, got.Raw)
			}
		}
	}
	if rows := records(t, app, second); len(rows) != 0 {
		t.Errorf("%d records stay behind", len(rows))
	}
	if c, err := app.FindFirstRecordByFilter("claims", "order = '"+later+"'"); err != nil || c.GetString("state") != "withdrawn" || c.GetString("resident") != first.Id {
		t.Errorf("what the second was to do: %v %v", c, err)
	}
}

// TestForgottenSignOut: who forgot to sign out did not serve until the evening:
// the record names the hours that count, and others of the evening count, too.
func TestForgottenSignOut(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	morning := order(t, app, town.Clerk)
	night := order(t, app, town.Clerk, "title", "夜间巡逻", "starts_at", clock(18, 0).Format(time.RFC3339), "ends_at", clock(19, 0).Format(time.RFC3339))
	claim := serves(t, app, town, zhang, morning, clock(9, 0), clock(20, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	first := records(t, app, zhang)[0]
	if at := first.GetDateTime("ended_at").Time(); first.GetInt("minutes") != 150 || !at.Equal(clock(11, 30)) {
		t.Errorf("the morning: %d minutes until %s", first.GetInt("minutes"), at)
	}
	paper := app.Call(town.Clerk, "POST", "/api/orders/"+night+"/paper", map[string]any{"rows": []any{map[string]any{"name": "张志明", "phone": "13900000011", "in_at": clock(18, 0).Format(time.RFC3339), "out_at": clock(19, 0).Format(time.RFC3339)}}})
	if paper.Body["applied"] != true {
		t.Fatal(paper.Raw)
	}
	c, err := app.FindFirstRecordByFilter("claims", "order = '"+night+"'")
	apptest.Must(t, err)
	must(t, app, town.Clerk, "/api/claims/"+c.Id+"/confirm", map[string]any{"how": "desk"})
	if rows := records(t, app, zhang); len(rows) != 2 || rows[1].GetInt("minutes") != 60 || rows[1].GetInt("overlap") != 0 {
		t.Errorf("the evening: %v", rows)
	}
}

// TestCorrectedTooFar: a correction gives no more than the activity lasted, and
// points that had ended do not come back with it.
func TestCorrectedTooFar(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Create("point_rules", "name", "志愿服务", "trigger", "service", "amount", 2, "per", "hour", "valid_months", 12, "needs_confirmation", true, "active", true)
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	claim := serves(t, app, town, zhang, order(t, app, town.Clerk), clock(10, 0), clock(11, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	correct := func(minutes int) string {
		rows := records(t, app, zhang)
		id := rows[len(rows)-1].Id
		must(t, app, zhang, "/api/service_records/"+id+"/wish", map[string]any{"text": "少记了", "minutes": minutes})
		return "/api/service_records/" + id + "/settle"
	}
	settle := correct(600)
	refused(t, app, town.Clerk, settle, map[string]any{"grant": true, "minutes": 600}, "最多 3 小时（180 分钟）")
	must(t, app, town.Clerk, settle, map[string]any{"grant": true, "minutes": 120})
	rows := records(t, app, zhang)
	if last := rows[len(rows)-1]; last.GetInt("minutes") != 120 || !last.GetDateTime("started_at").Time().Equal(clock(9, 30)) {
		t.Errorf("corrected: %d minutes from %s", last.GetInt("minutes"), last.GetDateTime("started_at"))
	}
	if n, _, err := points.Balance(app, zhang.Id); err != nil || n != 4 {
		t.Errorf("corrected: %d points (%v), want 4", n, err)
	}
	app.Clock.Set(clock(12, 0).AddDate(1, 0, 2))
	apptest.Must(t, app.RunInTransaction(points.ExpireAll))
	must(t, app, town.Clerk, correct(121), map[string]any{"grant": true, "minutes": 121})
	if n, _, err := points.Balance(app, zhang.Id); err != nil || n != 0 {
		t.Errorf("a minute's correction brings %d points back that had ended (%v)", n, err)
	}
}

// TestSignedLate: whoever signs for a volunteer long after is bound by the same
// seven days as a paper list.
func TestSignedLate(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	claim := must(t, app, zhang, "/api/orders/"+order(t, app, town.Clerk)+"/claim", nil).Text("id")
	app.Clock.Set(clock(11, 1).AddDate(0, 0, 7))
	at := func(way string, h int) map[string]any {
		return map[string]any{"way": way, "at": clock(h, 0).Format(time.RFC3339)}
	}
	path := "/api/claims/" + claim + "/presence"
	refused(t, app, town.Clerk, path, at("in", 9), "超过 7 天")
	must(t, app, town.Steward, path, at("in", 9))
	refused(t, app, town.Grid, path, at("out", 11), "超过 7 天")
	must(t, app, town.Steward, path, at("out", 11))
}

// TestChangedSince: what a volunteer changes of what the office agreed to is
// looked at again, and binds her when she signs in.
func TestChangedSince(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	form := func(pairs ...any) map[string]any {
		return filled(map[string]any{"kind": "volunteer", "times": []string{"weekend"}, "external_no": "320500001234"}, pairs...)
	}
	v := joins(t, app, town, zhang, "external_no", "320500001234")
	state := func(want string, body map[string]any) {
		t.Helper()
		if got := must(t, app, zhang, "/api/volunteers", body); got.Text("state") != want {
			t.Errorf("%v: %s, want %s", body, got.Text("state"), want)
		}
		if want == "pending" {
			must(t, app, town.Superuser, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve", "guardian_agreed": true})
		}
	}
	state("approved", form("times", []string{"workday_day"}))
	state("pending", form("external_no", "320599998888")) // somebody else's, and with it the hours
	state("approved", form("external_no", "320599998888"))
	if got := app.Call(zhang, "PATCH", "/api/collections/residents/records/"+zhang.Id, map[string]any{"name": "刘大富"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	must(t, app, zhang, "/api/volunteers", form("external_no", "320599998888"))
	refused(t, app, town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"}, "还没有核对实名")
	must(t, app, town.Superuser, "/api/residents/"+zhang.Id+"/verify", map[string]any{"how": "本人到窗口"})
	must(t, app, town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})

	r, err := app.FindRecordById("volunteers", v)
	apptest.Must(t, err)
	r.Set("insured_until", saturday.Format(time.DateOnly))
	apptest.Must(t, app.Save(r))
	risky := order(t, app, town.Clerk, "risky", true)
	must(t, app, zhang, "/api/orders/"+risky+"/claim", nil)
	child := form("external_no", "320599998888", "minor", true, "guardian_name", "刘父", "guardian_phone", "13900000012")
	state("pending", child) // he was seventeen all along
	app.Clock.Set(clock(9, 0))
	refused(t, app, zhang, "/api/orders/"+risky+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, risky)}, "只给成年人")
	state("pending", filled(child, "guardian_phone", "13900000013")) // nobody asked that one
}

// TestTwentyTaps: each step tapped twenty times at once is taken once.
func TestTwentyTaps(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Create("point_rules", "name", "志愿服务", "trigger", "service", "amount", 2, "per", "hour", "valid_months", 12, "needs_confirmation", true, "active", true)
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	o := order(t, app, town.Clerk)
	taps := func(who *core.Record, path string, body map[string]any) (taken int) {
		t.Helper()
		var wait sync.WaitGroup
		var mu sync.Mutex
		for range 20 {
			wait.Go(func() {
				got := app.Call(who, "POST", path, body)
				mu.Lock()
				defer mu.Unlock()
				if got.Code == 200 {
					taken++
				} else if got.Code >= 500 {
					t.Errorf("%s: HTTP %d %s", path, got.Code, got.Raw)
				}
			})
		}
		wait.Wait()
		return taken
	}
	taps(zhang, "/api/orders/"+o+"/claim", nil)
	rows, err := app.FindAllRecords("claims")
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d claims (%v), want 1", len(rows), err)
	}
	claim := "/api/claims/" + rows[0].Id
	app.Clock.Set(clock(9, 0))
	taps(town.Clerk, claim+"/presence", map[string]any{"way": "in"})
	app.Clock.Set(clock(10, 0))
	taps(town.Clerk, claim+"/presence", map[string]any{"way": "out"})
	taps(town.Grid, claim+"/confirm", map[string]any{"how": "desk"})
	if n := records(t, app, zhang); len(n) != 1 {
		t.Fatalf("%d records, want 1", len(n))
	}
	record := "/api/service_records/" + records(t, app, zhang)[0].Id
	must(t, app, zhang, record+"/wish", map[string]any{"text": "我十一点走的", "minutes": 120})
	if n := taps(town.Clerk, record+"/settle", map[string]any{"grant": true, "minutes": 120}); n != 1 {
		t.Errorf("the correction was taken %d times", n)
	}
	id := must(t, app, town.Clerk, "/api/points/adjustments", map[string]any{"resident": zhang.Id, "amount": 3, "reason": "11月3日的服务漏记了"}).Text("id")
	if n := taps(town.Steward, "/api/points/adjustments/"+id+"/approve", nil); n != 1 {
		t.Errorf("the adjustment was taken %d times", n)
	}
	if n, debt, err := points.Balance(app, zhang.Id); err != nil || n != 7 || debt != 0 {
		t.Errorf("%d points, debt %d (%v), want 7", n, debt, err)
	}
}

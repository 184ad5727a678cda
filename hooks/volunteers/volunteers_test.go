package volunteers_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/points"
)

// known is a resident who proved who she is.
func known(t testing.TB, app *apptest.App, town *apptest.Town, name, phone string) *core.Record {
	t.Helper()
	r := app.Resident(town, name, phone)
	if got := app.Call(town.Superuser, "POST", "/api/residents/"+r.Id+"/verify", map[string]any{"how": "本人到窗口"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	r, err := app.FindRecordById("residents", r.Id)
	apptest.Must(t, err)
	r.Set("room", "1"+phone[len(phone)-2:]) // behind a door of her own
	apptest.Must(t, app.Save(r))
	return r
}

// joins makes a resident a volunteer whom the office agreed to.
func joins(t testing.TB, app *apptest.App, town *apptest.Town, resident *core.Record, pairs ...any) string {
	t.Helper()
	id := applies(t, app, resident, pairs...)
	if got := app.Call(town.Superuser, "POST", "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve", "guardian_agreed": true}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	return id
}

func applies(t testing.TB, app *apptest.App, resident *core.Record, pairs ...any) string {
	t.Helper()
	f := filled(map[string]any{"kind": "volunteer", "times": []string{"weekend"}}, pairs...)
	got := app.Call(resident, "POST", "/api/volunteers", f)
	if got.Code != 200 {
		t.Fatal(got.Raw)
	}
	return got.Text("id")
}

func filled(f map[string]any, pairs ...any) map[string]any {
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
	}
	return f
}

// saturday is an activity on the Saturday after the test's Monday, out of
// office hours: 09:00 to 11:00.
var saturday = apptest.Monday.AddDate(0, 0, 5)

func clock(hour, minute int) time.Time {
	y, m, d := saturday.Date()
	return time.Date(y, m, d, hour, minute, 0, 0, saturday.Location())
}

// order publishes one as the clerk.
func order(t testing.TB, app *apptest.App, who *core.Record, pairs ...any) string {
	t.Helper()
	got := app.Call(who, "POST", "/api/orders", form(pairs...))
	if got.Code != 200 {
		t.Fatal(got.Raw)
	}
	return got.Text("id")
}

func form(pairs ...any) map[string]any {
	return filled(map[string]any{"title": "帮老人搬旧家具下楼", "for_whom": "5幢的老人", "place": "5幢楼下", "starts_at": clock(9, 0).Format(time.RFC3339), "ends_at": clock(11, 0).Format(time.RFC3339), "capacity": 2}, pairs...)
}

// code reads the code on the organiser's screen.
func code(t testing.TB, app *apptest.App, who *core.Record, order string) string {
	t.Helper()
	got := app.Call(who, "GET", "/api/orders/"+order+"/screen", nil)
	if got.Code != 200 || got.Text("code") == "" {
		t.Fatal(got.Raw)
	}
	return got.Text("code")
}

// must calls and fails the test unless it was done.
func must(t testing.TB, app *apptest.App, who *core.Record, path string, body map[string]any) apptest.Answer {
	t.Helper()
	got := app.Call(who, "POST", path, body)
	if got.Code != 200 {
		t.Fatalf("%s: HTTP %d %s", path, got.Code, got.Raw)
	}
	return got
}

// refused calls and wants a Chinese sentence that holds the words.
func refused(t testing.TB, app *apptest.App, who *core.Record, path string, body map[string]any, words string) {
	t.Helper()
	got := app.Call(who, "POST", path, body)
	if got.Code < 400 || got.Code >= 500 || !strings.Contains(got.Raw, words) {
		t.Errorf("%s: HTTP %d %s, want a refusal with %q", path, got.Code, got.Raw, words)
	}
}

// serves takes a volunteer through an order: in at one time, out at another.
func serves(t testing.TB, app *apptest.App, town *apptest.Town, resident *core.Record, order string, from, until time.Time) string {
	t.Helper()
	claim := must(t, app, resident, "/api/orders/"+order+"/claim", nil).Text("id")
	app.Clock.Set(from)
	must(t, app, resident, "/api/orders/"+order+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, order)})
	app.Clock.Set(until)
	must(t, app, resident, "/api/orders/"+order+"/presence", map[string]any{"way": "out", "code": code(t, app, town.Clerk, order)})
	return claim
}

func records(t testing.TB, app *apptest.App, resident *core.Record) []*core.Record {
	t.Helper()
	rows, err := app.FindRecordsByFilter("service_records", "resident = '"+resident.Id+"'", "created,@rowid", 0, 0)
	apptest.Must(t, err)
	return rows
}

// TestStory: an elder's request becomes an order, a neighbour claims it, signs
// in and out, the elder says with one tap that it is done, and both are thanked.
func TestStory(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhang := known(t, app, town, "李秀英", "13900000001"), known(t, app, town, "张志明", "13900000011")
	req := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	app.Do(town.Clerk, req, "accept")
	joins(t, app, town, zhang)
	app.Create("point_rules", "name", "志愿服务", "trigger", "service", "amount", 2, "per", "hour", "daily_cap", 10, "valid_months", 24, "needs_confirmation", true, "from_day", "2026-01-01", "active", true)

	o := order(t, app, town.Clerk, "request", req.Id)
	events, _ := app.FindRecordsByFilter("request_events", "request = '"+req.Id+"'", "-@rowid", 1, 0)
	if s := events[0].GetString("sentence"); !strings.Contains(s, "红管志愿者") {
		t.Errorf("the timeline says %q", s)
	}
	refused(t, app, town.Clerk, "/api/orders", form("request", req.Id), "已经有点单")
	claim := must(t, app, zhang, "/api/orders/"+o+"/claim", nil).Text("id")
	if again := must(t, app, zhang, "/api/orders/"+o+"/claim", nil); again.Text("id") != claim {
		t.Error("a second tap made a second claim")
	}
	helper := app.Call(li, "GET", "/api/requests/"+req.Id+"/helpers", nil)
	if !strings.Contains(helper.Raw, "张**") || strings.Contains(helper.Raw, "张志明") {
		t.Errorf("the elder reads of her helper: %s", helper.Raw)
	}
	refused(t, app, li, "/api/claims/"+claim+"/confirm", nil, "是“已接单”")

	app.Clock.Set(clock(8, 50))
	must(t, app, zhang, "/api/orders/"+o+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, o)})
	refused(t, app, li, "/api/claims/"+claim+"/confirm", nil, "还没有签退")
	app.Clock.Set(clock(10, 20))
	must(t, app, zhang, "/api/orders/"+o+"/presence", map[string]any{"way": "out", "code": code(t, app, town.Clerk, o)})
	must(t, app, li, "/api/claims/"+claim+"/confirm", map[string]any{"thanks": "小伙子力气大，谢谢"})
	must(t, app, li, "/api/claims/"+claim+"/confirm", nil) // a second tap changes nothing
	rows := records(t, app, zhang)
	if len(rows) != 1 || rows[0].GetInt("minutes") != 90 || rows[0].GetString("day") != saturday.Format(time.DateOnly) || rows[0].GetString("recorder") == "" || rows[0].GetString("responsible") == "" {
		t.Fatalf("%d records: %v", len(rows), rows)
	}
	if n, debt, err := points.Balance(app, zhang.Id); err != nil || n != 3 || debt != 0 {
		t.Errorf("90 minutes brought %d points, debt %d (%v), want 3", n, debt, err)
	}
	must(t, app, town.Clerk, "/api/orders/"+o+"/finish", nil)

	app.Do(town.Clerk, req, "dispatch", "org", town.Residents.Id)
	app.Do(town.Clerk, req, "sign")
	app.Do(town.Clerk, req, "reply", "text", "志愿者已经帮您搬好了", "solved", "yes")
	app.Do(li, req, "rate", "solved", "yes", "stars", 5)
	mine := app.Call(zhang, "GET", "/api/volunteers/mine", nil)
	for _, want := range []string{"小伙子力气大", `"hours":"1 小时 30 分"`, `"times":1`} {
		if !strings.Contains(mine.Raw, want) {
			t.Errorf("his page lacks %s: %s", want, mine.Raw)
		}
	}
	if c, _ := app.FindRecordById("claims", claim); c.GetDateTime("thanked_at").IsZero() {
		t.Error("the request is closed and nobody was thanked")
	}
	if got := app.Call(li, "GET", "/api/requests/"+req.Id+"/helpers", nil); !strings.Contains(got.Raw, `"thanked":true`) {
		t.Errorf("the elder's page does not thank: %s", got.Raw)
	}
	must(t, app, town.Steward, "/api/service_records/"+rows[0].Id+"/void", map[string]any{"reason": "来的是他弟弟"})
	if n, _, err := points.Balance(app, zhang.Id); err != nil || n != 0 {
		t.Errorf("a record that counts no more leaves %d points (%v)", n, err)
	}
}

// TestLog: what the office does with volunteers stands in the log, once each.
func TestLog(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang, wang := known(t, app, town, "张志明", "13900000011"), known(t, app, town, "王建国", "13900000012")
	v, w := applies(t, app, zhang, "kind", "party_member", "sending_org", "星湖科技公司党支部"), applies(t, app, wang)
	done := func(action string, who *core.Record, method, path string, body any) apptest.Answer {
		t.Helper()
		lines := func() int64 {
			n, err := app.CountRecords("audit_entries", dbx.HashExp{"action": action})
			apptest.Must(t, err)
			return n
		}
		had := lines()
		got := app.Call(who, method, path, body)
		if got.Code != 200 || lines() != had+1 {
			t.Errorf("%s: HTTP %d, %d lines, want one more than %d: %s", action, got.Code, lines(), had, got.Raw)
		}
		return got
	}
	done("查看志愿者电话", town.Clerk, "GET", "/api/volunteers/"+v+"/contact", nil)
	done("同意志愿者", town.Clerk, "POST", "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})
	done("不同意志愿者", town.Clerk, "POST", "/api/volunteers/"+w+"/decide", map[string]any{"decision": "refuse", "reason": "先参加一次培训"})
	gone := done("发布点单", town.Clerk, "POST", "/api/orders", form("title", "擦栏杆")).Text("id")
	refused(t, app, town.Clerk, "/api/orders/"+gone+"/cancel", map[string]any{"reason": "李阿姨 13900000001 说不要了"}, "请不要写电话")
	done("取消点单", town.Clerk, "POST", "/api/orders/"+gone+"/cancel", map[string]any{"reason": "下雨"})
	o := order(t, app, town.Clerk)
	late := order(t, app, town.Clerk, "title", "清理楼道", "starts_at", clock(14, 0).Format(time.RFC3339), "ends_at", clock(16, 0).Format(time.RFC3339))
	claim := must(t, app, zhang, "/api/orders/"+o+"/claim", nil).Text("id")
	app.Clock.Set(clock(9, 0))
	done("代志愿者签到签退", town.Grid, "POST", "/api/claims/"+claim+"/presence", map[string]any{"way": "in"})
	app.Clock.Set(clock(10, 0))
	must(t, app, town.Grid, "/api/claims/"+claim+"/presence", map[string]any{"way": "out"})
	done("确认志愿服务", town.Grid, "POST", "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	done("点单办完", town.Clerk, "POST", "/api/orders/"+o+"/finish", nil)
	record := records(t, app, zhang)[0].Id
	must(t, app, zhang, "/api/service_records/"+record+"/wish", map[string]any{"text": "少记了", "minutes": 70})
	done("答复服务记录更正", town.Clerk, "POST", "/api/service_records/"+record+"/settle", map[string]any{"grant": true, "minutes": 70})
	app.Clock.Set(clock(17, 0))
	done("补录签到表", town.Clerk, "POST", "/api/orders/"+late+"/paper", map[string]any{"rows": []any{map[string]any{"volunteer": v, "in_at": clock(14, 0).Format(time.RFC3339), "out_at": clock(15, 0).Format(time.RFC3339)}}})
	second, err := app.FindFirstRecordByFilter("claims", "order = '"+late+"'")
	apptest.Must(t, err)
	done("记志愿者没有到场", town.Clerk, "POST", "/api/claims/"+second.Id+"/absent", map[string]any{"reason": "签的是别人的名字"})
	done("打印在职党员反馈单", town.Clerk, "GET", "/api/print/feedback/"+v, nil)
	done("导出志愿服务记录", town.Clerk, "GET", "/api/volunteers/service.xlsx", nil)
	done("作废服务记录", town.Steward, "POST", "/api/service_records/"+records(t, app, zhang)[1].Id+"/void", map[string]any{"reason": "记错了人"})
	done("暂停志愿者", town.Clerk, "POST", "/api/volunteers/"+v+"/decide", map[string]any{"decision": "pause", "reason": "出差"})
}

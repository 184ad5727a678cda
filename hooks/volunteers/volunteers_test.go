package volunteers_test

import (
	"fmt"
	"strings"
	"sync"
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

// TestWaitingList: the order is full, the next ones wait by turn; who withdraws
// makes room for the first of them.
func TestWaitingList(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	o := order(t, app, town.Clerk)
	var people []*core.Record
	for i, name := range []string{"张一明", "王二强", "李三妹", "赵四海"} {
		r := known(t, app, town, name, fmt.Sprintf("1390000002%d", i))
		joins(t, app, town, r)
		people = append(people, r)
		app.Clock.Add(time.Second)
		state := must(t, app, r, "/api/orders/"+o+"/claim", nil).Text("state")
		if want := []string{"claimed", "claimed", "waiting", "waiting"}[i]; state != want {
			t.Errorf("%s is %s, want %s", name, state, want)
		}
	}
	if got := app.Call(people[3], "GET", "/api/volunteers/mine", nil); !strings.Contains(got.Raw, `"turn":2`) {
		t.Errorf("the last does not read her turn: %s", got.Raw)
	}
	must(t, app, people[0], "/api/orders/"+o+"/withdraw", nil)
	state := func(i int) string {
		c, err := app.FindFirstRecordByFilter("claims", "resident = '"+people[i].Id+"'")
		apptest.Must(t, err)
		return c.GetString("state")
	}
	if state(2) != "claimed" || state(3) != "waiting" {
		t.Errorf("after one withdrew: %s and %s", state(2), state(3))
	}
	// One who left gives her place back too, and who comes again waits at the end.
	must(t, app, people[1], "/api/volunteers/leave", nil)
	if state(3) != "claimed" {
		t.Errorf("after another left: %s", state(3))
	}
	if got := must(t, app, people[0], "/api/orders/"+o+"/claim", nil).Text("state"); got != "waiting" {
		t.Errorf("who comes again is %s", got)
	}
}

// TestLastPlace: many claim the last place at once; one gets it.
func TestLastPlace(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	var people []*core.Record
	for i := range 12 {
		r := known(t, app, town, "志愿者"+string([]rune("甲乙丙丁戊己庚辛壬癸子丑")[i]), fmt.Sprintf("139000001%02d", i))
		joins(t, app, town, r)
		people = append(people, r)
	}
	for round := range 5 {
		o := order(t, app, town.Clerk, "capacity", 1, "starts_at", clock(9, 0).AddDate(0, 0, round).Format(time.RFC3339), "ends_at", clock(10, 0).AddDate(0, 0, round).Format(time.RFC3339))
		var wg sync.WaitGroup
		got := make([]string, len(people))
		for i, p := range people {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got[i] = app.Call(p, "POST", "/api/orders/"+o+"/claim", nil).Text("state")
			}()
		}
		wg.Wait()
		winners := 0
		for i, s := range got {
			switch s {
			case "claimed":
				winners++
			case "waiting":
			default:
				t.Errorf("round %d: %d got %q", round, i, s)
			}
		}
		if winners != 1 {
			t.Errorf("round %d: %d winners of one place", round, winners)
		}
	}
}

// TestWhoMayClaim: what stands between somebody and an order, each in words.
func TestWhoMayClaim(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(t, app, town, "李秀英", "13900000001")
	li.Set("room", "301")
	apptest.Must(t, app.Save(li))
	req := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	app.Do(town.Clerk, req, "accept")
	o := order(t, app, town.Clerk, "request", req.Id)
	claim := "/api/orders/" + o + "/claim"
	app.Chinese("guest", app.Call(nil, "POST", claim, nil), 401)
	app.Chinese("staff", app.Call(town.Clerk, "POST", claim, nil), 401)

	stranger := app.Resident(town, "赵国强", "13900000002")
	refused(t, app, stranger, claim, nil, "先报名做志愿者")
	id := applies(t, app, stranger)
	refused(t, app, stranger, claim, nil, "社区还没有看")
	refused(t, app, town.Clerk, "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve"}, "还没有核对实名")

	joins(t, app, town, li)
	refused(t, app, li, claim, nil, "您自己反映的事")
	son := known(t, app, town, "李明", "13900000003")
	son.Set("room", "301")
	apptest.Must(t, app.Save(son))
	joins(t, app, town, son)
	refused(t, app, son, claim, nil, "您家里的事")

	// The office's own people serve outside the hours they are paid for.
	town.Clerk.Set("phone", "13900000004")
	apptest.Must(t, app.Save(town.Clerk))
	clerk := known(t, app, town, "周婷", "13900000004")
	v := applies(t, app, clerk)
	refused(t, app, town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"}, "不能审核自己")
	must(t, app, town.Steward, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})
	tuesday := clock(9, 0).AddDate(0, 0, 3)
	paid := order(t, app, town.Clerk, "starts_at", tuesday.Format(time.RFC3339), "ends_at", tuesday.Add(time.Hour).Format(time.RFC3339))
	refused(t, app, clerk, "/api/orders/"+paid+"/claim", nil, "上班时间")
	must(t, app, clerk, claim, nil)
	other := order(t, app, town.Clerk, "title", "清理楼道")
	refused(t, app, clerk, "/api/orders/"+other+"/claim", nil, "不能同时在两处")

	risky := order(t, app, town.Clerk, "title", "换楼道高处的灯泡", "risky", true, "starts_at", clock(14, 0).Format(time.RFC3339), "ends_at", clock(15, 0).Format(time.RFC3339))
	zhang := known(t, app, town, "张志明", "13900000011")
	z := joins(t, app, town, zhang)
	refused(t, app, zhang, "/api/orders/"+risky+"/claim", nil, "志愿者保险")
	refused(t, app, town.Superuser, "/api/volunteers/"+z+"/decide", map[string]any{"decision": "approve"}, "已经同意过了")
	vol, _ := app.FindRecordById("volunteers", z)
	vol.Set("insured_until", saturday.Format(time.DateOnly)) // the office may write this one by hand
	apptest.Must(t, app.Save(vol))
	must(t, app, zhang, "/api/orders/"+risky+"/claim", nil)

	must(t, app, town.Clerk, "/api/volunteers/"+z+"/decide", map[string]any{"decision": "pause", "reason": "本人出差一个月"})
	refused(t, app, zhang, "/api/orders/"+other+"/claim", nil, "您现在是“暂停”")
	app.Clock.Set(clock(12, 0))
	refused(t, app, son, "/api/orders/"+other+"/claim", nil, "时间已经过了")
}

// TestMinor: a child serves with the word of a guardian, and never at a risk.
func TestMinor(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	child := known(t, app, town, "王小明", "13900000031")
	refused(t, app, child, "/api/volunteers", map[string]any{"kind": "volunteer", "times": []string{"weekend"}, "minor": true}, "监护人姓名")
	id := applies(t, app, child, "minor", true, "guardian_name", "王大明", "guardian_phone", "13900000032")
	refused(t, app, town.Clerk, "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve"}, "问过监护人")
	must(t, app, town.Clerk, "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve", "guardian_agreed": true})
	must(t, app, child, "/api/orders/"+order(t, app, town.Clerk)+"/claim", nil)
	refused(t, app, child, "/api/orders/"+order(t, app, town.Clerk, "risky", true, "title", "换高处的灯", "starts_at", clock(14, 0).Format(time.RFC3339), "ends_at", clock(15, 0).Format(time.RFC3339))+"/claim", nil, "只给成年人")
}

// TestSigning: what the code on the organiser's screen is good for, and what not.
func TestSigning(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang, wang := known(t, app, town, "张志明", "13900000011"), known(t, app, town, "王建国", "13900000012")
	joins(t, app, town, zhang)
	joins(t, app, town, wang)
	o, night := order(t, app, town.Clerk), order(t, app, town.Clerk, "title", "夜间巡逻", "starts_at", clock(23, 0).Format(time.RFC3339), "ends_at", clock(23, 0).Add(3*time.Hour).Format(time.RFC3339))
	sign := func(who *core.Record, order, way, code string) (*core.Record, string, map[string]any) {
		return who, "/api/orders/" + order + "/presence", map[string]any{"way": way, "code": code}
	}
	say := func(words string, who *core.Record, path string, body map[string]any) {
		t.Helper()
		refused(t, app, who, path, body, words)
	}
	app.Clock.Set(clock(8, 45))
	shown := code(t, app, town.Clerk, o)
	who, path, body := sign(zhang, o, "in", shown)
	say("没有接这一单", who, path, body)
	claim := must(t, app, zhang, "/api/orders/"+o+"/claim", nil).Text("id")
	who, path, body = sign(zhang, o, "in", code(t, app, town.Clerk, night))
	say("这个码已经换了", who, path, body)
	who, path, body = sign(zhang, o, "out", shown)
	say("还没有签到", who, path, body)

	// A photograph of the code, used by somebody at home a minute later.
	must(t, app, wang, "/api/orders/"+o+"/claim", nil)
	app.Clock.Add(61 * time.Second)
	who, path, body = sign(wang, o, "in", shown)
	say("这个码已经换了", who, path, body)
	// Passed on within the minute it works; the organiser counts heads and strikes him out.
	proxied := must(t, app, wang, "/api/orders/"+o+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, o)}).Text("id")
	refused(t, app, town.Clerk, "/api/claims/"+proxied+"/absent", nil, "为什么不算")
	must(t, app, town.Clerk, "/api/claims/"+proxied+"/absent", map[string]any{"reason": "人不在现场"})
	app.Clock.Add(time.Hour)
	who, path, body = sign(wang, o, "out", code(t, app, town.Clerk, o))
	say("还没有签到", who, path, body)
	refused(t, app, town.Clerk, "/api/claims/"+proxied+"/confirm", map[string]any{"how": "desk"}, "没有到场")

	must(t, app, zhang, "/api/orders/"+o+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, o)})
	refused(t, app, town.Clerk, "/api/orders/"+o+"/finish", nil, "还有 1 人没有签退")
	refused(t, app, town.Clerk, "/api/orders/"+o+"/cancel", map[string]any{"reason": "下雨"}, "已经有人签到")
	app.Clock.Set(clock(10, 45))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/presence", map[string]any{"way": "out", "at": clock(10, 30).Format(time.RFC3339)}) // his battery is empty
	app.Clock.Set(clock(11, 0))

	// Midnight lies between two tries to sign in: it is one service of one day.
	must(t, app, zhang, "/api/orders/"+night+"/claim", nil)
	app.Clock.Set(clock(23, 58))
	must(t, app, zhang, "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, night)})
	app.Clock.Set(clock(24, 3))
	again := must(t, app, zhang, "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, night)})
	if at, _ := again.Body["in_at"].(string); !strings.Contains(at, "15:58") { // UTC
		t.Errorf("signed in again after midnight: %s", at)
	}
	app.Clock.Set(clock(25, 58))
	nightly := must(t, app, zhang, "/api/orders/"+night+"/presence", map[string]any{"way": "out", "code": code(t, app, town.Clerk, night)}).Text("id")
	must(t, app, town.Clerk, "/api/claims/"+nightly+"/confirm", map[string]any{"how": "desk"})
	if rows := records(t, app, zhang); len(rows) != 1 || rows[0].GetString("day") != saturday.Format(time.DateOnly) || rows[0].GetInt("minutes") != 120 {
		t.Errorf("the night's record: %v", rows)
	}

	// Guessing codes ends soon.
	for range 12 {
		app.Call(wang, "POST", "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": "AAAAAA"})
	}
	refused(t, app, wang, "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": "AAAAAA"}, "次数太多")
}

// TestWhoConfirms: the one who was helped, or staff who asked her; never the
// volunteer himself, his family, or a stranger.
func TestWhoConfirms(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhang, chen := known(t, app, town, "李秀英", "13900000001"), known(t, app, town, "张志明", "13900000011"), app.Resident(town, "陈路", "13900000013")
	joins(t, app, town, zhang)
	req := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	app.Do(town.Clerk, req, "accept")
	o := order(t, app, town.Clerk, "request", req.Id)
	claim := serves(t, app, town, zhang, o, clock(9, 0), clock(10, 0))
	path := "/api/claims/" + claim + "/confirm"
	for name, c := range map[string]struct {
		who  *core.Record
		code int
	}{"guest": {nil, 401}, "another resident": {chen, 404}, "the volunteer": {zhang, 404}, "staff of another organisation": {town.Contact, 403}} {
		app.Chinese(name, app.Call(c.who, "POST", path, map[string]any{"how": "phone"}), c.code)
	}
	town.Clerk.Set("phone", "13900000011")
	apptest.Must(t, app.Save(town.Clerk))
	refused(t, app, town.Clerk, path, map[string]any{"how": "phone"}, "不能确认自己的服务")
	refused(t, app, town.Grid, path, nil, "请选怎样确认的")
	// He moved in with her since.
	zhang.Set("room", "301")
	li.Set("room", "301")
	apptest.Must(t, app.Save(zhang))
	apptest.Must(t, app.Save(li))
	refused(t, app, li, path, nil, "一家人")
	must(t, app, town.Grid, path, map[string]any{"how": "phone", "quality": "fair"})
	if r := records(t, app, zhang)[0]; r.GetString("quality") != "fair" || !strings.Contains(r.GetString("recorder"), "网格员") {
		t.Errorf("recorded %v", r)
	}
}

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

// TestPaper: a list typed in, who may do it until when, and what is wrong with a line.
func TestPaper(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	o := order(t, app, town.Clerk)
	path := "/api/orders/" + o + "/paper"
	at := func(h, m int) string { return clock(h, m).Format(time.RFC3339) }
	good := map[string]any{"name": "张志明", "phone": "139 0000 0011", "in_at": at(9, 0), "out_at": at(11, 0)}
	refused(t, app, town.Clerk, path, map[string]any{"rows": []any{good}}, "还没有开始")
	app.Clock.Set(clock(12, 0))
	for want, row := range map[string]map[string]any{
		"不是登记的志愿者":  {"name": "马六", "phone": "13900000055", "in_at": at(9, 0), "out_at": at(11, 0)},
		"姓名和登记的电话":  {"name": "张志明", "phone": "12", "in_at": at(9, 0), "out_at": at(11, 0)},
		"走的时间在到的前面": filled(map[string]any{"name": "张志明", "phone": "13900000011"}, "in_at", at(11, 0), "out_at", at(9, 0)),
		"时间不在活动里":   filled(map[string]any{"name": "张志明", "phone": "13900000011"}, "in_at", at(6, 0), "out_at", at(7, 0)),
		"晚于现在":      filled(map[string]any{"name": "张志明", "phone": "13900000011"}, "in_at", at(9, 0), "out_at", at(13, 0)),
	} {
		got := app.Call(town.Clerk, "POST", path, map[string]any{"rows": []any{good, row}})
		if got.Code != 200 || got.Body["applied"] != false || !strings.Contains(got.Raw, want) {
			t.Errorf("%s: HTTP %d %s", want, got.Code, got.Raw)
		}
	}
	if n, _ := app.CountRecords("claims"); n != 0 {
		t.Fatalf("a list with a wrong line left %d claims", n)
	}
	app.Clock.Set(clock(12, 0).AddDate(0, 0, 8))
	refused(t, app, town.Clerk, path, map[string]any{"rows": []any{good}}, "超过 7 天")
	refused(t, app, town.Steward, path, map[string]any{"rows": []any{good}}, "为什么现在才补录")
	got := must(t, app, town.Steward, path, map[string]any{"rows": []any{good}, "reason": "负责人住院了"})
	if got.Body["applied"] != true {
		t.Fatal(got.Raw)
	}
	c, err := app.FindFirstRecordByFilter("claims", "order = '"+o+"'")
	if err != nil || c.GetString("state") != "out" || c.GetString("note") != "负责人住院了" || c.GetString("in_how") != "paper" {
		t.Errorf("%v %v", c, err)
	}
	if got := app.Call(town.Steward, "POST", path, map[string]any{"rows": []any{good}, "reason": "再来一次"}); got.Body["applied"] != false || !strings.Contains(got.Raw, "不再记一次") {
		t.Errorf("typed in twice: %s", got.Raw)
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

// TestOrderRefusals: what an order may not say.
func TestOrderRefusals(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	pending := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	urgent := app.Ask(town, li, "我家煤气泄漏，满屋都是味道，快来人")
	at := func(h int) string { return clock(h, 0).Format(time.RFC3339) }
	for want, f := range map[string]map[string]any{
		"请写一句要做什么":   form("title", " "),
		"请不要写电话":     form("text", "联系李阿姨 13900000001"),
		"为谁服务":       form("for_whom", ""),
		"要几个人":       form("capacity", 0),
		"结束的时间在开始前面": form("ends_at", at(8)),
		"最多 12 小时":   form("ends_at", at(22)),
		"请选几点开始":     form("starts_at", "周六"),
		"没有这个选项":     form("skills", []string{"magic"}),
		"受理以后":       form("request", pending.Id),
		"紧急的事":       form("request", urgent.Id),
		"哪个共建项目":     form("path", "project"),
	} {
		refused(t, app, town.Clerk, "/api/orders", f, want)
	}
	app.Chinese("guest", app.Call(nil, "POST", "/api/orders", form()), 401)
	app.Chinese("resident", app.Call(li, "POST", "/api/orders", form()), 403)
	app.Chinese("contact", app.Call(town.Contact, "POST", "/api/orders", form()), 403)
	one, two := app.Call(town.Clerk, "POST", "/api/orders", form("client_key", "k")), app.Call(town.Clerk, "POST", "/api/orders", form("client_key", "k"))
	if one.Text("id") == "" || one.Text("id") != two.Text("id") {
		t.Errorf("pressed twice: %s and %s", one.Raw, two.Raw)
	}
}

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

// TestMilestone: a step of a joint project thanks those who worked on it, once,
// and no longer when it was not reached after all.
func TestMilestone(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang, idle := known(t, app, town, "张志明", "13900000011"), known(t, app, town, "王建国", "13900000012")
	joins(t, app, town, zhang)
	joins(t, app, town, idle)
	app.Create("point_rules", "name", "共建节点", "trigger", "milestone", "amount", 5, "per", "time", "valid_months", 12, "needs_confirmation", true, "from_day", "2026-01-01", "active", true)
	project := app.Create("projects", "title", "口袋花园", "state", "running", "partners", []string{town.Property.Id})
	step := app.Create("milestones", "project", project.Id, "title", "种好第一片花", "due_day", "2026-12-31")
	o := order(t, app, town.Clerk, "path", "project", "milestone", step.Id)
	claim := serves(t, app, town, zhang, o, clock(9, 0), clock(10, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	stands := func(when string, who *core.Record, want int) {
		t.Helper()
		if n, debt, err := points.Balance(app, who.Id); err != nil || n != want || debt != 0 {
			t.Errorf("%s: %d points, debt %d (%v), want %d", when, n, debt, err, want)
		}
	}
	stands("served", zhang, 0)
	path := "/api/collections/milestones/records/" + step.Id
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": "昨天"}); got.Code != 400 || !strings.Contains(got.Raw, "看不懂") {
		t.Errorf("a day that is none: HTTP %d %s", got.Code, got.Raw)
	}
	for _, note := range []string{"种了两百株", "补种了三株"} { // saved twice
		if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": "2026-11-28", "note": note}); got.Code != 200 {
			t.Fatal(got.Raw)
		}
		stands("reached", zhang, 5)
		stands("who did not work on it", idle, 0)
	}
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": ""}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands("not reached after all", zhang, 0)
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": "2026-12-05"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands("reached later", zhang, 5)
	// The day is put right, then taken away, and written again: it counts once.
	for _, day := range []string{"2026-12-06", "", "2026-12-07", "2026-12-08", "", "2026-12-09"} {
		if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": day}); got.Code != 200 {
			t.Fatal(got.Raw)
		}
		stands("on and off, "+day, zhang, map[bool]int{true: 0, false: 5}[day == ""])
	}
	// Who worked on it does not say herself that it is done.
	town.Clerk.Set("phone", "13900000011")
	apptest.Must(t, app.Save(town.Clerk))
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": ""}); got.Code != 400 || !strings.Contains(got.Raw, "您自己参加了") {
		t.Errorf("the clerk judges her own step: %s", got.Raw)
	}
	// A service that never was earned no thanks for the step.
	must(t, app, town.Steward, "/api/service_records/"+records(t, app, zhang)[0].Id+"/void", map[string]any{"reason": "来的是他弟弟"})
	stands("void", zhang, 0)
}

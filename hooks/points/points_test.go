package points_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
)

// rule saves one as the secretary does.
func rule(app *apptest.App, town *apptest.Town, pairs ...any) apptest.Answer {
	f := map[string]any{"name": "志愿服务按小时", "trigger": "service", "amount": 2, "per": "hour", "daily_cap": 8, "valid_months": 12, "needs_confirmation": true, "active": true}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
	}
	return app.Call(town.Superuser, "POST", "/api/collections/point_rules/records", f)
}

// service is one of some minutes, done today.
func service(app *apptest.App, who *core.Record, key string, minutes int) points.Service {
	end := app.Clock.Now()
	return points.Service{Account: who.Id, Key: "service:" + key, Trigger: points.ForService, Start: end.Add(-time.Duration(minutes) * time.Minute), End: end, Minutes: minutes,
		Confirmed: true, Source: "service_records", SourceID: key, Sentence: "为3幢老人家换灯"}
}

func award(t *testing.T, app *apptest.App, s points.Service) int {
	t.Helper()
	n := 0
	err := app.RunInTransaction(func(tx core.App) (err error) {
		n, err = points.Award(tx, app.As(nil), s)
		return err
	})
	apptest.Must(t, err)
	return n
}

func within(t *testing.T, app *apptest.App, do func(tx core.App) error) {
	t.Helper()
	apptest.Must(t, app.RunInTransaction(do))
}

// stands fails unless somebody has and owes so much.
func stands(t *testing.T, app *apptest.App, what string, who *core.Record, balance, debt int) {
	t.Helper()
	b, d, err := points.Balance(app.BaseApp, who.Id)
	apptest.Must(t, err)
	if b != balance || d != debt {
		t.Errorf("%s: balance %d, debt %d; want %d and %d", what, b, d, balance, debt)
	}
}

func TestAward(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	if n := award(t, app, service(app, li, "early", 60)); n != 0 {
		t.Errorf("%d points without a rule", n)
	}
	if got := rule(app, town); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	for _, c := range []struct {
		key     string
		minutes int
		edit    func(s *points.Service)
		want    int
		balance int
	}{
		{"a", 90, nil, 3, 3},
		{"a", 600, nil, 3, 3}, // the same service again, whatever it says now
		{"b", 60, func(s *points.Service) { s.Confirmed = false }, 0, 3},
		{"c", 60, func(s *points.Service) { s.Trigger = points.ForDuty }, 0, 3},
		{"d", 180, nil, 5, 8}, // up to the cap of the day
		{"e", 60, nil, 0, 8},
		{"e", 60, nil, 0, 8},
		{"f", 60, func(s *points.Service) { s.Start = s.Start.AddDate(0, 0, -1) }, 2, 10}, // another day
	} {
		s := service(app, li, c.key, c.minutes)
		if c.edit != nil {
			c.edit(&s)
		}
		if n := award(t, app, s); n != c.want {
			t.Errorf("%s: %d points, want %d", c.key, n, c.want)
		}
		stands(t, app, c.key, li, c.balance, 0)
	}
	// A rule that changes leaves what was given.
	r, err := app.FindFirstRecordByData("point_rules", "trigger", "service")
	apptest.Must(t, err)
	if got := app.Call(town.Superuser, "PATCH", "/api/collections/point_rules/records/"+r.Id, map[string]any{"active": false}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	if got := rule(app, town, "amount", 1); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands(t, app, "after the rule changed", li, 10, 0)
	app.Clock.Add(24 * time.Hour)
	if n := award(t, app, service(app, li, "g", 60)); n != 1 {
		t.Errorf("by the new rule %d, want 1", n)
	}
}

// TestReverse: what was spent of a wrong award becomes a debt that is seen,
// blocks spending, and is paid by the next award.
func TestReverse(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town, "daily_cap", 0)
	li := app.Resident(town, "李秀英", "13900000001")
	clerk := app.As(town.Clerk)
	spend := func(key string, n int) error {
		return app.RunInTransaction(func(tx core.App) error {
			return points.Spend(tx, app.As(li), points.Spending{Account: li.Id, Key: key, Amount: n, Sentence: "兑换毛巾"})
		})
	}
	award(t, app, service(app, li, "a", 300))
	apptest.Must(t, spend("redeem:1", 7))
	stands(t, app, "spent", li, 3, 0)
	for range 2 { // the second does nothing
		within(t, app, func(tx core.App) error { return points.Reverse(tx, clerk, "service:a", "服务时间记错了") })
		stands(t, app, "reversed", li, 0, 7)
	}
	if err := spend("redeem:2", 1); err == nil || !strings.Contains(err.Error(), "您有 7 分是冲销以后欠下的") {
		t.Errorf("spends while she owes: %v", err)
	}
	if got := app.Call(li, "GET", "/api/points/mine", nil); !strings.Contains(got.Raw, `"debt":7`) || !strings.Contains(got.Raw, "服务时间记错了") {
		t.Errorf("she does not see her debt: %s", got.Raw)
	}
	award(t, app, service(app, li, "b", 120))
	stands(t, app, "paid in part", li, 0, 3)
	award(t, app, service(app, li, "c", 120))
	stands(t, app, "paid", li, 1, 0)
	apptest.Must(t, spend("redeem:3", 1))
	if err := spend("redeem:4", 1); err == nil || !strings.Contains(err.Error(), "还差 1 分") {
		t.Errorf("spends what she has not: %v", err)
	}
	// The redemption that was paid with the wrong award is cancelled: it pays nothing twice.
	for range 2 {
		within(t, app, func(tx core.App) error { return points.Refund(tx, clerk, "redeem:1", "取消兑换") })
		stands(t, app, "refunded", li, 7, 0)
	}
	within(t, app, func(tx core.App) error { return points.Reverse(tx, clerk, "service:nothing", "没有这一次") })
	stands(t, app, "reversed what never was", li, 7, 0)
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town, "valid_months", 1)
	li := app.Resident(town, "李秀英", "13900000001")
	award(t, app, service(app, li, "a", 120)) // until 23 December
	app.Clock.Set(time.Date(2026, 12, 1, 9, 0, 0, 0, apptest.Monday.Location()))
	award(t, app, service(app, li, "b", 60)) // until 1 January
	if mine := app.Call(li, "GET", "/api/points/mine", nil).Raw; strings.Contains(mine, "1月1日") {
		t.Errorf("told too early: %s", mine)
	}
	app.Clock.Add(24 * time.Hour)
	mine := app.Call(li, "GET", "/api/points/mine", nil).Raw
	for _, want := range []string{"4 分将在 12月23日 到期", "2 分将在 1月1日 到期", `"expires":"2026-12-23"`} {
		if !strings.Contains(mine, want) {
			t.Errorf("she does not read %s: %s", want, mine)
		}
	}
	within(t, app, func(tx core.App) error {
		return points.Spend(tx, app.As(li), points.Spending{Account: li.Id, Key: "redeem:1", Amount: 1})
	})
	app.Clock.Set(time.Date(2026, 12, 23, 23, 59, 59, 0, apptest.Monday.Location()))
	within(t, app, points.ExpireAll)
	stands(t, app, "the last second", li, 5, 0)
	app.Clock.Add(time.Second)
	if got := app.Call(li, "GET", "/api/points/mine", nil); !strings.Contains(got.Raw, `"balance":2`) { // before the job wrote it off
		t.Errorf("what has ended is offered: %s", got.Raw)
	}
	for range 2 {
		within(t, app, points.ExpireAll)
		stands(t, app, "ended", li, 2, 0)
	}
	// What comes back had ended: it is good for thirty days more.
	within(t, app, func(tx core.App) error { return points.Refund(tx, app.As(town.Clerk), "redeem:1", "取消兑换") })
	stands(t, app, "came back", li, 3, 0)
	if got := app.Call(li, "GET", "/api/points/mine", nil); !strings.Contains(got.Raw, "1 分将在 1月22日 到期") {
		t.Errorf("validity of what came back: %s", got.Raw)
	}
}

// TestTheDatabaseRefuses what goes past the program.
func TestTheDatabaseRefuses(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town)
	li := app.Resident(town, "李秀英", "13900000001")
	award(t, app, service(app, li, "a", 60))
	insert := "INSERT INTO point_entries (id, account, seq, key, kind, amount, owed, balance, debt, at) VALUES ('x%d', '" + li.Id + "', %s, 'k%d', 'award', %s, '2026-11-23 01:00:00.000Z')"
	for i, sql := range []string{
		"UPDATE point_entries SET amount = 200", "UPDATE point_entries SET expires_at = '2099-01-01'", "UPDATE point_entries SET sentence = '别的'", "DELETE FROM point_entries",
		fmt.Sprintf(insert, 1, "2", 1, "5, 0, 6, 0"), // a wrong sum
		fmt.Sprintf(insert, 2, "3", 2, "5, 0, 7, 0"), // a gap
		fmt.Sprintf(insert, 3, "2", 3, "-5, 0, -3, 0"), fmt.Sprintf(insert, 4, "2", 4, "0, -1, 2, -1"),
		strings.Replace(fmt.Sprintf(insert, 5, "2", 5, "5, 0, 7, 0"), "'k5'", "'service:a'", 1), // a key twice
	} {
		if _, err := app.DB().NewQuery(sql).Execute(); err == nil {
			t.Errorf("%d: the database takes %s", i, sql)
		}
	}
	if _, err := app.DB().NewQuery(fmt.Sprintf(insert, 6, "2", 6, "5, 0, 7, 0")).Execute(); err != nil {
		t.Errorf("a right line is refused, so the others prove nothing: %v", err)
	}
	r, err := app.FindFirstRecordByData("point_entries", "key", "service:a")
	apptest.Must(t, err)
	app.Chinese("by hand", app.Call(town.Superuser, "PATCH", "/api/collections/point_entries/records/"+r.Id, map[string]any{"amount": 9}), 400)
	app.Chinese("a new one by hand", app.Call(town.Superuser, "POST", "/api/collections/point_entries/records", map[string]any{"account": li.Id, "seq": 3, "key": "z", "kind": "award", "at": "2026-11-23 01:00:00.000Z"}), 400)
}

func TestRules(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	if got := rule(app, town, "until_day", "2026年12月31日"); got.Code != 200 || got.Text("until_day") != "2026-12-31" {
		t.Fatal(got.Raw)
	}
	for name, c := range map[string]struct {
		pairs []any
		want  string
	}{
		"log-in":      {[]any{"trigger", "login"}, "请选为什么给积分"},
		"rating":      {[]any{"trigger", "rate"}, "请选为什么给积分"},
		"no name":     {[]any{"name", " "}, "请写规则叫什么"},
		"half":        {[]any{"amount", 1.5}, "请写 1 到 100 之间的整数"},
		"nothing":     {[]any{"amount", 0}, "请写 1 到 100 之间的整数"},
		"for ever":    {[]any{"valid_months", 0}, "请写 1 到 60 之间的整数"},
		"turned":      {[]any{"from_day", "2027-02-01", "until_day", "2027-01-01"}, "最后一天在第一天前面"},
		"no date":     {[]any{"from_day", "明年"}, "看不懂"},
		"a second":    {[]any{"from_day", "2026-12-31"}, "同一时间已经有一条“志愿服务”的规则在用（志愿服务按小时）"},
		"the other":   {[]any{"per", "day"}, "请选按小时给还是按次给"},
		"no negative": {[]any{"daily_cap", -1}, "请写 0 到 500 之间的整数"},
	} {
		got := rule(app, town, c.pairs...)
		if got.Code != 400 || !strings.Contains(got.Raw, c.want) {
			t.Errorf("%s: HTTP %d %s, want %s", name, got.Code, got.Raw, c.want)
		}
	}
	if got := rule(app, town, "from_day", "2027-01-01"); got.Code != 200 {
		t.Errorf("the next year's rule: %s", got.Raw)
	}
	if got := rule(app, town, "trigger", "duty", "per", "time"); got.Code != 200 {
		t.Errorf("another trigger: %s", got.Raw)
	}
	r, err := app.FindFirstRecordByData("point_rules", "trigger", "duty")
	apptest.Must(t, err)
	app.Chinese("delete", app.Call(town.Superuser, "DELETE", "/api/collections/point_rules/records/"+r.Id, nil), 400)
}

// TestUsedRule: what a rule gives by does not change once it has given; its end
// and its name may.
func TestUsedRule(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	path := "/api/collections/point_rules/records/" + rule(app, town, "amount", 3).Text("id")
	patch := func(f map[string]any) apptest.Answer { return app.Call(town.Superuser, "PATCH", path, f) }
	if got := patch(map[string]any{"amount": 2}); got.Code != 200 {
		t.Errorf("before it gave: %s", got.Raw)
	}
	award(t, app, service(app, li, "a", 60))
	for field, value := range map[string]any{"amount": 100, "per": "time", "daily_cap": 500, "valid_months": 60, "needs_confirmation": false, "from_day": "2026-01-01"} {
		if got := patch(map[string]any{field: value}); got.Code != 400 || !strings.Contains(got.Raw, "已经给过积分") {
			t.Errorf("%s: HTTP %d %s", field, got.Code, got.Raw)
		}
	}
	if got := patch(map[string]any{"name": "志愿服务（到年底）", "until_day": "2026-12-31", "amount": 2}); got.Code != 200 {
		t.Errorf("its end: %s", got.Raw)
	}
	if got := rule(app, town, "amount", 3, "from_day", "2027-01-01"); got.Code != 200 {
		t.Errorf("the one after it: %s", got.Raw)
	}
}

func TestPreview(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town)
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王建国", "13900000002")
	award(t, app, service(app, li, "a", 120))
	award(t, app, service(app, li, "b", 180))
	award(t, app, service(app, wang, "c", 60))
	award(t, app, service(app, wang, "wrong", 60))
	within(t, app, func(tx core.App) error { return points.Reverse(tx, app.As(town.Clerk), "service:wrong", "记错了") })
	form := map[string]any{"trigger": "service", "amount": 3, "per": "hour", "daily_cap": 10, "valid_months": 12}
	got := app.Call(town.Superuser, "POST", "/api/points/rules/preview", form)
	want := "最近 90 天 3 次服务，按这条规则给 2 人共 13 分，其中 1 次碰到一天的上限，少给 5 分；现在的“志愿服务按小时”给 2 人共 10 分，会多给 3 分"
	if got.Text("said") != want {
		t.Errorf("says %s, want %s (%s)", got.Text("said"), want, got.Raw)
	}
	if n, _ := app.CountRecords("point_rules"); n != 1 {
		t.Error("a try was saved")
	}
	form["amount"] = 0
	app.Chinese("nothing", app.Call(town.Superuser, "POST", "/api/points/rules/preview", form), 400)
	form["amount"], form["trigger"] = 3, "duty"
	if got := app.Call(town.Superuser, "POST", "/api/points/rules/preview", form); got.Text("said") != "最近 90 天没有这一类的服务，试算不出来" {
		t.Errorf("of a duty: %s", got.Raw)
	}
	// Who keeps services answers, too: what brought nothing counts.
	points.Remember(app.BaseApp, func(_ core.App, since time.Time) ([]points.Service, error) {
		return []points.Service{{Account: li.Id, Trigger: points.ForDuty, Start: since.Add(time.Hour), Minutes: 60}}, nil
	})
	if got := app.Call(town.Superuser, "POST", "/api/points/rules/preview", form); got.Text("said") != "最近 90 天 1 次服务，按这条规则给 1 人共 3 分；现在没有在用的规则，一分也不给" {
		t.Errorf("from the services: %s", got.Raw)
	}
}

func TestWhoHandlesPoints(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town)
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王建国", "13900000002")
	award(t, app, service(app, li, "a", 60))
	form := map[string]any{"trigger": "service", "amount": 3, "per": "hour", "valid_months": 12}
	for _, a := range []struct {
		name                       string
		who                        *core.Record
		mine, of, propose, preview int
	}{
		{"guest", nil, 401, 401, 401, 401}, {"resident", li, 200, 403, 403, 403}, {"other resident", wang, 200, 403, 403, 403}, {"contact", town.Contact, 401, 403, 403, 403},
		{"grid worker", town.Grid, 401, 403, 403, 403}, {"clerk", town.Clerk, 401, 200, 200, 403}, {"steward", town.Steward, 401, 200, 200, 200}, {"superuser", town.Superuser, 401, 200, 200, 200},
	} {
		adjust := map[string]any{"resident": li.Id, "amount": 2, "reason": "11月3日的服务漏记了"}
		for path, want := range map[string]int{"GET /api/points/mine": a.mine, "GET /api/points/of/" + li.Id: a.of, "POST /api/points/adjustments": a.propose, "POST /api/points/rules/preview": a.preview} {
			method, path, _ := strings.Cut(path, " ")
			var body any
			switch {
			case strings.HasSuffix(path, "adjustments"):
				body = adjust
			case strings.HasSuffix(path, "preview"):
				body = form
			}
			if got := app.Call(a.who, method, path, body); got.Code != want {
				t.Errorf("%s %s %s: HTTP %d, want %d: %s", a.name, method, path, got.Code, want, got.Raw)
			}
		}
		if reads := a.name == "superuser"; strings.Contains(app.Call(a.who, "GET", "/api/collections/point_entries/records", nil).Raw, "换灯") != reads {
			t.Errorf("%s reads the ledger: %v", a.name, !reads)
		}
	}
	if got := app.Call(wang, "GET", "/api/points/mine", nil); strings.Contains(got.Raw, "换灯") {
		t.Errorf("somebody else's points: %s", got.Raw)
	}
	if got := app.Call(town.Clerk, "GET", "/api/points/of/"+li.Id, nil); !strings.Contains(got.Raw, "李**") || strings.Contains(got.Raw, "李秀英") {
		t.Errorf("the clerk reads the name whole: %s", got.Raw)
	}
}

// TestAdjust: by hand only with two persons, never one's own.
func TestAdjust(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	propose := func(who *core.Record, amount any, reason string) apptest.Answer {
		return app.Call(who, "POST", "/api/points/adjustments", map[string]any{"resident": li.Id, "amount": amount, "reason": reason})
	}
	decide := func(who *core.Record, id, verb string) apptest.Answer {
		return app.Call(who, "POST", "/api/points/adjustments/"+id+"/"+verb, map[string]any{"reason": "查了记录，没有漏"})
	}
	for _, bad := range []struct {
		amount any
		reason string
	}{{0, "11月3日漏记了"}, {999, "11月3日漏记了"}, {5, "漏"}, {5, strings.Repeat("漏", 101)}} {
		app.Chinese(fmt.Sprint(bad.amount), propose(town.Clerk, bad.amount, bad.reason), 400)
	}
	id := propose(town.Clerk, 5, "11月3日的服务漏记了").Text("id")
	stands(t, app, "proposed", li, 0, 0)
	for _, verb := range []string{"approve", "refuse"} {
		app.Chinese("a resident", decide(li, id, verb), 403)
		app.Chinese("the proposer", decide(town.Clerk, id, verb), 400)
	}
	if got := decide(town.Steward, id, "approve"); got.Code != 200 || got.Text("state") != "approved" {
		t.Fatal(got.Raw)
	}
	app.Chinese("twice", decide(town.Superuser, id, "approve"), 400)
	stands(t, app, "approved", li, 5, 0)
	id = propose(town.Steward, -9, "11月3日记了两遍").Text("id")
	app.Chinese("more than there is", decide(town.Clerk, id, "approve"), 400)
	if got := decide(town.Clerk, id, "refuse"); got.Code != 200 {
		t.Error(got.Raw)
	}
	stands(t, app, "refused", li, 5, 0)
	id = propose(town.Steward, -4, "11月3日记了两遍").Text("id")
	if got := decide(town.Clerk, id, "approve"); got.Code != 200 {
		t.Error(got.Raw)
	}
	stands(t, app, "taken", li, 1, 0)
	// The clerk lives here, too.
	town.Clerk.Set("phone", "139 0000 0001")
	apptest.Must(t, app.Save(town.Clerk))
	app.Chinese("her own", propose(town.Clerk, 5, "11月3日的服务漏记了"), 400)
	id = propose(town.Steward, 5, "11月3日的服务漏记了").Text("id")
	app.Chinese("her own, proposed by another", decide(town.Clerk, id, "approve"), 400)
	for _, action := range []string{"提出积分调整", "同意积分调整", "不同意积分调整"} {
		if n, err := app.CountRecords("audit_entries"); err != nil || n == 0 {
			t.Errorf("no line of %s in the log", action)
		}
		if _, err := app.FindFirstRecordByData("audit_entries", "action", action); err != nil {
			t.Errorf("no line of %s in the log", action)
		}
	}
}

// TestLinkedAndErased: two registrations of one person share her points; what
// is erased leaves an account that is nobody's.
func TestLinkedAndErased(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town, "daily_cap", 0)
	first := app.Resident(town, "李秀英", "13900000001")
	app.Clock.Add(time.Minute)
	second := app.Resident(town, "李秀英", "13900000001")
	award(t, app, service(app, first, "a", 60))
	award(t, app, service(app, second, "b", 120))
	if got := app.Call(town.Superuser, "POST", "/api/residents/"+second.Id+"/link", map[string]any{"to": first.Id}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands(t, app, "first", first, 6, 0)
	stands(t, app, "second", second, 6, 0)
	award(t, app, service(app, second, "c", 30))
	stands(t, app, "by the second", first, 7, 0)
	within(t, app, func(tx core.App) error { return points.Reverse(tx, app.As(town.Clerk), "service:b", "记错了") })
	stands(t, app, "reversed over the link", first, 3, 0)
	url := app.Call(second, "POST", "/api/residents/me/export", nil).Text("url")
	if page := app.Call(nil, "GET", url, nil); !strings.Contains(page.Raw, "为3幢老人家换灯") || !strings.Contains(page.Raw, "登记合并") {
		t.Errorf("her own data: %.800s", page.Raw)
	}
	if _, err := people.Erase(app.BaseApp, first.Id, app.As(town.Superuser), "本人到窗口"); err != nil {
		t.Fatal(err)
	}
	stands(t, app, "erased", first, 0, 0)
	var left int
	apptest.Must(t, app.DB().NewQuery("SELECT COUNT(*) FROM point_entries WHERE sentence != ''").Row(&left))
	if left != 0 {
		t.Errorf("%d sentences are left", left)
	}
	if n := award(t, app, service(app, first, "late", 60)); n != 0 {
		t.Errorf("%d points for nobody", n)
	}
}

// TestSoon: one line on what ends within thirty days, where it applies; what was
// spent is spoken of no more.
func TestSoon(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	rule(app, town, "daily_cap", 0, "valid_months", 2)
	li := app.Resident(town, "李秀英", "13900000001")
	says := func(when, want string) {
		t.Helper()
		if got := app.Call(li, "GET", "/api/home", nil); got.Code != 200 || got.Text("ending") != want {
			t.Errorf("%s: home says %q, want %q", when, got.Text("ending"), want)
		}
	}
	says("nothing", "")
	award(t, app, service(app, li, "a", 120)) // good until the 23rd of January
	app.Clock.Add(5 * 24 * time.Hour)
	award(t, app, service(app, li, "b", 60))
	says("far off", "")
	app.Clock.Set(apptest.Monday.AddDate(0, 0, 31))
	says("the first", "4 分将在 1月23日 到期")
	app.Clock.Set(apptest.Monday.AddDate(0, 0, 40))
	says("both", "4 分将在 1月23日 到期，还有 2 分一个月内也到期")
	within(t, app, func(tx core.App) error {
		return points.Spend(tx, app.As(li), points.Spending{Account: li.Id, Key: "redeem:x", Amount: 6})
	})
	says("spent", "")
}

package overview_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
)

// scene brings requests into every state that a counter looks for.
func scene(t *testing.T, app *apptest.App, town *apptest.Town) {
	t.Helper()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王建国", "13900000002")
	app.Resident(town, "李老师", "13900000001") // the same number again: 待核对

	replied := func(text string) *core.Record {
		r := app.Ask(town, li, text)
		app.Do(town.Clerk, r, "accept")
		app.Do(town.Clerk, r, "dispatch", "org", town.Property.Id)
		app.Do(town.Contact, r, "sign")
		app.Do(town.Contact, r, "reply", "text", "已经办好", "solved", "yes")
		return app.Do(town.Clerk, r, "approve")
	}
	app.Ask(town, wang, "单元门口的灯坏了三天")
	app.Ask(town, wang, "我家煤气泄漏，满屋都是味道，快来人") // 紧急
	replied("垃圾桶满了没人收")                      // 待告知
	told := replied("楼道堆了杂物")
	app.Do(town.Clerk, told, "tell", "how", "phone") // 待回访
	called := replied("门禁坏了")
	app.Do(town.Clerk, called, "tell", "how", "phone")
	app.Do(town.Clerk, called, "call_back", "reached", true, "solved", "yes", "stars", 5)
	bad := replied("路灯一直闪")
	app.Do(li, bad, "rate", "solved", "no", "stars", 1) // 不满意
	good := replied("水管滴水")
	app.Do(li, good, "rate", "solved", "yes", "stars", 5)

	back := app.Ask(town, wang, "绿化带没人修剪")
	app.Do(town.Clerk, back, "accept")
	app.Do(town.Clerk, back, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, back, "return", "reason", "不归我们管") // 被退回
	review := app.Ask(town, wang, "电梯按钮失灵")
	app.Do(town.Clerk, review, "accept")
	app.Do(town.Clerk, review, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, review, "sign")
	app.Do(town.Contact, review, "reply", "text", "已修好", "solved", "yes") // 待审核
}

// TestCountersEqualTheirLists opens each counter's list as the people who may
// see it do, and compares the number.
func TestCountersEqualTheirLists(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	for _, days := range []int{0, 7, 30} {
		app.Clock.Set(apptest.Monday.AddDate(0, 0, days).Add(time.Hour))
		for _, who := range []*core.Record{town.Clerk, town.Steward, town.Superuser} {
			a := look(t, app, who)
			if len(a.Counters) != 19 {
				t.Fatalf("%d counters, want 19", len(a.Counters))
			}
			for _, c := range a.Counters {
				if c.Collection == "outbox" && !who.IsSuperuser() {
					continue // the letters' list is the secretary's
				}
				var list struct {
					TotalItems int
					Message    string
				}
				q := url.Values{"filter": {c.Filter}, "sort": {c.Sort}, "perPage": {"1"}}
				if code := get(t, app, who, "/api/collections/"+c.Collection+"/records?"+q.Encode(), &list); code != 200 {
					t.Fatalf("%s: list of %s: %d %s", who.Collection().Name, c.Key, code, list.Message)
				}
				if list.TotalItems != c.Count {
					t.Errorf("day %d, %s: %s counts %d, its list holds %d", days, who.GetString("role"), c.Key, c.Count, list.TotalItems)
				}
			}
		}
	}
}

func TestCounters(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	c := settings.Of(app).Record.Fresh()
	c.Set("many_households", 2)
	apptest.Must(t, app.Save(c))
	review, err := app.FindFirstRecordByFilter("requests", "status = 'in_review'")
	apptest.Must(t, err)
	other := app.Resident(town, "陈志远", "13900000044")
	other.Load(map[string]any{"room": "1703", "wanted_phone": "13900000045", "wanted_at": app.Clock.Now()})
	apptest.Must(t, app.Save(other))
	app.Do(other, review, "join") // 多户反映
	a := look(t, app, town.Clerk)
	for key, want := range map[string]int{
		"emergency": 1, "pending": 2, "overdue": 0, "dissatisfied": 1, "returned": 1, "third_transfer": 0, "in_review": 1,
		"untold": 1, "call_back": 1, "from_above": 0, "many": 1, "to_check": 1, "wanted": 1, "mail": 0,
	} {
		if got := a.count(t, key); got != want {
			t.Errorf("%s: %d, want %d", key, got, want)
		}
	}
	if a.Sealed != 0 || a.Maintenance {
		t.Errorf("sealed %d, maintenance %v", a.Sealed, a.Maintenance)
	}

	// Three weeks on everything that is in hand is late; what was told closes
	// by a job of its own and stays in the list until then.
	app.Clock.Add(21 * 24 * time.Hour)
	a = look(t, app, town.Clerk)
	if got := a.count(t, "overdue"); got != 5 {
		t.Errorf("overdue after three weeks: %d, want 5", got)
	}
	if len(a.DueSoon) != 5 || a.DueSoon[0].Lamp != "red" || a.DueSoon[0].LampLabel != "已过回电时限" || a.DueSoon[1].LampLabel != "已超期" {
		t.Errorf("due soon: %+v", a.DueSoon)
	}
	for i := 1; i < len(a.DueSoon); i++ {
		if a.DueSoon[i-1].DueAt > a.DueSoon[i].DueAt {
			t.Error("the most urgent does not stand first")
		}
	}
}

// TestThirdTransfer: what changed hands three times waits in the secretary's own
// list and no longer among those a clerk sends on.
func TestThirdTransfer(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	r := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "草坪里都是碎玻璃")
	app.Do(town.Clerk, r, "accept")
	for i, org := range []*core.Record{town.Property, town.Residents, town.Committee} {
		app.Do(town.Clerk, r, "dispatch", "org", org.Id)
		app.Do(town.Clerk, r, "return", "reason", "办不了")
		app.Clock.Add(time.Minute)
		a := look(t, app, town.Steward)
		returned, third := a.count(t, "returned"), a.count(t, "third_transfer")
		if last := i == 2; returned == 1 == last || third == 1 != last {
			t.Errorf("after %d returns: %d returned, %d for the secretary", i+1, returned, third)
		}
	}
	app.Do(town.Steward, r, "dispatch", "org", town.Property.Id)
	app.Clock.Add(time.Minute)
	if n := look(t, app, town.Steward).count(t, "third_transfer"); n != 0 {
		t.Errorf("decided, and still %d wait", n)
	}
}

func TestDueToday(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	r := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "单元门口的灯坏了三天")
	due := r.GetDateTime("due_at").Time()

	app.Clock.Set(due.Add(-30 * time.Hour))
	if n := look(t, app, town.Clerk).count(t, "due_today"); n != 0 {
		t.Errorf("the day before: %d", n)
	}
	app.Clock.Set(due.Add(-8 * time.Hour))
	a := look(t, app, town.Clerk)
	if n := a.count(t, "due_today"); n != 1 {
		t.Errorf("on the day: %d", n)
	}
	if len(a.DueSoon) != 1 || a.DueSoon[0].Lamp != "yellow" {
		t.Errorf("due soon: %+v", a.DueSoon)
	}
	app.Clock.Set(due.Add(2 * time.Minute))
	a = look(t, app, town.Clerk)
	if a.count(t, "due_today") != 0 || a.count(t, "overdue") != 1 {
		t.Errorf("after the deadline: today %d, overdue %d", a.count(t, "due_today"), a.count(t, "overdue"))
	}
}

func TestStuckMailIsCounted(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	queue := func(key, to string) {
		_, err := outbox.Queue(app.BaseApp, outbox.Mail{Key: key, To: []string{to}, Subject: "转办函", Text: "见附件"})
		apptest.Must(t, err)
	}
	queue("one", "chengguan@example.com")
	if n := look(t, app, town.Steward).count(t, "mail"); n != 0 {
		t.Errorf("at once: %d", n)
	}
	app.Clock.Add(61 * time.Minute)
	queue("two", "") // nobody to send it to: a person has to see to it
	if n := look(t, app, town.Steward).count(t, "mail"); n != 2 {
		t.Errorf("an hour later: %d, want 2", n)
	}
}

// TestCallBackCounter: a resident who was not reached is called again, one who
// was is not, and after a new answer she is asked anew.
func TestCallBackCounter(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	r := app.Ask(town, li, "楼道堆了杂物")
	app.Do(town.Clerk, r, "accept")
	app.Do(town.Clerk, r, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, r, "sign")
	answer := func() {
		t.Helper()
		app.Do(town.Contact, r, "reply", "text", "已经清走", "solved", "yes")
		app.Do(town.Clerk, r, "approve")
		app.Do(town.Clerk, r, "tell", "how", "phone")
	}
	waits := func(when string, want int) {
		t.Helper()
		app.Clock.Add(3 * time.Second)
		a := look(t, app, town.Clerk)
		if got := a.count(t, "call_back"); got != want {
			t.Errorf("%s: %d wait for a call, want %d", when, got, want)
		}
	}
	answer()
	waits("answered and told", 1)
	app.Do(town.Clerk, r, "call_back", "reached", false)
	waits("not reached", 1)
	app.Do(town.Clerk, r, "call_back", "reached", true, "solved", "no", "stars", 2)
	waits("not satisfied, handled again", 0)
	answer()
	waits("answered anew", 1)
	app.Do(town.Clerk, r, "call_back", "reached", true, "solved", "yes", "stars", 4)
	waits("reached", 0)
}

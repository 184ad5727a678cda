package duties_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
	"hongguan/hooks/settings"
	"hongguan/hooks/workbench"
)

const list = "/api/collections/duties/records"

// known is a resident who proved who she is.
func known(app *apptest.App, town *apptest.Town, name, phone string) *core.Record {
	r := app.Resident(town, name, phone)
	if got := app.Call(town.Superuser, "POST", "/api/residents/"+r.Id+"/verify", map[string]any{"how": "本人到窗口"}); got.Code != 200 {
		panic(got.Raw)
	}
	r, _ = app.FindRecordById("residents", r.Id)
	return r
}

// head appoints the head of the town's building.
func head(town *apptest.Town, resident *core.Record, pairs ...any) map[string]any {
	f := map[string]any{"kind": "building_head", "building": town.Building.Id, "resident": resident.Id, "from_day": "2026-11-01", "until_day": "2027-10-31", "appointed_by": "居民代表会议", "shown": true}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
	}
	return f
}

func TestWhoAppoints(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	form := head(town, li, "kind", "team", "title", "议事员")
	for _, a := range []struct {
		name           string
		who            *core.Record
		code           int
		reads, exports bool
	}{
		{"guest", nil, 401, false, false}, {"resident", li, 403, false, false}, {"contact", town.Contact, 403, false, false}, {"grid worker", town.Grid, 403, true, false},
		{"clerk", town.Clerk, 403, true, true}, {"steward", town.Steward, 200, true, true}, {"superuser", town.Superuser, 200, true, true},
	} {
		got := app.Call(a.who, "POST", "/api/duties", form)
		if got.Code != a.code {
			t.Errorf("%s appoints: HTTP %d %s", a.name, got.Code, got.Raw)
		}
		id := app.Call(town.Superuser, "POST", "/api/duties", form).Text("id")
		for _, verb := range []string{"renew", "hand_over", "end"} {
			got := app.Call(a.who, "POST", "/api/duties/"+id+"/"+verb, map[string]any{"until_day": "2028-10-31", "reason": "搬走了", "resident": li.Id, "appointed_by": "党委", "from_day": "2026-11-23"})
			if verb == "end" && a.code == 200 { // handed over already
				app.Chinese(a.name, got, 400)
			} else if got.Code != a.code {
				t.Errorf("%s: %s: HTTP %d %s", a.name, verb, got.Code, got.Raw)
			}
		}
		if got := app.Call(a.who, "POST", list, form); got.Code == 200 {
			t.Errorf("%s writes past the buttons", a.name)
		}
		if seen := strings.Contains(app.Call(a.who, "GET", list, nil).Raw, "议事员"); seen != a.reads {
			t.Errorf("%s reads %v, want %v", a.name, seen, a.reads)
		}
		for _, path := range []string{"/api/print/team/now", "/api/print/reception/now", "/api/duties/team.xlsx"} {
			if got := app.Call(a.who, "GET", path, nil); (got.Code == 200) != a.exports {
				t.Errorf("%s at %s: HTTP %d", a.name, path, got.Code)
			}
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, stranger := known(app, town, "李秀英", "13900000001"), app.Resident(town, "赵国强", "13900000002")
	for name, c := range map[string]struct {
		form        map[string]any
		field, want string
	}{
		"no kind":           {head(town, li, "kind", ""), "kind", "请选什么任职"},
		"nobody":            {head(town, li, "resident", ""), "person", "任命谁？请找一位工作人员、居民，或者写姓名"},
		"both":              {head(town, li, "staff", town.Clerk.Id), "person", "工作人员和居民只选一位"},
		"not known":         {head(town, stranger), "person", "这位居民还没有通过实名，请先核对本人，再任命"},
		"no building":       {head(town, li, "building", ""), "building", "是哪幢楼的楼长？"},
		"no such building":  {head(town, li, "building", "nowhere"), "building", "是哪幢楼的楼长？"},
		"no grid":           {head(town, li, "kind", "part_time_grid"), "grid", "负责哪个网格？"},
		"no first day":      {head(town, li, "from_day", ""), "from_day", "任期从哪天起？"},
		"no last day":       {head(town, li, "until_day", ""), "until_day", "楼长、兼职网格员要有任期，请填到哪天止"},
		"turned round":      {head(town, li, "until_day", "2026-10-31"), "until_day", "任期的最后一天在第一天前面，请核对"},
		"no date":           {head(town, li, "until_day", "很久以后"), "until_day", "日期“很久以后”看不懂，请写成 2026-10-01 这样"},
		"by nobody":         {head(town, li, "appointed_by", " "), "appointed_by", "谁任命的？如：社区党委、居民代表会议"},
		"no office":         {head(town, li, "kind", "team"), "title", "在团队里是什么职务？如：党委书记、社区民警"},
		"no day":            {head(town, li, "kind", "reception", "from_time", "8:30", "to_time", "11:30"), "days", "星期几接访？"},
		"no hours":          {head(town, li, "kind", "reception", "days", []string{"mon"}), "from_time", ""},
		"hours turned":      {head(town, li, "kind", "reception", "days", []string{"mon"}, "from_time", "11:30", "to_time", "8:30"), "to_time", "接访结束的时间在开始前面，请核对"},
		"a wrong telephone": {head(town, li, "phone", "12"), "phone", ""},
	} {
		got := app.Call(town.Superuser, "POST", "/api/duties", c.form)
		data, _ := got.Body["data"].(map[string]any)
		field, _ := data[c.field].(map[string]any)
		if said, _ := field["message"].(string); got.Code != 400 || said == "" || !strings.HasPrefix(said, c.want) {
			t.Errorf("%s: HTTP %d %s", name, got.Code, got.Raw)
		}
	}
}

// TestOneHead: a building has one head at a time.
func TestOneHead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhao := known(app, town, "李秀英", "13900000001"), known(app, town, "赵国强", "13900000002")
	first := app.Call(town.Superuser, "POST", "/api/duties", head(town, li))
	if first.Code != 200 {
		t.Fatal(first.Raw)
	}
	second := app.Call(town.Superuser, "POST", "/api/duties", head(town, zhao, "from_day", "2027-10-31", "until_day", "2028-10-30"))
	app.Chinese("two heads on one day", second, 400)
	if !strings.Contains(second.Message(), "湖畔花园一期 5幢这段时间已经有楼长了（李秀英，2026年11月1日至2027年10月31日）") {
		t.Error(second.Message())
	}
	next := app.Call(town.Superuser, "POST", "/api/duties", head(town, zhao, "from_day", "2027-11-01", "until_day", "2028-10-31"))
	if next.Code != 200 {
		t.Errorf("the day after: %s", next.Raw)
	}
	app.Chinese("renewed into the next", app.Call(town.Superuser, "POST", "/api/duties/"+first.Text("id")+"/renew", map[string]any{"until_day": "2028-01-31"}), 400)
	app.Chinese("shortened", app.Call(town.Superuser, "POST", "/api/duties/"+first.Text("id")+"/renew", map[string]any{"until_day": "2027-01-31"}), 400)
	app.Chinese("no reason", app.Call(town.Superuser, "POST", "/api/duties/"+next.Text("id")+"/end", map[string]any{}), 400)
	if got := app.Call(town.Superuser, "POST", "/api/duties/"+next.Text("id")+"/end", map[string]any{"reason": "搬走了"}); got.Code != 200 {
		t.Errorf("end: %s", got.Raw)
	}
	app.Chinese("ended twice", app.Call(town.Superuser, "POST", "/api/duties/"+next.Text("id")+"/end", map[string]any{"reason": "搬走了"}), 400)
	if got := app.Call(town.Superuser, "POST", "/api/duties/"+first.Text("id")+"/renew", map[string]any{"until_day": "2028-01-31"}); got.Code != 200 {
		t.Errorf("renewed where nobody follows: %s", got.Raw)
	}
	// Handed over, or not at all.
	app.Chinese("to nobody", app.Call(town.Superuser, "POST", "/api/duties/"+first.Text("id")+"/hand_over", map[string]any{"reason": "身体不好", "until_day": "2027-11-22", "appointed_by": "党委"}), 400)
	if r, _ := app.FindRecordById("duties", first.Text("id")); !r.GetDateTime("ended_at").IsZero() {
		t.Error("a hand-over that failed ended the duty")
	}
	got := app.Call(town.Superuser, "POST", "/api/duties/"+first.Text("id")+"/hand_over", map[string]any{"reason": "身体不好", "resident": zhao.Id, "until_day": "2027-11-22", "appointed_by": "党委", "shown": true})
	if got.Code != 200 {
		t.Fatalf("hand over: %s", got.Raw)
	}
	rows, err := app.FindRecordsByFilter("duties", "ended_at = ''", "", 0, 0)
	apptest.Must(t, err)
	if len(rows) != 1 || rows[0].GetString("resident") != zhao.Id || rows[0].GetString("succeeds") != first.Text("id") || rows[0].GetString("from_day") != "2026-11-23" {
		t.Errorf("after the hand-over: %v", rows)
	}
}

// TestTermEnds: fourteen days before its end somebody is told, once; at midnight it is over.
func TestTermEnds(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	apptest.Must(t, jobs.Tick(app.BaseApp))
	id := app.Call(town.Superuser, "POST", "/api/duties", head(town, li, "until_day", "2026-12-10")).Text("id")
	state := func() (counted string, warned bool, ended string, letters int) {
		t.Helper()
		workbench.Forget(app.BaseApp)
		over := app.Call(town.Superuser, "GET", "/api/stats/overview", nil)
		for _, c := range over.Body["counters"].([]any) {
			if c := c.(map[string]any); c["key"] == "duties_ending" {
				counted = fmt.Sprint(c["count"])
			}
		}
		r, _ := app.FindRecordById("duties", id)
		mails, _ := app.FindRecordsByFilter("outbox", "about = '任期提醒'", "", 0, 0)
		return counted, strings.Contains(over.Raw, "5幢楼长 李**，任期到12月10日"), r.GetString("ended_reason"), len(mails)
	}
	for _, c := range []struct {
		at, counted string
		warned      bool
		ended       string
		letters     int
	}{
		{"2026-11-25 09:30", "0", false, "", 0},
		{"2026-11-27 09:30", "1", true, "", 1}, // the steward of this town has no mailbox
		{"2026-11-30 09:30", "1", true, "", 1},
		{"2026-12-10 17:30", "1", true, "", 1},
		{"2026-12-11 09:30", "0", false, "任期届满", 1},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, apptest.Monday.Location())
		apptest.Must(t, err)
		app.Clock.Set(at)
		apptest.Must(t, jobs.Tick(app.BaseApp))
		if counted, warned, ended, letters := state(); counted != c.counted || warned != c.warned || ended != c.ended || letters != c.letters {
			t.Errorf("%s: %s counted, said %v, ended %q, %d letters; want %+v", c.at, counted, warned, ended, letters, c)
		}
	}
	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("retention_years", 1)
	apptest.Must(t, app.Save(c))
	app.Clock.Set(apptest.Monday.AddDate(1, 0, 10)) // days before the year is over
	got := app.Call(town.Superuser, "POST", "/api/jobs/duties/run", map[string]any{})
	if r, _ := app.FindRecordById("duties", id); got.Code != 200 || r.GetString("resident") != li.Id {
		t.Errorf("forgotten early: %s", got.Raw)
	}
	app.Clock.Set(apptest.Monday.AddDate(1, 0, 20))
	got = app.Call(town.Superuser, "POST", "/api/jobs/duties/run", map[string]any{})
	if r, _ := app.FindRecordById("duties", id); got.Code != 200 || r.GetString("resident")+r.GetString("name") != people.Gone {
		t.Errorf("after the year: %s", got.Raw)
	}
	r, _ := app.FindRecordById("duties", id)
	if got := r.GetDateTime("ended_at").String(); got != "2026-12-10 16:00:00.000Z" {
		t.Errorf("ended at %s, want midnight in Shanghai", got)
	}
}

// TestMine: a head sees the open matters of her building without a trace of her neighbours, as long as her term lasts.
func TestMine(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhao := known(app, town, "李秀英", "13900000001"), known(app, town, "赵国强", "13900000002")
	wang := app.Resident(town, "王建国", "13900000003")
	req := app.Ask(town, wang, "我是302的王建国，13900000003，楼道灯不亮")
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, req, "sign")
	app.Do(town.Contact, req, "progress", "text", "已和302王阿姨、王建国13900000003约好明天换灯")
	app.Ask(town, wang, "我老公正在打我，救命")
	app.Ask(town, wang, "厨房里有很浓的臭鸡蛋味，头晕")
	id := app.Call(town.Superuser, "POST", "/api/duties", head(town, li, "until_day", "2026-12-10")).Text("id")
	mine := func(who *core.Record) apptest.Answer { return app.Call(who, "GET", "/api/duties/mine", nil) }
	charges := func(who *core.Record) int { list, _ := mine(who).Body["charges"].([]any); return len(list) }
	got := mine(li)
	for text, want := range map[string]bool{"公共照明": true, "办理中": true, "换灯": true, "due_at": true, "湖畔花园一期 5幢": true,
		"王建国": false, "王阿姨": false, "13900000003": false, "302": false, "打我": false, "臭鸡蛋": false, "燃气": false, req.GetString("request_no"): false, req.Id: false} {
		if strings.Contains(got.Raw, text) != want {
			t.Errorf("the head reads %s: %v, want %v: %s", text, !want, want, got.Raw)
		}
	}
	if n := strings.Count(got.Raw, `"what"`); n != 1 {
		t.Errorf("%d matters, want 1: %s", n, got.Raw)
	}
	for name, who := range map[string]*core.Record{"guest": nil, "staff": town.Clerk, "superuser": town.Superuser} {
		app.Chinese(name, mine(who), 401)
	}
	for name, who := range map[string]*core.Record{"neighbour": zhao, "she who asked": wang} {
		if charges(who) != 0 || strings.Contains(mine(who).Raw, "换灯") {
			t.Errorf("%s is entrusted with nothing: %s", name, mine(who).Raw)
		}
	}
	// Her neighbours read whom they may ring, since she agreed.
	if got := mine(wang); !strings.Contains(got.Raw, "李秀英") || !strings.Contains(got.Raw, "13900000001") {
		t.Errorf("the neighbours do not know her: %s", got.Raw)
	}
	elsewhere := app.Resident(nil, "孙玉梅", "13900000004")
	if strings.Contains(mine(elsewhere).Raw, "李秀英") {
		t.Error("another building reads her name")
	}
	// At midnight after the last day all of it ends by itself, whatever the jobs do.
	app.Clock.Set(time.Date(2026, 12, 10, 23, 59, 59, 0, apptest.Monday.Location()))
	if charges(li) != 1 {
		t.Error("over before its time")
	}
	app.Clock.Add(time.Second)
	if charges(li) != 0 || strings.Contains(mine(wang).Raw, "李秀英") {
		t.Errorf("after midnight: %s", mine(li).Raw)
	}
	// Ended or not agreed, too.
	app.Clock.Set(apptest.Monday)
	if got := app.Call(town.Superuser, "POST", "/api/duties/"+id+"/hand_over", map[string]any{"reason": "搬走了", "resident": zhao.Id, "until_day": "2027-12-10", "appointed_by": "党委"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	if charges(li) != 0 || charges(zhao) != 1 || strings.Contains(mine(wang).Raw, "赵国强") {
		t.Errorf("after the hand-over: %s / %s / %s", mine(li).Raw, mine(zhao).Raw, mine(wang).Raw)
	}
	// The part-time grid worker has the buildings of her grid.
	grid := app.Create("grids", "no", "01", "name", "第一网格", "estate", town.Estate.Id)
	town.Building.Set("grid", grid.Id)
	apptest.Must(t, app.Save(town.Building))
	if got := app.Call(town.Superuser, "POST", "/api/duties", head(town, wang, "kind", "part_time_grid", "grid", grid.Id)); got.Code != 400 {
		t.Errorf("appointed without being known: %s", got.Raw)
	}
	if got := app.Call(town.Superuser, "POST", "/api/duties", head(town, li, "kind", "part_time_grid", "grid", grid.Id)); got.Code != 200 || charges(li) != 1 {
		t.Errorf("grid: %s %s", got.Raw, mine(li).Raw)
	}
}

// TestLinked: two registrations of one person share her duty, whichever was appointed.
func TestLinked(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	first := app.Resident(town, "李秀英", "13900000001")
	app.Clock.Add(time.Minute)
	second := known(app, town, "李秀英", "13900000001")
	if got := app.Call(town.Superuser, "POST", "/api/duties", head(town, second)); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	if got := app.Call(town.Superuser, "POST", "/api/residents/"+second.Id+"/link", map[string]any{"to": first.Id}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	for name, id := range map[string]string{"first": first.Id, "second": second.Id} {
		r, err := app.FindRecordById("residents", id)
		apptest.Must(t, err)
		if got := app.Call(r, "GET", "/api/duties/mine", nil); !strings.Contains(got.Raw, "5幢楼长") {
			t.Errorf("%s: %s", name, got.Raw)
		}
	}
}

// TestErase: whoever holds a duty hands it over first; then her name goes.
func TestErase(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	id := app.Call(town.Superuser, "POST", "/api/duties", head(town, li)).Text("id")
	if _, err := people.Erase(app.BaseApp, li.Id, app.As(town.Superuser), "本人到窗口"); err == nil || !strings.Contains(err.Error(), "您还担任5幢楼长") {
		t.Errorf("erased in office: %v", err)
	}
	url := app.Call(li, "POST", "/api/residents/me/export", nil).Text("url")
	if page := app.Call(nil, "GET", url, nil); !strings.Contains(page.Raw, "5幢楼长") || !strings.Contains(page.Raw, "您同意过") {
		t.Errorf("her own data: %.500s", page.Raw)
	}
	app.Call(town.Superuser, "POST", "/api/duties/"+id+"/end", map[string]any{"reason": "本人提出"})
	if _, err := people.Erase(app.BaseApp, li.Id, app.As(town.Superuser), "本人到窗口"); err != nil {
		t.Fatal(err)
	}
	if r, _ := app.FindRecordById("duties", id); r.GetString("name")+r.GetString("resident") != people.Gone {
		t.Errorf("left of her: %v", r.PublicExport())
	}
}

// TestRoster: on the wall stand those in office; a resident's number only where she agreed.
func TestRoster(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhao := known(app, town, "李秀英", "13900000001"), known(app, town, "赵国强", "13900000002")
	other := app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")
	for _, f := range []map[string]any{
		head(town, li), head(town, zhao, "building", other.Id, "shown", false),
		{"kind": "team", "title": "社区民警", "name": "杨明", "phone": "0512-62811110", "from_day": "2026-01-01", "appointed_by": "派出所"},
		{"kind": "team", "title": "离任主任", "name": "吴天", "from_day": "2025-01-01", "until_day": "2026-11-22", "appointed_by": "党委"},
		{"kind": "reception", "title": "社区书记", "staff": town.Steward.Id, "from_day": "2026-01-01", "appointed_by": "党委", "days": []string{"mon", "thu"}, "from_time": "8:30", "to_time": "11:30", "place": "一楼接访室"},
	} {
		if got := app.Call(town.Superuser, "POST", "/api/duties", f); got.Code != 200 {
			t.Fatal(got.Raw)
		}
	}
	town.Property.Load(map[string]any{"contact_name": "陈强", "contact_phone": "0512-62811111"})
	apptest.Must(t, app.Save(town.Property))
	paper := app.Call(town.Clerk, "GET", "/api/print/team/now", nil).Raw
	for text, want := range map[string]bool{"李秀英": true, "13900000001": true, "赵**": true, "赵国强": false, "13900000002": false, "社区民警": true, "0512-62811110": true, "物业专人": true, "陈强": true, "离任主任": false, "接访": false, "0512-62800000（社区转）": true} {
		if strings.Contains(paper, text) != want {
			t.Errorf("the roster holds %s: %v, want %v: %s", text, !want, want, paper)
		}
	}
	week := app.Call(town.Clerk, "GET", "/api/print/reception/now", nil).Raw
	for text, n := range map[string]int{"沈洁": 2, "08:30—11:30": 2, "周五": 1, "周六": 0, "一楼接访室": 2} {
		if strings.Count(week, text) != n {
			t.Errorf("the week holds %s %d times, want %d: %s", text, strings.Count(week, text), n, week)
		}
	}
}

// TestQuarter: who headed a building through a whole quarter is thanked once;
// who began or ended within it, and staff, whatever they head, are not.
func TestQuarter(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Create("point_rules", "name", "任满一季", "trigger", "duty", "amount", 6, "per", "time", "valid_months", 12, "from_day", "2026-01-01", "active", true)
	li, wang, zhao := known(app, town, "李秀英", "13900000001"), known(app, town, "王建国", "13900000002"), known(app, town, "赵国强", "13900000003")
	other := app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")
	third := app.Create("buildings", "estate", town.Estate.Id, "name", "7幢")
	clerk := known(app, town, "王敏", "13900000004")
	town.Clerk.Set("phone", "139 0000 0004")
	apptest.Must(t, app.Save(town.Clerk))
	fourth := app.Create("buildings", "estate", town.Estate.Id, "name", "8幢")
	for _, f := range []map[string]any{
		head(town, li, "from_day", "2026-10-01", "until_day", "2027-09-30"), head(town, clerk, "building", fourth.Id, "from_day", "2026-10-01", "until_day", "2027-09-30"), head(town, wang, "building", other.Id, "from_day", "2026-10-02", "until_day", "2027-09-30"),
		head(town, zhao, "building", third.Id, "from_day", "2026-01-01", "until_day", "2026-12-30"),
	} {
		if got := app.Call(town.Superuser, "POST", "/api/duties", f); got.Code != 200 {
			t.Fatal(got.Raw)
		}
	}
	app.Clock.Set(time.Date(2027, 1, 4, 9, 30, 0, 0, apptest.Monday.Location()))
	for range 2 {
		if got := app.Call(town.Superuser, "POST", "/api/jobs/duty_thanks/run", map[string]any{}); got.Code != 200 {
			t.Fatal(got.Raw)
		}
		for who, want := range map[*core.Record]int{li: 6, wang: 0, zhao: 0, clerk: 0} {
			if n, _, err := points.Balance(app, who.Id); err != nil || n != want {
				t.Errorf("%s has %d points (%v), want %d", who.GetString("name"), n, err, want)
			}
		}
		app.Clock.Add(20 * time.Minute)
	}
}

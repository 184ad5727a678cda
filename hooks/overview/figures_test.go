package overview_test

import (
	"bytes"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/apptest"
	"hongguan/hooks/settings"
)

type row struct {
	Key, Label, Group, Filter          string
	Received                           int
	Response, Resolution, Satisfaction shown
	OnTime                             shown `json:"on_time"`
}

type shown struct {
	Label, Sentence, Counts     string
	Rate, Participation, Target *float64
	N, Yes                      int
	Met                         *bool
}

type table struct {
	Message      string
	Data         map[string]struct{ Code, Message string }
	By, From, To string
	Rows         []row
	Total        row
}

func figuresAs(t *testing.T, app *apptest.App, who *core.Record, query string) (int, table) {
	t.Helper()
	var f table
	code := get(t, app, who, "/api/stats/figures"+query, &f)
	return code, f
}

// history is eleven requests of October and November whose figures are counted
// by hand in TestFigures.
func history(t *testing.T, app *apptest.App, town *apptest.Town) {
	t.Helper()
	start := apptest.Monday.AddDate(0, 0, -28) // Monday 26 October, a common week
	day := func(n int) { app.Clock.Set(start.AddDate(0, 0, n)) }
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王建国", "13900000002")
	six := *town
	six.Building = app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")
	six.Unit = app.Create("units", "building", six.Building.Id, "name", "1单元")
	given := func(town *apptest.Town, who *core.Record, text string) *core.Record {
		r := app.Ask(town, who, text)
		app.Do(town.Clerk, r, "accept")
		app.Do(town.Clerk, r, "dispatch", "org", town.Property.Id)
		return app.Do(town.Contact, r, "sign")
	}
	answer := func(r *core.Record) {
		app.Do(town.Contact, r, "reply", "text", "已经办好", "solved", "yes")
		app.Do(town.Clerk, r, "approve")
	}

	day(0)
	prompt := given(town, li, "楼道灯不亮")
	late := given(town, li, "垃圾桶满了没人收")
	along := app.Ask(&six, wang, "垃圾桶两天没人收了")
	app.Do(town.Clerk, along, "merge", "into", late.Id)
	paused := given(town, li, "水管滴水")
	waits := given(town, li, "门禁坏了")
	waitsLate := given(town, li, "绿化带没人修剪")
	again := given(town, li, "路灯一直闪")
	app.Do(li, app.Ask(town, li, "楼道堆了杂物"), "withdraw")
	sealed := app.Ask(town, li, "健身器材松了")
	app.Do(town.Clerk, sealed, "seal", "concerns", "conduct", "reason", "说的是工作人员")
	whole := app.Ask(town, wang, "电梯按钮失灵，树枝长到窗户上了")
	app.Do(town.Clerk, whole, "accept")
	app.Do(town.Clerk, whole, "split", "parts", []any{map[string]any{"text": "电梯按钮失灵"}, map[string]any{"text": "树枝长到窗户上了，请修剪"}})

	day(1)
	answer(prompt)
	answer(again)
	app.Do(li, prompt, "rate", "solved", "yes", "stars", 5)
	app.Do(li, again, "rate", "solved", "no", "stars", 1) // three working days from here: late
	app.Do(town.Clerk, paused, "ask_info", "question", "几楼")
	app.Do(town.Clerk, waits, "ask_info", "question", "哪个门")

	day(14) // every date of the first week is past
	app.Do(li, paused, "supply", "text", "三楼")
	app.Do(town.Clerk, waitsLate, "ask_info", "question", "哪里") // late already: it stays late
	answer(late)
	app.Do(li, late, "rate", "solved", "partly", "stars", 3)
	day(15)
	answer(paused) // past the first date, before the moved one

	day(28) // Monday 23 November
	app.Do(town.Clerk, app.Ask(town, wang, "我想问孙子的户口怎么迁"), "accept")
	other := given(&six, wang, "小区广场舞太吵")
	answer(other)
	app.Do(wang, other, "rate", "solved", "no", "stars", 1) // within its new date: not decided
	no := app.Ask(town, wang, "工资没有发")
	app.Do(town.Clerk, no, "decline", "reason", "不属社区职责", "where", "劳动监察大队")
	fire := app.Ask(town, wang, "我家煤气泄漏，满屋都是味道，快来人")
	app.Do(town.Clerk, fire, "take")
	app.Clock.Add(2 * time.Hour) // the minutes are over, and somebody took it on within them
}

func TestFigures(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	history(t, app, town)
	code, f := figuresAs(t, app, town.Clerk, "?by=org")
	if code != 200 {
		t.Fatalf("%d %s", code, f.Message)
	}
	// Received: prompt, late, along, paused, waits, waitsLate, again, two parts;
	// in November the household book, other, no and fire.
	type want struct{ received, responded, due, onTime, said, solved, rated, satisfied int }
	check := func(by, label string, r row, w want) {
		t.Helper()
		got := want{r.Received, r.Response.Yes, r.OnTime.N, r.OnTime.Yes, r.Resolution.N, r.Resolution.Yes, r.Satisfaction.N, r.Satisfaction.Yes}
		if got != w {
			t.Errorf("by %s, %s: %+v, want %+v", by, label, got, w)
		}
	}
	find := func(f table, label string) row {
		t.Helper()
		i := slices.IndexFunc(f.Rows, func(r row) bool { return r.Label == label || strings.Contains(r.Label, label) })
		if i < 0 {
			t.Errorf("by %s: no row %s in %+v", f.By, label, f.Rows)
			return row{}
		}
		return f.Rows[i]
	}
	// The two parts wait to be accepted. Due: prompt ✓, late ✗, along ✗, paused ✓, waitsLate ✗, again ✗, two parts ✗✗, fire ✓.
	check("org", "total", f.Total, want{13, 11, 9, 3, 4, 1, 4, 2})
	check("org", "安居物业", find(f, "安居物业"), want{8, 8, 6, 2, 4, 1, 4, 2})
	check("org", "没有派单的", find(f, "没有派单的"), want{5, 3, 3, 1, 0, 0, 0, 0})

	_, f = figuresAs(t, app, town.Clerk, "?by=building")
	check("building", "total", f.Total, want{13, 11, 9, 3, 4, 1, 4, 2})
	check("building", "6幢", find(f, "6幢"), want{2, 2, 1, 0, 1, 0, 1, 0})
	if r := find(f, "5幢"); r.Group != "湖畔花园一期" || f.Rows[0].Label != "5幢" {
		t.Errorf("buildings %+v", f.Rows)
	}
	_, f = figuresAs(t, app, town.Superuser, "?by=week&from=2026-10-28&to=2026-11-25")
	if len(f.Rows) != 5 || f.Rows[0].Key != "2026-W48" || !strings.Contains(f.Rows[4].Label, "第44周（10月28日—11月1日）") {
		t.Fatalf("weeks %+v", f.Rows)
	}
	check("week", "present", f.Rows[0], want{4, 4, 1, 1, 1, 0, 1, 0})
	check("week", "before", f.Rows[1], want{})
	_, f = figuresAs(t, app, town.Superuser, "?by=week")
	check("week", "first", find(f, "第44周"), want{9, 7, 8, 2, 3, 1, 3, 2})
	if len(f.Rows) != 12 {
		t.Errorf("%d weeks", len(f.Rows))
	}
	_, f = figuresAs(t, app, town.Steward, "?by=matter")
	check("matter", "total", f.Total, want{13, 11, 9, 3, 4, 1, 4, 2})
	if r := find(f, "公共照明"); r.Received == 0 || len(f.Rows) < 5 {
		t.Errorf("matters %+v", f.Rows)
	}
	if !slices.IsSortedFunc(f.Rows, func(a, b row) int { return b.Received - a.Received }) {
		t.Error("not the most first")
	}
	// The office-wide rates are the same figures.
	all := rates(t, look(t, app, town.Clerk))
	for key, want := range map[string]string{"on_time": "33%（到期或已答复 9 件，按时 3 件）", "response": "84%（收到 13 件，已受理或已答复 11 件）"} {
		if all[key].Sentence != want {
			t.Errorf("%s: %q, want %q", key, all[key].Sentence, want)
		}
	}
}

// TestFiguresOpenTheirLists: the list behind a row holds as many as the row says.
func TestFiguresOpenTheirLists(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	history(t, app, town)
	for _, who := range []*core.Record{town.Clerk, town.Steward, town.Superuser} {
		for _, by := range []string{"org", "matter", "building", "week"} {
			_, f := figuresAs(t, app, who, "?by="+by)
			for _, r := range append(f.Rows, f.Total) {
				var list struct {
					TotalItems int
					Message    string
				}
				q := url.Values{"filter": {r.Filter}, "perPage": {"1"}}
				if code := get(t, app, who, "/api/collections/requests/records?"+q.Encode(), &list); code != 200 || list.TotalItems != r.Received {
					t.Errorf("by %s, %s: %d received, the list holds %d (%d %s)", by, r.Label, r.Received, list.TotalItems, code, list.Message)
				}
			}
		}
	}
}

func TestWhoReadsFigures(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	history(t, app, town)
	for _, c := range []struct {
		name string
		who  *core.Record
		want int
	}{
		{"guest", nil, 401}, {"resident", app.Resident(town, "张", "13900000055"), 403}, {"contact of another", town.Elsewhere, 403},
		{"contact", town.Contact, 403}, {"grid worker", town.Grid, 403}, {"clerk", town.Clerk, 200}, {"steward", town.Steward, 200}, {"superuser", town.Superuser, 200},
	} {
		for _, path := range []string{"/api/stats/figures", "/api/stats/figures/table.xlsx"} {
			for _, by := range []string{"org", "week"} {
				got := app.Call(c.who, "GET", path+"?by="+by, nil)
				if c.want != 200 {
					app.Chinese(c.name+" at "+path, got, c.want)
				} else if got.Code != 200 {
					t.Errorf("%s at %s: %d %s", c.name, path, got.Code, got.Raw)
				}
			}
		}
	}
}

func TestFiguresOfBadDates(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	for query, field := range map[string]string{
		"?from=x": "from", "?to=2026-13-01": "to", "?from=2026-11-02&to=2026-11-01": "to", "?from=2027-01-01&to=2027-02-01": "from",
		"?from=1900-01-01": "from", "?by=person": "by",
	} {
		code, f := figuresAs(t, app, town.Clerk, query)
		if said := f.Data[field]; code != 400 || said.Message == "" || said.Message != f.Message {
			t.Errorf("%s: %d %s %+v", query, code, f.Message, f.Data)
		}
	}
	if code, f := figuresAs(t, app, town.Clerk, ""); code != 200 || f.From != "2026-08-26" || f.To != "2026-11-23" || f.Rows == nil || len(f.Rows) != 0 || f.Total.OnTime.Rate != nil {
		t.Errorf("of nothing: %d %+v", code, f)
	}
}

func TestTargets(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	history(t, app, town)
	c := settings.Of(app).Record.Fresh()
	c.Set("target_response", 80)
	c.Set("target_on_time", 90)
	apptest.Must(t, app.Save(c))
	_, f := figuresAs(t, app, town.Clerk, "?by=org")
	if r := f.Total.Response; r.Met == nil || !*r.Met || r.Target == nil || *r.Target != 0.8 {
		t.Errorf("11 of 13 are no 达标: %+v", r)
	}
	if r := f.Total.OnTime; r.Met != nil || r.Target == nil {
		t.Errorf("a verdict on 9 requests: %+v", r)
	}
	if r := f.Total.Satisfaction; r.Met != nil || r.Target != nil {
		t.Errorf("a verdict without a target: %+v", r)
	}
	for _, bad := range []float64{-1, 101, 9.5} {
		c.Set("target_on_time", bad)
		if err := app.Save(c); err == nil || !strings.Contains(err.Error(), "100") {
			t.Errorf("target %v: %v", bad, err)
		}
	}
}

// TestFiguresSheet reads the workbook back: every number of a rate, and a name
// that looks like a formula as it was written.
func TestFiguresSheet(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	town.Property.Set("name", "=1+1&<安居>𠮷")
	apptest.Must(t, app.Save(town.Property))
	history(t, app, town)
	req := httptest.NewRequest("GET", "http://127.0.0.1:8090/api/stats/figures/table.xlsx?by=org", nil)
	req.RemoteAddr = "127.0.0.1:50000"
	req.Header.Set("Authorization", app.Token(town.Clerk))
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, req)
	if name, _ := url.PathUnescape(w.Header().Get("Content-Disposition")); w.Code != 200 || !strings.Contains(name, "湖畔社区办理情况（按承办单位） 20260826-20261123.xlsx") {
		t.Errorf("%d %s", w.Code, name)
	}
	book, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	apptest.Must(t, err)
	defer book.Close()
	rows, err := book.GetRows("办理情况")
	apptest.Must(t, err)
	want := [][]string{
		{"1", "=1+1&<安居>𠮷", "8", "8", "100%", "6", "2", "33%", "4", "1", "25%", "4", "2", "50%", "66%"},
		{"2", "没有派单的", "5", "3", "60%", "3", "1", "33%", "0", "0", "—", "0", "0", "—", "—"},
		{"", "合计", "13", "11", "84%", "9", "3", "33%", "4", "1", "25%", "4", "2", "50%", "66%"},
	}
	if got := rows[len(rows)-3:]; !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %q", got)
	}
	if f, _ := book.GetCellFormula("办理情况", "B4"); f != "" {
		t.Errorf("formula %s", f)
	}
	if n, err := app.CountRecords("audit_entries"); err != nil || n == 0 {
		t.Errorf("not written down: %v", err)
	}
}

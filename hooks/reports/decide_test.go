package reports_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/reports"
	"hongguan/hooks/workbench"
)

// desk sends one request as somebody at the office PC.
func desk(t *testing.T, app *apptest.App, who *core.Record, method, path, body string) (int, string) {
	t.Helper()
	r := httptest.NewRequest(method, "/api/reports/weekly/"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr, r.Host = "127.0.0.1:1000", "127.0.0.1"
	if who != nil {
		r.Header.Set("Authorization", app.Token(who))
	}
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func look(t *testing.T, app *apptest.App, who *core.Record, week string) reports.Preview {
	t.Helper()
	code, body := desk(t, app, who, "GET", week+"/preview", "")
	var p reports.Preview
	if err := json.Unmarshal([]byte(body), &p); err != nil || code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	return p
}

// town is a week with one complex request, accepted.
func town(t *testing.T) (*apptest.App, *apptest.Town, *core.Record) {
	t.Helper()
	app := apptest.New(t)
	town := app.Town()
	apptest.Must(t, jobs.Tick(app))
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), deeds)
	app.Do(town.Clerk, req, "accept")
	return app, town, req
}

func TestDoors(t *testing.T) {
	app, town, req := town(t)
	li := app.Resident(town, "周阿大", "13900000002")
	for _, c := range []struct {
		name         string
		who          *core.Record
		method, path string
		body         string
		status       int
		want         string
	}{
		{"Guest", nil, "GET", "current/preview", "", 403, "社区工作人员"},
		{"Resident", li, "GET", "current/preview", "", 403, "社区工作人员"},
		{"Contact", town.Contact, "GET", "current/preview", "", 403, "社区工作人员"},
		{"Grid", town.Grid, "GET", "current/preview", "", 403, "社区工作人员"},
		{"ClerkSees", town.Clerk, "GET", "current/preview", "", 200, "复杂1件"},
		{"BadWeek", town.Clerk, "GET", "W48/preview", "", 400, "周次"},
		{"ClerkSigns", town.Clerk, "POST", "current/sign", `{}`, 403, "书记"},
		{"ClerkSends", town.Clerk, "POST", "current/send", `{}`, 403, "书记"},
		{"ContactRemarks", town.Contact, "POST", "current/remark", `{"remark":"x"}`, 403, "社区工作人员"},
		{"Future", town.Superuser, "POST", "2026-W50/send", `{}`, 400, "还没到"},
		{"ManualEmpty", town.Clerk, "POST", "current/manual", `{}`, 400, "how_missing"},
		{"ItemUnknown", town.Clerk, "POST", "current/item", `{"request":"nothing","state":"out"}`, 404, "没有找到"},
		{"ItemState", town.Clerk, "POST", "current/item", `{"request":"` + req.Id + `","state":"maybe"}`, 400, "列入还是不列入"},
		{"FileUnknown", town.Clerk, "GET", "current/files/x.xlsx", "", 404, "没有这个文件"},
		{"Remark", town.Clerk, "POST", "current/remark", `{"remark":"请明确办证的牵头单位。"}`, 200, "请明确办证的牵头单位"},
		{"Out", town.Clerk, "POST", "current/item", `{"request":"` + req.Id + `","state":"out"}`, 200, "复杂0件"},
		{"In", town.Clerk, "POST", "current/item", `{"request":"` + req.Id + `","state":"in"}`, 200, "复杂1件"},
		{"Hold", town.Steward, "POST", "current/hold", `{}`, 200, `"state":"held"`},
		{"Release", town.Steward, "POST", "current/release", `{}`, 200, `"state":"draft"`},
		{"Sign", town.Steward, "POST", "current/sign", `{}`, 200, "签发：沈洁"},
	} {
		if code, body := desk(t, app, c.who, c.method, c.path, c.body); code != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d %s", c.name, code, body)
		}
	}
	p := look(t, app, town.Clerk, thisW)
	if len(p.Files) != 2 || p.Frozen || p.Items[0].State != "in" {
		t.Errorf("%+v", p)
	}
	code, body := desk(t, app, town.Clerk, "GET", thisW+"/files/"+url.PathEscape(p.Files[1]), "")
	if code != 200 || !strings.HasPrefix(body, "PK") {
		t.Errorf("file %s: %d", p.Files[1], code)
	}

	app.Clock.Set(slot.Add(time.Minute))
	apptest.Must(t, jobs.Tick(app))
	row := letter(t, app, "weekly:"+thisW)
	if !strings.Contains(row.GetString("body_text"), "签发：沈洁  11月23日") || !strings.Contains(row.GetString("body_text"), "需要协调的事：请明确办证的牵头单位。") {
		t.Errorf("the letter lost what was written into the preview:\n%s", row.GetString("body_text"))
	}
	p = look(t, app, town.Clerk, "current")
	if !p.Frozen || len(p.Files) != 2 || len(p.Items) != 1 || !strings.Contains(p.BodyHTML, "沈洁") {
		t.Errorf("%+v", p)
	}
	if code, body := desk(t, app, town.Clerk, "GET", thisW+"/files/"+url.PathEscape(p.Files[0]), ""); code != 200 || !strings.HasPrefix(body, "PK") {
		t.Errorf("stored file: %d", code)
	}
	if code, body := desk(t, app, town.Clerk, "POST", thisW+"/item", `{"request":"`+req.Id+`","state":"out"}`); code != 400 || !strings.Contains(body, "已经生成") {
		t.Errorf("an item of a made report: %d %s", code, body)
	}
	events, err := app.FindRecordsByFilter("request_events", "verb = 'friday'", "at", 0, 0)
	apptest.Must(t, err)
	if len(events) != 2 || events[0].GetString("note") == "" {
		t.Errorf("%d events about Friday", len(events))
	}
}

// TestSignReleases holds a report until it is signed, in each order.
func TestSignReleases(t *testing.T) {
	app, town, _ := town(t)
	set(t, app, map[string]any{"report_auto": false})
	app.Clock.Set(slot.Add(time.Minute))
	apptest.Must(t, jobs.Tick(app))
	if n := len(all(t, app, "outbox")); n != 0 {
		t.Fatalf("%d letters before anybody signed", n)
	}
	if code, body := desk(t, app, town.Superuser, "POST", thisW+"/sign", `{"by":"刘建华"}`); code != 200 || !strings.Contains(body, `"state":"queued"`) {
		t.Fatalf("%d %s", code, body)
	}
	row := letter(t, app, "weekly:"+thisW)
	if !strings.Contains(row.GetString("body_text"), "签发：刘建华  11月27日 16:31") {
		t.Error(row.GetString("body_text"))
	}
	checkPapers(t, app, row)
	// Held again before it went out, and changed: the old letter never goes.
	if code, body := desk(t, app, town.Superuser, "POST", thisW+"/hold", `{}`); code != 200 || !strings.Contains(body, `"state":"held"`) {
		t.Fatalf("%d %s", code, body)
	}
	if s := letter(t, app, "weekly:"+thisW).GetString("state"); s != "cancelled" {
		t.Errorf("held, and the letter is %s", s)
	}
	desk(t, app, town.Superuser, "POST", thisW+"/remark", `{"remark":"请住建局牵头"}`)
	if code, body := desk(t, app, town.Superuser, "POST", thisW+"/release", `{}`); code != 200 || !strings.Contains(body, `"state":"queued"`) {
		t.Fatalf("%d %s", code, body)
	}
	dir := t.TempDir()
	outbox.SetFolder(app, dir)
	apptest.Must(t, outbox.Deliver(context.Background(), app))
	out := 0
	for _, row := range all(t, app, "outbox") {
		if row.GetString("state") == "sent" {
			out++
			if !strings.Contains(row.GetString("body_text"), "请住建局牵头") || !strings.Contains(row.GetString("body_text"), "刘建华") {
				t.Error(row.GetString("body_text"))
			}
			checkPapers(t, app, row)
		}
	}
	if out != 1 {
		t.Errorf("%d letters went out", out)
	}
	for _, verb := range []string{"sign", "hold", "release", "send", "remark"} {
		if code, body := desk(t, app, town.Superuser, "POST", thisW+"/"+verb, `{}`); code != 400 || !strings.Contains(body, "已定格") {
			t.Errorf("%s after it was sent: %d %s", verb, code, body)
		}
	}
	if r := only(t, app); r.GetString("state") != "sent" {
		t.Errorf("report is %s", r.GetString("state"))
	}
}

// TestManual fills the slot, before the hour and after it.
func TestManual(t *testing.T) {
	const said = `{"how":"政务微信","to":"组织部 周科"}`
	t.Run("Before", func(t *testing.T) {
		app, town, req := town(t)
		app.Clock.Set(slot.Add(-5 * time.Hour))
		if code, body := desk(t, app, town.Clerk, "POST", thisW+"/manual", said); code != 200 || !strings.Contains(body, `"state":"manual"`) {
			t.Fatalf("%d %s", code, body)
		}
		app.Clock.Set(slot.Add(time.Minute))
		apptest.Must(t, jobs.Tick(app))
		r := only(t, app)
		if len(all(t, app, "outbox")) != 0 || r.GetString("manual_by") != "王敏" || r.GetString("manual_how") != "政务微信" {
			t.Errorf("%v", r.FieldsData())
		}
		if fresh(t, app, req).GetString("status") != "dispatched" {
			t.Error("the request did not go up")
		}
	})
	t.Run("After", func(t *testing.T) {
		app, town, _ := town(t)
		app.Clock.Set(slot.Add(time.Minute))
		apptest.Must(t, jobs.Tick(app))
		if s := reports.FridayState(app); !strings.Contains(s.Sentence, "未发出：还没有设置发信邮箱") {
			t.Errorf("without a mail server: %s", s.Sentence)
		}
		if got := banners(app); len(got) != 0 {
			t.Errorf("within the hour of grace: %v", got)
		}
		app.Clock.Set(slot.Add(2 * time.Hour))
		if got := banners(app); len(got) != 1 || !strings.Contains(got[0], "第48周周报未发出：还没有设置发信邮箱") {
			t.Errorf("the first page says %v", got)
		}
		if code, body := desk(t, app, town.Clerk, "POST", thisW+"/manual", said); code != 200 {
			t.Fatalf("%d %s", code, body)
		}
		if s := letter(t, app, "weekly:"+thisW).GetString("state"); s != "cancelled" {
			t.Errorf("letter is %s", s)
		}
		if r := only(t, app); r.GetString("state") != "manual" {
			t.Errorf("report is %s", r.GetString("state"))
		}
		app.Clock.Add(time.Minute)
		if got := banners(app); len(got) != 0 {
			t.Errorf("after it was handed over: %v", got)
		}
	})
}

// banners are what stands at the top of the office's first page.
func banners(app *apptest.App) (list []string) {
	for _, l := range workbench.Read(app.BaseApp)["health"].(map[string]any)["lines"].([]workbench.Line) {
		if l.Banner {
			list = append(list, l.Sentence)
		}
	}
	return list
}

// TestFridayState is the workbench's sentence through a week.
func TestFridayState(t *testing.T) {
	app, town, _ := town(t)
	app.Ask(town, app.Resident(town, "周阿大", "13900000002"), "房产证办不下来，几十户都这样")
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{at(11, 25, 16, 0), "周五 16:30 自动发出，还有 2 天；还有 1 件复杂诉求没有受理"},
		{at(11, 27, 16, 0), "还有 30 分钟"},
		{at(11, 27, 16, 31), "还没有生成"},
	} {
		app.Clock.Set(c.now)
		if s := reports.FridayState(app); !strings.Contains(s.Sentence, c.want) || s.Week != thisW || s.Complex != 1 || s.Items != 2 || !s.SlotAt.Equal(slot) {
			t.Errorf("%s: %+v", c.now, s)
		}
	}
	apptest.Must(t, jobs.Tick(app))
	outbox.SetFolder(app, t.TempDir())
	apptest.Must(t, outbox.Deliver(context.Background(), app))
	if s := reports.FridayState(app); s.State != "sent" || !strings.Contains(s.Sentence, "已发出：11月27日 16:31，发给 zuzhibu@example.com") {
		t.Errorf("%+v", s)
	}
	app.Clock.Set(at(11, 30, 9, 0))
	if s := reports.FridayState(app); s.Week != "2026-W49" || s.State != "draft" {
		t.Errorf("%+v", s)
	}
}

func TestNobodyEditsByHand(t *testing.T) {
	app, _, _ := town(t)
	app.Clock.Set(slot.Add(time.Minute))
	apptest.Must(t, jobs.Tick(app))
	r := only(t, app)
	r.Set("state", "sent")
	if err := app.Save(r); err == nil || !strings.Contains(err.Error(), "周报由程序生成") {
		t.Errorf("%v", err)
	}
}

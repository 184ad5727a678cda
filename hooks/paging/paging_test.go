package paging_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
)

const knock = "我叫李秀英，住5幢302，楼上的独居老伯两天没出门了，敲门也没人应，电话13900000001打不通"

// allDay is a watch of every hour.
func allDay(app *apptest.App, pairs ...any) *core.Record {
	return app.Create("watches", append([]any{"days", []string{"workday", "restday"}, "from_time", "00:00", "to_time", "24:00", "active", true}, pairs...)...)
}

// robot names the group's robot in the settings.
func robot(app *apptest.App, url string) {
	c, err := app.FindFirstRecordByFilter("communities", "id != ''")
	if err == nil {
		c.Set("robot_url", url)
		err = app.Save(c)
	}
	if err != nil {
		panic(err)
	}
}

// sent lists who is written to about a request, in what step.
func sent(t *testing.T, app *apptest.App, step string) []string {
	t.Helper()
	rows, err := app.FindRecordsByFilter("outbox", "about = '紧急通知' && dedup_key ~ {:k}", "to", 0, 0, map[string]any{"k": "alert:" + step + ":"})
	apptest.Must(t, err)
	var to []string
	for _, r := range rows {
		to = append(to, r.GetString("to"))
		whole := r.GetString("subject") + r.GetString("body_text") + r.GetString("body_html")
		for _, private := range []string{"李秀英", "李**", "13900000001", "139****0001", "302", "独居老伯", "敲门", "王敏", "62800002"} {
			if strings.Contains(whole, private) {
				t.Errorf("%s stands in what %s is told: %s", private, r.GetString("to"), whole)
			}
		}
		for _, want := range []string{"湖畔花园一期 5幢 2单元", "走失、失联", "11月23日09:30", "HP-20261123-0001"} {
			if !strings.Contains(whole, want) {
				t.Errorf("%s is not told %s: %s", r.GetString("to"), want, whole)
			}
		}
		if !r.GetBool("urgent") || r.GetDateTime("expires_at").IsZero() && r.GetString("kind") == "mail" {
			t.Errorf("row to %s: urgent %v, expires %s", r.GetString("to"), r.GetBool("urgent"), r.GetString("expires_at"))
		}
	}
	slices.Sort(to)
	return to
}

func alerts(t *testing.T, app *apptest.App) []*core.Record {
	t.Helper()
	rows, err := app.FindRecordsByFilter("alerts", "id != ''", "at,step", 0, 0)
	apptest.Must(t, err)
	return rows
}

// TestPaging is who is told in which office, each once.
func TestPaging(t *testing.T) {
	t.Parallel()
	const url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x"
	for name, c := range map[string]struct {
		roster    func(app *apptest.App, town *apptest.Town)
		robot     bool
		want      []string
		told, why string
	}{
		"everybody on duty, nobody twice": {func(app *apptest.App, town *apptest.Town) {
			allDay(app, "staff", town.Clerk.Id, "email", "wangmin@shequ.cn", "phone", "0512-62800002")
			allDay(app, "name", "王敏", "email", "WangMin@shequ.cn")
			allDay(app, "name", "值班民警", "email", "jing@pcs.cn")
			allDay(app, "name", "没有邮箱的人", "phone", "0512-62800003")
		}, true, []string{"jing@pcs.cn", url, "wangmin@shequ.cn"}, "王敏（邮件）、值班民警（邮件）、工作群（机器人）", "已通知值班的人"},
		"the address of the account": {func(app *apptest.App, town *apptest.Town) {
			town.Clerk.SetEmail("min@shequ.cn")
			apptest.Must(t, app.Save(town.Clerk))
			allDay(app, "staff", town.Clerk.Id)
		}, false, []string{"min@shequ.cn"}, "王敏（邮件）", "已通知值班的人"},
		"nobody on duty": {func(app *apptest.App, town *apptest.Town) {
			town.Steward.SetEmail("shenjie@shequ.cn")
			apptest.Must(t, app.Save(town.Steward))
			app.Create("watches", "name", "王敏", "email", "wangmin@shequ.cn", "days", []string{"sun"}, "from_time", "00:00", "to_time", "24:00", "active", true)
		}, false, []string{"SECRETARY", "shenjie@shequ.cn"}, "沈洁（邮件）、社区书记（邮件）", "没有人值班，已通知负责人和书记"},
		"no roster at all": {func(*apptest.App, *apptest.Town) {}, true, []string{"SECRETARY", url}, "社区书记（邮件）、工作群（机器人）", "没有人值班，已通知负责人和书记"},
		"on duty without a mailbox": {func(app *apptest.App, town *apptest.Town) {
			allDay(app, "name", "王敏", "phone", "0512-62800002")
		}, false, []string{"SECRETARY"}, "社区书记（邮件）", "值班的人没有填邮箱，也通知了负责人和书记"},
		"somebody who left": {func(app *apptest.App, town *apptest.Town) {
			allDay(app, "staff", town.Grid.Id, "email", "guping@shequ.cn")
			town.Grid.Set("active", false)
			apptest.Must(t, app.Save(town.Grid))
		}, false, []string{"SECRETARY"}, "社区书记（邮件）", "没有人值班，已通知负责人和书记"},
	} {
		t.Run(name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			c.roster(app, town)
			if c.robot {
				robot(app, url)
			}
			app.Ask(town, app.Resident(town, "李秀英", "13900000001"), knock)
			want := slices.Clone(c.want)
			if strings.HasPrefix(c.why, "没有人值班") {
				mail, err := app.FindFirstRecordByFilter("outbox", "kind = 'mail'")
				apptest.Must(t, err)
				if !strings.Contains(mail.GetString("body_text"), "现在没有人值班，所以通知您") {
					t.Errorf("the letter does not say why: %s", mail.GetString("body_text"))
				}
			}
			for i := range want {
				if want[i] == "SECRETARY" {
					want[i] = town.Superuser.Email()
				}
			}
			slices.Sort(want)
			if got := sent(t, app, "first"); !slices.Equal(got, want) {
				t.Errorf("told %v, want %v", got, want)
			}
			rows := alerts(t, app)
			if len(rows) != 1 || rows[0].GetString("told") != c.told || rows[0].GetString("why") != c.why || rows[0].GetString("step") != "first" {
				t.Errorf("alerts: %v", rows)
			}
			if got := rows[0].GetDateTime("next_at").Time(); !got.Equal(apptest.Monday.Add(30 * time.Minute)) {
				t.Errorf("next at %v", got)
			}
			// The same submission again, as a bad line sends it, tells nobody again.
			app.Ask(town, app.Resident(town, "王芳", "13900000002"), "单元门口的灯坏了三天")
			if got := sent(t, app, "first"); len(got) != len(want) {
				t.Errorf("an ordinary request woke somebody: %v", got)
			}
		})
	}
}

// TestPagingIsOfOneTransaction: an intake that fails tells nobody.
func TestPagingIsOfOneTransaction(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	allDay(app, "name", "王敏", "email", "wangmin@shequ.cn")
	li := app.Resident(town, "李秀英", "13900000001")
	fails := true
	app.OnRecordCreate("request_events").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		if fails {
			return errors.New("disk full")
		}
		return nil
	})
	s := requests.Submission{Resident: li, Text: knock, Channel: "qr", By: app.As(li), Key: "k"}
	s.Place.Label = "湖畔花园一期 5幢 2单元"
	if _, err := requests.Receive(app.BaseApp, s); err == nil {
		t.Fatal("stored all the same")
	}
	if got := sent(t, app, "first"); len(got) != 0 || len(alerts(t, app)) != 0 {
		t.Errorf("nothing was stored and %v are told", got)
	}
	fails = false
	for range 2 { // the second is the same submission
		_, err := requests.Receive(app.BaseApp, s)
		apptest.Must(t, err)
	}
	if got := sent(t, app, "first"); len(got) != 1 || len(alerts(t, app)) != 1 {
		t.Errorf("told %v, %d alerts", got, len(alerts(t, app)))
	}
}

// TestNobodyCame: the second step, once, whatever the PC did.
func TestNobodyCame(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	town.Steward.SetEmail("shenjie@shequ.cn")
	apptest.Must(t, app.Save(town.Steward))
	allDay(app, "name", "王敏", "email", "wangmin@shequ.cn")
	apptest.Must(t, jobs.Tick(app.BaseApp)) // new here
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, knock)
	tick := func(app *apptest.App, want ...string) {
		t.Helper()
		apptest.Must(t, jobs.Tick(app.BaseApp))
		slices.Sort(want)
		if got := sent(t, app, "second"); !slices.Equal(got, want) {
			t.Errorf("at %s: told %v, want %v", app.Clock.Now().Format("15:04"), got, want)
		}
	}
	app.Clock.Set(apptest.Monday.Add(29 * time.Minute))
	tick(app)
	app.Do(town.Clerk, req, "accept") // is not taking it on
	app.Clock.Set(apptest.Monday.Add(30 * time.Minute))
	both := []string{"shenjie@shequ.cn", town.Superuser.Email()}
	tick(app, both...)
	tick(app, both...)

	// The program is started again, hours later, twice.
	dir := app.DataDir()
	app.Stop()
	for _, later := range []time.Duration{3 * time.Hour, 26 * time.Hour} {
		app = apptest.Open(t, dir)
		app.Clock.Set(apptest.Monday.Add(later))
		tick(app, both...)
		app.Stop()
	}
	app = apptest.Open(t, dir)
	rows := alerts(t, app)
	if len(rows) != 2 || rows[1].GetString("step") != "second" || rows[1].GetString("why") != "到时限没有人接手，又通知了负责人和书记" || rows[1].GetString("told") != "沈洁（邮件）、社区书记（邮件）" {
		t.Errorf("alerts: %v", rows)
	}
	mail, err := app.FindFirstRecordByFilter("outbox", "to = 'shenjie@shequ.cn'")
	apptest.Must(t, err)
	if !strings.Contains(mail.GetString("subject"), "还没有人接手") || !strings.Contains(mail.GetString("body_text"), "（已过）") {
		t.Errorf("%s\n%s", mail.GetString("subject"), mail.GetString("body_text"))
	}
}

// TestSecondStepIsOwedOnlyToWhoWaits: taken, handled and ended ones wake nobody; two within a minute wake for both; a
// PC that was off catches up.
func TestSecondStepIsOwedOnlyToWhoWaits(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	allDay(app, "name", "王敏", "email", "wangmin@shequ.cn")
	apptest.Must(t, jobs.Tick(app.BaseApp))
	li := app.Resident(town, "李秀英", "13900000001")
	waits := map[string]*core.Record{}
	for i, name := range []string{"taken", "handled", "declined", "withdrawn", "waits", "waits too"} {
		app.Clock.Set(apptest.Monday.Add(time.Duration(i) * 5 * time.Second))
		waits[name] = app.Ask(town, li, knock)
	}
	app.Do(town.Clerk, waits["taken"], "take")
	app.Do(town.Clerk, waits["handled"], "handle", "found", "false_alarm", "text", "去旅游了")
	app.Do(town.Clerk, waits["declined"], "decline", "reason", "重复", "where", "110")
	app.Do(li, waits["withdrawn"], "withdraw")
	second := func() (list []string) {
		for _, r := range alerts(t, app) {
			if r.GetString("step") == "second" {
				list = append(list, r.GetString("request"))
			}
		}
		return list
	}
	app.Clock.Set(apptest.Monday.Add(30*time.Minute + 22*time.Second))
	apptest.Must(t, jobs.Tick(app.BaseApp))
	if got := second(); !slices.Equal(got, []string{waits["waits"].Id}) {
		t.Errorf("first minute: %v", got)
	}
	app.Clock.Add(10 * time.Second)
	apptest.Must(t, jobs.Tick(app.BaseApp))
	if got := second(); len(got) != 2 || !slices.Contains(got, waits["waits too"].Id) {
		t.Errorf("the other of that minute: %v", got)
	}
	// Off from the evening to the morning.
	app.Clock.Set(apptest.Monday.Add(10 * time.Hour))
	one, two := app.Ask(town, li, knock), app.Ask(town, li, knock)
	app.Clock.Set(apptest.Monday.Add(24 * time.Hour))
	apptest.Must(t, jobs.Tick(app.BaseApp))
	if got := second(); len(got) != 4 || !slices.Contains(got, one.Id) || !slices.Contains(got, two.Id) {
		t.Errorf("after a night: %v", got)
	}
}

// TestWhatWakesNobody: old paper, and the parts of what is known.
func TestWhatWakesNobody(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	allDay(app, "name", "王敏", "email", "wangmin@shequ.cn")
	li := app.Resident(town, "李秀英", "13900000001")
	paper := requests.Submission{Resident: li, Text: knock, Channel: "letter", By: app.As(town.Clerk), Received: apptest.Monday.Add(-25 * time.Hour)}
	_, err := requests.Receive(app.BaseApp, paper)
	apptest.Must(t, err)
	if n := len(alerts(t, app)); n != 0 {
		t.Errorf("%d alerts for yesterday's paper", n)
	}
	parent := app.Ask(town, li, knock)
	app.Do(town.Clerk, parent, "split", "parts", "老伯敲门没人应，电话打不通\n楼道灯也坏了")
	if n := len(alerts(t, app)); n != 1 {
		t.Errorf("%d alerts after a split", n)
	}
	byPhone := requests.Submission{Resident: li, Text: knock, Channel: "phone", By: app.As(town.Clerk), Received: apptest.Monday.Add(-time.Hour)}
	_, err = requests.Receive(app.BaseApp, byPhone)
	apptest.Must(t, err)
	if n := len(alerts(t, app)); n != 2 {
		t.Errorf("%d alerts: what the clerk takes in by telephone is an emergency too", n)
	}
	app.Chinese("a hand-made alert", app.Call(town.Superuser, "POST", "/api/collections/alerts/records", map[string]any{"request": parent.Id, "step": "second", "at": apptest.Monday}), 400)
}

// TestRobots posts to a robot as each of the three makers answers.
func TestRobots(t *testing.T) {
	t.Parallel()
	for maker, answer := range map[string]string{"企业微信": `{"errcode":0,"errmsg":"ok"}`, "钉钉": `{"errcode":0,"errmsg":"ok"}`, "飞书": `{"code":0,"msg":"success"}`} {
		t.Run(maker, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			var heard []map[string]any
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				var body map[string]any
				if json.NewDecoder(r.Body).Decode(&body) == nil {
					heard = append(heard, body)
				}
				_, _ = w.Write([]byte(answer))
			}))
			defer server.Close()
			robot(app, server.URL+"/robot/send")
			allDay(app, "name", "王敏")
			app.Ask(town, app.Resident(town, "李秀英", "13900000001"), knock)
			apptest.Must(t, outbox.Deliver(t.Context(), app.BaseApp))
			apptest.Must(t, outbox.Deliver(t.Context(), app.BaseApp))
			if len(heard) != 1 {
				t.Fatalf("heard %d times", len(heard))
			}
			text, _ := heard[0]["text"].(map[string]any)
			content, _ := text["content"].(string)
			if want := "【湖畔社区】紧急：湖畔花园一期 5幢 2单元 有人走失、失联（HP-20261123-0001），请在11月23日09:30前回电"; !strings.HasPrefix(content, want) {
				t.Errorf("says %q", content)
			}
			if lark, _ := heard[0]["content"].(map[string]any); lark["text"] != content {
				t.Error("飞书 reads something else")
			}
		})
	}
}

// TestShieldedPage: place and danger, and not to ring her up.
func TestShieldedPage(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	allDay(app, "name", "王敏", "email", "wangmin@shequ.cn")
	app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "我老公在打我，他拿着刀，快来人")
	mail, err := app.FindFirstRecordByFilter("outbox", "to = 'wangmin@shequ.cn'")
	apptest.Must(t, err)
	text := mail.GetString("subject") + mail.GetString("body_text")
	if !strings.Contains(text, "正在发生的暴力") || !strings.Contains(text, "不要打电话核实") || strings.Contains(text, "老公") || strings.Contains(text, "给反映人回电") {
		t.Error(text)
	}
}

// TestWorkbench: who is on duty, what burns, and what is missing for the night.
func TestWorkbench(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	look := func() (watch map[string]any, burning []any, line string) {
		t.Helper()
		app.Clock.Add(3 * time.Second)
		got := app.Call(town.Clerk, "GET", "/api/stats/overview", nil)
		watch, _ = got.Body["watch"].(map[string]any)
		burning, _ = got.Body["emergencies"].([]any)
		health, _ := got.Body["health"].(map[string]any)
		lines, _ := health["lines"].([]any)
		for _, l := range lines {
			if l := l.(map[string]any); l["label"] == "值班" {
				line = l["state"].(string) + " " + l["sentence"].(string)
			}
		}
		return watch, burning, line
	}
	watch, burning, line := look()
	if watch["empty"] != true || len(burning) != 0 || !strings.HasPrefix(line, "warn 还没有排值班表，请到“值班表”里排上") {
		t.Errorf("a new office: %v, %v, %s", watch, burning, line)
	}
	allDay(app, "name", "王敏", "phone", "0512-62800002")
	if watch, _, line := look(); watch["sentence"] != "现在值班：王敏（到11月24日00:00）" || !strings.HasPrefix(line, "ok") {
		t.Errorf("with a roster: %v, %s", watch, line)
	}
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "我老公在打我，他拿着刀，快来人")
	_, burning, _ = look()
	if len(burning) != 1 {
		t.Fatalf("burning: %v", burning)
	}
	if b := burning[0].(map[string]any); b["danger_label"] != "正在发生的暴力" || b["shielded"] != true || b["lamp"] != "yellow" || b["place_label"] != "湖畔花园一期 5幢 2单元" {
		t.Errorf("burning: %v", b)
	}
	app.Do(town.Clerk, req, "take")
	if _, burning, _ = look(); len(burning) != 1 || burning[0].(map[string]any)["called_by"] != "王敏" {
		t.Errorf("taken: %v", burning)
	}
	app.Do(town.Clerk, req, "handle", "found", "real", "reached", true, "text", "110 到场")
	if _, burning, _ = look(); len(burning) != 0 {
		t.Errorf("handled: %v", burning)
	}
}

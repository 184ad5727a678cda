package reminders_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/reminders"
	"hongguan/hooks/settings"
)

const private = "李秀英 13900000001 302 我家"

// office is a town in which a lamp of the stairs was given to the property
// company on Monday at 09:00.
func office(t *testing.T) (*apptest.App, *apptest.Town, *core.Record) {
	t.Helper()
	app := apptest.New(t)
	town := app.Town()
	town.Steward.SetEmail("shenjie@shequ.cn")
	apptest.Must(t, app.Save(town.Steward))
	apptest.Must(t, jobs.Tick(app.BaseApp)) // new here
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "我家门口楼道灯坏了三天，302门前最黑，老人差点摔跤")
	app.Do(town.Clerk, req, "accept")
	return app, town, app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
}

// tick moves the clock and runs what is due.
func tick(t *testing.T, app *apptest.App, at string) {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+at, apptest.Monday.Location())
	apptest.Must(t, err)
	app.Clock.Set(moment)
	apptest.Must(t, jobs.Tick(app.BaseApp))
}

// said lists who was written to since the last call, each with what about.
func said(t *testing.T, app *apptest.App, seen map[string]bool) []string {
	t.Helper()
	rows, err := app.FindRecordsByFilter("outbox", "about = '催办' || about = '每日提醒'", "dedup_key", 0, 0)
	apptest.Must(t, err)
	var out []string
	for _, r := range rows {
		if seen[r.Id] {
			continue
		}
		seen[r.Id] = true
		what, _, _ := strings.Cut(r.GetString("dedup_key"), ":")
		out = append(out, what+" "+strings.SplitN(r.GetString("to"), "@", 2)[0])
		for _, word := range strings.Fields(private) {
			if strings.Contains(r.GetString("subject")+r.GetString("body_text")+r.GetString("body_html"), word) {
				t.Errorf("%s stands in %s: %s", word, r.GetString("dedup_key"), r.GetString("body_text"))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestLadder walks a request that nobody cares about, from its first hour to
// the secretary.
func TestLadder(t *testing.T) {
	t.Parallel()
	app, town, req := office(t)
	secretary, _, _ := strings.Cut(town.Superuser.Email(), "@")
	if due := req.GetDateTime("due_at").Time().In(apptest.Monday.Location()).Format("01-02 15:04"); due != "11-30 17:30" {
		t.Fatalf("due %s", due)
	}
	seen := map[string]bool{}
	for _, step := range []struct {
		at   string
		want string
	}{
		{"11-23 10:30", ""},
		{"11-23 11:35", ""}, // its hour was 11:00, but it is noon
		{"11-23 13:31", "remind anju"},
		{"11-23 14:31", ""},
		{"11-23 22:00", ""}, // night
		{"11-24 08:31", "digest " + secretary + ", digest shenjie"},
		{"11-26 10:31", ""},
		{"11-26 10:32", ""},
		{"11-27 08:31", "digest " + secretary + ", digest shenjie, remind anju"}, // a working day before
		{"11-28 10:00", ""}, // Saturday
		{"11-30 08:31", "digest " + secretary + ", digest shenjie"},
		{"11-30 17:31", ""},
		{"12-01 08:31", "digest " + secretary + ", digest shenjie, remind anju, remind shenjie"},
		{"12-01 16:31", ""},
		{"12-02 08:31", "digest " + secretary + ", digest shenjie, remind anju, remind " + secretary + ", remind shenjie"},
		{"12-02 14:31", ""},
	} {
		tick(t, app, step.at)
		if step.at == "11-26 10:31" {
			said(t, app, seen) // Thursday's digest, late because the PC was off
			continue
		}
		want := strings.Split(step.want, ", ")
		slices.Sort(want)
		if got := strings.Join(said(t, app, seen), ", "); got != strings.Join(want, ", ") {
			t.Errorf("at %s: %q, want %q", step.at, got, step.want)
		}
	}
	rows, err := app.FindRecordsByFilter("reminders", "request = {:r}", "at", 0, 0, map[string]any{"r": req.Id})
	apptest.Must(t, err)
	var rungs []string
	for _, r := range rows {
		rungs = append(rungs, r.GetString("rung")+" "+r.GetString("told"))
	}
	want := "unsigned 安居物业（邮件）|due_soon 安居物业（邮件）|overdue 安居物业（邮件）、项目负责人|still_due 安居物业（邮件）、项目负责人、社区书记"
	if got := strings.Join(rungs, "|"); got != want {
		t.Errorf("reminders %s", got)
	}

	// The letter to the secretary is one letter, says what and for how long.
	mail, err := app.FindFirstRecordByFilter("outbox", "dedup_key ~ 'remind:secretary' && to = {:to}", map[string]any{"to": town.Superuser.Email()})
	apptest.Must(t, err)
	for _, part := range []string{"超期未办1件", "HP-20261123-0001", "安居物业", "已超2个工作日", "请书记过问"} {
		if !strings.Contains(mail.GetString("subject")+mail.GetString("body_text"), part) {
			t.Errorf("the secretary does not read %s: %s", part, mail.GetString("body_text"))
		}
	}
	if err := app.Delete(rows[0]); err == nil {
		t.Error("a reminder was taken away by hand")
	}
}

// TestStormAndExtension: twenty restarts in a minute say nothing twice; a new
// date is reminded of anew, a pause and an answer end it.
func TestStormAndExtension(t *testing.T) {
	t.Parallel()
	app, town, req := office(t)
	seen := map[string]bool{}
	app.Do(town.Contact, req, "sign")
	tick(t, app, "11-27 09:31")
	if got := strings.Join(said(t, app, seen), ", "); !strings.Contains(got, "remind anju") {
		t.Fatalf("said %s", got)
	}
	dir := app.DataDir()
	for range 5 {
		app.Stop()
		app = apptest.Open(t, dir)
		tick(t, app, "11-27 09:32")
		tick(t, app, "11-27 10:31")
	}
	if got := said(t, app, seen); len(got) != 0 {
		t.Errorf("said again %v", got)
	}
	app.Do(town.Contact, req, "extend", "days", 3, "reason", "等灯具到货")
	app.Do(town.Clerk, req, "grant")
	tick(t, app, "11-27 13:31")
	if got := said(t, app, seen); len(got) != 0 {
		t.Errorf("extended, and yet said %v", got)
	}
	tick(t, app, "12-02 10:31")
	if got := strings.Join(said(t, app, seen), ", "); !strings.Contains(got, "remind anju") {
		t.Errorf("the new date is not reminded of: %s", got)
	}
	app.Do(town.Contact, req, "reply", "text", "灯已换好，请居民看看", "solved", "yes")
	app.Clock.Add(24 * time.Hour)
	tick(t, app, "12-04 16:31")
	for _, s := range said(t, app, seen) {
		if strings.HasPrefix(s, "remind anju") {
			t.Errorf("answered, and yet %s", s)
		}
	}
}

// TestWhoCannotBeWritten: an organisation without a mailbox is the steward's to
// remind, in one letter for all; switched off, nobody is told.
func TestWhoCannotBeWritten(t *testing.T) {
	t.Parallel()
	app, town, _ := office(t)
	town.Property.Set("email", "")
	apptest.Must(t, app.Save(town.Property))
	li := app.Resident(town, "王芳", "13900000002")
	for i := range 20 {
		req := app.Ask(town, li, fmt.Sprintf("%d单元楼道灯坏了，晚上看不见", i+1))
		app.Do(town.Clerk, req, "accept")
		app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	}
	tick(t, app, "11-23 13:31")
	rows, err := app.FindRecordsByFilter("outbox", "about = '催办'", "", 0, 0)
	apptest.Must(t, err)
	if len(rows) != 1 || rows[0].GetString("to") != "shenjie@shequ.cn" {
		t.Fatalf("%d letters", len(rows))
	}
	body := rows[0].GetString("body_text")
	if !strings.Contains(body, "没有签收（21件）") || !strings.Contains(body, "还有6件") || !strings.Contains(body, "单位没有邮箱") {
		t.Errorf("letter: %s", body)
	}

	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("reminders_off", true)
	apptest.Must(t, app.Save(c))
	tick(t, app, "12-02 08:31")
	rows, err = app.FindRecordsByFilter("outbox", "about = '催办' || about = '每日提醒'", "", 0, 0)
	if err != nil || len(rows) != 1 {
		t.Errorf("switched off, and yet %d letters, %v", len(rows), err)
	}
}

// TestDigest is the list of the day, with the letters that did not go out, and
// the line for the group.
func TestDigest(t *testing.T) {
	t.Parallel()
	app, _, _ := office(t)
	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("robot_url", "https://oapi.dingtalk.com/robot/send?access_token=x")
	apptest.Must(t, app.Save(c))
	_, err := outbox.Queue(app.BaseApp, outbox.Mail{Key: "lost", To: []string{"写错了"}, Subject: "转办函", Text: "见附件"})
	apptest.Must(t, err)
	tick(t, app, "11-24 08:31")
	view, err := reminders.Digest(app.BaseApp)
	apptest.Must(t, err)
	var titles []string
	for _, g := range view.Groups {
		titles = append(titles, fmt.Sprint(g.Title, g.Count()))
	}
	if got := strings.Join(titles, " "); !strings.HasPrefix(got, "没有签收1 没发出去的信") {
		t.Errorf("groups %s", got)
	}
	mail, err := app.FindFirstRecordByFilter("outbox", "to = 'shenjie@shequ.cn' && about = '每日提醒'")
	apptest.Must(t, err)
	for _, part := range []string{"【湖畔社区】每日提醒 11月24日：没有签收1件", "转办函", "写得不对"} {
		if !strings.Contains(mail.GetString("subject")+mail.GetString("body_text"), part) {
			t.Errorf("no %s: %s\n%s", part, mail.GetString("subject"), mail.GetString("body_text"))
		}
	}
	if rows, _ := app.FindRecordsByFilter("outbox", "kind = 'webhook'", "", 0, 0); len(rows) != 0 {
		t.Error("a robot that passes on the word 紧急 only was sent an ordinary line")
	}
	c = settings.Of(app.BaseApp).Record.Fresh()
	c.Set("robot_secret", "SEC1")
	apptest.Must(t, app.Save(c))
	tick(t, app, "11-25 08:31")
	note, err := app.FindFirstRecordByFilter("outbox", "kind = 'webhook'")
	apptest.Must(t, err)
	if text := note.GetString("body_text"); !strings.HasPrefix(text, "【湖畔社区】每日提醒 11月25日：") || strings.Contains(text, "HP-") || strings.Contains(note.GetString("to")+text, "SEC1") {
		t.Errorf("the group reads %s", text)
	}
	// A PC started in the evening writes no list of a day that is over.
	tick(t, app, "11-26 19:00")
	rows, err := app.FindRecordsByFilter("outbox", "dedup_key ~ 'digest:2026-11-26'", "", 0, 0)
	apptest.Must(t, err)
	if len(rows) != 0 {
		t.Errorf("%d letters in the evening", len(rows))
	}
}

// TestSealedSince: a list does not keep what was sealed after it was written.
func TestSealedSince(t *testing.T) {
	t.Parallel()
	app, town, req := office(t)
	tick(t, app, "11-24 08:31")
	named := func() (n int) {
		rows, err := app.FindAllRecords("outbox")
		apptest.Must(t, err)
		for _, r := range rows {
			if strings.Contains(r.GetString("subject")+r.GetString("body_text")+r.GetString("body_html"), req.GetString("request_no")) {
				n++
			}
		}
		return n
	}
	if named() < 3 {
		t.Fatalf("only %d letters name it", named())
	}
	app.Do(town.Superuser, req, "seal", "reason", "说的是物业的人", "concerns", "conduct")
	if n := named(); n != 0 {
		t.Errorf("%d letters still name it", n)
	}
	tick(t, app, "12-03 08:31")
	if n := named(); n != 0 {
		t.Errorf("%d new letters name it", n)
	}
}

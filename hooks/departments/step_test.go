package departments_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// TestStepLetters is what an organisation without an account hears after it has
// signed: every decision about its work, once, and never what was thought of it.
func TestStepLetters(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "单元门口的灯坏了三天")
	known := map[string]bool{}
	// news are the letters written since the last look.
	news := func() (list []*core.Record) {
		t.Helper()
		rows, err := app.FindRecordsByFilter("outbox", "request = {:r}", "queued_at,@rowid", 0, 0, map[string]any{"r": req.Id})
		apptest.Must(t, err)
		for _, r := range rows {
			if !known[r.Id] {
				known[r.Id] = true
				list = append(list, r)
			}
		}
		return list
	}
	do := func(who *core.Record, verb string, pairs ...any) {
		t.Helper()
		app.Clock.Add(2 * time.Minute)
		app.Do(who, req, verb, pairs...)
	}
	quiet := func(what string) {
		t.Helper()
		if got := news(); len(got) != 0 {
			t.Errorf("%s writes %q", what, got[0].GetString("subject"))
		}
	}
	hears := func(what, subject, body string) string {
		t.Helper()
		got := news()
		if len(got) != 1 {
			t.Fatalf("%s writes %d letters", what, len(got))
		}
		r := got[0]
		text := r.GetString("body_text")
		if r.GetString("to") != "anju@example.com" || !strings.Contains(r.GetString("subject"), subject) || !strings.Contains(text, body) {
			t.Errorf("%s: to %s, %s\n%s", what, r.GetString("to"), r.GetString("subject"), text)
		}
		for _, bad := range []string{"李秀英", "13900000001", "302室", "糊弄", "不满意", "您"} {
			if strings.Contains(text+r.GetString("subject"), bad) {
				t.Errorf("%s: the letter says %q:\n%s", what, bad, text)
			}
		}
		return text
	}
	do(town.Clerk, "accept")
	do(town.Clerk, "dispatch", "org", town.Property.Id)
	hears("dispatch", "待签收", "前签收")
	do(town.Contact, "sign")
	do(town.Contact, "extend", "days", 2, "reason", "等配件")
	quiet("asking for time")
	do(town.Clerk, "refuse", "reason", "灯泡有现货")
	hears("refuse", "不同意延期", "社区不同意延期，请按原来的期限办理：灯泡有现货")
	do(town.Contact, "extend", "days", 2, "reason", "等配件")
	quiet("asking again")
	do(town.Clerk, "grant")
	now, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	hears("grant", "同意延期", "答复时限："+now.GetDateTime("due_at").Time().In(apptest.Monday.Location()).Format("1月2日15:04"))
	do(li, "supply", "text", "我是李秀英，302室，晚上看不见，13900000001")
	hears("supply", "居民补充了情况", "居民补充：我是李**")
	do(town.Clerk, "urge")
	hears("urge", "催办", "还没有收到你单位的答复")
	do(town.Clerk, "urge")
	quiet("urging twice a day")
	do(town.Contact, "reply", "text", "换好了", "solved", "yes")
	quiet("its own reply")
	do(town.Clerk, "return", "reason", "请李秀英说的那盏也换掉")
	hears("sent back", "请补充后再答复", "请李**说的那盏也换掉")
	do(town.Contact, "reply", "text", "都换好了", "solved", "yes")
	do(town.Clerk, "approve")
	quiet("approved")
	do(li, "rate", "solved", "no", "stars", "1", "text", "糊弄我，还是不亮，我很不满意")
	hears("not satisfied", "请重新办理", "居民说事情还没有解决好")

	before, err := requests.Current(app, req.Id)
	apptest.Must(t, err)
	do(town.Clerk, "relink")
	after, err := requests.Current(app, req.Id)
	apptest.Must(t, err)
	text := hears("relink", "换了新链接", requests.Token(app, after.Id))
	if strings.Contains(text, requests.Token(app, before.Id)) {
		t.Error("the letter still holds the old link")
	}
	// A date that is reckoned anew is no step.
	app.Clock.Add(time.Hour)
	row := now.Fresh()
	apptest.Must(t, access.Own(app, row))
	quiet("an unrelated save")
}

// TestStepLetterByStreet goes the way the first letter went, and not at all
// where nobody has a mailbox.
func TestStepLetterByStreet(t *testing.T) {
	for _, c := range []struct{ name, street, to, subject string }{
		{"Street", "jiedao@example.com", "jiedao@example.com", "（请转送城市管理局）"},
		{"Nobody", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			set(t, app, map[string]any{"letter_mode": "B", "street_email": c.street})
			req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), stall)
			app.Do(town.Clerk, req, "accept")
			app.Do(town.Clerk, req, "dispatch", "org", town.Department.Id)
			app.Clock.Add(time.Hour)
			app.Do(town.Clerk, req, "urge")
			rows, err := app.FindRecordsByFilter("outbox", "about = '催办'", "", 0, 0)
			apptest.Must(t, err)
			if len(rows) != 0 != (c.to != "") {
				t.Fatalf("%d letters", len(rows))
			}
			if c.to != "" && (rows[0].GetString("to") != c.to || !strings.Contains(rows[0].GetString("subject"), c.subject)) {
				t.Errorf("to %s: %s", rows[0].GetString("to"), rows[0].GetString("subject"))
			}
		})
	}
}

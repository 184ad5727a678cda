package departments_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
)

const stall = "我是李秀英，菜场门口乱摆摊，路都走不通，电话13900000001，请城管管一管"

// TestLetter walks the four ways a letter to a department can go.
func TestLetter(t *testing.T) {
	for _, c := range []struct {
		name          string
		set           map[string]any
		email         string
		to, cc, state string
		subject, text string
		link          bool
	}{
		{name: "A", set: map[string]any{"letter_mode": "A"}, email: "chengguan@example.com",
			to: "chengguan@example.com", cc: "zuzhibu@example.com", state: "queued", subject: "部门转办函 HP-20261123-0001", text: "城市管理局：", link: true},
		{name: "B", set: map[string]any{"letter_mode": "B"}, email: "chengguan@example.com",
			to: "jiedao@example.com", cc: "zuzhibu@example.com", state: "queued", subject: "请转送城市管理局", text: "星湖街道：", link: true},
		{name: "NoMailbox", set: map[string]any{"letter_mode": "A"},
			cc: "zuzhibu@example.com", state: "human", subject: "部门转办函", link: true},
		{name: "StreetWithoutMailbox", set: map[string]any{"letter_mode": "B", "street_email": ""}, email: "chengguan@example.com",
			cc: "zuzhibu@example.com", state: "human", subject: "请转送城市管理局", link: true},
		{name: "NoAddressOfOurOwn", set: map[string]any{"letter_mode": "A", "public_url": ""}, email: "chengguan@example.com",
			to: "chengguan@example.com", cc: "zuzhibu@example.com", state: "queued", subject: "部门转办函", text: "四、怎样答复\n直接回复本邮件或电话告知亦可"},
	} {
		t.Run(c.name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			set(t, app, c.set)
			town.Department.Set("email", c.email)
			apptest.Must(t, app.Save(town.Department))
			req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), stall)
			app.Do(town.Clerk, req, "accept")
			app.Clock.Add(time.Hour)
			app.Do(town.Clerk, req, "dispatch", "org", town.Department.Id)

			a, err := requests.Current(app, req.Id)
			apptest.Must(t, err)
			row := only(t, app, "letter:"+a.Id)
			for field, want := range map[string]string{"to": c.to, "cc": c.cc, "state": c.state, "request": req.Id} {
				if got := row.GetString(field); got != want {
					t.Errorf("%s is %q, want %q", field, got, want)
				}
			}
			body := row.GetString("body_text")
			whole := row.GetString("subject") + body + row.GetString("body_html")
			for _, bad := range []string{"13900000001", "李秀英", "302"} {
				if strings.Contains(whole, bad) {
					t.Errorf("%s leaves the house:\n%s", bad, body)
				}
			}
			for _, want := range []string{"李**", "139****0001", req.GetString("due_reason"), c.text} {
				if !strings.Contains(body, want) {
					t.Errorf("no %q in\n%s", want, body)
				}
			}
			if !strings.Contains(row.GetString("subject"), c.subject) {
				t.Errorf("subject %s", row.GetString("subject"))
			}
			if got := strings.Contains(body, "/reply.html#"); got != c.link || strings.Contains(body, "打开下面的链接") != c.link ||
				strings.Contains(row.GetString("body_html"), "打开下面的链接") != c.link {
				t.Errorf("link %v, want %v:\n%s", got, c.link, body)
			}
			if row.GetString("state") == "human" && !strings.Contains(row.GetString("last_error"), "邮箱") {
				t.Errorf("a person is not told why: %s", row.GetString("last_error"))
			}
		})
	}
}

// TestTransferWritesAgain has a letter per assignment, never two of one.
func TestTransferWritesAgain(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "单元门口的灯坏了三天")
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	a, err := requests.Current(app, req.Id)
	apptest.Must(t, err)
	row := only(t, app, "notice:"+a.Id)
	if row.GetString("to") != "anju@example.com" || !strings.Contains(row.GetString("subject"), "待签收") {
		t.Errorf("notice to %s: %s", row.GetString("to"), row.GetString("subject"))
	}
	if strings.Contains(row.GetString("body_text"), "李") {
		t.Errorf("a name in a notice: %s", row.GetString("body_text"))
	}
	if !strings.Contains(row.GetString("body_text"), "11月23日11:00前签收") {
		t.Errorf("not the new date to sign by: %s", row.GetString("body_text"))
	}
	app.Clock.Add(time.Minute)
	app.Do(town.Clerk, req, "transfer", "org", town.Committee.Id, "reason", "公共灯由业委会出钱")
	app.Clock.Add(time.Minute)
	app.Do(town.Clerk, req, "transfer", "org", town.Department.Id, "reason", "是路灯")
	rows, err := app.FindAllRecords("outbox")
	apptest.Must(t, err)
	if len(rows) != 2 {
		t.Errorf("%d letters; the committee has no mailbox, so two", len(rows))
	}
}

// TestLetterAndAccused: who is complained about neither passes the letter on nor
// gets a copy; the street that stands in for a department gets the letter itself.
func TestLetterAndAccused(t *testing.T) {
	for _, c := range []struct {
		name, text string
		to, cc     string
		has, not   string
	}{
		{"Plain", stall, "jiedao@example.com", "zuzhibu@example.com", "请将本函转送城市管理局，并抄送区党工委组织部", ""},
		{"Street", "投诉星湖街道办事处，" + stall, "chengguan@example.com", "zuzhibu@example.com", "抄送：区党工委组织部", "请将本函转送"},
		{"OrgDept", "投诉区党工委组织部，" + stall, "jiedao@example.com", "", "请将本函转送城市管理局。", "抄送"},
		{"Department", "城管不作为，" + stall, "jiedao@example.com", "zuzhibu@example.com", "星湖街道办事处：", "转送"},
	} {
		t.Run(c.name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			street := app.Org("星湖街道办事处", "street", "email", "jiedao@example.com")
			set(t, app, map[string]any{"letter_mode": "B", "street_org": street.Id})
			req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), c.text)
			app.Do(town.Clerk, req, "accept")
			to := town.Department
			if c.name == "Department" {
				to = street // as the machine proposes
			}
			req = app.Do(town.Clerk, req, "dispatch", "org", to.Id)
			a, err := requests.Current(app, req.Id)
			apptest.Must(t, err)
			row := only(t, app, "letter:"+a.Id)
			if row.GetString("to") != c.to || row.GetString("cc") != c.cc {
				t.Errorf("to %q, cc %q, want %q and %q (%s)", row.GetString("to"), row.GetString("cc"), c.to, c.cc, req.GetString("suggested_reason"))
			}
			body := row.GetString("subject") + row.GetString("body_text")
			if !strings.Contains(body, c.has) || c.not != "" && strings.Contains(body, c.not) {
				t.Errorf("want %q and not %q in\n%s", c.has, c.not, body)
			}
		})
	}
}

func TestPrint(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, stall)
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Department.Id)
	for _, c := range []struct {
		who    *core.Record
		id     string
		status int
		body   string
	}{
		{nil, req.Id, 403, "社区工作人员"},
		{li, req.Id, 403, "社区工作人员"},
		{town.Contact, req.Id, 403, "社区工作人员"},
		{town.Clerk, "nothing", 404, "没有找到"},
		{town.Clerk, req.Id, 200, "城市管理局"},
		{town.Superuser, req.Id, 200, "部门转办函"},
	} {
		r := httptest.NewRequest("GET", "/api/print/letter/"+c.id, nil)
		r.RemoteAddr, r.Host = "127.0.0.1:1000", "127.0.0.1"
		if c.who != nil {
			r.Header.Set("Authorization", app.Token(c.who))
		}
		w := httptest.NewRecorder()
		app.Handler().ServeHTTP(w, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%v %s: %d %s", c.who, c.id, w.Code, w.Body)
		}
	}
}

func set(t *testing.T, app *apptest.App, values map[string]any) {
	t.Helper()
	c := settings.Of(app).Record.Fresh()
	c.Load(values)
	apptest.Must(t, app.Save(c))
}

func only(t *testing.T, app *apptest.App, key string) *core.Record {
	t.Helper()
	r, err := app.FindFirstRecordByData("outbox", "dedup_key", key)
	if err != nil {
		t.Fatalf("no letter %s: %v", key, err)
	}
	return r
}

package referrals_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/referrals"
	"hongguan/hooks/requests"
)

const (
	lamp  = "我是李秀英，单元门口的灯坏了三天，电话 139 0000 0001，住5幢302室，晚上看不见"
	deeds = "二期的房产证拖了十几年办不下来，请几家部门一起解决"
)

// complex is a lamp that the property company could not mend, sent up.
func complex(t *testing.T, app *apptest.App, town *apptest.Town) *core.Record {
	t.Helper()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), lamp)
	for _, s := range []struct {
		by   *core.Record
		verb string
		with []any
	}{
		{town.Clerk, "accept", nil},
		{town.Clerk, "dispatch", []any{"org", town.Property.Id}},
		{town.Contact, "sign", nil},
		{town.Contact, "progress", []any{"text", "物业没有图纸"}},
		{town.Clerk, "escalate", []any{"tier", "complex", "reason", "要几个部门一起办", "prior", "11月20日开过协调会"}},
	} {
		app.Clock.Add(time.Hour)
		app.Do(s.by, req, s.verb, s.with...)
	}
	return fresh(t, app, "requests", req.Id)
}

// TestComplexAtOnce says why nothing was tried before.
func TestComplexAtOnce(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), deeds)
	if r, err := referrals.Of(app, req.Id); err != nil || r != nil {
		t.Fatalf("a form before anybody accepted: %v %v", r, err)
	}
	app.Do(town.Clerk, req, "accept")
	r := of(t, app, req)
	if !strings.Contains(r.GetString("prior"), "越级原因：受理时即判断") || r.GetString("summary") != deeds {
		t.Errorf("%v", r.FieldsData())
	}
}

func report(t *testing.T, app *apptest.App, req *core.Record) *core.Record {
	t.Helper()
	_, err := requests.Apply(app, access.Program(), req.Id, "report", apptest.Fill("week", "2026-W48"))
	apptest.Must(t, err)
	return of(t, app, req)
}

// TestLinkJourney is a form that goes up, is forwarded by link, and comes back
// through the handling organisation's link.
func TestLinkJourney(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := complex(t, app, town)
	r := of(t, app, req)
	if r.GetString("referral_no") != "湖畔承〔2026〕1号" || r.GetString("state") != "drafted" {
		t.Fatalf("%s %s", r.GetString("referral_no"), r.GetString("state"))
	}
	summary := r.GetString("summary")
	for _, bad := range []string{"李秀英", "13900000001", "0000 0001", "302"} {
		if strings.Contains(summary, bad) {
			t.Errorf("%s in the summary %s", bad, summary)
		}
	}
	for _, want := range []string{"物业没有图纸", "11月20日开过协调会", "11月23日"} {
		if !strings.Contains(r.GetString("prior"), want) {
			t.Errorf("no %s in %q", want, r.GetString("prior"))
		}
	}

	if r = report(t, app, req); r.GetString("state") != "reported" || r.GetDateTime("reported_at").IsZero() {
		t.Fatalf("after report %s", r.GetString("state"))
	}
	dept := current(t, app, req)
	if dept.GetString("kind") != "forward" {
		t.Fatalf("the organisation department has a %s link", dept.GetString("kind"))
	}
	name, form, err := referrals.Form(app, req.Id)
	apptest.Must(t, err)
	if name != "民意诉求承办单 湖畔承〔2026〕1号.docx" {
		t.Error(name)
	}
	text := document(t, form)
	for _, want := range []string{"民意诉求承办单", "湖畔承〔2026〕1号", "李**", "139****0001", "物业没有图纸"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s on the form", want)
		}
	}
	for _, bad := range []string{"李秀英", "13900000001", "0000 0001", "302室"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s on the form", bad)
		}
	}

	app.Clock.Add(24 * time.Hour)
	link(t, app, dept, "forward", "org", town.Handling.Id, "opinion", "请住建局党委牵头", "reply_by", "2026-12-01", "by", "周科")
	r = of(t, app, req)
	if r.GetString("state") != "forwarded" || r.GetString("handler_org") != town.Handling.Id || r.GetString("forward_opinion") != "请住建局党委牵头" {
		t.Fatalf("after forward %v", r.FieldsData())
	}
	if got := r.GetDateTime("reply_by").Time().In(apptest.Monday.Location()).Format("2006-01-02 15:04"); got != "2026-12-01 17:30" {
		t.Errorf("reply by %s", got)
	}
	handling := current(t, app, req)
	mail, err := app.FindFirstRecordByData("outbox", "dedup_key", "forward:"+handling.Id)
	apptest.Must(t, err)
	if mail.GetString("to") != "zhujian@example.com" || mail.GetString("cc") != "zuzhibu@example.com" || len(mail.GetStringSlice("attachments")) != 1 {
		t.Errorf("forward mail to %s cc %s", mail.GetString("to"), mail.GetString("cc"))
	}
	if !strings.Contains(mail.GetString("body_text"), requests.Link(app, handling.Id)) {
		t.Errorf("no link in %s", mail.GetString("body_text"))
	}
	if n := count(t, app, "outbox", "notice:"+handling.Id); n != 0 {
		t.Error("a second letter about the same step")
	}

	app.Clock.Add(time.Hour)
	link(t, app, handling, "sign", "by", "吴主任")
	if s := of(t, app, req).GetString("state"); s != "signed" {
		t.Errorf("after sign %s", s)
	}
	app.Clock.Add(time.Hour)
	link(t, app, handling, "reply", "text", "已约开发商，年底前办证", "solved", "partly")
	r = of(t, app, req)
	if r.GetString("state") != "replied" || r.GetString("result") != "已约开发商，年底前办证" || r.GetString("outcome") != "partly" {
		t.Fatalf("after reply %v", r.FieldsData())
	}
	app.Do(town.Clerk, req, "tell", "how", "phone")
	if s := of(t, app, req).GetString("state"); s != "told" {
		t.Errorf("after tell %s", s)
	}
	html, err := referrals.Page(app, r.Id)
	apptest.Must(t, err)
	for _, want := range []string{"已约开发商", "■部分解决", "吴主任", "王敏", "周科", "电话"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s on the page", want)
		}
	}
	if again, err := referrals.Page(app, req.Id); err != nil || again != html {
		t.Error("the request's id prints another form")
	}
}

// TestReturnGoesUpAgain keeps the number and clears who handled it.
func TestReturnGoesUpAgain(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := complex(t, app, town)
	report(t, app, req)
	link(t, app, current(t, app, req), "forward", "org_name", "区资规局党组", "org_email", "zgj@example.com")
	app.Clock.Add(time.Hour)
	link(t, app, current(t, app, req), "return", "reason", "应由住建局牵头")
	r := of(t, app, req)
	if r.GetString("state") != "drafted" || r.GetString("handler_org") != "" || r.GetString("referral_no") != "湖畔承〔2026〕1号" {
		t.Errorf("%v", r.FieldsData())
	}
}

// TestPaper records what came back stamped, by the right people only.
func TestPaper(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := complex(t, app, town)
	r := report(t, app, req)
	post := func(who *core.Record, body string) (int, string) {
		q := httptest.NewRequest("POST", "/api/referrals/"+r.Id+"/paper", strings.NewReader(body))
		q.Header.Set("Content-Type", "application/json")
		q.RemoteAddr, q.Host = "127.0.0.1:1000", "127.0.0.1"
		if who != nil {
			q.Header.Set("Authorization", app.Token(who))
		}
		w := httptest.NewRecorder()
		app.Handler().ServeHTTP(w, q)
		return w.Code, w.Body.String()
	}
	for _, c := range []struct {
		name   string
		who    *core.Record
		body   string
		status int
		want   string
	}{
		{"Guest", nil, `{}`, 403, "社区工作人员"},
		{"Contact", town.Contact, `{"street_opinion":"同意"}`, 403, "社区工作人员"},
		{"Empty", town.Clerk, `{}`, 400, "至少填写一项"},
		{"TooEarly", town.Clerk, `{"result":"办好了"}`, 400, "不能“答复”"},
		{"Outcome", town.Clerk, `{"result":"办好了","outcome":"x"}`, 400, "办理结论"},
		{"Street", town.Clerk, `{"street_opinion":"情况属实，请协调"}`, 200, "情况属实"},
		{"Forward", town.Superuser, `{"forward_opinion":"请牵头","org":"` + town.Handling.Id + `","reply_by":"2026-12-02"}`, 200, "forwarded"},
		{"Result", town.Clerk, `{"result":"依规定不能办，已说明","outcome":"refused"}`, 200, "refused"},
	} {
		app.Clock.Add(time.Minute)
		if code, body := post(c.who, c.body); code != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d %s", c.name, code, body)
		}
	}
	got := fresh(t, app, "requests", req.Id)
	if got.GetString("status") != "replied" || !strings.Contains(got.GetString("reply_text"), "依规定") {
		t.Errorf("request is %s: %s", got.GetString("status"), got.GetString("reply_text"))
	}
}

func TestNobodyEditsByHand(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	r := of(t, app, complex(t, app, town))
	r.Set("state", "told")
	if err := app.Save(r); err == nil || !strings.Contains(err.Error(), "承办单") {
		t.Errorf("%v", err)
	}
	r = of(t, app, fresh(t, app, "requests", r.GetString("request")))
	r.Set("urgency", "urgent")
	apptest.Must(t, app.Save(r))
}

func fresh(t *testing.T, app *apptest.App, table, id string) *core.Record {
	t.Helper()
	r, err := app.FindRecordById(table, id)
	apptest.Must(t, err)
	return r
}

func of(t *testing.T, app *apptest.App, req *core.Record) *core.Record {
	t.Helper()
	r, err := referrals.Of(app, req.Id)
	apptest.Must(t, err)
	if r == nil {
		t.Fatal("no referral")
	}
	return r
}

func current(t *testing.T, app *apptest.App, req *core.Record) *core.Record {
	t.Helper()
	a, err := requests.Current(app, req.Id)
	apptest.Must(t, err)
	return a
}

// link does a verb as the holder of an assignment's link.
func link(t *testing.T, app *apptest.App, a *core.Record, verb string, pairs ...any) {
	t.Helper()
	who := access.Actor{Kind: access.Link, ID: a.Id, Org: a.GetString("org"), Label: fresh(t, app, "orgs", a.GetString("org")).GetString("name")}
	if _, err := requests.Apply(app, who, a.GetString("request"), verb, apptest.Fill(pairs...)); err != nil {
		t.Fatalf("%s: %v", verb, err)
	}
}

func count(t *testing.T, app *apptest.App, table, key string) int {
	t.Helper()
	rows, err := app.FindRecordsByFilter(table, "dedup_key = {:k}", "", 0, 0, dbx.Params{"k": key})
	apptest.Must(t, err)
	return len(rows)
}

// document is the text of a Word file.
func document(t *testing.T, doc []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	apptest.Must(t, err)
	f, err := z.Open("word/document.xml")
	apptest.Must(t, err)
	b, err := io.ReadAll(f)
	apptest.Must(t, err)
	return string(b)
}

// TestReopened is a resident who is not content: the form opens again, and the
// second answer's outcome stands.
func TestReopened(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := complex(t, app, town)
	report(t, app, req)
	link(t, app, current(t, app, req), "forward", "org", town.Handling.Id)
	handling := current(t, app, req)
	for _, s := range []struct {
		do             func()
		state, outcome string
	}{
		{func() { link(t, app, handling, "sign", "by", "吴主任") }, "signed", ""},
		{func() { link(t, app, handling, "reply", "text", "办不了", "solved", "no") }, "replied", "explained"},
		{func() {
			app.Do(fresh(t, app, "residents", req.GetString("resident")), req, "rate", "solved", "no", "stars", 1)
		}, "signed", ""},
		{func() { link(t, app, handling, "reply", "text", "办好了", "solved", "yes") }, "replied", "solved"},
		{func() {
			app.Do(fresh(t, app, "residents", req.GetString("resident")), req, "rate", "solved", "yes", "stars", 5)
		}, "told", "solved"},
	} {
		app.Clock.Add(time.Hour)
		s.do()
		if r := of(t, app, req); r.GetString("state") != s.state || r.GetString("outcome") != s.outcome {
			t.Errorf("%s %s, want %s %s", r.GetString("state"), r.GetString("outcome"), s.state, s.outcome)
		}
	}
}

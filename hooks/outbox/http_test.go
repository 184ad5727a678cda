package outbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"syscall"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
)

// call sends a JSON request as somebody, nil for a guest.
func call(t *testing.T, app *apptest.App, who *core.Record, path, body string) (int, map[string]any) {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.RemoteAddr, req.Host = "127.0.0.1:50000", "localhost" // superusers work in the office only
	if who != nil {
		req.Header.Set("Authorization", app.Token(who))
	}
	res := httptest.NewRecorder()
	app.Handler().ServeHTTP(res, req)
	var answer map[string]any
	apptest.Must(t, json.Unmarshal(res.Body.Bytes(), &answer))
	return res.Code, answer
}

func TestResendAndCancelByHand(t *testing.T) {
	app := apptest.New(t)
	letter := simple
	letter.To = nil
	r := queue(t, app, letter)
	path := "/api/outbox/" + r.Id
	boss := app.Super()
	for _, tc := range []struct {
		name       string
		who        *core.Record
		path, body string
		status     int
		want       string
	}{
		{"guest", nil, path + "/resend", "{}", 403, "社区书记和红管负责人"},
		{"clerk", app.Staff("clerk", "王敏", ""), path + "/resend", "{}", 403, "社区书记和红管负责人"},
		{"no such row", boss, "/api/outbox/x/resend", "{}", 404, "没有这封信"},
		{"still no recipient", app.Staff("steward", "王敏", ""), path + "/resend", "{}", 400, "没有收件邮箱"},
		{"recipient given", boss, path + "/resend", `{"to":"a@b.cn"}`, 200, "queued"},
		{"cancel", boss, path + "/cancel", "{}", 200, "cancelled"},
		{"cancel again", boss, path + "/cancel", "{}", 400, "已经取消"},
	} {
		status, answer := call(t, app, tc.who, tc.path, tc.body)
		text, _ := json.Marshal(answer)
		if status != tc.status || !strings.Contains(string(text), tc.want) {
			t.Errorf("%s: %d %s", tc.name, status, text)
		}
	}
}

func TestSentIsSentAgainOnlyOnInsisting(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	r := queue(t, app, simple)
	deliver(t, app)
	if _, err := outbox.Resend(app, r.Id, "", false); err == nil || !strings.Contains(err.Error(), "已经发出") {
		t.Errorf("got %v", err)
	}
	_, err := outbox.Resend(app, r.Id, "", true)
	apptest.Must(t, err)
	deliver(t, app)
	if n := len(office.got()); n != 2 {
		t.Errorf("%d letters", n)
	}
}

func TestMailTest(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	boss := app.Super()
	const path = "/api/setup/mail-test"
	if status, _ := call(t, app, app.Staff("steward", "王敏", ""), path, `{"to":"a@b.cn"}`); status != 403 {
		t.Errorf("steward: %d", status)
	}
	if status, answer := call(t, app, boss, path, `{"to":"a b"}`); status != 400 {
		t.Errorf("bad address: %d %v", status, answer)
	}
	if _, answer := call(t, app, boss, path, `{"to":"a@b.cn"}`); answer["ok"] != false || !strings.Contains(answer["sentence"].(string), "还没有设置发信邮箱") {
		t.Errorf("no server: %v", answer)
	}

	office.use(app)
	office.secret = "abcd-shouquanma"
	smtp := &app.Settings().SMTP
	smtp.Username, smtp.Password = "hupan@shequ.cn", "denglumima"
	_, answer := call(t, app, boss, path, `{"to":"a@b.cn"}`)
	text, _ := json.Marshal(answer)
	if answer["ok"] != false || !strings.Contains(answer["sentence"].(string), "授权码") || !strings.Contains(string(text), "535") {
		t.Errorf("wrong password: %s", text)
	}

	smtp.Password = office.secret
	_, answer = call(t, app, boss, path, `{"to":"a@b.cn"}`)
	text, _ = json.Marshal(answer)
	if answer["ok"] != true || len(office.got()) != 1 || !strings.Contains(string(text), "250") {
		t.Errorf("right password: %s", text)
	}
	for _, leak := range []string{office.secret, "AGh1cGFu", "abcd"} { // plain, and the start of its Base64
		if strings.Contains(string(text), leak) {
			t.Errorf("the dialogue shows %q: %s", leak, text)
		}
	}
	header, _, _ := office.got()[0].parts(t)
	if got := word(t, header.Get("Subject")); !strings.Contains(got, "发信测试") {
		t.Errorf("subject %q", got)
	}

	smtp.TLS = true
	_, answer = call(t, app, boss, path, `{"to":"a@b.cn"}`)
	if answer["ok"] != false || !strings.Contains(answer["sentence"].(string), "加密方式和端口不一致") {
		t.Errorf("TLS on a plain port: %v", answer)
	}
	smtp.TLS, smtp.Port = false, 1
	_, answer = call(t, app, boss, path, `{"to":"a@b.cn"}`)
	if answer["ok"] != false || !strings.Contains(answer["sentence"].(string), "拒绝连接") {
		t.Errorf("nobody listens: %v", answer)
	}
}

func TestExplain(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want string
	}{
		{&net.DNSError{Name: "smtp.shequ.cn", Err: "no such host"}, "找不到发信服务器“smtp.shequ.cn”"},
		{context.DeadlineExceeded, "超时"},
		{syscall.ECONNRESET, "断开"},
		{syscall.Errno(10061), "拒绝连接"},
		{errors.New("something new"), "连不上发信服务器"},
	} {
		if got := outbox.Explain(errors.Join(outbox.ErrHouse, tc.err)); !strings.Contains(got, tc.want) {
			t.Errorf("%v: %s", tc.err, got)
		}
	}
}

// TestAccountMail shows that PocketBase's own mails take the same road and
// leave no secret behind.
func TestAccountMail(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	send := func() {
		t.Helper()
		apptest.Must(t, app.NewMailClient().Send(&mailer.Message{
			From: mail.Address{Address: "hupan@shequ.cn"}, To: []mail.Address{{Name: "x", Address: "shuji@shequ.cn"}},
			Subject: "验证码", HTML: "<p>您的验证码是 493817</p>",
		}))
	}
	send()
	if n := len(office.got()); n != 0 {
		t.Fatalf("%d letters before the outbox was emptied", n)
	}
	deliver(t, app)
	if n := len(office.got()); n != 1 {
		t.Fatalf("%d letters", n)
	}
	_, bodies, _ := office.got()[0].parts(t)
	if !strings.Contains(bodies["text/html"], "493817") {
		t.Errorf("bodies %q", bodies)
	}
	r, err := app.FindFirstRecordByData("outbox", "about", "account")
	apptest.Must(t, err)
	if r.GetString("state") != "sent" || r.GetString("body_html") != "" {
		t.Errorf("%s, body %q", r.GetString("state"), r.GetString("body_html"))
	}
	if _, err := outbox.Resend(app, r.Id, "", true); err == nil {
		t.Error("an emptied letter was sent again")
	}

	send()
	app.Clock.Set(apptest.Monday.AddDate(0, 0, 1))
	deliver(t, app)
	if n := len(office.got()); n != 1 {
		t.Errorf("%d letters: yesterday's code was sent", n)
	}
}

func TestRobot(t *testing.T) {
	app := apptest.New(t)
	answers := []string{`{"errcode":45009,"errmsg":"freq"}`, `{"errcode":0,"errmsg":"ok"}`}
	var got []string
	robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Text struct{ Content string } }
		_ = json.NewDecoder(r.Body).Decode(&body)
		got = append(got, body.Text.Content)
		_, _ = w.Write([]byte(answers[len(got)-1]))
	}))
	defer robot.Close()
	_, err := outbox.QueueNote(app, outbox.Note{Key: "note", URL: robot.URL, Text: "有 3 件诉求待派单"})
	apptest.Must(t, err)
	deliver(t, app)
	r := wantState(t, app, "note", "queued")
	if !strings.Contains(r.GetString("last_error"), "群机器人") {
		t.Errorf("sentence %q", r.GetString("last_error"))
	}
	app.Clock.Set(r.GetDateTime("next_at").Time())
	deliver(t, app)
	wantState(t, app, "note", "sent")
	if len(got) != 2 || got[1] != "有 3 件诉求待派单" {
		t.Errorf("got %q", got)
	}
}

// TestWorker serves for real: a letter goes out without anybody asking, and
// the end of the program waits for the worker.
func TestWorker(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	came := make(chan struct{}, 1)
	office.reading = func() { came <- struct{}{} }
	event := &core.ServeEvent{App: app.BaseApp, Server: &http.Server{}}
	router, err := apis.NewRouter(app.BaseApp)
	apptest.Must(t, err)
	event.Router = router
	apptest.Must(t, app.OnServe().Trigger(event, func(*core.ServeEvent) error { return nil }))
	queue(t, app, simple)
	<-came
	app.Stop()
	if n := len(office.got()); n != 1 {
		t.Errorf("%d letters", n)
	}
}

func TestRobotTest(t *testing.T) {
	app := apptest.New(t)
	boss := app.Super()
	const path = "/api/setup/robot-test"
	said := `{"errcode":310000,"errmsg":"keywords not in content"}`
	heard := 0
	robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		heard++
		_, _ = w.Write([]byte(said))
	}))
	defer robot.Close()
	body := `{"url":"` + robot.URL + `/send?access_token=geheim"}`
	if status, _ := call(t, app, app.Staff("steward", "王敏", ""), path, body); status != 403 || heard != 0 {
		t.Errorf("steward: %d", status)
	}
	if status, _ := call(t, app, boss, path, `{"url":"工作群"}`); status != 400 {
		t.Errorf("no address: %d", status)
	}
	_, answer := call(t, app, boss, path, body)
	if text, _ := json.Marshal(answer); answer["ok"] != false || !strings.Contains(string(text), "keywords not in content") || strings.Contains(string(text), "geheim") {
		t.Errorf("refused: %s", text)
	}
	said = `{"errcode":0,"errmsg":"ok"}`
	if _, answer := call(t, app, boss, path, body); answer["ok"] != true || heard != 2 {
		t.Errorf("accepted: %v", answer)
	}
	robot.Close()
	_, answer = call(t, app, boss, path, body)
	if text, _ := json.Marshal(answer); answer["ok"] != false || strings.Contains(string(text), "geheim") {
		t.Errorf("nobody there: %s", text)
	}
}

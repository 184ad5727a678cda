package outbox_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
)

func deliver(t *testing.T, app *apptest.App) {
	t.Helper()
	apptest.Must(t, outbox.Deliver(t.Context(), app))
}

func TestDeliverWholeLetter(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	long := "【湖畔社区】民意诉求周报 2026年第47周（11月16日—11月20日） 共23件 复杂2件"
	name := "湖畔承〔2026〕17号 民意诉求承办单（莲香新村3幢电梯停运，请于十二月四日前答复）.docx"
	queue(t, app, outbox.Mail{
		Key: "weekly/2026-W47", To: []string{"组织部 <zzb@qu.gov.cn>", "jd@qu.gov.cn"}, Cc: []string{"社工委 <sgw@qu.gov.cn>"},
		Subject: long, Text: "本周需协调一件。\n", HTML: "<p>本周需协调一件。</p>",
		Attachments: []outbox.Attachment{{Name: name, Data: []byte("PK\x03\x04 word")}, {Name: "台账.xlsx", Data: []byte("表")}},
		About:       "2026-W47",
	})
	deliver(t, app)
	r := wantState(t, app, "weekly/2026-W47", "sent")
	if !r.GetDateTime("sent_at").Time().Equal(apptest.Monday) || r.GetString("last_error") != "" {
		t.Errorf("sent at %s, error %q", r.GetString("sent_at"), r.GetString("last_error"))
	}

	letters := office.got()
	if len(letters) != 1 {
		t.Fatalf("%d letters", len(letters))
	}
	l := letters[0]
	if l.from != "hupan@shequ.cn" || strings.Join(l.to, " ") != "zzb@qu.gov.cn jd@qu.gov.cn sgw@qu.gov.cn" {
		t.Errorf("envelope %s to %v", l.from, l.to)
	}
	header, bodies, files := l.parts(t)
	to, err := header.AddressList("To")
	apptest.Must(t, err)
	cc, err := header.AddressList("Cc")
	apptest.Must(t, err)
	from, err := header.AddressList("From")
	apptest.Must(t, err)
	if len(to) != 2 || to[0].Name != "组织部" || to[1].Address != "jd@qu.gov.cn" || len(cc) != 1 || cc[0].Name != "社工委" || from[0].Name != "湖畔社区" {
		t.Errorf("from %v to %v cc %v", from, to, cc)
	}
	if got := word(t, header.Get("Subject")); got != long {
		t.Errorf("subject %q", got)
	}
	if got := header.Get("Message-Id"); got != "<"+r.GetString("message_id")+">" || !strings.HasSuffix(got, "@shequ.cn>") {
		t.Errorf("Message-ID %q", got)
	}
	if date, err := header.Date(); err != nil || !date.Equal(apptest.Monday) {
		t.Errorf("date %v %v", date, err)
	}
	if bodies["text/plain"] != "本周需协调一件。\n" || bodies["text/html"] != "<p>本周需协调一件。</p>" {
		t.Errorf("bodies %q", bodies)
	}
	if files[name] != "PK\x03\x04 word" || files["台账.xlsx"] != "表" || len(files) != 2 {
		t.Errorf("files %q", files)
	}
}

func TestDeliverTriesAgainUnderTheSameID(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	queue(t, app, simple)
	id := row(t, app, "k").GetString("message_id")
	office.say("data", 451)
	deliver(t, app)
	r := wantState(t, app, "k", "queued")
	if !r.GetDateTime("next_at").Time().Equal(apptest.Monday.Add(time.Minute)) || !strings.Contains(r.GetString("last_error"), "451") {
		t.Fatalf("next %s: %s", r.GetString("next_at"), r.GetString("last_error"))
	}
	deliver(t, app)
	if len(office.got()) != 0 {
		t.Fatal("sent before its time")
	}
	app.Clock.Add(time.Minute)
	deliver(t, app)
	wantState(t, app, "k", "sent")
	header, _, _ := office.got()[0].parts(t)
	if header.Get("Message-Id") != "<"+id+">" {
		t.Errorf("Message-ID %s, was %s", header.Get("Message-Id"), id)
	}
}

func TestLadders(t *testing.T) {
	for _, tc := range []struct {
		name, step string
		code       int
		waits      []time.Duration
		sentence   string
	}{
		{"busy", "data", 451, []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}, "暂时不收（451）"},
		{"refused", "rcpt", 550, []time.Duration{time.Hour, 4 * time.Hour, 12 * time.Hour}, "收件邮箱被退回（550）"},
		{"wrong sender", "mail", 553, []time.Duration{time.Hour, 4 * time.Hour, 12 * time.Hour}, "发件人"},
		{"content", "data", 554, []time.Duration{time.Hour, 4 * time.Hour, 12 * time.Hour}, "拒收（554）"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			app, office := apptest.New(t), openPostOffice(t)
			office.use(app)
			queue(t, app, simple)
			for _, wait := range tc.waits {
				office.say(tc.step, tc.code)
				deliver(t, app)
				r := wantState(t, app, "k", "queued")
				if got := r.GetDateTime("next_at").Time().Sub(app.Clock.Now()); got != wait {
					t.Fatalf("attempt %d waits %s, want %s", r.GetInt("attempts"), got, wait)
				}
				app.Clock.Add(wait)
			}
			office.say(tc.step, tc.code)
			deliver(t, app)
			r := wantState(t, app, "k", "human")
			if !strings.Contains(r.GetString("last_error"), tc.sentence) {
				t.Errorf("sentence %q", r.GetString("last_error"))
			}
			app.Clock.Add(1000 * time.Hour)
			deliver(t, app)
			wantState(t, app, "k", "human")

			_, err := outbox.Resend(app, r.Id, "", false)
			apptest.Must(t, err)
			deliver(t, app)
			wantState(t, app, "k", "sent")
		})
	}
}

// TestAmbiguous drops the line after the server took the letter: it comes
// twice, and its reader can tell.
func TestAmbiguous(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	queue(t, app, simple)
	office.hangUp = true
	deliver(t, app)
	if r := wantState(t, app, "k", "queued"); !strings.Contains(r.GetString("last_error"), "不知道对方收到没有") {
		t.Errorf("sentence %q", r.GetString("last_error"))
	}
	office.mu.Lock()
	office.hangUp = false
	office.mu.Unlock()
	app.Clock.Add(time.Minute)
	deliver(t, app)
	wantState(t, app, "k", "sent")
	letters := office.got()
	first, _, _ := letters[0].parts(t)
	second, _, _ := letters[1].parts(t)
	if len(letters) != 2 || first.Get("Message-Id") != second.Get("Message-Id") {
		t.Errorf("%d letters, %s and %s", len(letters), first.Get("Message-Id"), second.Get("Message-Id"))
	}
}

func TestLeaseOfTheDead(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	queue(t, app, simple)
	_, err := outbox.Take(app)
	apptest.Must(t, err)
	dir := app.DataDir()
	app.Stop()

	app = apptest.Open(t, dir)
	office.use(app)
	deliver(t, app)
	wantState(t, app, "k", "sending")
	app.Clock.Add(5 * time.Minute)
	deliver(t, app)
	wantState(t, app, "k", "sent")
	if n := len(office.got()); n != 1 {
		t.Errorf("%d letters", n)
	}
}

func TestTwoProcessesSendOnce(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	other := apptest.Open(t, app.DataDir())
	office.use(app)
	office.use(other)
	for _, key := range []string{"a", "b", "c", "d", "e", "f"} {
		letter := simple
		letter.Key = key
		queue(t, app, letter)
	}
	var wg sync.WaitGroup
	for _, one := range []*apptest.App{app, other, app, other} {
		wg.Go(func() {
			if err := outbox.Deliver(t.Context(), one); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(office.got()); n != 6 {
		t.Errorf("%d letters for 6 rows", n)
	}
}

func TestCaps(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	for _, key := range strings.Fields("a b c d e f g h i j k l") {
		letter := simple
		letter.Key = key
		queue(t, app, letter)
	}
	deliver(t, app)
	if n := len(office.got()); n != 10 {
		t.Errorf("%d letters in the first minute", n)
	}
	app.Clock.Add(time.Minute)
	deliver(t, app)
	if n := len(office.got()); n != 12 {
		t.Errorf("%d letters after two minutes", n)
	}
	caps(t, app, 3, 200) // what the office's own provider takes
	for _, key := range strings.Fields("m n o p q") {
		letter := simple
		letter.Key = key
		queue(t, app, letter)
	}
	app.Clock.Add(2 * time.Minute)
	deliver(t, app)
	if n := len(office.got()); n != 15 {
		t.Errorf("%d letters under the office's own limit, want 15", n)
	}
	caps(t, app, 10, 16)
	app.Clock.Add(2 * time.Minute)
	deliver(t, app)
	if n := len(office.got()); n > 16 {
		t.Errorf("%d letters in a day of 16", n)
	}
}

// caps sets how much the office may send.
func caps(t *testing.T, app *apptest.App, minute, day int) {
	t.Helper()
	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Load(map[string]any{"mail_per_minute": minute, "mail_per_day": day})
	apptest.Must(t, access.Own(app.BaseApp, c))
}

// TestUrgentGoesFirst: word of a danger waits neither behind other letters nor for the next minute.
func TestUrgentGoesFirst(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	for i := range 15 {
		queue(t, app, outbox.Mail{Key: fmt.Sprint("letter", i), To: []string{"zzb@qu.gov.cn"}, Subject: fmt.Sprint("转办函", i), Text: "见附件"})
	}
	app.Clock.Add(time.Second)
	queue(t, app, outbox.Mail{Key: "first", To: []string{"wangmin@shequ.cn"}, Subject: "紧急", Text: "火情", Urgent: true})
	deliver(t, app)
	if got := office.got(); len(got) != 10 || got[0].to[0] != "wangmin@shequ.cn" {
		t.Fatalf("%d letters, the first to %v", len(got), got[0].to)
	}
	queue(t, app, outbox.Mail{Key: "second", To: []string{"shenjie@shequ.cn"}, Subject: "紧急", Text: "火情", Urgent: true})
	deliver(t, app)
	if got := office.got(); len(got) != 11 || got[10].to[0] != "shenjie@shequ.cn" {
		t.Errorf("%d letters past the limit of the minute", len(got))
	}
	wantState(t, app, "second", "sent")
}

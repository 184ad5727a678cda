package outbox_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
)

// TestServerAway loses no letter over some days without a line.
func TestServerAway(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	apptest.Must(t, err)
	app.Settings().SMTP.Port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	queue(t, app, simple)
	for range 55 { // until Wednesday afternoon
		deliver(t, app)
		r := wantState(t, app, "k", "queued")
		if !strings.Contains(r.GetString("last_error"), "拒绝连接") {
			t.Fatalf("sentence %q", r.GetString("last_error"))
		}
		app.Clock.Set(r.GetDateTime("next_at").Time())
	}
	if h, err := outbox.Look(app); err != nil || !strings.Contains(h.Sentence, "已等了") || h.Oldest < 48*time.Hour {
		t.Errorf("health %+v %v", h, err)
	}
	office.use(app)
	deliver(t, app)
	wantState(t, app, "k", "sent")
}

func TestServerAwayForGood(t *testing.T) {
	app := apptest.New(t)
	openPostOffice(t).use(app)
	app.Settings().SMTP.Port = 1
	queue(t, app, simple)
	for range 90 {
		deliver(t, app)
		app.Clock.Add(4 * time.Hour)
	}
	wantState(t, app, "k", "human")
}

func TestNoSender(t *testing.T) {
	app := apptest.New(t)
	queue(t, app, simple)
	deliver(t, app)
	r := wantState(t, app, "k", "queued")
	if r.GetString("last_error") != "还没有设置发信邮箱" {
		t.Errorf("sentence %q", r.GetString("last_error"))
	}
	if h, _ := outbox.Look(app); h.Waiting != 1 || !strings.HasPrefix(h.Sentence, "还没有设置发信邮箱") {
		t.Errorf("health %+v", h)
	}
	app.Clock.Add(73 * time.Hour)
	deliver(t, app)
	wantState(t, app, "k", "human")
	if h, _ := outbox.Look(app); h.Waiting != 0 || h.Human != 1 || h.Oldest != 0 {
		t.Errorf("health %+v", h)
	}
}

func TestFolder(t *testing.T) {
	app := apptest.New(t)
	dir := filepath.Join(t.TempDir(), "[mail]")
	outbox.SetFolder(app, dir)
	letter := simple
	letter.Key = "dispatch/HP-20261123-0007/区城管局"
	letter.Attachments = []outbox.Attachment{{Name: "承办单.docx", Data: []byte("x")}}
	queue(t, app, letter)
	other := simple
	other.Key = "dispatch/HP-20261123-0007-区城管局"
	queue(t, app, other)
	deliver(t, app)
	r := wantState(t, app, letter.Key, "sent")

	app.Clock.Add(time.Hour)
	_, err := outbox.Resend(app, r.Id, "", true)
	apptest.Must(t, err)
	deliver(t, app)

	names := list(t, dir)
	if len(names) != 2 || !strings.HasPrefix(names[0], "20261123-090000_dispatch-HP-20261123-0007-区城管局-") {
		t.Fatalf("files %q", names)
	}
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		apptest.Must(t, err)
		header, bodies, files := letterOf(raw).parts(t)
		if word(t, header.Get("Subject")) != "事情" || bodies["text/plain"] != "正文" {
			t.Errorf("%s: %v %q %q", name, header, bodies, files)
		}
	}
}

func letterOf(raw []byte) letter { return letter{raw: raw} }

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	apptest.Must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWrongClockDoesNotStrandARow(t *testing.T) {
	app, office := apptest.New(t), openPostOffice(t)
	office.use(app)
	app.Clock.Set(apptest.Monday.AddDate(1, 0, 0))
	queue(t, app, simple)
	app.Clock.Set(apptest.Monday)
	deliver(t, app)
	wantState(t, app, "k", "sent")
}

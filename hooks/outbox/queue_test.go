package outbox_test

import (
	"encoding/base64"
	"errors"
	"mime"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
)

func decode(t *testing.T, encoding string, raw []byte) string {
	t.Helper()
	if encoding != "base64" {
		return string(raw)
	}
	b, err := base64.StdEncoding.DecodeString(strings.NewReplacer("\r", "", "\n", "").Replace(string(raw)))
	apptest.Must(t, err)
	return string(b)
}

func word(t *testing.T, s string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(s)
	apptest.Must(t, err)
	return text
}

func queue(t *testing.T, app core.App, m outbox.Mail) *core.Record {
	t.Helper()
	r, err := outbox.Queue(app, m)
	apptest.Must(t, err)
	return r
}

func row(t *testing.T, app core.App, key string) *core.Record {
	t.Helper()
	r, err := app.FindFirstRecordByData("outbox", "dedup_key", key)
	apptest.Must(t, err)
	return r
}

func wantState(t *testing.T, app core.App, key, state string) *core.Record {
	t.Helper()
	r := row(t, app, key)
	if r.GetString("state") != state {
		t.Fatalf("%s is %s (%s), want %s", key, r.GetString("state"), r.GetString("last_error"), state)
	}
	return r
}

var simple = outbox.Mail{Key: "k", To: []string{"a@b.cn"}, Subject: "事情", Text: "正文"}

func TestQueueSameKeyIsOneRow(t *testing.T) {
	app := apptest.New(t)
	first := queue(t, app, simple)
	again := simple
	again.Subject = "别的"
	second := queue(t, app, again)
	if first.Id != second.Id || second.GetString("subject") != "事情" {
		t.Errorf("got %s %q after %s", second.Id, second.GetString("subject"), first.Id)
	}
	if n, _ := app.CountRecords("outbox"); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestQueueIsUndoneWithItsStep(t *testing.T) {
	app := apptest.New(t)
	letter := simple
	letter.Attachments = []outbox.Attachment{{Name: "台账.xlsx", Data: []byte("x")}}
	err := app.RunInTransaction(func(tx core.App) error {
		if _, err := outbox.Queue(tx, letter); err != nil {
			return err
		}
		return errors.New("the step failed")
	})
	if err == nil || !strings.Contains(err.Error(), "the step failed") {
		t.Fatalf("got %v", err)
	}
	if n, _ := app.CountRecords("outbox"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestQueueRecipients(t *testing.T) {
	app := apptest.New(t)
	org := app.Org("区城管局", "department")

	for _, tc := range []struct{ name, to, org, state, stored, sentence string }{
		{"one", "a@b.cn", "", "queued", "a@b.cn", "发信邮箱"},
		{"named", "组织部（区） <a@b.cn>", "", "queued", "组织部（区） <a@b.cn>", ""},
		{"many", "a@b.cn，c@d.cn；e@f.cn", "", "queued", "a@b.cn, c@d.cn, e@f.cn", ""},
		{"none", "", "", "human", "", "没有收件邮箱，请在单位里补上邮箱后重发，或改用人工报送"},
		{"an organisation without a mailbox", " ", org.Id, "human", "", "没有收件邮箱"},
		{"misspelt", "a@b.cn, cheng guan", "", "human", "a@b.cn, cheng guan", "“cheng guan”"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := queue(t, app, outbox.Mail{Key: tc.name, To: []string{tc.to}, Org: tc.org, Subject: "x", Text: "y"})
			if r.GetString("state") != tc.state || r.GetString("to") != tc.stored || !strings.Contains(r.GetString("last_error"), tc.sentence) {
				t.Errorf("got %s %q %q", r.GetString("state"), r.GetString("to"), r.GetString("last_error"))
			}
		})
	}

	org.Set("email", "chengguan@qu.gov.cn")
	apptest.Must(t, app.Save(org))
	r, err := outbox.Resend(app, row(t, app, "an organisation without a mailbox").Id, "", false)
	apptest.Must(t, err)
	if r.GetString("state") != "queued" || r.GetString("to") != "chengguan@qu.gov.cn" {
		t.Errorf("after the mailbox was added: %s %q", r.GetString("state"), r.GetString("to"))
	}
}

func TestOnlyTheOutboxWritesItsTable(t *testing.T) {
	app := apptest.New(t)
	r := queue(t, app, simple)
	r.Set("subject", "改了")
	if err := app.Save(r); err == nil || !strings.Contains(err.Error(), "重发") {
		t.Errorf("an edit by hand: %v", err)
	}
	if err := app.Delete(r); err == nil {
		t.Error("a row was deleted")
	}
}

package reports

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

const keyPrefix = "weekly:"

// post queues the letter. A report that was held back and changed goes under a
// key of its own; the earlier row was cancelled before it went out.
func post(tx core.App, r *core.Record, letter templates.Letter, papers []paper) error {
	rows, err := letters(tx, r.GetString("week"))
	if err != nil {
		return err
	}
	c := settings.Of(tx)
	m := outbox.Mail{
		Key: keyPrefix + r.GetString("week"), To: filled(c.GetString("report_to")), Org: c.GetString("org_dept"), Cc: filled(c.GetString("report_cc")),
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, About: r.GetString("week"),
	}
	if c.GetString("report_mode") == "B" {
		m.To, m.Org = filled(c.GetString("street_email")), c.GetString("street_org")
	}
	if len(rows) > 0 {
		m.Key += fmt.Sprintf("/%d", len(rows)+1)
	}
	for _, p := range papers {
		m.Attachments = append(m.Attachments, outbox.Attachment{Name: p.Name, Data: p.Data})
	}
	_, err = outbox.Queue(tx, m)
	return err
}

// letters are the rows of a week's report in the outbox, the newest first.
func letters(app core.App, week string) ([]*core.Record, error) {
	var rows []*core.Record
	err := app.RecordQuery("outbox").
		AndWhere(dbx.NewExp("dedup_key = {:k} OR dedup_key LIKE {:more}", dbx.Params{"k": keyPrefix + week, "more": keyPrefix + week + "/%"})).
		OrderBy("length(dedup_key) DESC", "dedup_key DESC").All(&rows)
	return rows, err
}

// recall takes back a letter that has not gone out; one that is being sent
// right now is refused with the outbox's own sentence.
func recall(tx core.App, week string) error {
	rows, err := letters(tx, week)
	if err != nil {
		return err
	}
	for _, row := range rows {
		switch row.GetString("state") {
		case outbox.Sent, outbox.Cancelled:
			continue
		}
		if _, err := outbox.Cancel(tx, row.Id); err != nil {
			return err
		}
	}
	return nil
}

// bindOutbox lets a report follow its letter: out, taken back by hand, or
// sent once more by hand.
func bindOutbox(app core.App) {
	app.OnRecordUpdate("outbox").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		key, now := e.Record.GetString("dedup_key"), e.Record.GetString("state")
		if !strings.HasPrefix(key, keyPrefix) || now == e.Record.Original().GetString("state") {
			return nil
		}
		week, _, _ := strings.Cut(strings.TrimPrefix(key, keyPrefix), "/")
		r, err := e.App.FindFirstRecordByData(collection, "week", week)
		if err != nil {
			return nil // a letter of an office whose reports were moved elsewhere
		}
		state := map[string]string{outbox.Sent: sent, outbox.Cancelled: held, outbox.Queued: queued}[now]
		was := r.GetString("state")
		if state == "" || state == was || was == sent || was == manual {
			return nil
		}
		r.Set("state", state)
		return save(e.App, r)
	})
}

func filled(addresses string) []string {
	if strings.TrimSpace(addresses) == "" {
		return nil
	}
	return []string{addresses}
}

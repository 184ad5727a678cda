package reminders

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// most is how many lines of one heading a letter holds.
const most = 15

// list is a letter being gathered.
type list struct{ templates.ReminderView }

func viewOf(app core.App, now time.Time, title string) *list {
	v := &list{templates.ReminderView{Community: settings.Of(app).Name(), At: now, Title: title}}
	if base := settings.Of(app).PublicURL(); base != "" {
		v.Desk = base + "/desk.html"
	}
	return v
}

func (l *list) add(title, do string, lines []string) {
	if len(lines) == 0 {
		return
	}
	g := templates.ReminderGroup{Title: title, Do: do, Lines: lines}
	if len(lines) > most {
		g.Lines, g.More = lines[:most], len(lines)-most
	}
	l.Groups = append(l.Groups, g)
}

// post queues one letter for each reader; a letter without a line is not written.
func post(tx core.App, readers func(core.App) ([]string, error), key, about string, view templates.ReminderView, expires time.Time) error {
	if len(view.Groups) == 0 {
		return nil
	}
	letter, err := templates.Reminder(view)
	if err != nil {
		return err
	}
	to, err := readers(tx)
	if err != nil {
		return err
	}
	for _, address := range to {
		_, err := outbox.Queue(tx, outbox.Mail{
			Key: key + ":" + address, To: []string{address}, Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML,
			About: about, Expires: expires,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// stewards are the stewards with a mailbox; without one the secretaries.
func stewards(app core.App) ([]string, error) {
	rows, err := app.FindRecordsByFilter("staff", "role = 'steward' && active = true", "created", 0, 0)
	if err != nil {
		return nil, err
	}
	if to := mailboxes(rows); len(to) > 0 {
		return to, nil
	}
	return secretaries(app)
}

func secretaries(app core.App) ([]string, error) {
	rows, err := app.FindAllRecords(core.CollectionNameSuperusers)
	if err != nil {
		return nil, err
	}
	return mailboxes(rows), nil
}

// leads are both, each once.
func leads(app core.App) ([]string, error) {
	one, err := stewards(app)
	if err != nil {
		return nil, err
	}
	two, err := secretaries(app)
	return unique(append(one, two...)), err
}

func mailboxes(rows []*core.Record) []string {
	var to []string
	for _, r := range rows {
		if a := strings.TrimSpace(r.Email()); a != "" && a != core.DefaultInstallerEmail { // PocketBase's own
			to = append(to, a)
		}
	}
	return unique(to)
}

func unique(all []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range all {
		if k := strings.ToLower(a); !seen[k] {
			seen[k] = true
			out = append(out, a)
		}
	}
	return out
}

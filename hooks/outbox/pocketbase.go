package outbox

import (
	"fmt"
	"io"
	"maps"
	"net/mail"
	"path"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"hongguan/hooks/calendar"
)

// accountMailLife is how long a code or a reset link is worth sending.
const accountMailLife = time.Hour

// takeOver queues what PocketBase itself would mail, such as log-in codes and
// password resets: its own mailer has no timeout and forgets what it could not
// send. Not calling e.Next keeps that mailer from sending it too.
func takeOver(e *core.MailerEvent) error {
	m := e.Message
	letter := Mail{
		Key: account + "/" + security.RandomString(20),
		To:  plain(m.To), Cc: plain(slices.Concat(m.Cc, m.Bcc)),
		Subject: m.Subject, Text: m.Text, HTML: m.HTML,
		About: account, Expires: calendar.Now(e.App).Add(accountMailLife),
	}
	for _, name := range slices.Sorted(maps.Keys(m.Attachments)) {
		data, err := io.ReadAll(m.Attachments[name])
		if err != nil {
			return fmt.Errorf("read mail attachment: %w", err)
		}
		letter.Attachments = append(letter.Attachments, Attachment{Name: path.Base(name), Data: data})
	}
	_, err := Queue(e.App, letter)
	return err
}

func plain(list []mail.Address) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Address)
	}
	return out
}

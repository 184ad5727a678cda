package outbox

import (
	"fmt"
	"io"
	"mime"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/wneessen/go-mail"
)

// compose turns a row into the mail that is handed to the server.
func compose(app core.App, r *core.Record, now time.Time) (*mail.Msg, error) {
	msg := blank(app, now)
	msg.SetMessageIDWithValue(r.GetString("message_id"))
	msg.ToMailAddress(addresses(r.GetString("to"))...)
	msg.CcMailAddress(addresses(r.GetString("cc"))...)
	msg.Subject(r.GetString("subject"))
	text, html := r.GetString("body_text"), r.GetString("body_html")
	switch {
	case html == "":
		msg.SetBodyString(mail.TypeTextPlain, text)
	case text == "":
		msg.SetBodyString(mail.TypeTextHTML, html)
	default:
		msg.SetBodyString(mail.TypeTextPlain, text)
		msg.AddAlternativeString(mail.TypeTextHTML, html)
	}
	list := enclosures(r)
	if len(list) == 0 {
		return msg, nil
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	for _, a := range list {
		f, err := fsys.GetReader(r.BaseFilesPath() + "/" + a.File)
		if err != nil {
			return nil, fmt.Errorf("read attachment %s: %w", a.File, err)
		}
		data, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read attachment %s: %w", a.File, err)
		}
		if err := msg.AttachReader(a.Name, strings.NewReader(string(data)), named(a)); err != nil {
			return nil, fmt.Errorf("attach %s: %w", a.File, err)
		}
	}
	return msg, nil
}

// blank is a letter with sender and date. Base64 because quoted-printable
// makes Chinese three times as long.
func blank(app core.App, now time.Time) *mail.Msg {
	msg := mail.NewMsg(mail.WithEncoding(mail.EncodingB64), mail.WithNoDefaultUserAgent())
	from := sender(app)
	msg.FromMailAddress(&from)
	msg.SetDateWithValue(now)
	return msg
}

// named writes a file's name twice: as RFC 2231 has it, and as the encoded
// word that QQ Mail and old Outlook read.
func named(a enclosure) mail.FileOption {
	return func(f *mail.File) {
		kind := a.Type
		if kind == "" {
			kind = mime.TypeByExtension(filepath.Ext(a.Name))
		}
		if kind == "" {
			kind = "application/octet-stream"
		}
		word := mime.BEncoding.Encode("utf-8", clean(a.Name))
		f.Header.Set("Content-Type", fmt.Sprintf(`%s; name="%s"`, kind, word))
		f.Header.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`,
			word, url.PathEscape(clean(a.Name))))
	}
}

// clean takes out what would end a header or leave a folder.
func clean(name string) string {
	return strings.Map(func(c rune) rune {
		if c < 32 || strings.ContainsRune(`"\/:*?<>|`, c) {
			return '_'
		}
		return c
	}, name)
}

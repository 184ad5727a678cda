package outbox

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
	"github.com/pocketbase/pocketbase/tools/security"

	"hongguan/hooks/calendar"
)

// Mail is a letter to be sent.
type Mail struct {
	Key         string   // what makes it one: a second Queue with the same key adds nothing
	To, Cc      []string // 『a@x.cn』 or 『组织部 <a@x.cn>』; one entry may hold several, split by commas
	Org         string   // id of the receiving organisation; its mailbox is used when To is empty
	Subject     string
	Text, HTML  string
	Attachments []Attachment
	Request     string    // id of the request it is about
	About       string    // what else it is about, such as 2026-W47
	Expires     time.Time // after this it is pointless and is not sent; zero means never
	Urgent      bool      // somebody may be in danger: it goes before the others and past the limits
}

// Attachment is one file of a letter. Name may be Chinese; an empty Type is
// derived from the name.
type Attachment struct {
	Name, Type string
	Data       []byte
}

const (
	noRecipient = "没有收件邮箱，请在单位里补上邮箱后重发，或改用人工报送"
	noSender    = "还没有设置发信邮箱"
)

// Queue stores a letter in the caller's transaction and returns its row; it
// never touches the network. A letter with a known key is not stored again:
// the row that is there is returned. A missing or misspelt address is not an
// error either, because a letter must not undo the step it tells about: such a
// row waits for a person.
func Queue(tx core.App, m Mail) (*core.Record, error) {
	if r, err := findByKey(tx, m.Key); err == nil {
		return r, nil
	} else if !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("look up outbox key %s: %w", m.Key, err)
	}
	c, err := tx.FindCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Id = security.RandomStringWithAlphabet(core.DefaultIdLength, core.DefaultIdAlphabet)
	now := calendar.Now(tx)
	r.Load(map[string]any{
		"kind": kindMail, "dedup_key": m.Key, "message_id": messageID(tx, m.Key, r.Id),
		"subject": cut(m.Subject, 300), "body_text": cut(m.Text, 200000), "body_html": cut(m.HTML, 500000),
		"to": join(m.To), "cc": join(m.Cc), "org": m.Org, "request": m.Request, "about": m.About,
		"state": Queued, "queued_at": now, "next_at": now, "expires_at": m.Expires, "urgent": m.Urgent,
	})
	if err := enclose(r, m.Attachments); err != nil {
		return nil, fmt.Errorf("attach to outbox row %s: %w", m.Key, err)
	}
	address(tx, r)
	if r.GetString("state") == Queued && way(tx) == nowhere {
		r.Set("last_error", noSender)
	}
	if err := tx.RunInTransaction(func(tx core.App) error { return save(tx, r) }); err != nil {
		// Another process may have queued the same letter between look-up and save.
		if stored, findErr := findByKey(tx, m.Key); findErr == nil {
			return stored, nil
		}
		return nil, err
	}
	return r, nil
}

// address fills in the organisation's mailbox and sets aside a row that cannot
// be sent as it is addressed.
func address(app core.App, r *core.Record) {
	if r.GetString("to") == "" && r.GetString("org") != "" {
		if org, err := app.FindRecordById("orgs", r.GetString("org")); err == nil {
			r.Set("to", join([]string{org.GetString("email")}))
		}
	}
	sentence := ""
	if r.GetString("to") == "" {
		sentence = noRecipient
	} else if bad := misspelt(r.GetString("to"), r.GetString("cc")); bad != "" {
		sentence = "收件邮箱“" + bad + "”写得不对，请改正后重发"
	}
	if sentence != "" {
		r.Set("state", Human)
		r.Set("last_error", sentence)
	}
}

var plainExtension = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)

// enclose stores the files in their order under names that PocketBase accepts.
func enclose(r *core.Record, attachments []Attachment) error {
	var stored []*filesystem.File
	var list []enclosure
	for i, a := range attachments {
		f, err := filesystem.NewFileFromBytes(a.Data, a.Name)
		if err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
		extension := strings.ToLower(path.Ext(a.Name))
		if !plainExtension.MatchString(extension) {
			extension = ""
		}
		f.Name = fmt.Sprintf("%02d_%s%s", i+1, strings.ToLower(security.RandomString(10)), extension)
		stored = append(stored, f)
		list = append(list, enclosure{File: f.Name, Name: a.Name, Type: a.Type, Size: len(a.Data)})
	}
	if stored != nil {
		r.Set("attachments", stored)
		r.Set("attachment_list", list)
	}
	return nil
}

// messageID is fixed when the letter is queued, so that every copy of it, of
// whatever attempt, is recognised as the same letter.
func messageID(app core.App, key, id string) string {
	sum := sha256.Sum256([]byte(key))
	_, domain, ok := strings.Cut(sender(app).Address, "@")
	if !ok {
		domain = "hongguan.invalid"
	}
	return hex.EncodeToString(sum[:8]) + "." + id + "@" + domain
}

func cut(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}

package sealed

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"strings"
	"unicode/utf8"

	"filippo.io/age"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/rules/words"
)

// paper is a file of a report as a page shows it, inside the answer: a file
// address would be a second door.
type paper struct {
	Name string `json:"name"`
	Href string `json:"href"`
}

// files makes data addresses of contents; names may be fewer.
func files(contents [][]byte, names []string) (photos []string, papers []paper) {
	photos, papers = []string{}, []paper{}
	for i, b := range contents {
		kind := http.DetectContentType(b)
		href := "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(b)
		if strings.HasPrefix(kind, "image/") {
			photos = append(photos, href)
			continue
		}
		name := fmt.Sprintf("材料%d", i+1)
		if i < len(names) {
			name += path.Ext(names[i])
		}
		papers = append(papers, paper{name, "data:application/octet-stream;base64," + href[strings.Index(href, ",")+1:]})
	}
	return photos, papers
}

// with gives the report of a step together with the key that opens it. Tries
// that fail are counted: a key is too long to guess, but nobody shall try.
func (h holder) with(f step) (*core.Record, content, *age.X25519Identity, error) {
	none := content{}
	id, err := readKey(f.Key)
	if err != nil {
		return nil, none, nil, err
	}
	tries := "upper key " + h.contact.Id
	if !access.Take(h.app, tries, keyTries) {
		return nil, none, nil, access.Answer(429, "密钥试错的次数太多了，请一小时以后再试")
	}
	r, err := h.app.FindRecordById("sealed_reports", f.Report)
	if err != nil || r.GetString("audience") != audienceUpper || r.GetString("contact") == "" {
		return nil, none, nil, access.Answer(404, "没有这封来信")
	}
	c, err := openContent(r.GetString("box"), id)
	if isWrongKey(err) {
		return nil, none, nil, refuseKey("key_wrong", "这把密钥打不开这封信，请换这封信注明的那张密钥纸")
	}
	if err != nil {
		h.app.Logger().Error("open sealed report", "id", r.Id, "error", err)
		return nil, none, nil, access.Answer(500, "这封信的内容坏了，打不开，请告诉懂技术的人看备份")
	}
	access.Forgive(h.app, tries)
	return r, c, id, nil
}

// open shows one report, decrypted in memory; the look is logged in the
// transaction that allows it, without a word of what was read.
func (h holder) open(e *core.RequestEvent, f step) error {
	r, c, id, err := h.with(f)
	if err != nil {
		return err
	}
	locked, err := stored(h.app, r)
	if err != nil {
		return err
	}
	contents := make([][]byte, len(locked))
	for i, b := range locked {
		if contents[i], err = unlock(b, id); err != nil {
			return fmt.Errorf("open photo %d of sealed report %s: %w", i+1, r.Id, err)
		}
	}
	reply := ""
	if box := r.GetString("reply_box"); box != "" {
		b, err := unlockText(box, id)
		if err != nil && !isWrongKey(err) { // answered by another contact: her answer is locked for her
			return err
		}
		reply = string(b)
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		if r, err = tx.FindRecordById("sealed_reports", r.Id); err != nil {
			return err
		}
		if r.GetString("state") == "received" {
			r.Set("state", "read")
			if err := access.Own(tx, r); err != nil {
				return err
			}
		}
		return h.logged(tx, r, "read", "上级联系人查看保密来信")
	})
	if err != nil {
		return err
	}
	events, err := eventsOf(h.app, r)
	if err != nil {
		return err
	}
	photos, papers := files(contents, c.Files)
	return e.JSON(200, map[string]any{
		"id": r.Id, "no": r.GetString("report_no"), "kind_label": words.Value("sealed_kind", r.GetString("kind")), "state": r.GetString("state"),
		"state_label": words.Value("sealed_state", r.GetString("state")), "received_at": r.GetDateTime("received_at"), "text": c.Text, "place_label": c.Place,
		"person": c.Person, "phone": c.Phone, "reason": c.Reason, "earlier": c.Earlier, "photos": photos, "papers": papers,
		"reply_text": reply, "replied_at": r.GetDateTime("replied_at"), "events": events,
	})
}

func (h holder) logged(tx core.App, r *core.Record, verb, action string) error {
	if err := note(tx, r, verb, "上级联系人 "+h.contact.GetString("name")); err != nil {
		return err
	}
	// Without the report's id: the office reads this log, and how many there are
	// is all it knows of them.
	return audit.Write(tx, h.actor(), audit.Entry{Action: action, Collection: "sealed_reports"})
}

// answer writes to whoever sent a report. Only her query code and the
// contact's key open it.
func (h holder) answer(e *core.RequestEvent, f step) error {
	text := strings.TrimSpace(f.Text)
	if n := utf8.RuneCountInString(text); n == 0 || n > 5000 {
		return access.RefuseFields(access.Field{Name: "text", Code: "text_missing", Sentence: "请写下答复，5000 字以内"})
	}
	r, _, id, err := h.with(f)
	if err != nil {
		return err
	}
	sender, err := age.ParseX25519Recipient(r.GetString("sender_key"))
	if err != nil {
		return fmt.Errorf("read sender's key: %w", err)
	}
	box, err := lockText([]byte(text), sender, id.Recipient())
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		if r, err = tx.FindRecordById("sealed_reports", r.Id); err != nil {
			return err
		}
		r.Load(map[string]any{"state": "replied", "reply_box": box, "replied_at": calendar.Now(tx)})
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return h.logged(tx, r, "reply", "上级联系人答复保密来信")
	})
	if err != nil {
		return err
	}
	return h.show(e)
}

package sealed

import (
	"fmt"
	"regexp"
	"time"

	"filippo.io/age"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

const unknownLink = "这个链接打不开：可能已经用过、停用或过期。请用密钥纸上的链接；还没有密钥纸，请和社区联系，要一份新的邀请"

var (
	looks    = access.Limit{Times: 300, Within: time.Hour} // by one address; a link has 31^26 values
	keyTries = access.Limit{Times: 20, Within: time.Hour}  // with a key that does not fit
)

// holder is the upper contact as she came by her link.
type holder struct {
	app     core.App
	contact *core.Record
}

func (h holder) actor() access.Actor {
	return access.Actor{Kind: access.Upper, ID: h.contact.Id, Name: h.contact.GetString("name"), Label: "上级联系人"}
}

// come finds who holds a link. Opening it changes nothing: mail scanners and
// chat programs open every address they see.
func come(e *core.RequestEvent) (holder, error) {
	h := holder{app: e.App}
	e.Response.Header().Set("Cache-Control", "no-store")
	if !access.Take(e.App, "upper "+e.RealIP(), looks) {
		return h, access.Answer(429, "打开的次数太多了，请过一会儿再试")
	}
	var err error
	if h.contact, err = e.App.FindFirstRecordByFilter("upper_contacts", "token_hash = {:t} && state != 'revoked'", dbx.Params{"t": access.Hash(access.Plain(e.Request.PathValue("token")))}); err != nil {
		return h, access.Answer(404, unknownLink)
	}
	if h.contact.GetString("state") == invited && calendar.Now(e.App).After(h.contact.GetDateTime("expires_at").Time()) {
		return h, access.Answer(404, unknownLink)
	}
	return h, nil
}

func upper(e *core.RequestEvent) error {
	h, err := come(e)
	if err != nil {
		return err
	}
	return h.show(e)
}

// show is the page's whole content: numbers and dates, no word of a report.
func (h holder) show(e *core.RequestEvent) error {
	c := settings.Of(h.app)
	out := map[string]any{
		"state": h.contact.GetString("state"), "name": h.contact.GetString("name"), "unit": h.contact.GetString("unit"),
		"expires_at": h.contact.GetDateTime("expires_at"), "agreed_at": h.contact.GetDateTime("agreed_at"),
		"community": map[string]any{"name": c.Name(), "phone": c.Phone(), "brand": c.Brand()}, "reports": []any{}, "now": calendar.Now(h.app).UTC(),
	}
	waiting, err := heldCount(h.app)
	if err != nil {
		return err
	}
	out["held"] = waiting
	if h.contact.GetString("state") == agreed {
		if out["reports"], err = h.reports(); err != nil {
			return err
		}
	}
	return e.JSON(200, out)
}

// reports lists what came for the upper contact. Those of an earlier contact
// are among them: whoever was given the old paper may open them.
func (h holder) reports() ([]map[string]any, error) {
	rows, err := h.app.FindRecordsByFilter("sealed_reports", "audience = 'upper' && contact != ''", "-received_at,-@rowid", 500, 0)
	if err != nil {
		return nil, err
	}
	papers := map[string]string{}
	out := make([]map[string]any, len(rows))
	for i, r := range rows {
		of := r.GetString("contact")
		if _, ok := papers[of]; !ok && of != h.contact.Id {
			if c, err := h.app.FindRecordById("upper_contacts", of); err == nil {
				papers[of] = called(c)
			}
		}
		out[i] = map[string]any{
			"id": r.Id, "no": r.GetString("report_no"), "received_at": r.GetDateTime("received_at"), "replied_at": r.GetDateTime("replied_at"),
			"kind_label": words.Value("sealed_kind", r.GetString("kind")), "state": r.GetString("state"),
			"state_label": words.Value("sealed_state", r.GetString("state")), "paper": papers[of],
		}
	}
	return out, nil
}

// step is what the contact's page sends. The key travels in a body only, which
// no log keeps, and is forgotten with the answer.
type step struct {
	Action string `json:"action"`
	Key    string `json:"key"`
	Next   string `json:"next"`
	Report string `json:"report"`
	Text   string `json:"text"`
}

func act(e *core.RequestEvent) error {
	h, err := come(e)
	if err != nil {
		return err
	}
	var f step
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	if h.contact.GetString("state") == invited {
		switch f.Action {
		case "agree":
			return h.agree(e)
		case "confirm":
			return h.confirm(e, f)
		}
		return access.Refuse("请先看完说明，按“我同意接收”")
	}
	switch f.Action {
	case "open":
		return h.open(e, f)
	case "answer":
		return h.answer(e, f)
	}
	return access.Refuse("没有这个操作，请刷新页面再试")
}

// agree makes the key pair and shows the private half. Nothing is encrypted to
// it before she has confirmed that the paper is safe: until then she may come
// back and be given another.
func (h holder) agree(e *core.RequestEvent) error {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		c, err := stillInvited(tx, h.contact.Id)
		if err != nil {
			return err
		}
		c.Set("public_key", id.Recipient().String())
		return access.Own(tx, c)
	})
	if err != nil {
		return err
	}
	next := access.RandomCode(tokenLength)
	link := upperLink(e, next)
	keyQR, err := prints.QR(id.String())
	if err != nil {
		return fmt.Errorf("draw key: %w", err)
	}
	linkQR, err := prints.QR(link)
	if err != nil {
		return fmt.Errorf("draw link: %w", err)
	}
	return e.JSON(200, map[string]any{
		"key": id.String(), "key_begin": keyBegin, "key_groups": groups(id.String()), "key_qr": keyQR, "next": next, "link": link, "link_qr": linkQR,
		"name": h.contact.GetString("name"), "unit": h.contact.GetString("unit"), "community": settings.Of(e.App).Name(),
		"day": calendar.Now(e.App).In(workday.Zone).Format("2006年1月2日"),
	})
}

func stillInvited(tx core.App, id string) (*core.Record, error) {
	c, err := tx.FindRecordById("upper_contacts", id)
	if err != nil || c.GetString("state") != invited {
		return nil, access.Answer(404, unknownLink)
	}
	return c, nil
}

var tokenForm = regexp.MustCompile(fmt.Sprintf("^[%s]{%d}$", access.Alphabet, tokenLength))

// confirm turns the variant on: the paper is in her hands, as she shows by the
// key on it. The invitation's link ends, hers begins, and what was held is
// encrypted to her.
func (h holder) confirm(e *core.RequestEvent, f step) error {
	if !tokenForm.MatchString(f.Next) {
		return access.Refuse("页面不完整，请重新打开邀请的链接，再按一次“我同意接收”")
	}
	id, err := readKey(f.Key)
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		c, err := stillInvited(tx, h.contact.Id)
		if err != nil {
			return err
		}
		if c.GetString("public_key") != id.Recipient().String() {
			return refuseKey("key_wrong", "这不是最后一次给您的那把密钥，请重新按“我同意接收”")
		}
		earlier, err := contactIn(tx, agreed)
		if err != nil {
			return err
		}
		if earlier != nil {
			if err := end(tx, earlier); err != nil {
				return err
			}
		}
		c.Load(map[string]any{"state": agreed, "agreed_at": calendar.Now(tx), "token_hash": access.Hash(f.Next), "expires_at": ""})
		if err := access.Own(tx, c); err != nil {
			return err
		}
		moved, stuck, err := handOver(tx, c, id.Recipient())
		if err != nil {
			return err
		}
		h.contact = c
		entry := audit.Entry{Action: "上级联系人同意接收", Collection: "upper_contacts", ID: c.Id, Note: fmt.Sprintf("交给本人 %d 封", moved)}
		if stuck > 0 {
			entry.Note += fmt.Sprintf("，%d 封因锁存的密钥丢失打不开", stuck)
		}
		return audit.Write(tx, h.actor(), entry)
	})
	if err != nil {
		return err
	}
	if err := burnHolding(e.App); err != nil {
		e.App.Logger().Error("burn holding key", "error", err)
	}
	return h.show(e)
}

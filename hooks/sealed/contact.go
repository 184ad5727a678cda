package sealed

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"filippo.io/age"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
)

// The states of an upper contact.
const (
	invited = "invited"
	agreed  = "agreed"
	revoked = "revoked"
)

// invitationHolds is how long an invitation opens: it travels on paper.
const invitationHolds = 30 * 24 * time.Hour

// tokenLength gives a link 31^26 values.
const tokenLength = 26

// contactIn is the newest contact in a state; nil when there is none.
func contactIn(app core.App, state string) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery("upper_contacts").AndWhere(dbx.HashExp{"state": state}).OrderBy("invited_at DESC", "_rowid_ DESC").Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return r, err
}

// recipient is whose key a report for the upper contact is encrypted to: hers,
// or the holding key while nobody has agreed.
func recipient(tx core.App) (to age.Recipient, contact string, err error) {
	c, err := contactIn(tx, agreed)
	if err != nil {
		return nil, "", err
	}
	if c != nil {
		to, err := age.ParseX25519Recipient(c.GetString("public_key"))
		return to, c.Id, err
	}
	id, err := holding(tx)
	if err != nil {
		return nil, "", err
	}
	return id.Recipient(), "", nil
}

// called is how the contact is named to everybody: 星湖街道纪工委 周明.
func called(c *core.Record) string {
	return strings.TrimSpace(c.GetString("unit") + " " + c.GetString("name"))
}

// end stops a contact: her link opens no more, what she could read stays
// readable with her paper only.
func end(tx core.App, c *core.Record) error {
	c.Load(map[string]any{"state": revoked, "revoked_at": calendar.Now(tx), "token_hash": ""})
	return access.Own(tx, c)
}

// invitation is who is asked to be the upper contact.
type invitation struct {
	Name  string `json:"name"`
	Unit  string `json:"unit"`
	Phone string `json:"phone"`
}

func (f *invitation) check() error {
	f.Name, f.Unit = realname.NormalizeName(f.Name), strings.TrimSpace(f.Unit)
	var wrong []access.Field
	if n := utf8.RuneCountInString(f.Name); n == 0 || n > 20 {
		wrong = append(wrong, access.Field{Name: "name", Code: "name_missing", Sentence: "请填写上级联系人的姓名"})
	}
	if n := utf8.RuneCountInString(f.Unit); n == 0 || n > 60 {
		wrong = append(wrong, access.Field{Name: "unit", Code: "unit_missing", Sentence: "请填写上级联系人的单位，如：星湖街道纪工委"})
	}
	phone, _, err := realname.Phone(f.Phone)
	if err != nil {
		wrong = append(wrong, access.Field{Name: "phone", Code: "phone_form", Sentence: "工作电话：" + err.Error()})
	}
	f.Phone = phone
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}

// inviteRoute makes an invitation and shows its link this once. Somebody who
// has agreed before stays in charge until the new one agrees.
func inviteRoute(e *core.RequestEvent, who access.Actor) error {
	var f invitation
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	if err := f.check(); err != nil {
		return err
	}
	token, until := access.RandomCode(tokenLength), calendar.Now(e.App).Add(invitationHolds)
	err := e.App.RunInTransaction(func(tx core.App) error {
		earlier, err := contactIn(tx, invited)
		if err != nil {
			return err
		}
		if earlier != nil {
			if err := end(tx, earlier); err != nil {
				return err
			}
		}
		c, err := tx.FindCachedCollectionByNameOrId("upper_contacts")
		if err != nil {
			return err
		}
		r := core.NewRecord(c)
		r.Load(map[string]any{"name": f.Name, "unit": f.Unit, "phone": f.Phone, "state": invited, "token_hash": access.Hash(token),
			"invited_at": calendar.Now(tx), "invited_by": who.Name, "expires_at": until})
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "邀请上级联系人", Collection: "upper_contacts", ID: r.Id})
	})
	if err != nil {
		return err
	}
	link := upperLink(e, token)
	qr, err := prints.QR(link)
	if err != nil {
		return fmt.Errorf("draw invitation: %w", err)
	}
	return e.JSON(200, map[string]any{"link": link, "qr": qr, "name": f.Name, "unit": f.Unit, "community": settings.Of(e.App).Name(), "expires_at": until.UTC()})
}

// revokeRoute stops the contact at once, after a paper was lost or somebody
// changed posts. What comes from now on is held until the next one agrees.
func revokeRoute(e *core.RequestEvent, who access.Actor) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		ended := 0
		for _, state := range []string{agreed, invited} {
			c, err := contactIn(tx, state)
			if err != nil {
				return err
			}
			if c == nil {
				continue
			}
			ended++
			if err := end(tx, c); err != nil {
				return err
			}
			if err := audit.Write(tx, who, audit.Entry{Action: "停用上级联系人", Collection: "upper_contacts", ID: c.Id}); err != nil {
				return err
			}
		}
		if ended == 0 {
			return access.Refuse("现在没有上级联系人，不用停用")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list(e, who)
}

// upperLink is the address of the contact's page. The token stands after # so
// that no log on the way sees it.
func upperLink(e *core.RequestEvent, token string) string {
	base := settings.Of(e.App).PublicURL()
	if base == "" {
		base = "http://" + e.Request.Host
	}
	return base + "/upper.html#" + token
}

package people

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

// Gone is the name of a registration whose data were erased.
const Gone = "已删除的居民"

// ownRoute tells what erasing somebody's data would take and what stands in its
// way, and what she asked to have corrected.
func ownRoute(e *core.RequestEvent) error {
	id, _, err := whose(e)
	if err != nil {
		return err
	}
	rows, ids, err := registrations(e.App, id)
	if err != nil {
		return err
	}
	takes, hinders, err := look(e.App, ids)
	if err != nil {
		return err
	}
	takes = append([]string{"您登记的称呼、电话、住址、密码"}, takes...)
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]any{"takes": takes, "hinders": hinders, "registrations": len(rows), "correction": correctionOf(e.App, id)})
}

// eraseRoute erases a resident's data at her own word, which is the last four
// digits of her number, typed by hand: no slip of the thumb does that. At the counter the office writes how it knows who asks.
func eraseRoute(e *core.RequestEvent) error {
	id, who, err := whose(e)
	if err != nil {
		return err
	}
	var f struct {
		Last4 string `json:"last4"`
		How   string `json:"how"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	note := strings.TrimSpace(f.How)
	if who.Kind == access.Resident {
		key := "erase " + id
		if !access.Take(e.App, key, secrets) {
			return access.Answer(429, "输错的次数太多了，请 15 分钟后再试，或打电话给社区")
		}
		r, err := e.App.FindRecordById("residents", id)
		if err != nil {
			return err
		}
		if !LastFour(r, f.Last4) {
			return access.RefuseFields(access.Field{Name: "last4", Code: "last4_wrong", Sentence: "和您登记电话的后 4 位不一样，没有删除"})
		}
		access.Forgive(e.App, key)
		note = "本人在手机上"
	} else if note == "" {
		return access.RefuseFields(access.Field{Name: "how", Code: "how_missing", Sentence: "请写明怎样确认是本人要求的：当面、书面，还是回拨登记电话"})
	}
	notes, err := Erase(e.App, id, who, note)
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]any{"erased": true, "notes": notes})
}

// Erase takes everything the office holds about a person: her registrations are
// emptied and closed, her log-ins and codes end, every holder erases its own.
// The rows stay, nameless, for what points to them. It is refused while
// something of hers is in hand. Notes name what cannot be taken back.
func Erase(app core.App, id string, who access.Actor, how string) (notes []string, err error) {
	notes = []string{}
	err = app.RunInTransaction(func(tx core.App) error {
		rows, ids, err := registrations(tx, id)
		if err != nil {
			return err
		}
		if !rows[0].GetDateTime("erased_at").IsZero() {
			return access.Refuse("这份登记的个人信息已经删除了")
		}
		_, hinders, err := look(tx, ids)
		if err != nil {
			return err
		}
		if len(hinders) > 0 {
			return access.Refuse("现在还不能删除：" + strings.Join(hinders, "；"))
		}
		for _, h := range holders(tx) {
			more, err := h.Erase(tx, ids)
			if err != nil {
				return err
			}
			notes = append(notes, more...)
		}
		for _, r := range rows {
			if err := blank(tx, r); err != nil {
				return err
			}
		}
		return audit.Erase(tx, access.Actor{Kind: who.Kind, ID: who.ID, Name: who.Name, Label: unnamed(who)}, ids, how)
	})
	return notes, err
}

func unnamed(who access.Actor) string {
	if who.Kind == access.Resident {
		return "居民本人"
	}
	return who.Label
}

// blank empties a registration. Nobody logs in to it again.
func blank(tx core.App, r *core.Record) error {
	codes, err := tx.FindAllRecords("login_codes", dbx.HashExp{"resident": r.Id})
	if err != nil {
		return err
	}
	for _, c := range codes {
		if err := access.Remove(tx, c); err != nil {
			return err
		}
	}
	for _, f := range []string{"email", "phone", "phone_kind", "estate", "building", "unit", "room", "consent_version", "consent_at", "has_password", "register_key",
		"real_name_how", "real_name_by", "real_name_at", "wanted_phone", "wanted_building", "wanted_unit", "wanted_at", "wanted_answer"} {
		r.Set(f, nil)
	}
	r.Load(map[string]any{"name": Gone, "real_name": "unverified", "link_state": linkDismissed, "active": false, "erased_at": calendar.Now(tx)})
	r.SetRaw(core.FieldNamePassword, &core.PasswordFieldValue{Hash: nobody})
	r.RefreshTokenKey()
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("blank registration %s: %w", r.Id, err)
	}
	return nil
}

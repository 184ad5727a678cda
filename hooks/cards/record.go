package cards

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/templates"
)

const table = "elder_cards"

// keyOf is what a card's code says. It is derived, so that the same card can be
// printed again and the database holds its digest only.
func keyOf(app core.App, card string) string { return access.Token(app, "elder_card", card) }

// byKey finds a card that is good and whose it is.
func byKey(app core.App, key string) (card, resident *core.Record, ok bool) {
	card, err := app.FindFirstRecordByFilter(table, "key_hash = {:k} && revoked_at = ''", dbx.Params{"k": access.Hash(key)})
	if err != nil || key == "" {
		return nil, nil, false
	}
	resident, err = app.FindRecordById("residents", card.GetString("resident"))
	return card, resident, err == nil && resident.GetBool("active")
}

// of is the good card of somebody; nil when there is none.
func of(app core.App, resident string) *core.Record {
	r, err := app.FindFirstRecordByFilter(table, "resident = {:r} && revoked_at = ''", dbx.Params{"r": resident})
	if err != nil {
		return nil
	}
	return r
}

// end ends the good cards of somebody and reports whether there was one.
func end(tx core.App, resident, by string) (bool, error) {
	rows, err := tx.FindAllRecords(table, dbx.HashExp{"resident": resident, "revoked_at": ""})
	if err != nil {
		return false, err
	}
	for _, r := range rows {
		r.Load(map[string]any{"revoked_at": calendar.Now(tx), "revoked_by": by})
		if err := access.Own(tx, r); err != nil {
			return false, fmt.Errorf("end card of %s: %w", resident, err)
		}
	}
	return len(rows) > 0, nil
}

// root is the registration a card is for: that which owns the requests.
func root(app core.App, id string) (*core.Record, error) {
	r, err := people.First(app, id)
	if err != nil {
		return nil, err
	}
	if !r.GetBool("active") {
		return nil, access.Refuse("这份登记已经停用，不能做便民卡")
	}
	return r, nil
}

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	rows, err := people.Rows(app, table, ids, "given_at")
	if len(rows) > 0 {
		takes = []string{"您的便民卡，卡上的码不能再用"}
	}
	return takes, nil, err
}

func erase(tx core.App, ids []any) ([]string, error) {
	rows, err := people.Rows(tx, table, ids, "given_at")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := access.Remove(tx, r); err != nil {
			return nil, fmt.Errorf("erase card: %w", err)
		}
	}
	return nil, nil
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	rows, err := people.Rows(app, table, ids, "given_at")
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	c := templates.Chapter{Title: "便民卡"}
	for _, r := range rows {
		var e templates.Entry
		at := func(field string) string { return templates.Moment(r.GetDateTime(field).Time()) }
		e.Fact("做卡", at("given_at")+"　"+r.GetString("given_by"))
		e.Fact("用过", fmt.Sprintf("%d 次", r.GetInt("uses")))
		if !r.GetDateTime("used_at").IsZero() {
			e.Fact("最近一次用", at("used_at"))
		}
		if !r.GetDateTime("revoked_at").IsZero() {
			e.Fact("停用", at("revoked_at")+"　"+r.GetString("revoked_by"))
		}
		c.Entries = append(c.Entries, e)
	}
	return []templates.Chapter{c}, nil
}

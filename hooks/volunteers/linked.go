package volunteers

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/service"
)

// join brings the service of a registration along when staff find that it is of
// the same person as an earlier one. She was in one place at a time: minutes
// that both have on record count once, and what they brought is taken back.
func join(tx core.App, from, to string) error {
	v, err := tx.FindFirstRecordByFilter(table, "resident = {:r}", dbx.Params{"r": from})
	if err != nil {
		return nil // she did not help by this one
	}
	first, err := tx.FindFirstRecordByFilter(table, "resident = {:r}", dbx.Params{"r": to})
	if err != nil {
		v.Set("resident", to)
		if err := save(tx, v); err != nil {
			return err
		}
		return hand(tx, from, to, v, v)
	}
	if err := release(tx, v); err != nil {
		return err
	}
	if err := hand(tx, from, to, v, first); err != nil {
		return err
	}
	v.Load(map[string]any{"resident": "", "state": left, "reason": "与另一份登记是同一个人"})
	return save(tx, v)
}

// hand gives claims and records over, to the person and to the one of her two
// profiles that goes on.
func hand(tx core.App, from, to string, v, goesOn *core.Record) error {
	for _, kept := range []struct {
		table string
		pass  func(tx core.App, r, v *core.Record) error
	}{{claimsTable, give}, {recordsTable, weigh}} {
		rows, err := people.Rows(tx, kept.table, []any{from}, "created")
		if err != nil {
			return err
		}
		for _, r := range rows {
			r.Set("resident", to)
			if v.Id != goesOn.Id {
				if err := kept.pass(tx, r, goesOn); err != nil {
					return err
				}
			}
			if err := save(tx, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// give puts a claim under the other profile. Where that has one of the same
// order, this one stays with the profile that ends, and comes to nothing unless
// it was done already.
func give(tx core.App, c, v *core.Record) error {
	n, err := tx.CountRecords(claimsTable, dbx.HashExp{"order": c.GetString("order"), "volunteer": v.Id})
	switch {
	case err != nil:
		return fmt.Errorf("claims of one order: %w", err)
	case n == 0:
		c.Set("volunteer", v.Id)
	case c.GetString("state") != done:
		c.Load(map[string]any{"state": void, "note": "同一个人在这一单里接了两次"})
	}
	return nil
}

// weigh puts a record under the other profile, and takes away one of which both
// were in the same minutes: whoever was there once asks for the rest to be set
// right, and staff look.
func weigh(tx core.App, r, v *core.Record) error {
	others, err := counted(tx, v.Id, "")
	if err != nil {
		return err
	}
	r.Set("volunteer", v.Id)
	if r.GetString("state") != "valid" {
		return nil
	}
	span := service.Span{From: r.GetDateTime("started_at").Time(), Until: r.GetDateTime("ended_at").Time()}
	if _, twice := service.Count(span, span, others); twice == 0 {
		return nil
	}
	r.Load(map[string]any{"state": "void", "reason": "同一个人的两份登记在同一时间都记了，只计一次"})
	return takeBack(tx, access.Program(), r, r.GetString("reason"))
}

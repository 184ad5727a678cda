package catalogue

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/words"
)

// Class is where a request stands in the catalogue: its codes, the matter by
// its record's id.
type Class struct{ Lane, Kind, Category, Tier, Matter string }

// Correction is what staff decided about one request. It holds nothing of the
// resident's words; they stay with the request, and teach from there.
type Correction struct {
	Request          string
	From, To         Class
	Suggestion, Week string // how the machine's suggestion counted before
	Reason           string
	By               access.Actor
}

func bindCorrections(app core.App) {
	access.Keep(app, "corrections", "改判由诉求上的“改分类”产生，不能手工填写；改错了请点“撤销”")
}

// Remember stores a correction in the caller's transaction. It teaches from
// the commit on.
func Remember(tx core.App, c Correction) (*core.Record, error) {
	table, err := tx.FindCachedCollectionByNameOrId("corrections")
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(table)
	r.Load(map[string]any{
		"request": c.Request, "reason": c.Reason, "by": c.By.ID, "at": calendar.Now(tx), "change": differences(tx, c.From, c.To),
		"from_lane": c.From.Lane, "from_kind": c.From.Kind, "from_category": c.From.Category, "from_tier": c.From.Tier, "from_matter": c.From.Matter,
		"to_lane": c.To.Lane, "to_kind": c.To.Kind, "to_category": c.To.Category, "to_tier": c.To.Tier, "to_matter": c.To.Matter,
		"from_suggestion": c.Suggestion, "from_week": c.Week,
	})
	if err := access.Own(tx, r); err != nil {
		return nil, fmt.Errorf("remember correction: %w", err)
	}
	return r, nil
}

// ClassOf reads one side of a correction, "from" or "to".
func ClassOf(r *core.Record, side string) Class {
	return Class{Lane: r.GetString(side + "_lane"), Kind: r.GetString(side + "_kind"), Category: r.GetString(side + "_category"),
		Tier: r.GetString(side + "_tier"), Matter: r.GetString(side + "_matter")}
}

// InForce lists the corrections of a request that were not taken back, the
// latest first.
func InForce(app core.App, request string) ([]*core.Record, error) {
	return app.FindRecordsByFilter("corrections", "request = {:r} && undone_at = ''", "-at,-@rowid", 0, 0, dbx.Params{"r": request})
}

// TakeBack ends a correction: it stays on record and teaches no more.
func TakeBack(tx core.App, r *core.Record, who access.Actor) error {
	r.Load(map[string]any{"undone_at": calendar.Now(tx), "undone_by": who.ID})
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("take back correction: %w", err)
	}
	return nil
}

// Erase removes every trace of the corrections of one request: for a request
// that is sealed later, or whose resident wants it forgotten.
func Erase(tx core.App, request string) error {
	rows, err := tx.FindAllRecords("corrections", dbx.HashExp{"request": request})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := access.Remove(tx, r); err != nil {
			return fmt.Errorf("erase correction: %w", err)
		}
	}
	return nil
}

// differences says in the office's words what differs: 公共照明维修 → 市政路灯.
func differences(app core.App, from, to Class) string {
	var parts []string
	for _, d := range []struct{ from, to string }{
		{nameOf(app, from.Matter), nameOf(app, to.Matter)},
		{words.Value("kind", from.Kind), words.Value("kind", to.Kind)},
		{words.Value("category", from.Category), words.Value("category", to.Category)},
		{words.Value("tier", from.Tier), words.Value("tier", to.Tier)},
		{words.Value("lane", from.Lane), words.Value("lane", to.Lane)},
	} {
		if d.from != d.to {
			parts = append(parts, d.from+" → "+d.to)
		}
	}
	return strings.Join(parts, "；")
}

func nameOf(app core.App, matter string) string {
	if m := Matter(app, matter); m != nil {
		return m.GetString("name")
	}
	return "没有事项"
}

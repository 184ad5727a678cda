package posters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
)

// Where a poster hangs.
const (
	Estate   = "estate"
	Building = "building"
	Unit     = "unit"
	Square   = "square"
	Door     = "door"
)

// States of a poster.
const (
	Active  = "active"
	Revoked = "revoked"
)

// codeLength gives 31⁶ codes: two offices' worth of posters never meet, and
// six characters are still typed without a slip.
const codeLength = 6

// New writes a poster with a fresh code for a place. The label is kept as it
// is printed: a later renaming does not change what hangs on the wall.
func New(app core.App, scope string, place places.Place) (*core.Record, error) {
	if !slices.Contains([]string{Estate, Building, Unit, Square, Door}, scope) {
		return nil, access.Refuse("请选择海报贴在哪里：小区、楼栋、单元、广场或门牌")
	}
	c, err := app.FindCachedCollectionByNameOrId("posters")
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"scope": scope, "estate": place.Estate, "building": place.Building, "unit": place.Unit, "room": place.Room,
		"place_label": place.Label, "state": Active,
	})
	for range 10 {
		code := access.RandomCode(codeLength)
		if _, taken := ByCode(app, code); taken {
			continue
		}
		r.Set("code", code)
		if err := access.Own(app, r); err != nil {
			return nil, fmt.Errorf("write poster for %s: %w", place.Label, err)
		}
		return r, nil
	}
	return nil, fmt.Errorf("no free poster code after 10 tries")
}

// ByCode finds a poster by its code, however it was typed.
func ByCode(app core.App, code string) (*core.Record, bool) { return places.ByCode(app, code) }

// at is the active poster of a place, if there is one; the oldest when the
// wall has more.
func at(app core.App, scope string, p places.Place) (*core.Record, bool) {
	r := &core.Record{}
	err := app.RecordQuery("posters").
		AndWhere(dbx.HashExp{"scope": scope, "estate": p.Estate, "building": p.Building, "unit": p.Unit, "room": p.Room, "state": Active}).
		OrderBy("created", "code").Limit(1).One(r)
	return r, err == nil
}

// remark adds a line to what the office wrote about a poster.
func remark(r *core.Record, line string) {
	lines := append(strings.Split(r.GetString("note"), "\n"), line)
	note := strings.TrimSpace(strings.Join(lines, "\n"))
	if runes := []rune(note); len(runes) > 500 { // the field's own limit; what was said last counts
		note = string(runes[len(runes)-500:])
	}
	r.Set("note", note)
}

package catalogue

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/neighbours"
)

// Reach is how far a matter reaches: as the office decided, else as the
// program proposes. What no matter is known of reaches nobody.
func Reach(matter *core.Record) string {
	if matter == nil {
		return neighbours.Household
	}
	if r := matter.GetString("reach"); r != "" {
		return r
	}
	return neighbours.Reach(matter.GetString("code"), matter.GetString("category"), matter.GetString("tier"))
}

// NearBy are the rows of the matters a text may be about, the likeliest first.
func NearBy(app core.App, s Suggestion) []*core.Record {
	b, err := open(app)
	if err != nil {
		app.Logger().Error("catalogue", "error", err)
		return nil
	}
	var rows []*core.Record
	seen := map[string]bool{}
	for _, code := range append([]string{s.Matter}, s.Near...) {
		if r := b.rows[code]; r != nil && !seen[code] {
			seen[code] = true
			rows = append(rows, r)
		}
	}
	return rows
}

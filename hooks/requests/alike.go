package requests

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/rules/bigram"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

const (
	mostAlike    = 20  // requests offered for a merger
	mostCompared = 150 // of a house, and of each matter in the estate
)

// alikeRoute lists, for whoever thinks of merging a request, those of the same
// building and estate that may be the same thing, open and lately closed, the
// likeliest first, each with what makes it look so.
func alikeRoute(e *core.RequestEvent) error {
	req, _, err := office(e)
	if err != nil {
		return err
	}
	rows, err := alikeTo(e.App, req)
	if err != nil {
		return err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	of, err := homes(e.App, ids...)
	if err != nil {
		return err
	}
	items := make([]map[string]any, len(rows))
	for i, r := range rows {
		status := lifecycle.Status(r.Status)
		items[i] = map[string]any{
			"id": r.ID, "request_no": r.No, "summary": r.Summary, "place_label": r.Place, "received_at": r.Received,
			"status": r.Status, "status_label": words.Value("status", r.Status), "open": status.Open(), "mergeable": status.Open() && status != lifecycle.Replied,
			"likeness": math.Round(r.likeness*100) / 100, "same_building": r.sameBuilding(req), "households": distinct(of, r.ID), "why": r.why,
		}
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items})
}

// like is a request beside another one, as staff see it.
type like struct {
	near
	Summary string `db:"summary"`
	Place   string `db:"place_label"`
	why     string
}

func (r *like) sameBuilding(req *core.Record) bool {
	return r.Building != "" && r.Building == req.GetString("building")
}

// alikeTo finds what looks like a request. A different matter is no obstacle,
// but then the words must agree all the more.
func alikeTo(app core.App, req *core.Record) ([]*like, error) {
	text := bigram.Read(req.GetString("text"))
	guess, err := catalogue.Classify(app, req.GetString("text"))
	if err != nil {
		return nil, err
	}
	matters := []string{req.GetString("matter")}
	for _, m := range catalogue.NearBy(app, guess) {
		if !slices.Contains(matters, m.Id) {
			matters = append(matters, m.Id)
		}
	}
	since := stampTime(calendar.Now(app).Add(-remembered))
	var found []*like
	seen := map[string]bool{req.Id: true, req.GetString("merged_into"): true}
	read := func(where dbx.Expression) error {
		var rows []*like
		err := app.DB().Select(append(nearFields, "summary", "place_label")...).From("requests").Where(where).
			AndWhere(dbx.NewExp("[[received_at]] > {:since} AND [[status]] NOT IN ('withdrawn', 'merged') AND [[parts]] = 0 AND [[parent]] != {:id}",
				dbx.Params{"since": since, "id": req.Id})).
			OrderBy("received_at DESC").Limit(mostCompared).All(&rows)
		if err != nil {
			return fmt.Errorf("requests alike: %w", err)
		}
		for _, r := range rows {
			if seen[r.ID] {
				continue
			}
			seen[r.ID] = true
			if r.compare(text, req) {
				found = append(found, r)
			}
		}
		return nil
	}
	if b := req.GetString("building"); b != "" {
		// Whatever their matter: the clerk or the machine may have chosen wrongly.
		// What is closed is found by the matter only, it grows with the years.
		if err := read(dbx.And(dbx.HashExp{"building": b}, dbx.In("status", toAny(openStatuses())...))); err != nil {
			return nil, err
		}
	}
	for _, m := range matters { // each for itself: the index has them in the order of time
		if err := read(dbx.HashExp{"estate": req.GetString("estate"), "matter": m}); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(found, func(a, b *like) int { return cmp.Compare(b.likeness, a.likeness) })
	return found[:min(mostAlike, len(found))], nil
}

// compare says how alike a request is and why. The same house and the same
// matter make it likelier; without words in common they are not enough.
func (r *like) compare(text bigram.Text, req *core.Record) bool {
	r.read = bigram.Read(r.Text)
	words := text.Likeness(r.read)
	same := r.Matter != "" && r.Matter == req.GetString("matter")
	if words < alike || !same && words < alikeElsewhere {
		return false
	}
	var why []string
	r.likeness = words * 0.7
	if same {
		r.likeness += 0.15
		why = append(why, "同一事项")
	}
	switch {
	case r.Unit != "" && r.Unit == req.GetString("unit"):
		r.likeness += 0.15
		why = append(why, "同一单元")
	case r.sameBuilding(req):
		r.likeness += 0.1
		why = append(why, "同一幢楼")
	default:
		why = append(why, "同一小区")
	}
	if shared := text.Shared(r.read, 3); len(shared) > 0 {
		why = append(why, "都说到“"+strings.Join(shared, "”“")+"”")
	}
	r.why = strings.Join(why, "，")
	return true
}

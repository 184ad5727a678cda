package requests

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/places"
	"hongguan/rules/bigram"
	"hongguan/rules/lifecycle"
	"hongguan/rules/neighbours"
	"hongguan/rules/words"
)

const (
	// remembered is how far back an open request is one of now.
	remembered = 90 * 24 * time.Hour
	// alike is from where on two texts of the same matter speak of one thing;
	// of a matter that is only near, or that the machine is unsure of, the words
	// themselves must say more, and so must two that are counted as one.
	alike, alikeElsewhere = 0.12, 0.34
	// mostCauses is how many troubles are shown to somebody who is typing.
	mostCauses = 3
	// joinWithin is how long a neighbour may think before she joins.
	joinWithin = 2 * time.Hour
)

// near is a request as it is compared with a text. No name and no number is
// read, and the text leaves this file only as a figure.
type near struct {
	ID       string         `db:"id"`
	No       string         `db:"request_no"`
	Text     string         `db:"text"`
	Matter   string         `db:"matter"`
	Category string         `db:"category"`
	Building string         `db:"building"`
	Unit     string         `db:"unit"`
	Status   string         `db:"status"`
	Handler  string         `db:"handler_org"`
	Into     string         `db:"merged_into"`
	Received types.DateTime `db:"received_at"`
	Signed   types.DateTime `db:"signed_at"`
	read     bigram.Text
	likeness float64
	own      bool
}

var nearFields = []string{"id", "request_no", "text", "matter", "category", "building", "unit", "status", "handler_org", "merged_into", "received_at", "signed_at"}

// asked is what somebody is typing, and where.
type asked struct {
	text                   string
	read                   bigram.Text
	guess                  catalogue.Suggestion
	estate, building, unit string
}

// similarOpen lists what neighbours have reported of the same trouble and what
// is still open, one item a cause: how many households, what happened last.
// Who they are, where exactly they live and what they wrote stays out.
func similarOpen(app core.App, a asked, who access.Actor) ([]map[string]any, error) {
	found, err := a.candidates(app, who)
	if err != nil {
		return nil, err
	}
	causes := gather(found)
	var ids []string
	for _, c := range causes {
		for _, r := range c {
			ids = append(ids, r.ID)
		}
	}
	of, err := homes(app, ids...)
	if err != nil {
		return nil, err
	}
	since, err := cameTo(app, causes)
	if err != nil {
		return nil, err
	}
	out := make([]map[string]any, 0, len(causes))
	for _, c := range causes {
		out = append(out, a.tell(app, c, of, since[c[0].ID], who))
	}
	return out, nil
}

// tell puts one cause into words.
func (a asked) tell(app core.App, cause []*near, of map[string][]string, since time.Time, who access.Actor) map[string]any {
	now, first := calendar.Now(app), cause[0]
	ids := make([]string, len(cause))
	sameUnit := a.unit != ""
	where := neighbours.Building
	for i, r := range cause {
		ids[i] = r.ID
		sameUnit = sameUnit && r.Unit == a.unit && r.Building == a.building
		if r.Building != a.building {
			where = neighbours.Estate
		}
	}
	if sameUnit {
		where = neighbours.Unit
	}
	org, _ := places.Org(app, first.Handler)
	c := neighbours.Cause{Where: where, Households: distinct(of, ids...), Status: first.Status, Handler: calledOrg(org), At: since}
	if first.Status == string(lifecycle.InProgress) && !first.Signed.IsZero() {
		c.At = first.Signed.Time()
	}
	if org.Kind == "org_dept" {
		c.Status = "reported"
	}
	if first.own {
		c.Own, c.Asked = first.No, first.Received.Time()
	}
	item := map[string]any{
		"summary":      words.Value("category", first.Category) + "：" + matterName(app, first.Matter),
		"status_label": words.Status(first.Status, true, org.Name),
		"days":         int(now.Sub(first.Received.Time()).Hours() / 24),
		"sentence":     c.Sentence(now), "households": c.Households, "same_unit": sameUnit, "own": first.own,
		"joinable": false,
	}
	if who.Kind != access.Guest {
		item["id"] = first.ID
	}
	if !first.own && (who.Kind == access.Guest || who.Kind == access.Resident) {
		item["joinable"] = true
		item["handle"] = access.Ticket(app, "join", first.ID, now.Add(joinWithin))
	}
	return item
}

// calledOrg is an organisation as residents call it: 物业, 城管. Its full name
// says no more, and the name of a contact is nobody's business.
func calledOrg(o places.OrgInfo) string {
	if o.Kind == "department" && o.Department != "" {
		return o.Department
	}
	if o.Kind == "" {
		return ""
	}
	return words.Value("org_kind", o.Kind)
}

// gather puts together what is one cause, the likeliest first; the first of a
// cause is the one to join. Her own comes before all.
func gather(found []*near) [][]*near {
	slices.SortStableFunc(found, func(a, b *near) int {
		return cmp.Or(truth(b.own)-truth(a.own), cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.No, b.No))
	})
	var causes [][]*near
	for _, r := range found {
		i := slices.IndexFunc(causes, func(c []*near) bool {
			return c[0].Matter == r.Matter && (c[0].read.Likeness(r.read) >= alikeElsewhere || c[0].own)
		})
		switch {
		case i >= 0:
			causes[i] = append(causes[i], r)
		case len(causes) < mostCauses:
			causes = append(causes, []*near{r})
		}
	}
	return causes
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// candidates are the open requests of the building and the estate, and the
// person's own, that speak of the same thing.
func (a asked) candidates(app core.App, who access.Actor) ([]*near, error) {
	var here, around, any []string // matters, by how far they reach
	for _, m := range catalogue.NearBy(app, a.guess) {
		any = append(any, m.Id)
		switch catalogue.Reach(m) {
		case neighbours.Estate:
			around = append(around, m.Id)
		case neighbours.Building:
			here = append(here, m.Id)
		}
	}
	since := dbx.NewExp("[[received_at]] > {:since}", dbx.Params{"since": stampTime(calendar.Now(app).Add(-remembered))})
	open := dbx.In("status", toAny(openStatuses())...)
	var found []*near
	seen := map[string]bool{}
	read := func(own bool, fits func(*near) bool, where ...dbx.Expression) error {
		var rows []*near
		err := app.DB().Select(nearFields...).From("requests").Where(dbx.And(append(where, since)...)).
			OrderBy("received_at DESC").Limit(200).All(&rows)
		if err != nil {
			return fmt.Errorf("similar requests: %w", err)
		}
		for _, r := range rows {
			if r.own = own; !seen[r.ID] && a.alike(r) && (fits == nil || fits(r)) {
				seen[r.ID], seen[r.Into] = true, true // whom she joined is no neighbour to join again
				found = append(found, r)
			}
		}
		return nil
	}
	if who.Kind == access.Resident && len(any) > 0 {
		mine := append(openStatuses(), string(lifecycle.Merged))
		if err := read(true, nil, dbx.In("resident", who.ID, cmp.Or(who.Root, who.ID)), dbx.In("matter", toAny(any)...), dbx.In("status", toAny(mine)...)); err != nil {
			return nil, err
		}
	}
	calm := dbx.HashExp{"lane": "normal"} // danger is called in, not read about
	if both := slices.Concat(here, around); a.building != "" && len(both) > 0 {
		if err := read(false, nil, dbx.HashExp{"building": a.building}, open, calm, dbx.In("matter", toAny(both)...)); err != nil {
			return nil, err
		}
	}
	if both := slices.Concat(around, here); a.estate != "" && len(both) > 0 {
		// What reaches no further than a building is the same in another one
		// only if both name one of the estate's few places: the east gate.
		wide := func(r *near) bool { return slices.Contains(around, r.Matter) || neighbours.SameSpot(a.text, r.Text) }
		if err := read(false, wide, dbx.HashExp{"estate": a.estate}, open, calm, dbx.In("matter", toAny(both)...)); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// alike compares a request with what is being typed.
func (a asked) alike(r *near) bool {
	r.read = bigram.Read(r.Text)
	r.likeness = a.read.Likeness(r.read)
	if r.Into != "" && a.guess.Row != nil && a.guess.Row.Id == r.Matter {
		return true // her own that joined another one: its words are the catalogue's
	}
	if a.guess.Row != nil && a.guess.Row.Id == r.Matter && a.guess.Confidence >= 0.5 {
		return r.likeness >= alike
	}
	return r.likeness >= alikeElsewhere
}

// cameTo is when the first request of each cause came to its present state.
func cameTo(app core.App, causes [][]*near) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	if len(causes) == 0 {
		return since, nil
	}
	var ids []any
	for _, c := range causes {
		ids = append(ids, c[0].ID)
		since[c[0].ID] = c[0].Received.Time()
	}
	var rows []struct {
		Request string         `db:"request"`
		At      types.DateTime `db:"at"`
	}
	err := app.DB().Select("request", "max([[at]]) AS at").From("request_events").
		Where(dbx.In("request", ids...)).AndWhere(dbx.NewExp("[[from_status]] != [[to_status]]")).GroupBy("request").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("when requests changed: %w", err)
	}
	for _, r := range rows {
		since[r.Request] = r.At.Time()
	}
	return since, nil
}

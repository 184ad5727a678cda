package duties

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/term"
	"hongguan/rules/watch"
	"hongguan/rules/words"
)

const table = "duties"

// The kinds of duty.
const (
	BuildingHead = "building_head"
	GridWorker   = "grid_worker"
	PartTimeGrid = "part_time_grid"
	Contact      = "contact"
	Reception    = "reception"
	Team         = "team"
)

// termOf reads a record's term. Days were checked when they were written.
func termOf(r *core.Record) term.Term {
	from, _ := watch.ParseDate(r.GetString("from_day"))
	until, _ := watch.ParseDate(r.GetString("until_day"))
	return term.Term{From: from, Until: until, Ended: r.GetDateTime("ended_at").Time()}
}

// save stores a duty with the moment its term is over.
func save(tx core.App, r *core.Record) error {
	over := termOf(r)
	over.Ended = time.Time{}
	r.Set("over_at", over.Over())
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("save duty: %w", err)
	}
	return nil
}

// Title is a duty in a few words: what is printed, else what it is made of.
func title(app core.App, r *core.Record) string {
	if t := r.GetString("title"); t != "" {
		return t
	}
	kind := words.Value("duty_kind", r.GetString("kind"))
	switch {
	case r.GetString("building") != "":
		return places.NameOf(app, "buildings", r.GetString("building")) + kind
	case r.GetString("grid") != "":
		name := places.NameOf(app, "grids", r.GetString("grid"))
		if strings.HasPrefix(kind, "网格") { // not 01网格网格员
			name = strings.TrimSuffix(name, "网格")
		}
		return name + kind
	case r.GetString("org") != "":
		return places.NameOf(app, "orgs", r.GetString("org")) + kind
	}
	return kind
}

// where is the building with its estate, the grid or the organisation.
func where(app core.App, r *core.Record) string {
	if b, err := app.FindRecordById("buildings", r.GetString("building")); err == nil {
		return places.Label(app, b.GetString("estate"), b.Id, "")
	}
	return cmp.Or(places.NameOf(app, "grids", r.GetString("grid")), places.NameOf(app, "orgs", r.GetString("org")))
}

// phoneOf is the number on the roster: the one written there, else the office's
// of staff, else the registered one.
func phoneOf(app core.App, r *core.Record) string {
	if p := r.GetString("phone"); p != "" {
		return p
	}
	for _, of := range []string{"staff", "residents"} {
		if x, err := app.FindRecordById(of, r.GetString(strings.TrimSuffix(of, "s"))); err == nil && r.GetString(strings.TrimSuffix(of, "s")) != "" {
			return x.GetString("phone")
		}
	}
	return ""
}

// public is the number that strangers may read: a resident's only with her consent.
func public(app core.App, r *core.Record) string {
	if r.GetString("resident") != "" && !r.GetBool("shown") {
		return ""
	}
	return phoneOf(app, r)
}

// held are the duties held at this moment, a filter narrowing them.
func held(app core.App, filter string, with dbx.Params) ([]*core.Record, error) {
	now := calendar.Now(app)
	q := "ended_at = '' && (over_at = '' || over_at > {:now})"
	if filter != "" {
		q += " && (" + filter + ")"
	}
	if with == nil {
		with = dbx.Params{}
	}
	with["now"] = now.UTC().Format(types.DefaultDateLayout)
	rows, err := app.FindRecordsByFilter(table, q, "from_day,created", 0, 0, with)
	if err != nil {
		return nil, fmt.Errorf("duties held: %w", err)
	}
	var list []*core.Record
	for _, r := range rows {
		if termOf(r).Holds(now) { // not yet begun is not held
			list = append(list, r)
		}
	}
	return list, nil
}

// bindEnrich shows the number to the office's own people.
func bindEnrich(app core.App) {
	app.OnRecordEnrich(table).BindFunc(func(e *core.RecordEnrichEvent) error {
		if access.Viewer(e.RequestInfo.Auth).Community() {
			e.Record.Unhide("phone")
		}
		return e.Next()
	})
}

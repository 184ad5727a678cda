package overview

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/rules/schedule"
)

// suggestions say how often the office followed the machine: one figure, by
// week and by matter. It measures the machine; nobody's name is near it.
type suggestions struct {
	Label    string             `json:"label"`
	Period   string             `json:"period"`
	Since    string             `json:"since"` // the first of the weeks, for the lists behind the figures
	Sentence string             `json:"sentence"`
	Rate     *float64           `json:"rate"` // null when n is 0
	N        int                `json:"n"`
	Taken    int                `json:"taken"`
	Weeks    []suggestionWeek   `json:"weeks"`
	Matters  []suggestionMatter `json:"matters"` // most often corrected first
}

type suggestionWeek struct {
	Week  string `json:"week"`
	N     int    `json:"n"`
	Taken int    `json:"taken"`
}

type suggestionMatter struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	N        int      `json:"n"`
	Taken    int      `json:"taken"`
	Changed  int      `json:"changed"`
	Rate     *float64 `json:"rate"`
	Sentence string   `json:"sentence"`
}

// suggestionCounts reads nothing but its index, which begins with the week and
// holds only requests that were decided.
const suggestionCounts = `SELECT [[suggestion_week]] AS week, [[suggested_matter]] AS matter, [[suggestion]] AS outcome, count(*) AS n
	FROM {{requests}} WHERE [[suggestion_week]] != '' AND [[suggestion_week]] >= {:since} GROUP BY [[suggestion_week]], [[suggested_matter]], [[suggestion]]`

func suggestionShare(app core.App) (any, error) {
	first := schedule.WeekOf(calendar.Now(app))
	for range shown - 1 {
		first = first.Previous()
	}
	var rows []struct {
		Week    string `db:"week"`
		Matter  string `db:"matter"`
		Outcome string `db:"outcome"`
		N       int    `db:"n"`
	}
	if err := app.DB().NewQuery(suggestionCounts).Bind(dbx.Params{"since": first.String()}).All(&rows); err != nil {
		return nil, fmt.Errorf("count suggestions: %w", err)
	}
	s := suggestions{Label: "机器建议采纳率", Period: fmt.Sprintf("近 %d 周", shown), Since: first.String(), Weeks: make([]suggestionWeek, shown), Matters: []suggestionMatter{}}
	at, of := map[string]*suggestionWeek{}, map[string]*suggestionMatter{}
	for i, w := 0, first; i < shown; i, w = i+1, w.Next() {
		s.Weeks[i].Week = w.String()
		at[s.Weeks[i].Week] = &s.Weeks[i]
	}
	for _, r := range rows {
		w, m := at[r.Week], of[r.Matter]
		if w == nil || r.Outcome == "" {
			continue
		}
		if m == nil {
			m = &suggestionMatter{ID: r.Matter}
			of[r.Matter] = m
		}
		took := 0
		if r.Outcome == "taken" {
			took = r.N
		}
		s.N, w.N, m.N = s.N+r.N, w.N+r.N, m.N+r.N
		s.Taken, w.Taken, m.Taken = s.Taken+took, w.Taken+took, m.Taken+took
	}
	for _, m := range of {
		m.Name = "没有事项"
		if row := catalogue.Matter(app, m.ID); row != nil {
			m.Name = row.GetString("name")
		}
		m.Changed, m.Rate = m.N-m.Taken, share(m.Taken, m.N)
		m.Sentence = fmt.Sprintf("%s（%d 件，改过 %d 件）", percent(*m.Rate), m.N, m.Changed)
		s.Matters = append(s.Matters, *m)
	}
	slices.SortFunc(s.Matters, func(a, b suggestionMatter) int {
		return cmp.Or(cmp.Compare(b.Changed, a.Changed), cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name))
	})
	s.Rate, s.Sentence = share(s.Taken, s.N), "还没有派过单，过几天再看"
	if s.Rate != nil {
		s.Sentence = fmt.Sprintf("%s %s（%d 件）", s.Label, percent(*s.Rate), s.N)
	}
	return s, nil
}

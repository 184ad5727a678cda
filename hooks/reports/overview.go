package reports

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/words"
	"hongguan/templates"
)

// openAt is true for a request somebody still owed something at the cut-off.
const openAt = "r.received_at < {:to} AND (r.status IN ('pending','accepted','need_info','dispatched','in_progress','in_review','replied') OR r.closed_at >= {:to})"

// counted leaves out, before anything is counted, what was over before the
// period began: most of the table.
const counted = "r.sealed_at = '' AND (r.status NOT IN ('closed','declined','withdrawn','merged') OR r.closed_at >= {:from} OR r.rated_at >= {:from}" +
	" OR r.received_at >= {:from} OR r.accepted_at >= {:from} OR r._rowid_ > {:after})"

// overview counts part A in one pass over the table: at a hundred thousand
// requests reading them as records would take the office's PC a minute.
func (p period) overview(app core.App) ([]templates.WeeklyCategory, error) {
	var rows []struct {
		Category     string `db:"category"`
		New          int    `db:"received"`
		Accepted     int    `db:"accepted"`
		Closed       int    `db:"closed"`
		Overdue      int    `db:"overdue"`
		InHand       int    `db:"in_hand"`
		Suspended    int    `db:"suspended"`
		Satisfied    int    `db:"satisfied"`
		NotSatisfied int    `db:"not_satisfied"`
		Unrated      int    `db:"unrated"`
	}
	count := func(condition, name string) string {
		return "coalesce(sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0) AS " + name
	}
	closed := "r.status = 'closed' AND r.closed_at >= {:from} AND r.closed_at < {:to}"
	// A split request counts as its parts.
	err := app.DB().NewQuery("SELECT r.category AS category, " +
		count(received, "received") + ", " +
		count("r.accepted_at >= {:from} AND r.accepted_at < {:to}", "accepted") + ", " +
		count(closed, "closed") + ", " +
		count("r.received_at < {:to} AND r.due_at != '' AND r.due_at < {:to} AND "+
			"(r.status IN ('pending','accepted','dispatched','in_progress','in_review') OR r.replied_at >= {:to})", "overdue") + ", " +
		count(openAt, "in_hand") + ", " +
		count("r.status = 'suspended'", "suspended") + ", " +
		count(closed+" AND r.stars >= 3 AND r.solved != 'no'", "satisfied") + ", " +
		// The dissatisfied are not closed but opened again; they count all the same.
		count("r.rated_at >= {:from} AND r.rated_at < {:to} AND (r.stars <= 2 OR r.solved = 'no')", "not_satisfied") + ", " +
		count(closed+" AND r.stars = 0", "unrated") +
		" FROM requests r WHERE r.parts = 0 AND " + counted + " GROUP BY r.category").Bind(p.params()).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count overview: %w", err)
	}
	byCode := map[string]templates.WeeklyCategory{}
	for _, r := range rows {
		byCode[r.Category] = templates.WeeklyCategory{New: r.New, Accepted: r.Accepted, Closed: r.Closed, Overdue: r.Overdue, InHand: r.InHand,
			Suspended: r.Suspended, Satisfied: r.Satisfied, NotSatisfied: r.NotSatisfied, Unrated: r.Unrated}
	}
	var list []templates.WeeklyCategory
	for _, w := range words.Values["category"] {
		c := byCode[w.Code]
		c.Name = w.Label
		list = append(list, c)
	}
	if c, ok := byCode[""]; ok && c != (templates.WeeklyCategory{}) {
		c.Name = "未分类"
		list = append(list, c)
	}
	return list, nil
}

// total is how many requests the period brought.
func (p period) total(app core.App) (int, error) {
	var n int
	err := app.DB().NewQuery("SELECT count(*) FROM requests r WHERE " + received).Bind(p.params()).Row(&n)
	return n, err
}

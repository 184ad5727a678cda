package home

import (
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

// Month is what came in this month: 本月收到33件，已答复27件，6件在办. The two
// parts add up, so that nobody has to ask where the rest went.
type Month struct {
	Received int `json:"received" db:"received"`
	Replied  int `json:"replied" db:"-"`
	Open     int `json:"open" db:"open"`
}

const (
	monthKey = "hongguan.month"
	fresh    = time.Minute // every phone in the estate asks for the same numbers
)

type counted struct {
	mu    sync.Mutex
	month Month
	at    time.Time
}

// thisMonth counts at most once a minute.
func thisMonth(app core.App) (Month, error) {
	c := app.Store().GetOrSet(monthKey, func() any { return &counted{} }).(*counted)
	c.mu.Lock()
	defer c.mu.Unlock()
	now := calendar.Now(app)
	if !c.at.IsZero() && now.Sub(c.at).Abs() < fresh {
		return c.month, nil
	}
	m, err := count(app, now)
	if err == nil {
		c.month, c.at = m, now
	}
	return m, err
}

func count(app core.App, now time.Time) (Month, error) {
	y, month, _ := now.In(workday.Zone).Date()
	first := time.Date(y, month, 1, 0, 0, 0, 0, workday.Zone)
	var m Month
	// What was withdrawn nobody had to answer. A neighbour's matter that was
	// joined to another is open until the answer reaches it, and what was split
	// counts as its parts.
	err := app.DB().NewQuery(`SELECT count(*) AS received,
		coalesce(sum([[status]] IN ('pending', 'accepted', 'need_info', 'dispatched', 'in_progress', 'in_review', 'suspended', 'merged')), 0) AS open
		FROM {{requests}} WHERE [[received_at]] >= {:first} AND [[status]] <> 'withdrawn' AND [[parts]] = 0`).
		Bind(dbx.Params{"first": first.UTC().Format(types.DefaultDateLayout)}).One(&m)
	if err != nil {
		return m, fmt.Errorf("count the month: %w", err)
	}
	m.Replied = m.Received - m.Open
	return m, nil
}

// Package watch reads the duty roster 值班表: who is on duty at a moment, and who comes next. Nothing here looks
// at a clock; the zone is the office's, which has had no summer time since 1992.
package watch

import (
	"slices"
	"time"

	"hongguan/rules/workday"
)

// The days a row may name besides the seven of the week. They follow the working calendar: a make-up Saturday is a
// working day, National Day is not.
const (
	Workday = "workday" // 工作日
	Restday = "restday" // 休息日
)

// Days lists the codes of Row.Days in the order in which they are offered.
var Days = []string{Workday, Restday, "mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// byWeekday are the codes of the week, by time.Weekday.
var byWeekday = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// Row is one line of the roster.
type Row struct {
	ID       string
	Days     []string  // codes of Days; empty for a row of dates
	From, To time.Time // first and last date it holds on; zero: no bound
	Start    Clock
	End      Clock // at or before Start it is the next day's
	Active   bool
}

// dated reports whether the row names dates alone. Such rows take the place of the weekly ones on their dates: that
// is how a holiday is rostered.
func (r Row) dated() bool { return len(r.Days) == 0 && !(r.From.IsZero() && r.To.IsZero()) }

// holds reports whether the row is meant for a date, whatever other rows say.
func (r Row) holds(day time.Time, c *workday.Calendar) bool {
	switch {
	case !r.Active,
		!r.From.IsZero() && day.Before(date(r.From)),
		!r.To.IsZero() && day.After(date(r.To)):
		return false
	case r.dated():
		return true
	case slices.Contains(r.Days, byWeekday[day.Weekday()]):
		return true
	case c.IsWorkday(day):
		return slices.Contains(r.Days, Workday)
	}
	return slices.Contains(r.Days, Restday)
}

// span is when the row's watch of a date begins and ends. One that crosses midnight belongs to the date on which it
// begins.
func (r Row) span(day time.Time) (from, to time.Time) {
	from, to = day.Add(r.Start.since()), day.Add(r.End.since())
	if !to.After(from) {
		to = to.AddDate(0, 0, 1)
	}
	return from, to
}

// of lists the rows that hold on a date: those with dates where there are any, else the weekly ones.
func of(day time.Time, rows []Row, c *workday.Calendar) []Row {
	var weekly, dated []Row
	for _, r := range rows {
		switch {
		case !r.holds(day, c):
		case r.dated():
			dated = append(dated, r)
		default:
			weekly = append(weekly, r)
		}
	}
	if len(dated) > 0 {
		return dated
	}
	return weekly
}

// Turn is one watch of one row.
type Turn struct {
	Row      Row
	From, To time.Time
}

// OnWatch lists who is on duty at now, in the order of the rows. The night before a holiday still belongs to the
// evening on which it began.
func OnWatch(now time.Time, rows []Row, c *workday.Calendar) []Turn {
	var on []Turn
	today := date(now)
	for _, day := range []time.Time{today.AddDate(0, 0, -1), today} {
		for _, r := range of(day, rows, c) {
			if from, to := r.span(day); !now.Before(from) && now.Before(to) {
				on = append(on, Turn{r, from, to})
			}
		}
	}
	return on
}

// ahead is how many days NextWatch looks on: a roster that names nobody within two months is empty in all but name.
const ahead = 62

// NextWatch is the first watch that begins after now; false when there is none to come.
func NextWatch(now time.Time, rows []Row, c *workday.Calendar) (Turn, bool) {
	today := date(now)
	for n := range ahead {
		day := today.AddDate(0, 0, n)
		var next []Turn
		for _, r := range of(day, rows, c) {
			if from, to := r.span(day); from.After(now) {
				next = append(next, Turn{r, from, to})
			}
		}
		if len(next) > 0 {
			return slices.MinFunc(next, func(a, b Turn) int { return a.From.Compare(b.From) }), true
		}
	}
	return Turn{}, false
}

// date is the midnight that begins t's day in the office.
func date(t time.Time) time.Time {
	y, m, d := t.In(workday.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, workday.Zone)
}

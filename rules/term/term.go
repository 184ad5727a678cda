// Package term says how long somebody holds a duty 任期: from when, until when, and what two terms have to do with
// one another. Days are the office's; a term is over at midnight in Shanghai after its last day.
package term

import (
	"time"

	"hongguan/rules/workday"
)

// Soon is how long before its end a term is spoken of: time enough to ask whether she goes on, or to find another.
const Soon = 14 * 24 * time.Hour

// Term is what was agreed, and what came of it. Days are dates, whatever their time of day.
type Term struct {
	From  time.Time // first day
	Until time.Time // last day; zero: without end
	Ended time.Time // the moment it was ended before its time; zero: it was not
}

func midnight(day time.Time) time.Time {
	y, m, d := day.In(workday.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, workday.Zone)
}

// Begins is the moment the term begins.
func (t Term) Begins() time.Time { return midnight(t.From) }

// Over is the moment the term is over: the midnight after its last day, or when it was ended. The zero time stands for
// never.
func (t Term) Over() time.Time {
	var over time.Time
	if !t.Until.IsZero() {
		over = midnight(t.Until).AddDate(0, 0, 1)
	}
	if !t.Ended.IsZero() && (over.IsZero() || t.Ended.Before(over)) {
		over = t.Ended
	}
	return over
}

// Holds reports whether the duty is held at a moment.
func (t Term) Holds(now time.Time) bool {
	return !now.Before(t.Begins()) && (t.Over().IsZero() || now.Before(t.Over()))
}

// Ending reports whether the term, still held, is over within [Soon].
func (t Term) Ending(now time.Time) bool {
	return t.Holds(now) && !t.Over().IsZero() && !t.Over().After(now.Add(Soon))
}

// Left is the number of days from today to the last day: 0 on the last one. It is -1 for a term without end.
func (t Term) Left(now time.Time) int {
	if t.Over().IsZero() {
		return -1
	}
	return int(midnight(t.Over().Add(-time.Second)).Sub(midnight(now)).Hours() / 24)
}

// Meets reports whether two terms share a day. Where one lasts to a day and the other begins on the next they do not,
// nor where one was ended on the very day the other begins: that is how a duty is handed over.
func (t Term) Meets(o Term) bool {
	never := func(a Term) bool { return !a.Ended.IsZero() && !a.Ended.After(a.Begins()) } // ended before it began
	before := func(a, b Term) bool {
		over := a.Over()
		return !over.IsZero() && !midnight(over).After(b.Begins())
	}
	return !never(t) && !never(o) && !before(t, o) && !before(o, t)
}

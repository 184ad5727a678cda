package deadline

import (
	"time"

	"hongguan/rules/workday"
)

// Rung is how high a request has climbed on the ladder of reminders: handler, steward, secretary.
type Rung string

// The rungs, from the lowest. None means that nobody is to be reminded.
const (
	None      Rung = ""
	Unsigned  Rung = "unsigned"  // the handler has not signed in time: remind the handler
	DueSoon   Rung = "due_soon"  // at most one working day is left: remind the handler
	Overdue   Rung = "overdue"   // remind handler and steward
	StillOpen Rung = "still_due" // a working day later it still is: tell the secretary
)

// Standing is what the ladder depends on. A request that waits for its resident or is suspended has no place on it,
// nor has an emergency: those have a clock of their own.
type Standing struct {
	Given  time.Time // when the handler, or the community itself, got it
	SignBy time.Time // until when it must be signed for; zero where nobody has to
	Signed bool
	Due    time.Time
}

// Reminder is the rung at now. Outside office hours it is None: nobody is reminded at night, at noon or on a holiday.
// Only the highest rung counts, so that a PC that was off for three days says one thing and not three.
func Reminder(s Standing, now time.Time, c *workday.Calendar, h workday.Hours) Rung {
	switch {
	case s.Due.IsZero() || !c.InOffice(now, h):
		return None
	case now.After(s.Due):
		late := c.NextOpen(s.Due, h) // the first minute in which somebody could be told
		nextDay := time.Date(late.Year(), late.Month(), late.Day()+1, 0, 0, 0, 0, workday.Zone)
		if !now.Before(c.NextOpen(nextDay, h)) {
			return StillOpen
		}
		return Overdue
	// Whoever got it a day before its end has just been told by when.
	case c.Between(now, s.Due) <= 1 && c.Between(s.Given, s.Due) > 1:
		return DueSoon
	case !s.Signed && !s.SignBy.IsZero() && now.After(s.SignBy):
		return Unsigned
	}
	return None
}

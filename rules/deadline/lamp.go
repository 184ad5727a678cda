package deadline

import (
	"time"

	"hongguan/rules/workday"
)

// Colour is the lamp 绿/黄/红 beside a request.
type Colour string

// The three colours.
const (
	Green  Colour = "green"
	Yellow Colour = "yellow" // at most one working day left
	Red    Colour = "red"    // overdue
)

// Lamp compares a deadline with now. The last day itself and the working day before it are yellow; the moment
// of the deadline is still in time.
func Lamp(due, now time.Time, c *workday.Calendar) Colour {
	switch {
	case now.After(due):
		return Red
	case c.Between(now, due) <= 1:
		return Yellow
	default:
		return Green
	}
}

// Lamp is green while the clock stands, whatever the date says.
func (d Due) Lamp(now time.Time, c *workday.Calendar) Colour {
	if d.Paused {
		return Green
	}
	return Lamp(d.At, now, c)
}

// UrgentLamp is an emergency's, until it is handled: never green, because nobody knows yet that all is well. Once
// somebody has taken it on in time or late, it is yellow; while nobody has, the call-back time turns it red.
func UrgentLamp(callBackBy, taken, now time.Time) Colour {
	if taken.IsZero() && now.After(callBackBy) {
		return Red
	}
	return Yellow
}

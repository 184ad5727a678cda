// Package workday is the office's calendar: which days are working days once 调休 is applied, when the
// office is open, and how to tell a resident in one sentence what was skipped between two dates.
//
// Every function reads the date of its argument in [Zone], whatever location the argument carries, and none
// looks at the machine's clock.
package workday

import (
	"maps"
	"time"
)

// Zone is China Standard Time (UTC+8, no summer time since 1992). It is fixed in code so that a PC without
// a zone database, or with a wrong one, still counts the same days.
var Zone = time.FixedZone("CST", 8*3600)

// Calendar tells working days from days off. It is immutable and safe for concurrent use; the With methods
// return changed copies.
type Calendar struct {
	special map[int]special // only days that differ from "Monday to Friday", by day number
	known   map[int]bool    // years whose State Council arrangement is in the table
	hours   Hours
}

// special is a day that an arrangement or the office itself has moved out of the ordinary week.
type special struct {
	work bool
	name string // holiday, such as 国庆; empty for the office's own change
}

// maxDays bounds every count (about forty years), so that a mistyped setting cannot spin the program.
const maxDays = 10_000

// Default returns the embedded arrangement of 2004–2026 with the default office hours.
func Default() *Calendar {
	return embedded
}

// With returns a copy in which each day "2006-01-02" is a working day (true) or a day off (false). Keys that
// are no dates are ignored. A holiday that is worked after all loses its name.
func (c *Calendar) With(overrides map[string]bool) *Calendar {
	next := c.clone()
	for key, work := range overrides {
		if day, ok := parseDay(key); ok {
			next.special[day] = special{work: work, name: c.special[day].nameIf(work)}
		}
	}
	for key := range overrides {
		if day, ok := parseDay(key); ok {
			next.learnYear(dateOf(day).Year())
		}
	}
	return next
}

// WithNames returns a copy in which the given days off ("2006-01-02") carry a holiday name such as 国庆, so
// that [Calendar.Why] can say it. Days that are not special are left alone.
func (c *Calendar) WithNames(names map[string]string) *Calendar {
	next := c.clone()
	for key, name := range names {
		if day, ok := parseDay(key); ok {
			if s, found := next.special[day]; found && !s.work {
				next.special[day] = special{name: shortName(name)}
			}
		}
	}
	return next
}

// WithHours returns a copy whose AddDays ends at the closing time of h. Hours without an open span mean
// the default.
func (c *Calendar) WithHours(h Hours) *Calendar {
	next := c.clone()
	next.hours = h.orDefault()
	return next
}

// IsWorkday reports whether the office works on the date of day. In an unknown year Monday to Friday work.
func (c *Calendar) IsWorkday(day time.Time) bool {
	return c.works(dayOf(day))
}

// IsMakeUp reports whether the date of day is a Saturday or Sunday worked in exchange for a holiday (补班).
func (c *Calendar) IsMakeUp(day time.Time) bool {
	d := dayOf(day)
	return weekend(d) && c.works(d)
}

// Known reports whether the arrangement of the year is in the table, or has been entered by hand: then 1 January,
// 1 May and 1 October, which every arrangement gives off, are all among the overrides.
func (c *Calendar) Known(year int) bool {
	return c.known[year]
}

// AddDays returns the n-th working day counted from the next working day after from, at closing time:
// the day something arrives never counts (民法典第二百零一条: 开始的当日不计入). With n ≤ 0 it returns
// closing time of from's own day, or of the next working day if that day is off.
func (c *Calendar) AddDays(from time.Time, n int) time.Time {
	day := dayOf(from)
	if n <= 0 {
		return c.hours.closing(c.workdayFrom(day))
	}
	for range min(n, maxDays) {
		day = c.workdayFrom(day + 1)
	}
	return c.hours.closing(day)
}

// Between counts the working days after the date of a up to and including the date of b, so that
// Between(t, AddDays(t, n)) is n. It is negative when b lies before a.
func (c *Calendar) Between(a, b time.Time) int {
	from, to, sign := dayOf(a), dayOf(b), 1
	if from > to {
		from, to, sign = to, from, -1
	}
	count := 0
	for day := from + 1; day <= to; day++ {
		if c.works(day) {
			count++
		}
	}
	return sign * count
}

// works is IsWorkday by day number.
func (c *Calendar) works(day int) bool {
	if s, found := c.special[day]; found {
		return s.work
	}
	return !weekend(day)
}

// workdayFrom returns the first working day at or after day.
func (c *Calendar) workdayFrom(day int) int {
	for range maxDays {
		if c.works(day) {
			break
		}
		day++
	}
	return day
}

// learnYear marks a year as known once its fixed statutory days have been entered.
func (c *Calendar) learnYear(year int) {
	for _, month := range []time.Month{time.January, time.May, time.October} {
		s, found := c.special[dayOf(time.Date(year, month, 1, 0, 0, 0, 0, Zone))]
		if !found || s.work {
			return
		}
	}
	c.known[year] = true
}

func (c *Calendar) clone() *Calendar {
	return &Calendar{special: maps.Clone(c.special), known: maps.Clone(c.known), hours: c.hours}
}

// nameIf keeps a holiday's name only while the day keeps its meaning.
func (s special) nameIf(work bool) string {
	if s.work != work {
		return ""
	}
	return s.name
}

// Package schedule decides which runs of a job are due when the PC may have been off, asleep or set to a wrong
// date: from the last run that was stored and the present time alone, without timers.
package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"hongguan/rules/workday"
)

// ISOWeek is a week from Monday to Sunday by ISO 8601 (GB/T 7408), in the office's zone. Its year is that of
// its Thursday: Friday 2 January 2026 and Monday 29 December 2025 are both in 2026-W01.
type ISOWeek struct {
	Year, Week int
}

var isoWeekText = regexp.MustCompile(`^(\d{4})-?W(\d{2})$`)

// ParseISOWeek reads "2026-W47"; the error is a Chinese sentence for a field or the command line.
func ParseISOWeek(text string) (ISOWeek, error) {
	m := isoWeekText.FindStringSubmatch(text)
	if m == nil {
		return ISOWeek{}, fmt.Errorf("周次“%s”看不懂，请写成 2026-W47", text)
	}
	year, _ := strconv.Atoi(m[1])
	number, _ := strconv.Atoi(m[2])
	w := ISOWeek{year, number}
	if number < 1 || WeekOf(w.Monday()) != w {
		return ISOWeek{}, fmt.Errorf("%d年没有第%d周", year, number)
	}
	return w, nil
}

// WeekOf is the week that the date of t falls in.
func WeekOf(t time.Time) ISOWeek {
	year, week := t.In(workday.Zone).ISOWeek()
	return ISOWeek{year, week}
}

// String is the form ParseISOWeek reads: "2026-W47".
func (w ISOWeek) String() string {
	return fmt.Sprintf("%04d-W%02d", w.Year, w.Week)
}

// Spoken is the week as people say it: "2026年第47周".
func (w ISOWeek) Spoken() string {
	return fmt.Sprintf("%d年第%d周", w.Year, w.Week)
}

// Monday is midnight at the start of the week.
func (w ISOWeek) Monday() time.Time {
	fourth := time.Date(w.Year, 1, 4, 0, 0, 0, 0, workday.Zone) // always in week 1
	sinceMonday := (int(fourth.Weekday()) + 6) % 7
	return fourth.AddDate(0, 0, (w.Week-1)*7-sinceMonday)
}

// Friday is midnight at the start of the week's Friday.
func (w ISOWeek) Friday() time.Time {
	return w.Monday().AddDate(0, 0, 4)
}

// Next is the week after.
func (w ISOWeek) Next() ISOWeek {
	return WeekOf(w.Monday().AddDate(0, 0, 7))
}

// Previous is the week before.
func (w ISOWeek) Previous() ISOWeek {
	return WeekOf(w.Monday().AddDate(0, 0, -7))
}

// Before reports whether w is an earlier week than other.
func (w ISOWeek) Before(other ISOWeek) bool {
	return w.Year < other.Year || w.Year == other.Year && w.Week < other.Week
}

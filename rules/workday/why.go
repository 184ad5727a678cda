package workday

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Why says in Chinese what stands between the date of from (not counted) and the date of to (counted) that a
// reader of a wall calendar would stumble over: holidays skipped, make-up days counted, years without an
// arrangement. Plain weekends go without saying; an ordinary stretch gives "".
//
//	扣除国庆假期7天，计入10月10日补班
//	扣除春节假期9天，2月28日为补班日
func (c *Calendar) Why(from, to time.Time) string {
	parts := c.Counted(from, to)
	if dayOf(to) > dayOf(from) && c.IsMakeUp(to) {
		parts = append(parts, monthDayText(dayOf(to))+"为补班日")
	}
	return strings.Join(parts, "，")
}

// Counted is Why in pieces and without the note on the last day, for sentences that print that day themselves.
func (c *Calendar) Counted(from, to time.Time) []string {
	var parts, makeUp []string
	var years []int
	first, last := dayOf(from)+1, dayOf(to)
	for day := first; day <= last; day++ {
		if year := dateOf(day).Year(); !c.known[year] && !slices.Contains(years, year) {
			years = append(years, year)
		}
		if c.holiday(day) {
			run, names := c.run(day, last)
			parts = append(parts, fmt.Sprintf("扣除%s%d天", names, run))
			day += run - 1
			continue
		}
		if day < last && weekend(day) && c.works(day) {
			makeUp = append(makeUp, monthDayText(day))
		}
	}
	if len(makeUp) > 0 {
		parts = append(parts, "计入"+strings.Join(makeUp, "、")+"补班")
	}
	for _, year := range years {
		parts = append(parts, fmt.Sprintf("%d年放假安排尚未录入，暂按周一至周五计", year))
	}
	return parts
}

// holiday reports whether the numbered day is off for a reason other than being an ordinary weekend.
func (c *Calendar) holiday(day int) bool {
	s, found := c.special[day]
	return found && !s.work && (s.name != "" || !weekend(day))
}

// run measures the holidays in one row from day up to last and joins their names: in 2025 国庆 and 中秋 shared one row.
func (c *Calendar) run(day, last int) (length int, label string) {
	var names []string
	for ; day+length <= last && c.holiday(day+length); length++ {
		if name := c.special[day+length].name; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return length, "放假"
	}
	return length, strings.Join(names, "、") + "假期"
}

func monthDayText(day int) string {
	return dateOf(day).Format("1月2日")
}

package templates

import "time"

// shanghai is the office's clock. China has kept one time without summer time
// since 1991, so no time zone data is needed.
var shanghai = time.FixedZone("CST", 8*60*60)

// format prints t on the office's clock, and nothing for no time.
func format(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(shanghai).Format(layout)
}

// Date is a full date: 2026年11月24日.
func Date(t time.Time) string { return format(t, "2006年1月2日") }

// Day is a date within the year everybody is in: 11月24日.
func Day(t time.Time) string { return format(t, "1月2日") }

// Moment is a full date with the time of day: 2026年11月24日 17:30.
func Moment(t time.Time) string { return format(t, "2006年1月2日 15:04") }

// Until is how a deadline is said: 11月24日17:30.
func Until(t time.Time) string { return format(t, "1月2日15:04") }

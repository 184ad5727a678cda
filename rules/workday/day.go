package workday

import "time"

const secondsPerDay = 24 * 3600

// dayOf numbers the date of t in Zone, with 1 January 1970 as 0: arithmetic on numbers is exact and cheap.
func dayOf(t time.Time) int {
	seconds := t.Unix() + 8*3600
	if seconds < 0 {
		seconds -= secondsPerDay - 1
	}
	return int(seconds / secondsPerDay)
}

// dateOf is midnight in Zone at the start of the numbered day.
func dateOf(day int) time.Time {
	return time.Unix(int64(day)*secondsPerDay-8*3600, 0).In(Zone)
}

// weekend reports whether the numbered day is a Saturday or Sunday; day 0 was a Thursday.
func weekend(day int) bool {
	w := ((day+4)%7 + 7) % 7
	return w == 0 || w == 6
}

// parseDay reads "2006-01-02".
func parseDay(key string) (day int, ok bool) {
	t, err := time.ParseInLocation(time.DateOnly, key, Zone)
	if err != nil {
		return 0, false
	}
	return dayOf(t), true
}

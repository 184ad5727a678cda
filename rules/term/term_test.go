package term_test

import (
	"testing"
	"time"

	"hongguan/rules/term"
	"hongguan/rules/workday"
)

// at reads a time of the office; a bare date is its first moment, an empty text no time.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	if len(s) == len(time.DateOnly) {
		s += " 00:00:00"
	}
	v, err := time.ParseInLocation(time.DateTime, s, workday.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		name, from, until, ended, now string
		holds, ending                 bool
		left                          int
	}{
		{"the evening before", "2026-12-01", "2027-11-30", "", "2026-11-30 23:59:59", false, false, 365},
		{"first moment", "2026-12-01", "2027-11-30", "", "2026-12-01 00:00:00", true, false, 364},
		{"last moment", "2025-12-01", "2026-11-30", "", "2026-11-30 23:59:59", true, true, 0},
		{"midnight in Shanghai", "2025-12-01", "2026-11-30", "", "2026-12-01 00:00:00", false, false, -1},
		{"fifteen days before", "2025-12-01", "2026-12-15", "", "2026-11-30 00:00:00", true, false, 15},
		{"fourteen days before its end", "2025-12-01", "2026-12-13", "", "2026-11-30 00:00:00", true, true, 13},
		{"without end", "2025-12-01", "", "", "2036-01-01 00:00:00", true, false, -1},
		{"ended at noon, before", "2025-12-01", "2027-11-30", "2026-11-30 12:00:00", "2026-11-30 11:59:59", true, true, 0},
		{"ended at noon", "2025-12-01", "2027-11-30", "2026-11-30 12:00:00", "2026-11-30 12:00:00", false, false, 0},
		{"ended after its end", "2025-12-01", "2026-11-29", "2026-12-24 12:00:00", "2026-11-30 08:00:00", false, false, -1},
	} {
		x, now := term.Term{From: at(t, c.from), Until: at(t, c.until), Ended: at(t, c.ended)}, at(t, c.now)
		if got := x.Holds(now); got != c.holds {
			t.Errorf("%s: holds %v, want %v", c.name, got, c.holds)
		}
		if got := x.Ending(now); got != c.ending {
			t.Errorf("%s: ending %v, want %v", c.name, got, c.ending)
		}
		if got := x.Left(now); got != c.left {
			t.Errorf("%s: %d days left, want %d", c.name, got, c.left)
		}
	}
	// In UTC the same day ends eight hours later; the office's clock decides.
	x := term.Term{From: at(t, "2025-12-01"), Until: at(t, "2026-11-30")}
	if now := time.Date(2026, 11, 30, 16, 0, 0, 0, time.UTC); x.Holds(now) {
		t.Errorf("held at %v, which is midnight in Shanghai", now)
	}
}

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		name, from, until, ended, from2, until2 string
		want                                    bool
	}{
		{"one after the other", "2025-12-01", "2026-11-30", "", "2026-12-01", "2027-11-30", false},
		{"on the last day", "2025-12-01", "2026-11-30", "", "2026-11-30", "2027-11-30", true},
		{"within", "2025-12-01", "2026-11-30", "", "2026-03-01", "2026-04-01", true},
		{"without end", "2025-12-01", "", "", "2036-01-01", "2036-12-31", true},
		{"before one without end", "2025-12-01", "", "", "2024-01-01", "2025-11-30", false},
		{"handed over at noon", "2025-12-01", "2026-11-30", "2026-03-01 12:00:00", "2026-03-01", "2027-02-28", false},
		{"ended a day after", "2025-12-01", "2026-11-30", "2026-03-02 12:00:00", "2026-03-01", "2027-02-28", true},
		{"ended before it began", "2027-12-01", "2028-11-30", "2026-03-01 12:00:00", "2028-01-01", "2028-02-28", false},
		{"ended before", "2025-12-01", "2026-11-30", "2026-03-01", "2026-03-01", "2027-02-28", false},
	} {
		a, b := term.Term{From: at(t, c.from), Until: at(t, c.until), Ended: at(t, c.ended)}, term.Term{From: at(t, c.from2), Until: at(t, c.until2)}
		if a.Meets(b) != c.want || b.Meets(a) != c.want {
			t.Errorf("%s: %v and %v, want %v", c.name, a.Meets(b), b.Meets(a), c.want)
		}
	}
}

package deadline_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"hongguan/rules/deadline"
	"hongguan/rules/workday"
)

func TestReminder(t *testing.T) {
	c, h := workday.Default(), workday.DefaultHours()
	long := deadline.Standing{Given: at("2026-09-24 09:00"), SignBy: at("2026-09-24 11:00"), Due: at("2026-10-09 17:30")}
	short := deadline.Standing{Given: at("2026-11-23 09:00"), SignBy: at("2026-11-23 11:00"), Due: at("2026-11-24 17:30")}
	signed := long
	signed.Signed = true
	hotline := deadline.Standing{Given: at("2026-11-16 09:00"), Signed: true, Due: at("2026-11-24 10:00")}
	for _, tc := range []struct {
		s    deadline.Standing
		now  string
		want deadline.Rung
	}{
		{long, "2026-09-24 10:59", deadline.None},
		{long, "2026-09-24 11:05", deadline.Unsigned},
		{long, "2026-09-24 12:00", deadline.None}, // lunch
		{long, "2026-09-24 20:00", deadline.None}, // night
		{long, "2026-09-25 10:00", deadline.None}, // 中秋
		{long, "2026-09-28 08:30", deadline.Unsigned},
		{signed, "2026-09-28 08:30", deadline.None},
		{signed, "2026-09-30 17:00", deadline.None},    // two working days before: 10-08, 10-09
		{signed, "2026-10-07 10:00", deadline.None},    // 国庆
		{signed, "2026-10-08 08:30", deadline.DueSoon}, // the working day before
		{long, "2026-10-09 17:29", deadline.DueSoon},
		{signed, "2026-10-09 18:00", deadline.None},
		{signed, "2026-10-10 08:30", deadline.Overdue}, // the make-up Saturday
		{signed, "2026-10-10 17:00", deadline.Overdue},
		{signed, "2026-10-11 10:00", deadline.None}, // Sunday
		{signed, "2026-10-12 08:30", deadline.StillOpen},
		{short, "2026-11-24 09:00", deadline.Unsigned}, // the letter said tomorrow; not signed is another thing
		{short, "2026-11-25 08:30", deadline.Overdue},
		{hotline, "2026-11-24 09:59", deadline.DueSoon},
		{hotline, "2026-11-24 10:01", deadline.Overdue}, // a higher office's hour is over at that hour
		{hotline, "2026-11-25 08:30", deadline.StillOpen},
		{deadline.Standing{}, "2026-11-24 09:00", deadline.None},
	} {
		if got := deadline.Reminder(tc.s, at(tc.now), c, h); got != tc.want {
			t.Errorf("given %s, due %s, at %s: %q, want %q", tc.s.Given.Format("01-02 15:04"), tc.s.Due.Format("01-02 15:04"), tc.now, got, tc.want)
		}
	}
}

// TestReminderOnlyClimbs walks the hours of random requests: the ladder is never left downwards, nobody is reminded
// outside office hours, and whoever stays silent for two working days after the end reaches the top.
func TestReminderOnlyClimbs(t *testing.T) {
	const seed = 20261128
	t.Logf("seed %d", seed)
	r, c, h := rand.New(rand.NewPCG(seed, 1)), workday.Default(), workday.DefaultHours()
	ladder := []deadline.Rung{deadline.None, deadline.Unsigned, deadline.DueSoon, deadline.Overdue, deadline.StillOpen}
	for range 300 {
		given := time.Date(2024, 1, 1, 0, r.IntN(900*24*60), 0, 0, workday.Zone)
		s := deadline.Standing{Given: given, SignBy: c.AddOfficeHours(given, 2*time.Hour, h), Signed: r.IntN(2) == 0, Due: c.AddDays(given, 1+r.IntN(10))}
		highest := 0
		for now := given; now.Before(s.Due.AddDate(0, 0, 20)); now = now.Add(30 * time.Minute) {
			rung := deadline.Reminder(s, now, c, h)
			if rung == deadline.None {
				continue
			}
			if !c.InOffice(now, h) {
				t.Fatalf("%v: %s outside office hours", now, rung)
			}
			at := slices.Index(ladder, rung)
			if at < highest {
				t.Fatalf("%+v: from %s down to %s at %v", s, ladder[highest], rung, now)
			}
			highest = at
		}
		if ladder[highest] != deadline.StillOpen {
			t.Fatalf("%+v ends at %q", s, ladder[highest])
		}
	}
}

package schedule_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

// daily is 08:30 each day, as the cron parser would give it.
func daily(after time.Time) time.Time {
	after = after.In(workday.Zone)
	next := time.Date(after.Year(), after.Month(), after.Day(), 8, 30, 0, 0, workday.Zone)
	if !next.After(after) {
		next = next.AddDate(0, 0, 1)
	}
	return next
}

func TestDue(t *testing.T) {
	weekly := schedule.ModeA.Weekly().Slots(workday.Default())
	for _, tc := range []struct {
		name      string
		slots     func(time.Time) time.Time
		last, now string
		policy    schedule.Policy
		want      string
		hold      string
	}{
		{"nothing yet", weekly, "2026-11-13 16:30", "2026-11-20 16:29", schedule.CatchUpAll(8), "", ""},
		{"on the minute", weekly, "2026-11-13 16:30", "2026-11-20 16:30", schedule.CatchUpAll(8), "1120", ""},
		{"off over the weekend", weekly, "2026-11-13 16:30", "2026-11-23 08:30", schedule.CatchUpAll(8), "1120", ""},
		{"off for three weeks", weekly, "2026-11-13 16:30", "2026-12-05 08:30", schedule.CatchUpAll(8), "1120 1127 1204", ""},
		{"off for longer than the cap", weekly, "2026-11-13 16:30", "2026-12-05 08:30", schedule.CatchUpAll(2), "1127 1204", ""},
		{"a cap of nothing is one", weekly, "2026-11-13 16:30", "2026-12-05 08:30", schedule.CatchUpAll(0), "1204", ""},
		{"spring festival merges", weekly, "2026-02-13 16:30", "2026-02-28 08:30", schedule.CatchUpAll(8), "0227", ""},
		{"reminders", daily, "2026-11-13 08:30", "2026-11-23 09:00", schedule.LastOnly, "1123", ""},
		{"new job", daily, "", "2026-11-23 09:00", schedule.LastOnly, "", ""},
		{"clock corrected by an hour", daily, "2026-11-23 08:30", "2026-11-23 07:30", schedule.LastOnly, "", ""},
		{"clock set back two days", daily, "2026-11-23 08:30", "2026-11-21 08:00", schedule.LastOnly, "", "早于上次任务"},
		{"dead battery", daily, "", "2015-01-01 00:00", schedule.LastOnly, "", "显然不对"},
		{"far ahead", daily, "2026-11-23 08:30", "2031-01-01 00:00", schedule.LastOnly, "", "超过一年"},
		{"no further slot", func(time.Time) time.Time { return time.Time{} }, "2026-11-23 08:30", "2026-12-01 00:00", schedule.LastOnly, "", ""},
		{"table stands still", func(time.Time) time.Time { return at("2026-11-24 00:00") }, "2026-11-23 08:30", "2026-12-01 00:00", schedule.CatchUpAll(9), "1124", ""},
	} {
		var last time.Time
		if tc.last != "" {
			last = at(tc.last)
		}
		due, hold := schedule.Due(tc.slots, last, at(tc.now), tc.policy)
		var got []string
		for _, slot := range due {
			got = append(got, slot.Format("0102"))
		}
		if strings.Join(got, " ") != tc.want || (hold != "") != (tc.hold != "") || !strings.Contains(string(hold), tc.hold) {
			t.Errorf("%s: due %v hold %q, want %q %q", tc.name, got, hold, tc.want, tc.hold)
		}
	}
}

func TestSlotsGoByWeek(t *testing.T) {
	c := workday.Default()
	a, b := schedule.ModeA.Weekly(), schedule.ModeB.Weekly()
	if got := a.Slots(c)(at("2026-11-20 10:30")).Format(minute); got != "2026-11-27 16:30" {
		t.Errorf("after mode B made its report, mode A makes the next one at %s", got)
	}
	for now, want := range map[string]string{
		"2026-11-16 09:00": "2026-11-13 16:30", "2026-11-20 16:30": "2026-11-20 16:30", "2026-02-22 12:00": "2026-02-13 16:30",
	} {
		if got := a.Before(at(now), c).Format(minute); got != want {
			t.Errorf("the slot before %s is %s, want %s", now, got, want)
		}
	}
	for now, want := range map[string]string{
		"2026-11-16 09:00": "2026-11-19 15:00", "2026-11-19 15:00": "2026-11-26 15:00", "2024-09-28 12:00": "2024-09-29 15:00",
	} {
		if got := b.Previews(c)(at(now)).Format(minute); got != want {
			t.Errorf("the preview after %s is %s, want %s", now, got, want)
		}
	}
}

package schedule_test

import (
	"testing"
	"time"

	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

const minute = "2006-01-02 15:04"

func at(text string) time.Time {
	t, err := time.ParseInLocation(minute, text, workday.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func TestFridaySlot(t *testing.T) {
	c := workday.Default()
	for _, tc := range []struct {
		friday  string
		mode    schedule.Mode
		slot    string // empty: merged into the next week
		preview string
	}{
		{"2026-11-20", schedule.ModeA, "2026-11-20 16:30", "2026-11-20 15:00"},
		{"2026-11-20", schedule.ModeB, "2026-11-20 10:30", "2026-11-19 15:00"},
		{"2026-01-02", schedule.ModeA, "2025-12-31 16:30", "2025-12-31 15:00"},
		{"2026-02-20", schedule.ModeA, "", ""},
		{"2026-02-20", schedule.ModeB, "", ""},
		{"2026-02-27", schedule.ModeA, "2026-02-27 16:30", "2026-02-27 15:00"},
		{"2026-05-01", schedule.ModeA, "2026-04-30 16:30", "2026-04-30 15:00"},
		{"2026-06-19", schedule.ModeB, "2026-06-18 10:30", "2026-06-17 15:00"},
		{"2026-09-25", schedule.ModeA, "2026-09-24 16:30", "2026-09-24 15:00"},
		{"2026-10-02", schedule.ModeB, "2026-09-30 10:30", "2026-09-29 15:00"},
		{"2024-02-16", schedule.ModeA, "2024-02-18 16:30", "2024-02-18 15:00"}, // only the make-up Sunday is worked
		{"2024-02-16", schedule.ModeB, "2024-02-18 10:30", "2024-02-09 15:00"},
		{"2024-10-04", schedule.ModeB, "2024-09-30 10:30", "2024-09-29 15:00"}, // Monday slot, preview on a make-up Sunday
	} {
		week := schedule.WeekOf(at(tc.friday + " 12:00"))
		slot, preview, ok := schedule.FridaySlot(week, tc.mode, c)
		if ok != (tc.slot != "") {
			t.Errorf("%s mode %s: ok = %v", week, tc.mode, ok)
			continue
		}
		if ok && (slot.Format(minute) != tc.slot || preview.Format(minute) != tc.preview) {
			t.Errorf("%s mode %s: slot %s preview %s, want %s %s", week, tc.mode,
				slot.Format(minute), preview.Format(minute), tc.slot, tc.preview)
		}
		if ok && schedule.WeekOf(slot) != week {
			t.Errorf("%s: its slot lies in %s", week, schedule.WeekOf(slot))
		}
	}
}

func TestPeriod(t *testing.T) {
	c, w := workday.Default(), schedule.ModeA.Weekly()
	for _, tc := range []struct{ week, last, from, to string }{
		{"2026-W47", "", "2026-11-13 16:30", "2026-11-20 16:30"},
		{"2026-W47", "2026-11-13 10:30", "2026-11-13 10:30", "2026-11-20 16:30"}, // the mode was changed
		{"2026-W47", "2026-10-30 16:30", "2026-10-30 16:30", "2026-11-20 16:30"}, // two weeks were lost
		{"2026-W09", "", "2026-02-13 16:30", "2026-02-27 16:30"},                 // takes in the Spring Festival week
	} {
		week, err := schedule.ParseISOWeek(tc.week)
		if err != nil {
			t.Fatal(err)
		}
		var last time.Time
		if tc.last != "" {
			last = at(tc.last)
		}
		if from, to := w.Period(week, last, c); from.Format(minute) != tc.from || to.Format(minute) != tc.to {
			t.Errorf("%s after %q covers %s to %s", week, tc.last, from.Format(minute), to.Format(minute))
		}
	}
	if from, to := w.Period(schedule.ISOWeek{Year: 2026, Week: 8}, time.Time{}, c); !from.IsZero() || !to.IsZero() {
		t.Error("a week without a slot has no period")
	}
	if got := w.Merged(schedule.ISOWeek{Year: 2026, Week: 9}, c); len(got) != 1 || got[0].String() != "2026-W08" {
		t.Errorf("2026-W09 takes in %v", got)
	}
	if got := w.Merged(schedule.ISOWeek{Year: 2026, Week: 47}, c); got != nil {
		t.Errorf("2026-W47 takes in %v", got)
	}
}

func TestISOWeek(t *testing.T) {
	for day, want := range map[string]string{
		"2026-11-20 12:00": "2026-W47", "2026-01-02 12:00": "2026-W01", "2025-12-29 00:00": "2026-W01",
		"2027-01-03 23:59": "2026-W53", "2027-01-04 00:00": "2027-W01", "2024-12-30 08:00": "2025-W01",
	} {
		week := schedule.WeekOf(at(day))
		parsed, err := schedule.ParseISOWeek(week.String())
		if week.String() != want || err != nil || parsed != week {
			t.Errorf("%s is in %s, parsed back %v %v, want %s", day, week, parsed, err, want)
		}
		if schedule.WeekOf(week.Monday()) != week || week.Monday().Weekday() != time.Monday ||
			week.Friday().Weekday() != time.Friday || week.Next().Previous() != week || !week.Before(week.Next()) {
			t.Errorf("%s: Monday %v, Friday %v, next %s", week, week.Monday(), week.Friday(), week.Next())
		}
	}
	if got := schedule.WeekOf(time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC)).String(); got != "2026-W48" {
		t.Errorf("a UTC Sunday evening is Monday in China, got %s", got)
	}
	for _, text := range []string{"", "2026W", "2026-W00", "2025-W53", "2026-W54", "2026-47", "第47周"} {
		if w, err := schedule.ParseISOWeek(text); err == nil {
			t.Errorf("ParseISOWeek(%q) = %v, want an error", text, w)
		}
	}
}

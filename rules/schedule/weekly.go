package schedule

import (
	"time"

	"hongguan/rules/workday"
)

// Mode is the way the Friday report goes up.
type Mode string

const (
	ModeA Mode = "a" // the community sends it itself: Friday 16:30, preview the same day at 15:00
	ModeB Mode = "b" // 街道 adds its opinion and seal first: Friday 10:30, preview the working day before at 15:00
)

// Weekly is the time table of the Friday report 《民意诉求周报》.
type Weekly struct {
	SlotAt    time.Duration // from midnight of the day of the slot
	PreviewAt time.Duration // from midnight of the day of the preview
	DayBefore bool          // preview on the working day before the slot
}

// Weekly returns the default times of a mode; an unknown mode is read as mode A.
func (m Mode) Weekly() Weekly {
	if m == ModeB {
		return Weekly{SlotAt: 10*time.Hour + 30*time.Minute, PreviewAt: 15 * time.Hour, DayBefore: true}
	}
	return Weekly{SlotAt: 16*time.Hour + 30*time.Minute, PreviewAt: 15 * time.Hour}
}

// FridaySlot is when the report of a week is cut off and made, and when the secretary can preview it, with the
// default times of the mode. See [Weekly.Slot].
func FridaySlot(week ISOWeek, mode Mode, c *workday.Calendar) (slot, preview time.Time, ok bool) {
	return mode.Weekly().Slot(week, c)
}

// Slot is when the report of a week is cut off and made, and its preview. If Friday is off, it is the last
// working day before it in that week; if Monday to Friday are all off but the weekend is worked (2024-W07), it is
// the last worked day of the weekend. A week without any working day has no slot (ok is false): its items go
// into the next week's report.
func (w Weekly) Slot(week ISOWeek, c *workday.Calendar) (slot, preview time.Time, ok bool) {
	monday := week.Monday()
	for _, offset := range []int{4, 3, 2, 1, 0, 6, 5} {
		day := monday.AddDate(0, 0, offset)
		if c.IsWorkday(day) {
			return day.Add(w.SlotAt), w.previewDay(day, c).Add(w.PreviewAt), true
		}
	}
	return time.Time{}, time.Time{}, false
}

// previewDay may fall into the week before, when the slot is on a Monday.
func (w Weekly) previewDay(day time.Time, c *workday.Calendar) time.Time {
	if !w.DayBefore {
		return day
	}
	before := day.AddDate(0, 0, -1)
	for range longestHoliday {
		if c.IsWorkday(before) {
			return before
		}
		before = before.AddDate(0, 0, -1)
	}
	return day
}

// longestHoliday bounds the search for a working day, in days; the longest so far was ten (2020 春节).
const longestHoliday = 60

// Slots is the time table for [Due]: the slot of the first week with a slot after the week of the last one. It goes by
// weeks and not by hours, so that a mode or a calendar changed after this week's report does not bring a
// second one.
func (w Weekly) Slots(c *workday.Calendar) func(last time.Time) time.Time {
	return func(last time.Time) time.Time {
		week := WeekOf(last).Next()
		for range 53 {
			if slot, _, ok := w.Slot(week, c); ok {
				return slot
			}
			week = week.Next()
		}
		return time.Time{}
	}
}

// Before is the latest slot at or before t: what a fresh installation stores as its last slot, so that the first report
// it owes is the coming one.
func (w Weekly) Before(t time.Time, c *workday.Calendar) time.Time {
	week := WeekOf(t)
	for range 53 {
		if slot, _, ok := w.Slot(week, c); ok && !slot.After(t) {
			return slot
		}
		week = week.Previous()
	}
	return time.Time{}
}

// Previews is the time table of the previews for [Due]: the first preview later than t.
func (w Weekly) Previews(c *workday.Calendar) func(t time.Time) time.Time {
	return func(t time.Time) time.Time {
		week := WeekOf(t)
		for range 53 {
			if _, preview, ok := w.Slot(week, c); ok && preview.After(t) {
				return preview
			}
			week = week.Next()
		}
		return time.Time{}
	}
}

// Merged lists the weeks without a slot of their own that the report of week takes in, oldest first: usually none.
func (w Weekly) Merged(week ISOWeek, c *workday.Calendar) []ISOWeek {
	var weeks []ISOWeek
	for before := week.Previous(); len(weeks) < longestHoliday/7; before = before.Previous() {
		if _, _, ok := w.Slot(before, c); ok {
			break
		}
		weeks = append([]ISOWeek{before}, weeks...)
	}
	return weeks
}

// Period is what the report of a week covers, cut-off to cut-off: from the slot of the report made before it
// (lastMade, zero if none was) up to, not including, its own slot. Without an earlier report it starts where
// that report's slot would have been. A moved slot, a changed mode or a week dropped by a cap thus
// leaves no gap. The zero times come back for a week without a slot.
//
// After a clock that ran ahead, a report may be made before its slot; what arrives in between belongs to
// the next one. So the report takes what was received before To and is in no earlier report.
func (w Weekly) Period(week ISOWeek, lastMade time.Time, c *workday.Calendar) (from, to time.Time) {
	to, _, ok := w.Slot(week, c)
	if !ok {
		return time.Time{}, time.Time{}
	}
	if !lastMade.IsZero() {
		return lastMade, to
	}
	before := week.Previous()
	for range longestHoliday / 7 {
		if slot, _, ok := w.Slot(before, c); ok {
			return slot, to
		}
		before = before.Previous()
	}
	return before.Monday(), to
}

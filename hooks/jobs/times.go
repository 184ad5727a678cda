package jobs

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/robfig/cron/v3"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

// CronSpec is the time table of a cron line in the office's zone, such as
// "30 8 * * 1-5" for 08:30 from Monday to Friday. The line is written in the
// program, so a wrong one panics at start.
func CronSpec(spec string) func(app core.App, after time.Time) time.Time {
	times, err := cron.ParseStandard(spec)
	if err != nil {
		panic(fmt.Sprintf("jobs: cron line %q: %v", spec, err))
	}
	return func(_ core.App, after time.Time) time.Time { return times.Next(after.In(workday.Zone)) }
}

// Fridays is the time table of the Friday report: by the office's mode, moved
// to the last working day before a holiday, and never twice in a week. It
// belongs with [LastFriday] and [Week].
func Fridays(app core.App, after time.Time) time.Time {
	return weekly(app).Slots(calendar.Workdays(app))(after)
}

// LastFriday is where Fridays starts from in a new office: the report before
// now, so that the first one owed is the coming one.
func LastFriday(app core.App, now time.Time) time.Time {
	return weekly(app).Before(now, calendar.Workdays(app))
}

// Previews is the time table of the report's preview.
func Previews(app core.App, after time.Time) time.Time {
	return weekly(app).Previews(calendar.Workdays(app))(after)
}

func weekly(app core.App) schedule.Weekly {
	mode := schedule.ModeA
	if settings.Of(app).GetString("report_mode") == "B" {
		mode = schedule.ModeB
	}
	return mode.Weekly()
}

// Week names a slot by its ISO week, 2026-W47.
func Week(at time.Time) string { return schedule.WeekOf(at).String() }

// minute names a slot by its time in the office.
func minute(at time.Time) string { return at.In(workday.Zone).Format("2006-01-02 15:04") }

func (j Job) slot(at time.Time) string {
	if j.Slot != nil {
		return j.Slot(at)
	}
	return minute(at)
}

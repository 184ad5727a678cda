// Package calendar knows what time it is for the office and which days it works.
package calendar

import (
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/workday"
)

const clockKey = "hongguan.clock"

// Now is the office's time. Every rule and every stored time of the office
// comes from here, so that a test (or a corrected clock) moves all of them.
func Now(app core.App) time.Time {
	if f, ok := app.Store().Get(clockKey).(func() time.Time); ok {
		return f()
	}
	return time.Now()
}

// SetClock replaces the clock of one app and returns the one it had.
func SetClock(app core.App, now func() time.Time) (before func() time.Time) {
	before, ok := app.Store().Get(clockKey).(func() time.Time)
	if !ok {
		before = time.Now
	}
	app.Store().Set(clockKey, now)
	return before
}

// longestName is how long the note of a day may be to be the holiday's name in
// the sentence that explains a deadline: 国庆, 全市停工.
const longestName = 6

const daysKey = "hongguan.workdays"

// Workdays is the working calendar: the statutory table in the program plus
// the days the office has entered in workday_calendar.
func Workdays(app core.App) *workday.Calendar {
	if c, ok := app.Store().Get(daysKey).(*workday.Calendar); ok {
		return c
	}
	overrides := map[string]bool{}
	rows, err := app.FindAllRecords("workday_calendar")
	if err != nil {
		app.Logger().Error("read workday calendar", "error", err)
		return workday.Default()
	}
	names := map[string]string{}
	for _, r := range rows {
		overrides[r.GetString("day")] = r.GetBool("working")
		if note := []rune(r.GetString("note")); len(note) > 0 && len(note) <= longestName {
			names[r.GetString("day")] = string(note)
		}
	}
	c := workday.Default().With(overrides).WithNames(names)
	app.Store().Set(daysKey, c)
	return c
}

// Bind checks the days the office enters and forgets the cached calendar when
// one changes.
func Bind(app core.App) {
	app.OnRecordValidate("workday_calendar").BindFunc(func(e *core.RecordEvent) error {
		if _, err := time.ParseInLocation("2006-01-02", e.Record.GetString("day"), workday.Zone); err != nil {
			return validation.Errors{"day": validation.NewError("validation_day", "日期请写成 2026-10-10 这样的格式")}
		}
		return e.Next()
	})
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(daysKey)
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess("workday_calendar").BindFunc(forget)
	app.OnRecordAfterUpdateSuccess("workday_calendar").BindFunc(forget)
	app.OnRecordAfterDeleteSuccess("workday_calendar").BindFunc(forget)
}

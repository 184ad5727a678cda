// Package reminders sees to it that a date is not forgotten: it reminds whoever
// handles a request before its end, the stewards when it is over and the
// secretary a working day later, and writes the list of the day at 08:30.
//
// Nobody is reminded outside office hours. What was said stands in the table
// reminders 催办提醒, once for each request, rung and date: a restart says
// nothing twice, and an extension begins anew.
package reminders

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/jobs"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

const collection = "reminders"

// Bind reserves the table and registers the two jobs.
func Bind(app core.App) {
	access.Keep(app, collection, "催办提醒由程序发出并记录，不能手工增加或修改")
	requests.OnErase(app, erase)
	prints.Add(app, "supervision", prints.Sheet{Label: "督办单", Render: sheet})
	jobs.Add(app, jobs.Job{
		Name: "remind", Label: "到期前和超期的催办",
		Next: inHours("30 8-17 * * *"), Policy: schedule.LastOnly, Run: remind,
	})
	jobs.Add(app, jobs.Job{
		Name: "daily_digest", Label: "每日提醒",
		Next: inHours("30 8 * * *"), Policy: schedule.LastOnly, Run: daily,
	})
}

// longestHoliday bounds the search for the next office hour, in slots of the
// time table.
const longestHoliday = 1000

// inHours is a time table that leaves out nights, noons and holidays. A slot of
// the time table that falls before the office opens is moved to its opening.
func inHours(spec string) func(app core.App, after time.Time) time.Time {
	next := jobs.CronSpec(spec)
	return func(app core.App, after time.Time) time.Time {
		c, h := calendar.Workdays(app), settings.Of(app).Hours()
		for at, n := next(app, after), 0; n < longestHoliday; at, n = next(app, at), n+1 {
			if c.InOffice(at, h) {
				return at
			}
			if open := c.NextOpen(at, h); sameDay(open, at) && open.After(after) && open.Before(next(app, at)) {
				return open
			}
		}
		return time.Time{}
	}
}

func sameDay(a, b time.Time) bool {
	return a.In(workday.Zone).Format(time.DateOnly) == b.In(workday.Zone).Format(time.DateOnly)
}

// Package reports makes the 《民意诉求周报》: exactly one per ISO week, frozen when
// it is made, with the forms of the complex requests that go up with it.
//
// Nothing here keeps a timer. The job table says which weeks are owed; the
// report's row, the steps of its requests and the letter are written in one
// transaction, so a power cut leaves all of it or nothing.
package reports

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/jobs"
	"hongguan/hooks/requests"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
)

// Forms fills the 承办单 of a request as a Word document.
type Forms = func(app core.App, request string) (name string, docx []byte, err error)

const formsKey = "hongguan.reports.forms"

// longestAway is how many missed weeks are made up for; older ones go into the
// oldest of these.
const longestAway = 8

// job is the stored name of the weekly job.
const job = "weekly_report"

// Bind registers the report's job and routes. The forms come from outside: a
// feature does not know another.
func Bind(app core.App, forms Forms) {
	app.Store().Set(formsKey, forms)
	access.Keep(app, collection, "周报由程序生成，请用“签发”“暂缓”“已人工报送”等按钮，备注和列入的事项在预览里改")
	bindOutbox(app)
	requests.OnErase(app, erase)
	bindRoutes(app)
	jobs.Add(app, jobs.Job{
		Name: job, Label: "民意诉求周报",
		Next: jobs.Fridays, Start: jobs.LastFriday, Slot: jobs.Week, Policy: schedule.CatchUpAll(longestAway),
		Run: onSlot,
	})
	jobs.Add(app, jobs.Job{
		Name: "close_silent", Label: "告知满7天未评价的自动办结",
		Next: jobs.CronSpec("30 8 * * *"), Policy: schedule.LastOnly,
		Run: func(tx core.App, _ string, _ time.Time) error {
			_, err := requests.CloseSilent(tx)
			return err
		},
	})
	workbench.Friday(app, FridayState)
	workbench.Health(app, unsent)
}

func formsOf(app core.App) Forms { return app.Store().Get(formsKey).(Forms) }

// Package visits keeps what staff hear and see away from the counter: 接访, 走访
// and 巡查. One is written down in half a minute; what is to be handled becomes a
// request by one press, with nothing typed again.
//
// A visit is no file on a household. It holds what one conversation was about,
// no more of the person than she wished to leave, and is emptied when the
// request it became is, or after as many years.
package visits

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/jobs"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
	"hongguan/rules/schedule"
)

// Bind opens the routes, and answers for the visits when a person or a request
// must go.
func Bind(app core.App) {
	access.Keep(app, table, "走访记录请在工作台“走访”里记；要办理的，点“转为诉求”")
	bindEnrich(app)
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	requests.OnErase(app, forget)
	prints.Add(app, "visits", prints.Sheet{Label: "走访记录", Render: render})
	jobs.Add(app, jobs.Job{
		Name: "visits_retention", Label: "到保留期的走访记录匿名处理",
		Next: jobs.CronSpec("40 10 * * *"), Policy: schedule.LastOnly,
		Run: func(tx core.App, _ string, at time.Time) error { return Retain(tx, at) },
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/visits", note).Bind(requests.Upload())
		e.Router.GET("/api/visits/{id}/files/{name}", photoRoute)
		e.Router.POST("/api/visits/{id}/request", turn)
		return e.Next()
	})
}

// Package duties keeps who was appointed to what 任职: heads of buildings, grid
// workers, contacts, who receives residents on which day, and the team on the
// roster. A duty gives its holder the little she needs for it, and takes it back
// at midnight after the last day, whether or not anybody thought of it.
package duties

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/jobs"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
)

// Bind opens the routes, watches over the terms and makes the roster printable.
func Bind(app core.App) {
	access.Keep(app, table, "任职请用“任命”“续任”“结束”“交接”按钮办理，这样每一任都有头有尾", "note")
	bindEnrich(app)
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	prints.Add(app, "team", prints.Sheet{Label: "工作团队名册", Render: teamSheet})
	prints.Add(app, "reception", prints.Sheet{Label: "接访排班", Render: receptionSheet})
	workbench.Add(app, workbench.Counter{
		Key: "duties_ending", Label: "任期将到", Hint: "14 天内到期，续任还是交接", Tone: "orange", Collection: table,
		Filter: "ended_at='' && over_at!='' && over_at<={+14d}", Sort: "over_at",
	})
	workbench.Health(app, ending)
	jobs.Add(app, jobs.Job{
		Name: "duties", Label: "任期到期前提醒、到期结束",
		Next: jobs.CronSpec("1 0,9-17 * * *"), Policy: schedule.LastOnly, Run: watchTerms,
	})
	jobs.Add(app, jobs.Job{
		Name: "duty_thanks", Label: "楼长、兼职网格员任满一季的积分",
		Next: jobs.CronSpec("20 9 1 1,4,7,10 *"), Policy: schedule.LastOnly, Run: thankQuarter,
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/duties", appointRoute)
		e.Router.POST("/api/duties/{id}/renew", renewRoute)
		e.Router.POST("/api/duties/{id}/end", endRoute)
		e.Router.POST("/api/duties/{id}/hand_over", handOverRoute)
		e.Router.GET("/api/duties/mine", mineRoute)
		e.Router.GET("/api/duties/board", boardRoute)
		e.Router.GET("/api/duties/team.xlsx", teamBook)
		return e.Next()
	})
}

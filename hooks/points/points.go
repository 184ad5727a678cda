// Package points keeps the ledger of thanks 积分: what a confirmed service
// brought, what it was spent on, and what is left.
//
// Points are no money. They cannot be bought, given away or paid out, nobody is
// ranked by them, and nothing brings any but a service, a milestone of one or a
// duty: the rules cannot even name anything else. The ledger is only ever added
// to; a mistake is taken back by another entry, and the database itself refuses
// a balance that is not the sum of its entries, or below zero.
package points

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/jobs"
	"hongguan/hooks/people"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
)

// Bind reserves the ledger, checks the rules, and opens the routes.
func Bind(app core.App) {
	access.Keep(app, entries, "积分台账由程序记录，不能手工增加或修改；要更正，请用“调整积分”，由另一位同事同意")
	access.Keep(app, adjustments, "积分调整请用“调整积分”“同意”“不同意”按钮办理，这样每一笔都有两个人经手")
	bindRules(app)
	people.Linked(app, join)
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	workbench.Add(app, workbench.Counter{
		Key: "point_adjustments", Label: "积分更正", Hint: "一位同事提出的，等另一个人定", Tone: "orange", Collection: adjustments, Filter: "state='proposed'", Sort: "proposed_at",
	})
	jobs.Add(app, jobs.Job{
		Name: "points_expiry", Label: "积分到期", Next: jobs.CronSpec("5 0,9 * * *"), Policy: schedule.LastOnly,
		Run: func(tx core.App, _ string, _ time.Time) error { return ExpireAll(tx) },
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/points/mine", mine)
		e.Router.GET("/api/points/of/{id}", of)
		e.Router.POST("/api/points/find", seekRoute)
		e.Router.POST("/api/points/rules/preview", previewRoute)
		e.Router.POST("/api/points/adjustments", proposeRoute)
		e.Router.POST("/api/points/adjustments/{id}/approve", approveRoute)
		e.Router.POST("/api/points/adjustments/{id}/refuse", refuseRoute)
		return e.Next()
	})
}

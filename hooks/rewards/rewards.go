// Package rewards gives something for points 兑换: priority at activities and
// public-welfare resources first, goods with a source and a budget second.
//
// A redemption takes the points and one piece of the stock in one transaction,
// and gives a code. At the counter the code is scanned or typed, and the thing
// handed over. Whoever cancels before, or does not come within fourteen days,
// has her points back. Rewards are no shop: nothing is sold, advertised or paid
// out, and a place to park or at school is none unless the residents' council
// voted for it.
package rewards

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/jobs"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/rules/schedule"
)

// Bind reserves the tables, checks what is offered, and opens the routes.
func Bind(app core.App) {
	access.Keep(app, redemptions, "兑换请在手机上或工作台“兑换”里办理，这样积分和库存才对得上")
	access.Keep(app, moves, "库存由程序记录；进货、损坏、盘点请用兑换品上的按钮办理")
	bindChecks(app)
	bindEnrich(app)
	people.Linked(app, join)
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	prints.Add(app, "stock", prints.Sheet{Label: "兑换品盘点表", Render: stockSheet})
	prints.Add(app, "points", prints.Sheet{Label: "积分与兑换年度公示", Render: yearSheet})
	jobs.Add(app, jobs.Job{
		Name: "redemptions_overdue", Label: "没有来领的兑换取消、退分", Next: jobs.CronSpec("10 0,9 * * *"), Policy: schedule.LastOnly,
		Run: func(tx core.App, _ string, _ time.Time) error { return LapseAll(tx) },
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/rewards", offered)
		e.Router.POST("/api/rewards/{id}/redeem", redeemRoute)
		e.Router.POST("/api/rewards/{id}/stock", stockRoute)
		e.Router.GET("/api/redemptions", waitingRoute)
		e.Router.GET("/api/redemptions/code/{code}", codeRoute)
		e.Router.POST("/api/redemptions/{id}/hand_over", handOverRoute)
		e.Router.POST("/api/redemptions/{id}/cancel", cancelRoute)
		return e.Next()
	})
}

// Package volunteers keeps those who help: 红管志愿者 and Party members who report
// in from where they work 在职党员报到. What residents need becomes an order 点单,
// which a volunteer claims 接单, signs in to and out of; the one who was helped
// says it was done, and a record of service 服务记录 stands.
//
// Hours are a legal record and no prize: nobody is ranked by them, and what the
// community gives as thanks is counted elsewhere (hooks/points).
package volunteers

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
	"hongguan/hooks/prints"
	"hongguan/hooks/workbench"
)

// Bind opens the routes, answers for the volunteers' own data, and thanks both
// sides when a request that one of them fulfilled is closed.
func Bind(app core.App) {
	access.Keep(app, table, "志愿者请用“同意”“不同意”“暂停”“恢复”按钮办理，这样看得到是谁定的", "external_no", "insured_until", "guardian_agreed", "grid")
	access.Keep(app, ordersTable, "点单请用“发布点单”“取消”“办完”按钮办理")
	access.Keep(app, claimsTable, "接单、签到、确认由程序记录，请用页面上的按钮办理")
	access.Keep(app, recordsTable, "服务记录是法定记录，要改请用“更正”按钮，原来的会留着")
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	prints.Add(app, "signin", prints.Sheet{Label: "志愿服务签到表", Render: signInSheet})
	prints.Add(app, "feedback", prints.Sheet{Label: "在职党员服务反馈单", Render: feedbackSheet})
	points.Remember(app, served)
	people.Linked(app, join)
	bindThanks(app)
	bindMilestones(app)
	bindEnrich(app)
	workbench.Add(app, workbench.Counter{Key: "volunteers", Label: "志愿者待定", Hint: "报名的居民在等答复", Tone: "blue", Collection: table,
		Filter: "state='pending'", Sort: "applied_at", Oldest: "applied_at"})
	workbench.Add(app, workbench.Counter{Key: "to_confirm", Label: "服务待确认", Hint: "志愿者签退了，打电话问一声办好没有", Tone: "blue", Collection: claimsTable,
		Filter: "state='out'", Sort: "out_at", Oldest: "out_at"})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/volunteers/mine", mineRoute)
		e.Router.POST("/api/volunteers", applyRoute)
		e.Router.POST("/api/volunteers/leave", leaveRoute)
		e.Router.POST("/api/volunteers/{id}/decide", decideRoute)
		e.Router.GET("/api/volunteers/{id}/contact", contactRoute)
		e.Router.GET("/api/volunteers/service.xlsx", serviceBook)
		e.Router.GET("/api/orders/board", boardRoute)
		e.Router.POST("/api/orders", orderRoute)
		e.Router.GET("/api/requests/{request}/helpers", forRequestRoute)
		e.Router.POST("/api/orders/{id}/cancel", cancelRoute)
		e.Router.POST("/api/orders/{id}/finish", finishRoute)
		e.Router.POST("/api/orders/{id}/claim", claimRoute)
		e.Router.POST("/api/orders/{id}/withdraw", withdrawRoute)
		e.Router.GET("/api/orders/{id}/screen", screenRoute)
		e.Router.POST("/api/orders/{id}/presence", presenceRoute)
		e.Router.POST("/api/orders/{id}/paper", paperRoute)
		e.Router.POST("/api/claims/{id}/presence", staffPresenceRoute)
		e.Router.POST("/api/claims/{id}/absent", absentRoute)
		e.Router.POST("/api/claims/{id}/confirm", confirmRoute)
		e.Router.POST("/api/service_records/{id}/wish", wishRoute)
		e.Router.POST("/api/service_records/{id}/settle", settleRoute)
		e.Router.POST("/api/service_records/{id}/void", voidRoute)
		return e.Next()
	})
}

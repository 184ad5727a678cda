// Package requests is the life of a request 民意诉求, from the stairwell to the
// rating. Everything that changes one goes through Apply.
package requests

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Refused is said to whoever tries to change a request by hand.
const Refused = "诉求的状态、编号、时间和经办情况不能直接改，请用记录上的按钮办理（受理、派单、答复、告知等），这样居民和档案里才有流转记录"

// Bind opens the routes and reserves the tables.
func Bind(app core.App) {
	access.Keep(app, "requests", Refused)
	for table, sentence := range map[string]string{
		"request_events": "流转记录由程序写入，不能手工增加、修改或删除",
		"assignments":    "派单由“派单”“改派”按钮产生，不能手工修改",
		"replies":        "答复请用诉求上的“答复”“同意发出”按钮",
		"call_backs":     "回访请用诉求上的“记录回访”按钮",
	} {
		access.Keep(app, table, sentence)
	}
	bindWords(app)
	bindIntake(app)
	bindEnrich(app)
	bindAsking(app)
	bindOwners(app)
	bindTold(app)
	bindShield(app)
	bindRecompute(app)
	bindHeld(app)
	bindRetention(app)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/requests/suggest", suggestRoute)
		e.Router.POST("/api/requests/join", joinRoute)
		e.Router.GET("/api/requests/sealed", sealedRoute)
		e.Router.POST("/api/requests/intake", intakeRoute).Bind(Upload())
		e.Router.POST("/api/requests/danger", dangerRoute).Bind(Upload())
		e.Router.GET("/api/requests/{id}/contact", contactRoute)
		e.Router.GET("/api/requests/search", searchRoute)
		e.Router.GET("/api/requests/{id}/similar", alikeRoute)
		e.Router.GET("/api/requests/{id}/case", caseRoute)
		e.Router.POST("/api/requests/{id}/case", saveCaseRoute)
		e.Router.GET("/api/requests/{id}/candidates", candidatesRoute)
		e.Router.GET("/api/requests/{id}/likewise", likewiseRoute)
		e.Router.GET("/api/requests/{id}/link", linkRoute)
		e.Router.GET("/api/requests/{id}/sms", smsRoute)
		e.Router.GET("/api/requests/{id}/result", resultRoute)
		e.Router.GET("/api/requests/{id}/files/{name}", fileRoute)
		e.Router.POST("/api/requests/{id}/parts", partsRoute)
		e.Router.GET("/api/requests/{id}/family", familyRoute)
		e.Router.POST("/api/requests/{id}/{verb}", verbRoute).Bind(Upload())
		e.Router.POST("/api/corrections/{id}/undo", undoRoute)
		e.Router.GET("/api/track/{no}", trackRoute)
		return e.Next()
	})
}

// Package referrals keeps the 《民意诉求承办单》: the form with which a complex
// request goes up, is handed to a Party organisation that handles it, and comes
// back with a result.
package referrals

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
)

// Bind lets every form follow its request, inside the transaction of the step.
// It follows the request and not the event, because a step stores its event
// first: only then the request's own columns say what the step made of it.
func Bind(app core.App) {
	access.Keep(app, collection, "承办单由程序按诉求的办理情况填写；街道、组织部和承办单位写在纸上的意见，请用“登记纸质意见”",
		"urgency", "summary", "prior", "suggested_org", "suggested_reason")
	app.OnRecordUpdate("requests").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		if e.Record.GetString("tier") != "complex" || e.Record.GetDateTime("accepted_at").IsZero() {
			return nil
		}
		return follow(e.App, e.Record)
	})
	requests.OnErase(app, erase)
	bindTemplate(app)
	prints.Add(app, "referral", prints.Sheet{Label: "民意诉求承办单", Render: page})
	prints.Add(app, "contact", prints.Sheet{Label: "诉求人联系单", Render: contactPage})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/referrals/{id}/paper", paperRoute)
		e.Router.GET("/api/referrals/template", templateRoute)
		e.Router.GET("/api/referrals/markers", markersRoute)
		e.Router.GET("/api/referrals/{id}/form.docx", wordRoute)
		return e.Next()
	})
}

// Package certificates issues the certificates of voluntary service 志愿服务记录证明
// (民政部令第68号), keeps their register, and tells whoever holds one whether it is
// good. A certificate is a picture of the records on the day it was issued: what
// is corrected later makes a new one.
package certificates

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
)

const table = "certificates"

// Bind opens the routes and makes certificates printable.
func Bind(app core.App) {
	access.Keep(app, table, "证明请用“出具证明”“撤销”按钮办理，编号和内容不能改")
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	people.Linked(app, join)
	prints.Add(app, "certificate", prints.Sheet{Label: "志愿服务记录证明", Render: render})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/certificates", issueRoute)
		e.Router.GET("/api/certificates/{key}", verifyRoute)
		e.Router.POST("/api/certificates/{id}/revoke", revokeRoute)
		e.Router.GET("/api/certificates/register.xlsx", registerBook)
		return e.Next()
	})
}

// Package sealed keeps what must stay from those it speaks about: 书记信箱,
// 作风意见, requests that speak about a person. Ordinary matter is for the
// secretary; what is said about the community's own leaders is encrypted for
// the upper contact 上级联系人 and for nobody in the office. Its tables have no
// API rules, nothing links to them, and each reading is written to the audit log.
package sealed

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

var tables = []string{"sealed_reports", "sealed_events", "upper_contacts"}

// Bind opens the doors to the sealed store, the letter box and the upper
// contact's page.
func Bind(app core.App) {
	for _, t := range tables {
		access.Keep(app, t, "保密来信只能在“保密来信”页面查看和答复")
		hide(app, t)
	}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(refuseOracles)
		e.Router.GET("/api/letters", readers)
		e.Router.POST("/api/letters", post)
		e.Router.GET("/api/letters/{code}", track)
		e.Router.GET("/api/sealed", secretary(list))
		e.Router.GET("/api/sealed/{id}", secretary(read))
		e.Router.POST("/api/sealed/{id}/reply", secretary(reply))
		e.Router.POST("/api/sealed/{id}/duty", secretary(report))
		e.Router.POST("/api/sealed/upper/invite", secretary(inviteRoute))
		e.Router.POST("/api/sealed/upper/revoke", secretary(revokeRoute))
		e.Router.GET("/api/upper/{token}", upper)
		e.Router.POST("/api/upper/{token}", act)
		return e.Next()
	})
}

const only = "保密来信只有社区书记能看"

// secretary lets nobody else through.
func secretary(do func(e *core.RequestEvent, who access.Actor) error) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		who := access.Of(e)
		if who.Kind != access.Superuser {
			return access.Answer(403, only)
		}
		e.Response.Header().Set("Cache-Control", "no-store")
		return do(e, who)
	}
}

// Package people keeps the residents and the staff: registration at sending,
// the ways back, and the silent check against the roster.
package people

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"hongguan/hooks/access"
)

// Bind opens the routes of registration and of coming back.
func Bind(app core.App) {
	access.Keep(app, "login_codes", "登录码由程序发放，请用居民记录里的“给登录码”按钮")
	bindResidents(app)
	bindStaff(app)
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Func: func(e *core.ServeEvent) error {
		e.Router.POST("/api/residents/register", register)
		e.Router.POST("/api/residents/login", login)
		e.Router.POST("/api/residents/password", setPassword)
		e.Router.POST("/api/residents/{id}/verify", verify)
		e.Router.POST("/api/residents/{id}/link", link)
		e.Router.POST("/api/residents/{id}/dismiss", dismiss)
		e.Router.POST("/api/residents/{id}/code", giveCode)
		return e.Next()
	}})
}

// Package people keeps the residents and the staff: registration at sending,
// the ways back, the silent check against the roster, and a resident's rights to
// her own data.
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
	bindAsking(app)
	bindStaff(app)
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Func: func(e *core.ServeEvent) error {
		e.Router.GET("/api/residents/search", searchRoute)
		e.Router.POST("/api/residents/register", register)
		e.Router.POST("/api/residents/login", login)
		e.Router.POST("/api/residents/password", setPassword)
		e.Router.POST("/api/staff/password", changePassword)
		e.Router.POST("/api/staff/{id}/first_password", access.Secretary("首次密码由社区书记在管理后台给", giveFirstPassword))
		e.Router.POST("/api/residents/{id}/verify", verify)
		e.Router.POST("/api/residents/{id}/link", link)
		e.Router.POST("/api/residents/{id}/dismiss", dismiss)
		e.Router.POST("/api/residents/{id}/code", giveCode)
		e.Router.GET("/api/residents/{id}/own", ownRoute)
		e.Router.POST("/api/residents/me/correction", wishRoute)
		e.Router.POST("/api/residents/{id}/correction/settle", settle)
		e.Router.POST("/api/residents/{id}/erase", eraseRoute)
		e.Router.POST("/api/residents/{id}/export", exportRoute)
		e.Router.GET("/api/export/{ticket}", exported)
		return e.Next()
	}})
}

// Package bulletin is 红管发布: what the office tells its residents, for
// everybody or for some estates and buildings, until it expires.
package bulletin

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

const table = "posts"

// Bind checks and cleans what the office writes, and opens the routes of the
// pages. The secretary writes in the admin UI.
func Bind(app core.App) {
	bindRecord(app)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/bulletin", list).Bind(apis.SkipSuccessActivityLog())
		e.Router.GET("/api/bulletin/{id}", read).Bind(apis.SkipSuccessActivityLog())
		e.Router.GET("/api/bulletin/{id}/preview", preview)
		e.Router.GET("/api/bulletin/{id}/pictures/{name}", picture).Bind(apis.SkipSuccessActivityLog())
		return e.Next()
	})
}

// gone is said of a post that is not there, not yet, not any more, or not for
// whoever asks: which of them is nobody's business.
func gone() error {
	return access.Answer(http.StatusNotFound, "这条通知已经到期或撤下了，或者不是发给您这里的")
}

// Package watches is the duty roster 值班表: who is called when somebody
// reports a danger, and what residents are told about it. The roster is a table
// that the secretary edits; who is on duty at a moment is rules/watch.
package watches

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

const collection = "watches"

// Bind checks what is written into the roster, forgets what was read of it when
// it changes, and opens GET /api/watch.
func Bind(app core.App) {
	app.OnRecordValidate(collection).BindFunc(func(e *core.RecordEvent) error {
		if err := check(e.App, e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(rosterKey)
		return e.Next()
	}
	for _, t := range []string{collection, "staff"} { // a row may take its telephone from the person's account
		app.OnRecordAfterCreateSuccess(t).BindFunc(forget)
		app.OnRecordAfterUpdateSuccess(t).BindFunc(forget)
		app.OnRecordAfterDeleteSuccess(t).BindFunc(forget)
	}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/watch", show).Bind(apis.SkipSuccessActivityLog())
		return e.Next()
	})
}

// show tells the community's staff who is on duty and who comes next.
func show(e *core.RequestEvent) error {
	if who := access.Of(e); who.Kind == access.Guest {
		return access.Answer(http.StatusUnauthorized, "请先登录工作台")
	} else if !who.Community() {
		return access.Answer(http.StatusForbidden, "值班表给社区工作人员看")
	}
	state, err := Look(e.App)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, state)
}

// Package ledgers takes lists out of the program: every list with its filters
// as an Excel 台账, and the pack an inspection asks for.
//
// A ledger holds what the caller's own list shows and not one field more: it is
// read by the list's own rule, and fields the tables hide stay hidden even from
// the secretary, whose look at them has a door of its own that writes it down.
package ledgers

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/prints"
)

// Bind opens the routes.
func Bind(app core.App) {
	prints.Add(app, "handout", prints.Sheet{Label: "交办清单", Render: handout})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/ledgers/{table}", ledgerRoute)
		e.Router.GET("/api/inspections/count", countRoute)
		e.Router.GET("/api/inspections/pack", packRoute)
		return e.Next()
	})
}

// attach names the file that follows.
func attach(e *core.RequestEvent, name string) {
	h := e.Response.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
}

// office refuses whoever does not work for the office itself.
func office(e *core.RequestEvent) (access.Actor, error) {
	who := access.Of(e)
	if !who.Office() {
		return who, access.Answer(http.StatusForbidden, "台账由社区工作人员导出")
	}
	return who, nil
}

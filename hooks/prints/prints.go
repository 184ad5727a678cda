// Package prints is where features put what can be printed, so that one page
// shows all of it on paper.
package prints

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Sheet is one kind of paper: a receipt, a referral form, posters.
type Sheet struct {
	Label string // 『受理回执』

	// Render returns the sheet as an HTML fragment. It decides itself whether
	// the caller of e may have it, and refuses through access.
	Render func(e *core.RequestEvent, id string) (html string, err error)
}

const storeKey = "hongguan.prints."

// Add makes a kind printable at /api/print/{kind}/{id}. A feature calls it
// from its Bind; a second sheet of one kind replaces the first.
func Add(app core.App, kind string, s Sheet) { app.Store().Set(storeKey+kind, s) }

// Bind opens the route.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/print/{kind}/{id}", show)
		return e.Next()
	})
}

func show(e *core.RequestEvent) error {
	s, ok := e.App.Store().Get(storeKey + e.Request.PathValue("kind")).(Sheet)
	if !ok {
		return access.Answer(http.StatusNotFound, "没有这种可以打印的表单")
	}
	html, err := s.Render(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Cache-Control", "no-store") // names and telephone numbers stand on it
	h.Set("Content-Type", "text/html; charset=utf-8")
	// Opened by its own address the fragment must not run anything.
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:")
	return e.HTML(http.StatusOK, html)
}

// Package handover is the 交接 from one secretary to the next: an account of
// her own for each, everything that is open gone through point by point, the
// list signed by both, and the old account closed as the last step, by the new
// one.
package handover

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/prints"
)

// Bind opens the page's routes and makes the list printable.
func Bind(app core.App) {
	access.Keep(app, table, "交接请在“设置 → 交接”里办理")
	prints.Add(app, "handover", prints.Sheet{Label: "交接清单", Render: render})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/handover", by(show))
		e.Router.POST("/api/handover/begin", by(begin))
		e.Router.POST("/api/handover/tick", by(tick))
		e.Router.POST("/api/handover/cancel", by(cancel))
		e.Router.POST("/api/handover/finish", by(finish))
		return e.Next()
	})
}

// by keeps the hand-over to the secretaries themselves.
func by(act func(e *core.RequestEvent) error) func(e *core.RequestEvent) error {
	return access.Secretary("交接由社区书记办理", act)
}

// show is the whole page: the hand-over that is on, if any, and its points as
// they stand at this moment.
func show(e *core.RequestEvent) error {
	current, err := underWay(e.App)
	if err != nil {
		return err
	}
	points, err := Points(e.App, current)
	if err != nil {
		return err
	}
	answer := map[string]any{"me": e.Auth.Email(), "current": nil, "points": points, "last": nil}
	if current != nil {
		answer["current"] = public(current)
	} else if last := latest(e.App); last != nil {
		answer["last"] = public(last)
	}
	return e.JSON(http.StatusOK, answer)
}

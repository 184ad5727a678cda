package requests

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/lifecycle"
)

// relation says how an actor stands to a request; 0 means not at all.
func relation(app core.App, who access.Actor, req *core.Record, in Input) (lifecycle.Who, error) {
	var w lifecycle.Who
	handler := req.GetString("handler_org")
	switch who.Kind {
	case access.System:
		return lifecycle.Program, nil
	case access.Resident:
		r, err := app.FindRecordById("residents", who.ID)
		if err != nil {
			return 0, nil
		}
		if root := people.Root(r); root == req.GetString("resident") || r.Id == req.GetString("resident") {
			return lifecycle.Owner, nil
		}
		return lifecycle.Neighbour, nil
	case access.Link:
		a, err := app.FindRecordById("assignments", who.ID)
		if err != nil || a.GetString("request") != req.Id || a.GetString("org") != handler {
			return 0, nil
		}
		if a.GetString("kind") == "forward" {
			return lifecycle.Forwarder, nil
		}
		return lifecycle.Handler, nil
	case access.Superuser:
		w = lifecycle.Office | lifecycle.Lead | lifecycle.Forwarder
	case access.Staff:
		if who.Office() {
			w |= lifecycle.Office | lifecycle.Forwarder
		}
		if who.Lead() {
			w |= lifecycle.Lead
		}
		if who.Role == "grid_worker" {
			w |= lifecycle.Grid
		}
		if handler != "" && handler == who.Org {
			w |= lifecycle.Handler
		}
	}
	return w, nil
}

package requests

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/lifecycle"
)

// relation says how an actor stands to a request; 0 means not at all.
func relation(app core.App, who access.Actor, req *core.Record) lifecycle.Who {
	var w lifecycle.Who
	if Shell(req) {
		return 0 // its words lie elsewhere; nobody has anything to do with it here
	}
	handler := req.GetString("handler_org")
	switch who.Kind {
	case access.System:
		return lifecycle.Program
	case access.Resident:
		if owns(who, req) {
			return lifecycle.Owner
		}
		return lifecycle.Neighbour
	case access.Link:
		return byLink(app, who, req)
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
	if w.Has(lifecycle.Office|lifecycle.Grid) && Urgent(req) {
		w |= lifecycle.Duty
	}
	return w
}

// owns reports whether a request is a resident's own: sent by this
// registration of hers, or belonging to the one it was linked to.
func owns(who access.Actor, req *core.Record) bool {
	of := owner(req)
	return who.Kind == access.Resident && of != "" && (of == who.ID || of == who.Root)
}

// byLink is what the holder of a link may still do. It is asked in the
// transaction of the step: the request may have changed hands since the page
// was opened.
func byLink(app core.App, who access.Actor, req *core.Record) lifecycle.Who {
	a, err := app.FindRecordById("assignments", who.ID)
	if err != nil || a.GetString("request") != req.Id {
		return 0
	}
	if a.GetString("kind") == "forward" && a.GetString("state") == "done" {
		return lifecycle.Overseer
	}
	if a.GetString("org") != req.GetString("handler_org") {
		return 0
	}
	if !slices.Contains([]string{"open", "signed", "replied"}, a.GetString("state")) {
		return 0
	}
	if a.GetString("kind") == "forward" {
		return lifecycle.Forwarder
	}
	return lifecycle.Handler
}

// Package departments writes to those a request was handed to: the letter
// 部门转办函 to a functional department, a short notice to everybody else who
// has a mailbox.
package departments

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
)

// Bind queues the letter together with the step that needs it: either both are
// stored or neither.
func Bind(app core.App) {
	app.OnRecordCreate("request_events").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		switch e.Record.GetString("verb") {
		case "dispatch", "transfer":
			return announce(e.App, e.Record)
		}
		return nil
	})
	prints.Add(app, "letter", prints.Sheet{Label: "部门转办函", Render: page})
}

// announce writes to the organisation an event hands the request to.
func announce(tx core.App, event *core.Record) error {
	h, err := read(tx, event.GetString("request"))
	if err != nil || h == nil {
		return err
	}
	// The event is stored before the request: these columns still hold what
	// stood there before this step.
	h.handed(event.GetDateTime("at").Time())
	switch {
	case h.byLetter():
		err = write(tx, h)
	case h.org.GetString("kind") == "org_dept":
		// Complex requests reach it with the weekly report.
	default:
		err = notify(tx, h)
	}
	if err != nil {
		return fmt.Errorf("letter about %s: %w", h.req.GetString("request_no"), err)
	}
	return nil
}

// handing is a request in the hands of an organisation.
type handing struct {
	app                  core.App
	req, assignment, org *core.Record
}

// byLetter tells whether it is handed over with a 部门转办函: to a department
// always, to the police and to the street, which stands in for a department
// nobody can write to, where the matter is a department's.
func (h *handing) byLetter() bool {
	switch h.org.GetString("kind") {
	case "department":
		return true
	case "police", "street":
		return h.req.GetString("tier") == "department"
	}
	return false
}

// accused tells whether the request complains about an organisation of a kind:
// such a one neither passes the letter on nor receives a copy.
func (h *handing) accused(kind string) bool {
	return slices.ContainsFunc(h.req.GetStringSlice("accused"), func(id string) bool {
		o, ok := places.Org(h.app, id)
		return ok && o.Kind == kind
	})
}

// read finds where a request is now; nil when it is nowhere.
func read(app core.App, request string) (*handing, error) {
	a, err := requests.Current(app, request)
	if err != nil || a == nil {
		return nil, err
	}
	h := &handing{app: app, assignment: a}
	if h.req, err = app.FindRecordById("requests", request); err != nil {
		return nil, err
	}
	h.org, err = app.FindRecordById("orgs", a.GetString("org"))
	return h, err
}

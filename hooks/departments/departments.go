// Package departments writes to those a request was handed to: the letter
// 部门转办函 to a functional department, a short notice to everybody else who
// has a mailbox. Those without an account also hear of what becomes of it.
package departments

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

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
	app.OnRecordUpdate("requests").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		return follow(e.App, e.Record)
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
	case requests.ByLetter(h.req, h.org):
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

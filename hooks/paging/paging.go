// Package paging tells people of an emergency: whoever is on duty, at once and
// in the transaction that stores it; the leads and the secretary when nobody is,
// or when nobody has taken it on by the time somebody should have called back.
//
// It sends nothing itself. The letters and the line for the group's robot lie in
// the outbox; the table alerts 紧急通知 says who was told, when and why.
package paging

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/jobs"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/hooks/workbench"
)

const collection = "alerts"

// The two steps. A third would only teach people to ignore the second.
const (
	first  = "first"  // whoever is on duty
	second = "second" // the leads and the secretary, once
)

// stale is how old word of a danger may be to wake somebody: what is entered
// from last month's paper is no alarm.
const stale = 24 * time.Hour

// Bind pages with the event of each intake, registers the second step as a job,
// and shows roster and emergencies on the workbench.
func Bind(app core.App) {
	access.Keep(app, collection, "紧急通知由程序发出并记录，不能手工增加或修改")
	app.OnRecordCreate("request_events").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		switch e.Record.GetString("verb") {
		case "submit", "intake":
			return arrived(e.App, e.Record.GetString("request"))
		}
		return nil
	})
	app.OnRecordUpdate("requests").BindFunc(func(e *core.RecordEvent) error {
		raised := e.Record.GetString("lane") == "emergency" && e.Record.Original().GetString("lane") == "normal"
		if err := e.Next(); err != nil || !raised {
			return err
		}
		return pageNow(e.App, e.Record) // somebody of the office has just seen that it is one
	})
	jobs.Add(app, again)
	workbench.AddPart(app, workbench.Part{Name: "watch", Keep: 2 * time.Second, Read: onWatch})
	workbench.AddPart(app, workbench.Part{Name: "emergencies", Keep: 2 * time.Second, Read: emergencies})
	workbench.Health(app, ready)
}

// arrived pages whoever is on duty about a request that has just been stored,
// if it is an emergency of its own: a part of another one is known already.
func arrived(tx core.App, id string) error {
	req, err := tx.FindRecordById("requests", id)
	if err != nil {
		return fmt.Errorf("page about %s: %w", id, err)
	}
	if req.GetString("parent") != "" || calendar.Now(tx).Sub(req.GetDateTime("received_at").Time()) > stale {
		return nil
	}
	return pageNow(tx, req)
}

func pageNow(tx core.App, req *core.Record) error {
	if !requests.Urgent(req) {
		return nil
	}
	to, why, err := duty(tx)
	if err != nil {
		return err
	}
	return page(tx, req, first, to, why, settings.Of(tx).Rules().CallBackBy(calendar.Now(tx)))
}

// page queues one letter per address and one line for the group, and writes
// down who was told. Each exists at most once for a request and a step.
func page(tx core.App, req *core.Record, step string, to []reader, why string, next time.Time) error {
	if _, err := tx.FindFirstRecordByFilter(collection, "request = {:r} && step = {:s}", dbx.Params{"r": req.Id, "s": step}); err == nil {
		return nil
	}
	told, err := write(tx, req, step, to, why)
	if err != nil {
		return fmt.Errorf("page about %s: %w", req.GetString("request_no"), err)
	}
	c, err := tx.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"request": req.Id, "step": step, "at": calendar.Now(tx), "next_at": next, "told": told, "why": why})
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("write alert of %s: %w", req.GetString("request_no"), err)
	}
	return nil
}

package referrals

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/requests"
)

// follow brings the form up to the step that its request has just taken. Doing
// so twice for one step changes nothing more.
func follow(tx core.App, req *core.Record) error {
	r, err := Of(tx, req.Id)
	if err != nil {
		return err
	}
	if r == nil {
		return draw(tx, req)
	}
	event, err := requests.LastEvent(tx, req.Id)
	if err != nil || event == nil {
		return err
	}
	if !step(tx, r, req, event) {
		return nil
	}
	if err := save(tx, r); err != nil {
		return err
	}
	if event.GetString("verb") == "forward" {
		return sendForward(tx, r, req, event)
	}
	return nil
}

// step enters one step on the form; it reports whether anything is to be stored.
func step(tx core.App, r, req, event *core.Record) bool {
	at, state, status := event.GetDateTime("at"), r.GetString("state"), req.GetString("status")
	switch event.GetString("verb") {
	case "report":
		r.Load(map[string]any{"state": reported, "reported_at": at, "weekly_report": reportOf(tx, event)})
		if err := setPrior(tx, r, req); err != nil {
			tx.Logger().Error("prior steps of referral", "no", r.GetString("referral_no"), "error", err)
		}
	case "forward":
		r.Load(map[string]any{"state": forwarded, "forwarded_at": at, "handler_org": req.GetString("handler_org"),
			"forward_opinion": requests.Filled(event, "opinion"), "reply_by": replyBy(tx, req, event)})
	case "transfer":
		if !slices.Contains([]string{forwarded, signed}, state) {
			return false // the community's own attempts before it goes up
		}
		r.Load(map[string]any{"state": forwarded, "handler_org": req.GetString("handler_org")})
	case "sign":
		if state != forwarded {
			return false
		}
		r.Set("state", signed)
	case "reply", "approve":
		if status != "replied" {
			return false // waits for a look
		}
		r.Load(map[string]any{"state": replied, "replied_at": at, "result": req.GetString("reply_text")})
		if r.GetString("outcome") == "" { // the paper may have said more than solved or not
			r.Set("outcome", outcome(req))
		}
	case "return":
		if status != "accepted" { // a reply sent back to be written again
			r.Set("outcome", "")
			return true
		}
		// Back with the community: it goes up again with the next report.
		r.Load(map[string]any{"state": drafted, "handler_org": "", "reply_by": ""})
	case "conclude":
		r.Load(map[string]any{"outcome": "explained", "result": event.GetString("sentence"), "replied_at": at, "state": told})
	case "tell", "read", "rate", "call_back":
		return heard(r, req, status)
	default:
		return false
	}
	return true
}

// heard follows what the resident learnt or said: told, or not satisfied and
// opened again.
func heard(r, req *core.Record, status string) bool {
	switch {
	case status == "in_progress":
		r.Load(map[string]any{"state": signed, "outcome": ""})
	case status == "accepted":
		r.Load(map[string]any{"state": drafted, "handler_org": "", "reply_by": ""})
	case req.GetBool("told") && r.GetString("state") == replied:
		r.Set("state", told)
	default:
		return false
	}
	return true
}

func outcome(req *core.Record) string {
	switch req.GetString("solved_by_handler") {
	case "yes":
		return "solved"
	case "partly":
		return "partly"
	}
	return "explained"
}

// reportOf is the weekly report that a request went up with.
func reportOf(app core.App, event *core.Record) string {
	r, err := app.FindFirstRecordByData("weekly_reports", "week", requests.Filled(event, "week"))
	if err != nil {
		return ""
	}
	return r.Id
}

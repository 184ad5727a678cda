package requests

import (
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// Row is a request as it stands in a 台账: masked, in the office's words, without
// the person. ok is false for what no export may hold: what was sealed later.
func Row(app core.App, req *core.Record) (row templates.LedgerRow, ok bool) {
	if Shell(req) {
		return row, false
	}
	at := func(field string) time.Time { return req.GetDateTime(field).Time() }
	row = templates.LedgerRow{
		RequestNo: req.GetString("request_no"), Late: EnteredLate(req), ReceivedAt: at("received_at"),
		Channel: words.Value("channel", req.GetString("channel")), Place: req.GetString("place_label"),
		Kind: words.Value("kind", req.GetString("kind")), Category: words.Value("category", req.GetString("category")),
		Matter: matterName(app, req.GetString("matter")), Tier: words.Value("tier", req.GetString("tier")),
		Handler: orgName(app, req.GetString("handler_org")), Status: StatusLabel(app, req, false),
		SignedAt: at("signed_at"), Due: at("due_at"), RepliedAt: at("replied_at"), ClosedAt: at("closed_at"),
	}
	if !row.RepliedAt.IsZero() {
		row.Told = map[bool]string{true: "已告知", false: "未告知"}[req.GetBool("told")]
		row.Rating = "未评价"
	}
	if !at("rated_at").IsZero() {
		row.Rating, row.Solved = words.Value("stars", strconv.Itoa(req.GetInt("stars"))), words.Value("solved", req.GetString("solved"))
	}
	if Shielded(req) {
		row.Place, row.Summary = "", shieldedLabel+"，"+veiled
		return row, true
	}
	mask := Private(app, req)
	if row.Summary = mask(req.GetString("text")); row.Summary == "" { // a photo without words
		row.Summary = mask(req.GetString("summary"))
	}
	row.Reply = mask(req.GetString("reply_text"))
	return row, true
}

// EnteredLate reports whether a request was written down on a later day than it
// was said (补录): its number carries the day of writing.
func EnteredLate(req *core.Record) bool {
	parts := strings.Split(req.GetString("request_no"), "-")
	if len(parts) < 3 {
		return false
	}
	return parts[len(parts)-2] > req.GetDateTime("received_at").Time().In(workday.Zone).Format("20060102")
}

// Steps are the public lines of a request's timeline, masked.
func Steps(app core.App, req *core.Record) ([]templates.TimelineStep, error) {
	if Shell(req) || Shielded(req) {
		return nil, nil
	}
	events, err := Events(app, req.Id)
	if err != nil {
		return nil, err
	}
	mask := Private(app, req)
	var steps []templates.TimelineStep
	for _, e := range events {
		step := templates.TimelineStep{At: e.GetDateTime("at").Time(), Who: e.GetString("actor_label"), What: words.Value("verb", e.GetString("verb")), Text: mask(Retold(e.GetString("sentence")))}
		switch e.GetString("actor_kind") {
		case "resident":
			step.Who = "居民"
		case "superuser":
			step.Who = words.Value("actor_kind", "superuser")
		}
		steps = append(steps, step)
	}
	return steps, nil
}

// Picture is a stored photo of a request or of a reply the resident was given.
type Picture struct{ Key, Ending string }

// Pictures are the photos that may go with a request's papers. A shielded or
// sealed request has none.
func Pictures(app core.App, req *core.Record) ([]Picture, error) {
	if Shell(req) || Shielded(req) {
		return nil, nil
	}
	var list []Picture
	add := func(r *core.Record, field string) {
		for _, name := range r.GetStringSlice(field) {
			list = append(list, Picture{Key: r.BaseFilesPath() + "/" + name, Ending: path.Ext(name)})
		}
	}
	add(req, "photos")
	replies, err := app.FindRecordsByFilter("replies", "request = {:r} && state = 'sent'", "at", 0, 0, dbx.Params{"r": req.Id})
	if err != nil {
		return nil, err
	}
	for _, r := range replies {
		add(r, "files")
	}
	return list, nil
}

package requests

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/settings"
	"hongguan/rules/deadline"
	"hongguan/rules/lifecycle"
)

// reckon computes a request's deadline anew from its history and stores it
// with its sentence. It is a pure function of what is stored, so it may be
// run again whenever the calendar or a setting changes.
func reckon(tx core.App, req *core.Record) error {
	if n := req.GetInt("parts"); n > 0 {
		req.Load(map[string]any{"due_at": "", "due_reason": fmt.Sprintf("已拆成%d件分别办理，每件各有期限", n)})
		return nil
	}
	in := deadline.Input{
		Received: req.GetDateTime("received_at").Time(), Kind: req.GetString("kind"), Tier: req.GetString("tier"),
		ExternalDue: req.GetDateTime("external_due").Time(), ExternalSource: req.GetString("source_system"),
		Emergency: req.GetString("lane") == "emergency", Handled: req.GetDateTime("handled_at").Time(),
	}
	if m := catalogue.Matter(tx, req.GetString("matter")); m != nil && m.GetString("tier") == in.Tier {
		in.Days = m.GetInt("days")
	}
	if req.Id != "" && !req.IsNew() {
		if err := history(tx, req, &in); err != nil {
			return err
		}
	}
	due := deadline.For(in, settings.Of(tx).Rules(), calendar.Workdays(tx))
	req.Set("due_at", due.At)
	req.Set("due_reason", due.Reason)
	return nil
}

// history reads pauses, forwarding, reopening and extensions from the events.
func history(tx core.App, req *core.Record, in *deadline.Input) error {
	var rows []struct {
		At   string `db:"at"`
		Verb string `db:"verb"`
		From string `db:"from_status"`
		To   string `db:"to_status"`
		Data string `db:"data"`
	}
	err := tx.DB().Select("at", "verb", "from_status", "to_status", "data").From("request_events").
		Where(dbx.HashExp{"request": req.Id}).OrderBy("at", "_rowid_").All(&rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		at := parseTime(r.At)
		from, to := lifecycle.Status(r.From), lifecycle.Status(r.To)
		switch {
		case !from.Waiting() && to.Waiting():
			in.Pauses = append(in.Pauses, deadline.Pause{From: at})
		case from.Waiting() && !to.Waiting() && len(in.Pauses) > 0:
			in.Pauses[len(in.Pauses)-1].To = at
		}
		switch r.Verb {
		case "forward":
			in.Forwarded = at
		case "grant":
			in.Extension += numberIn(r.Data, "days")
		case "rate", "call_back":
			if from == lifecycle.Replied || from == lifecycle.Closed {
				if to == lifecycle.InProgress || to == lifecycle.Accepted {
					in.Reopened, in.Extension = at, 0
				}
			}
		}
	}
	return nil
}

// urgentLamp counts minutes of clock time, day and night, and names who has
// taken the emergency on.
func urgentLamp(app core.App, req *core.Record, now time.Time) (colour, label string) {
	by := settings.Of(app).Rules().CallBackBy(req.GetDateTime("received_at").Time())
	taken := req.GetDateTime("called_at").Time()
	c, what := deadline.UrgentLamp(by, taken, now), "回电"
	if req.GetString("resident") == "" { // nobody to call, or nobody they may call
		what = "接手"
	}
	switch {
	case !taken.IsZero():
		label = req.GetString("called_by") + "正在处理（" + hour(taken) + "起）"
	case c == deadline.Red:
		label = "已过" + what + "时限"
	default:
		label = hour(by) + "前" + what
	}
	return string(c), label
}

// Lamp is the colour beside a request and its words, as every list shows them;
// empty for one that waits for nobody.
func Lamp(app core.App, req *core.Record, now time.Time) (colour, label string) {
	s := lifecycle.Status(req.GetString("status"))
	due := req.GetDateTime("due_at").Time()
	if !s.Open() || s == lifecycle.Replied || due.IsZero() {
		return "", ""
	}
	if Urgent(req) {
		return urgentLamp(app, req, now)
	}
	if s.Waiting() {
		return string(deadline.Green), "暂停计时"
	}
	switch c := deadline.Lamp(due, now, calendar.Workdays(app)); c {
	case deadline.Red:
		return string(c), "已超期"
	case deadline.Yellow:
		return string(c), "快到期"
	default:
		return string(c), "期限内"
	}
}

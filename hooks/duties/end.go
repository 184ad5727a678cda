package duties

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// renewRoute lengthens a term that has not ended.
func renewRoute(e *core.RequestEvent) error {
	var f struct {
		UntilDay string `json:"until_day"`
	}
	return change(e, &f, func(tx core.App, who access.Actor, r *core.Record) error {
		var w wrongs
		until, text := day(&w, "until_day", f.UntilDay)
		if text == "" {
			w.add("until_day", "续任到哪天？")
		} else if old := termOf(r).Until; !until.After(old) || old.IsZero() {
			w.add("until_day", "续任的最后一天要比原来的（"+spoken(termOf(r))+"）晚")
		}
		if err := w.err(); err != nil {
			return err
		}
		r.Load(map[string]any{"until_day": text, "warned_at": ""})
		if err := alone(tx, r); err != nil {
			return err
		}
		if err := save(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "续任", Collection: table, ID: r.Id, Note: title(tx, r) + "，" + spoken(termOf(r))})
	})
}

// endRoute ends a duty now.
func endRoute(e *core.RequestEvent) error {
	var f struct{ Reason string }
	return change(e, &f, func(tx core.App, who access.Actor, r *core.Record) error {
		return end(tx, who, r, f.Reason)
	})
}

// handOverRoute ends a duty and gives it to the successor, or does neither.
func handOverRoute(e *core.RequestEvent) error {
	var f struct {
		Reason string `json:"reason"`
		Appointment
	}
	var next *core.Record
	err := change(e, &f, func(tx core.App, who access.Actor, r *core.Record) error {
		a := f.Appointment
		// The successor has the same duty at the same place.
		a.Kind, a.Title, a.Building, a.Grid, a.Org = r.GetString("kind"), r.GetString("title"), r.GetString("building"), r.GetString("grid"), r.GetString("org")
		a.Days, a.FromTime, a.ToTime, a.Place = r.GetStringSlice("days"), r.GetString("from_time"), r.GetString("to_time"), r.GetString("place")
		if a.FromDay == "" {
			a.FromDay = calendar.Now(tx).In(workday.Zone).Format("2006-01-02")
		}
		if err := end(tx, who, r, f.Reason); err != nil {
			return err
		}
		var err error
		next, err = Appoint(tx, who, a, r.Id)
		return err
	})
	if err != nil || next == nil {
		return err
	}
	return nil
}

// change reads the form and applies a step to a duty that has not ended, in one
// transaction, and answers with it.
func change(e *core.RequestEvent, form any, step func(tx core.App, who access.Actor, r *core.Record) error) error {
	who, err := lead(e)
	if err != nil {
		return err
	}
	if err := e.BindBody(form); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var r *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if r, err = tx.FindRecordById(table, e.Request.PathValue("id")); err != nil {
			return access.Answer(http.StatusNotFound, "没有找到这条任职")
		}
		if !r.GetDateTime("ended_at").IsZero() {
			return access.Refuse("这一任已经结束了")
		}
		return step(tx, who, r)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, r)
}

// end ends a duty at this moment, with its reason.
func end(tx core.App, who access.Actor, r *core.Record, reason string) error {
	reason = strings.TrimSpace(reason)
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		return access.RefuseFields(access.Field{Name: "reason", Code: "duty_reason", Sentence: "请写为什么结束，如：搬走了、任期满了、本人提出"})
	case n > 100:
		return access.RefuseFields(access.Field{Name: "reason", Code: "duty_reason", Sentence: "原因太长了，请控制在 100 字以内"})
	}
	r.Load(map[string]any{"ended_at": calendar.Now(tx), "ended_reason": reason, "ended_by": who.Label})
	if err := save(tx, r); err != nil {
		return err
	}
	return audit.Write(tx, who, audit.Entry{Action: "结束任职", Collection: table, ID: r.Id, Note: words.Value("duty_kind", r.GetString("kind"))})
}

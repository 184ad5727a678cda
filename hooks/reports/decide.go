package reports

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/rules/schedule"
	"hongguan/rules/words"
)

// decide does one thing with the report of a week, in one transaction.
func decide(app core.App, week schedule.ISOWeek, do func(tx core.App, r *core.Record) error) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := open(tx, week)
		if err != nil {
			return err
		}
		switch r.GetString("state") {
		case sent, manual:
			return access.Refuse("这期周报" + words.Value("report_state", r.GetString("state")) + "，内容已定格，不能再改")
		}
		if !frozen(r) {
			if err := makeable(tx, week); err != nil {
				return err
			}
		}
		return do(tx, r)
	})
}

// Remark writes the sentence about what needs coordination.
func Remark(app core.App, week schedule.ISOWeek, text string) error {
	if text = strings.TrimSpace(text); len([]rune(text)) > 2000 {
		return access.RefuseFields(access.Field{Name: "remark", Code: "too_long", Sentence: "备注请控制在 2000 字以内"})
	}
	return decide(app, week, func(tx core.App, r *core.Record) error {
		return again(tx, r, func(r *core.Record) { r.Set("remark", text) })
	})
}

// Sign puts a name under the report. One that waited for it goes out, at once
// if its hour has passed.
func Sign(app core.App, who access.Actor, week schedule.ISOWeek, by string) error {
	return decide(app, week, func(tx core.App, r *core.Record) error {
		if by = strings.TrimSpace(by); by == "" {
			by = signer(who)
		}
		return again(tx, r, func(r *core.Record) {
			r.Load(map[string]any{"signed_by": short(by, 60), "signed_at": calendar.Now(tx)})
			if r.GetString("state") == held {
				r.Set("state", after(r))
			}
		})
	})
}

// signer is the name a signature bears. The secretary's account is named by a
// mail address, which is no signature.
func signer(who access.Actor) string {
	if who.Kind == access.Superuser || who.Name == "" {
		return "社区书记"
	}
	return who.Name
}

// Hold keeps the report in the house until it is signed or released.
func Hold(app core.App, week schedule.ISOWeek) error {
	return decide(app, week, func(tx core.App, r *core.Record) error {
		if r.GetString("state") == held {
			return access.Refuse("这期周报已经暂缓了")
		}
		if frozen(r) {
			if err := recall(tx, week.String()); err != nil {
				return err
			}
		}
		r.Set("state", held)
		return save(tx, r)
	})
}

// Release lets a held report go without a signature, and its foot says so.
func Release(app core.App, week schedule.ISOWeek) error {
	return decide(app, week, func(tx core.App, r *core.Record) error {
		if r.GetString("state") != held {
			return access.Refuse("这期周报没有暂缓，不用取消")
		}
		return again(tx, r, func(r *core.Record) { r.Set("state", after(r)) })
	})
}

// after is the state of a report that is held no longer.
func after(r *core.Record) string {
	if frozen(r) {
		return queued
	}
	return draft
}

// again changes a report. One that is made already is worded anew, and the
// letter that still waits is replaced.
func again(tx core.App, r *core.Record, change func(r *core.Record)) error {
	if !frozen(r) {
		change(r)
		return save(tx, r)
	}
	state := r.GetString("state")
	if err := recall(tx, r.GetString("week")); err != nil {
		return err
	}
	// Taking the letter back has marked the report as held: read it again.
	r, err := tx.FindRecordById(collection, r.Id)
	if err != nil {
		return err
	}
	r.Set("state", state)
	change(r)
	made, err := unpack(tx, r)
	if err != nil {
		return err
	}
	kept, err := papers(tx, r)
	if err != nil {
		return err
	}
	var items []Item
	if err := r.UnmarshalJSONField("items", &items); err != nil {
		return err
	}
	return keep(tx, r, made.View, items, kept[1:], figuresOf(r)) // the first is the ledger, which is written anew
}

// Take takes a complex request into the coming report or leaves it out.
func Take(app core.App, who access.Actor, week schedule.ISOWeek, request, state string) error {
	return decide(app, week, func(tx core.App, r *core.Record) error {
		if frozen(r) {
			return access.Refuse("这期周报已经生成，列入的事项不能再改；新的事项随下一期上报")
		}
		_, err := requests.SetFriday(tx, who, request, state)
		return err
	})
}

// Send makes the report now, before or after its hour, and queues it.
func Send(app core.App, week schedule.ISOWeek) error {
	return decide(app, week, func(tx core.App, r *core.Record) error {
		switch {
		case !frozen(r):
			return freeze(tx, r, week, queued)
		case r.GetString("state") == held:
			return again(tx, r, func(r *core.Record) { r.Set("state", queued) })
		}
		return access.Refuse("这期周报已经在发信箱里，不用再发")
	})
}

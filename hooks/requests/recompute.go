package requests

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/jobs"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/schedule"
)

// bindRecompute moves the deadlines of open requests when the office changes
// its working calendar or its terms. Where that fails, or the program was
// changed, the job does it again every night.
func bindRecompute(app core.App) {
	again := func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		if n, err := Recompute(e.App); err != nil {
			e.App.Logger().Error("recompute deadlines", "error", err)
		} else if n > 0 {
			e.App.Logger().Info("deadlines recomputed", "moved", n)
		}
		return nil
	}
	app.OnRecordAfterCreateSuccess("workday_calendar").BindFunc(again)
	app.OnRecordAfterUpdateSuccess("workday_calendar").BindFunc(again)
	app.OnRecordAfterDeleteSuccess("workday_calendar").BindFunc(again)
	app.OnRecordAfterUpdateSuccess("communities").BindFunc(again)
	jobs.Add(app, jobs.Job{
		Name: "recompute_deadlines", Label: "按工作日历重算期限",
		Next: jobs.CronSpec("20 8 * * *"), Policy: schedule.LastOnly,
		Run: func(tx core.App, _ string, _ time.Time) error {
			_, err := Recompute(tx)
			return err
		},
	})
}

// Recompute reckons every open request's deadline anew and says how many
// moved. A deadline is a function of what is stored, so it may run at any time.
func Recompute(app core.App) (moved int, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		var rows []*core.Record
		err := tx.RecordQuery("requests").
			AndWhere(dbx.In("status", "pending", "accepted", "need_info", "dispatched", "in_progress", "in_review", "suspended")).
			AndWhere(dbx.HashExp{"sealed_at": ""}).
			OrderBy("received_at").All(&rows)
		if err != nil {
			return fmt.Errorf("read open requests: %w", err)
		}
		for _, req := range rows {
			changed, err := recompute(tx, req)
			if err != nil {
				return fmt.Errorf("recompute %s: %w", req.GetString("request_no"), err)
			}
			if changed {
				moved++
			}
		}
		return nil
	})
	return moved, err
}

// recompute moves one request's date, the date by which it must be signed for,
// and the date of the assignment under way.
func recompute(tx core.App, req *core.Record) (bool, error) {
	due, reason, sign := req.GetDateTime("due_at"), req.GetString("due_reason"), req.GetDateTime("sign_by")
	if err := reckon(tx, req); err != nil {
		return false, err
	}
	if lifecycle.Status(req.GetString("status")) == lifecycle.Dispatched && !sign.IsZero() {
		req.Set("sign_by", settings.Of(tx).Rules().SignBy(req.GetDateTime("dispatched_at").Time(), calendar.Workdays(tx)))
	}
	if req.GetDateTime("due_at").Equal(due) && req.GetString("due_reason") == reason && req.GetDateTime("sign_by").Equal(sign) {
		return false, nil
	}
	a, err := Current(tx, req.Id)
	if err != nil {
		return false, err
	}
	if a != nil {
		a.Set("due_at", req.GetDateTime("due_at"))
		a.Set("expires_at", later(a.GetDateTime("expires_at").Time(), req.GetDateTime("due_at").Time().Add(linkGrace)))
		if err := access.Own(tx, a); err != nil {
			return false, err
		}
	}
	return true, access.Own(tx, req)
}

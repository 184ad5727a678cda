package jobs

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
	"github.com/pocketbase/pocketbase/tools/routine"

	"hongguan/hooks/calendar"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

// A failed run is tried again after 1, 2, 4, … minutes, at most an hour apart.
// After mostAttempts, some seven hours, it is left to a person and later slots
// go on.
const (
	mostAttempts = 12
	longestWait  = time.Hour
)

// errEarly says that a failed run waits for its next attempt.
var errEarly = errors.New("failed run waits for its next attempt")

// debt is what a job owes at a moment.
type debt struct {
	due  []time.Time
	last time.Time     // zero for a job that is new here
	hold schedule.Hold // why nothing is due: the clock cannot be believed
}

func owed(app core.App, job Job) (debt, error) {
	before, err := last(app, job.Name)
	if err != nil {
		return debt{}, fmt.Errorf("read runs of %s: %w", job.Name, err)
	}
	d := debt{last: before}
	d.due, d.hold = schedule.Due(func(after time.Time) time.Time { return job.Next(app, after) },
		before, calendar.Now(app), job.Policy)
	return d, nil
}

// start is the slot from which a job counts at now.
func (j Job) start(app core.App, now time.Time) time.Time {
	if j.Start != nil {
		return j.Start(app, now)
	}
	return now
}

// tick stores the start of a job that is new here, and runs what is due.
func tick(app core.App, job Job) error {
	d, err := owed(app, job)
	if err != nil || d.hold != "" {
		return err
	}
	if d.last.IsZero() {
		now := calendar.Now(app)
		return app.RunInTransaction(func(tx core.App) error {
			return mark(tx, job.Name, "启用", job.start(tx, now), now, "从这时起运行")
		})
	}
	for _, at := range d.due {
		err := run(app, job, job.slot(at), at, false)
		if errors.Is(err, errEarly) {
			return nil // the slots after it wait their turn
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// run does one slot. When another process was faster it does nothing: the
// database lets one transaction write at a time, and each looks first.
func run(app core.App, job Job, slot string, at time.Time, now bool) error {
	began := calendar.Now(app)
	started := false
	err := app.RunInTransaction(func(tx core.App) error {
		r, err := row(tx, job.Name, slot, at)
		if err != nil {
			return err
		}
		switch r.GetString("state") {
		case done:
			// The time table of a named slot was moved to a later hour.
			if r.GetDateTime("slot_at").Time().Before(at) {
				r.Set("slot_at", at)
				return save(tx, r)
			}
			return nil
		case failed:
			if !now && began.Before(again(r)) && !began.Before(r.GetDateTime("finished_at").Time()) {
				return errEarly
			}
		}
		started = true
		r.Set("state", done)
		r.Set("slot_at", at)
		r.Set("attempts", r.GetInt("attempts")+1)
		r.Set("started_at", began)
		r.Set("finished_at", began)
		r.Set("note", "")
		if err := save(tx, r); err != nil {
			return err
		}
		// A panic in one job must neither end the program nor leave the
		// database locked.
		if err := routine.SafeWrap(func() error { return job.Run(tx, slot, at) })(); err != nil {
			return err
		}
		r.Set("finished_at", calendar.Now(tx))
		if err := save(tx, r); err != nil {
			return err
		}
		return prune(tx, job.Name, began)
	})
	if err == nil || !started {
		return err
	}
	return errors.Join(fmt.Errorf("job %s slot %s: %w", job.Name, slot, err), fail(app, job, slot, at, began, err))
}

// again is when a failed run is tried next.
func again(r *core.Record) time.Time {
	wait := longestWait
	if n := r.GetInt("attempts"); n < 7 {
		wait = min(time.Minute<<max(n-1, 0), longestWait)
	}
	return r.GetDateTime("finished_at").Time().Add(wait)
}

// fail records a failure after the run itself was undone.
func fail(app core.App, job Job, slot string, at, began time.Time, cause error) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := row(tx, job.Name, slot, at)
		if err != nil || r.GetString("state") == done {
			return err // another process has done it meanwhile
		}
		r.Set("state", failed)
		r.Set("attempts", r.GetInt("attempts")+1)
		r.Set("started_at", began)
		r.Set("finished_at", calendar.Now(tx))
		plan := again(r).In(workday.Zone).Format("15:04") + " 再试"
		if r.GetInt("attempts") >= mostAttempts {
			plan = "不再自动重试，请查明原因后手动运行"
		}
		r.Set("note", fmt.Sprintf("%s；已试 %d 次，%s", sentence(cause), r.GetInt("attempts"), plan))
		return save(tx, r)
	})
}

// sentence is what a person is told of a failure: the refusal's own Chinese, or
// where to look.
func sentence(err error) string {
	var refusal *router.ApiError
	if errors.As(err, &refusal) && refusal.Message != "" {
		return refusal.Message
	}
	return "运行出错，原因见系统日志"
}

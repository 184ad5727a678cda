package jobs

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

// RunNow runs a job at a person's word: what it owes, without waiting for a
// failed run's next attempt; or, when it owes nothing, once more. A job with
// named slots owes each slot once and is not run once more. While the clock was
// not believed, the person's word also settles it: runs that were stored for
// times still to come count as run now. The error is for the person.
func RunNow(app core.App, name string) error {
	t := of(app)
	job, ok := t.named(name)
	if !ok {
		return access.Answer(http.StatusNotFound, "没有这个定时任务")
	}
	t.ticking.Lock()
	defer t.ticking.Unlock()

	d, err := owed(app, job)
	if err != nil {
		return err
	}
	now := calendar.Now(app)
	if d.hold != "" {
		if now.Year() < 2025 {
			return access.Refuse(string(d.hold))
		}
		if err := believe(app, job, now); err != nil {
			return err
		}
	}
	if over, err := givenUp(app, job.Name); err != nil {
		return err
	} else if len(d.due) == 0 && over != nil {
		return tell(app, job, run(app, job, over.GetString("slot"), over.GetDateTime("slot_at").Time(), true))
	}
	for _, at := range d.due {
		if err := tell(app, job, run(app, job, job.slot(at), at, true)); err != nil {
			return err
		}
	}
	switch {
	case len(d.due) > 0 || d.hold != "" && job.Slot != nil:
		return nil
	case job.Slot != nil:
		return access.Refuse("“" + job.Label + "”没有到时间的任务，下一次是 " + day(job.upcoming(app, d, now)))
	}
	return tell(app, job, run(app, job, "手动 "+now.In(workday.Zone).Format("2006-01-02 15:04:05"), now, true))
}

// upcoming is the next slot that is owed, now or later.
func (j Job) upcoming(app core.App, d debt, now time.Time) time.Time {
	if len(d.due) > 0 {
		return d.due[0]
	}
	if d.last.IsZero() {
		return j.Next(app, j.start(app, now))
	}
	return j.Next(app, d.last)
}

// believe takes a person's word that the clock is right.
func believe(app core.App, job Job, now time.Time) error {
	return app.RunInTransaction(func(tx core.App) error {
		from := job.start(tx, now)
		ahead, err := later(tx, job.Name, now)
		if err != nil {
			return err
		}
		for _, r := range ahead {
			r.Set("slot_at", from)
			if err := save(tx, r); err != nil {
				return err
			}
		}
		return mark(tx, job.Name, "核对 "+minute(now), from, now, "人工核对过电脑时间")
	})
}

// givenUp is the newest run that failed for good and was not made up for.
func givenUp(app core.App, job string) (*core.Record, error) {
	rows, err := runs(app, job, 1)
	if err != nil || len(rows) == 0 || rows[0].GetString("state") != failed {
		return nil, err
	}
	return rows[0], nil
}

func tell(app core.App, job Job, err error) error {
	if err == nil {
		return nil
	}
	app.Logger().Error("run job by hand", "job", job.Name, "error", err)
	return access.Refuse("“" + job.Label + "”没有运行成功：" + sentence(err))
}

func day(t time.Time) string {
	if t.IsZero() {
		return "未定"
	}
	return t.In(workday.Zone).Format("1月2日 15:04")
}

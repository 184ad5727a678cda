// Package jobs runs what is due by the clock: the Friday report, reminders,
// the closing of unrated requests.
//
// A PC that is off on Friday afternoon, sleeps, or wakes up in the wrong year
// is normal here. So nothing hangs on a timer: each run has a slot, a row in
// job_runs that exists at most once per job, and a tick asks which slots are
// owed. The slot, what the run made and the letters about it are written in
// one transaction: either all of it happened or none.
package jobs

import (
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/schedule"
)

// Job is something the office owes at certain times.
type Job struct {
	Name  string // stored; never renamed
	Label string // what people read, 『民意诉求周报』

	// Next is the first time later than after at which a run is owed, or the
	// zero time. See CronSpec and Fridays.
	Next func(app core.App, after time.Time) time.Time

	// Start is the slot that a job new in an office counts as done: what comes
	// after it is owed. Nil means the present.
	Start func(app core.App, now time.Time) time.Time

	// Slot names the run that is owed at a time; nil names it by the minute. A
	// job that owes exactly one run per week returns the week (see Week): then
	// a changed time table cannot make a second one.
	Slot func(at time.Time) string

	// Policy says what is made up for after the PC was off.
	Policy schedule.Policy

	// Run does the work inside the slot's transaction: everything through tx,
	// no network. At is the time it was owed, which may be weeks ago.
	Run func(tx core.App, slot string, at time.Time) error
}

// Bind reserves the table of runs, adds the routes, and ticks while the
// program serves.
func Bind(app core.App) {
	access.Keep(app, collection, "定时任务的记录由程序写入，不能手工修改")
	bindRoutes(app)
	bindTicker(app)
}

// Add registers a job with one app.
func Add(app core.App, job Job) {
	t := of(app)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.jobs = append(t.jobs, job)
}

// table is one app's jobs, in the order they were added.
type table struct {
	mu   sync.Mutex
	jobs []Job

	ticking sync.Mutex // one tick at a time
}

const tableKey = "hongguan.jobs"

func of(app core.App) *table {
	return app.Store().GetOrSet(tableKey, func() any { return &table{} }).(*table)
}

func (t *table) all() []Job {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.jobs)
}

func (t *table) named(name string) (Job, bool) {
	for _, job := range t.all() {
		if job.Name == name {
			return job, true
		}
	}
	return Job{}, false
}

// Tick runs what is due in any job, each slot once. One job's failure does not
// keep the others from running; it is stored, logged and returned.
func Tick(app core.App) error {
	t := of(app)
	t.ticking.Lock()
	defer t.ticking.Unlock()
	var errs []error
	for _, job := range t.all() {
		if err := tick(app, job); err != nil {
			app.Logger().Error("run job", "job", job.Name, "error", err)
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

package jobs_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

// diary is a job that notes which slots it ran, and queues a letter for each.
type diary struct {
	mu    sync.Mutex
	slots []string
	err   error
}

func (d *diary) run(tx core.App, slot string, _ time.Time) error {
	if _, err := outbox.Queue(tx, outbox.Mail{Key: "job/" + slot, To: []string{"a@b.cn"}, Subject: slot, Text: "x"}); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return d.err
	}
	d.slots = append(d.slots, slot)
	return nil
}

func (d *diary) want(t *testing.T, slots ...string) {
	t.Helper()
	if got := strings.Join(d.slots, ", "); got != strings.Join(slots, ", ") {
		t.Fatalf("ran %q, want %q", got, strings.Join(slots, ", "))
	}
}

func (d *diary) weekly() jobs.Job {
	return jobs.Job{Name: "weekly", Label: "民意诉求周报", Next: jobs.Fridays, Start: jobs.LastFriday, Slot: jobs.Week,
		Policy: schedule.CatchUpAll(8), Run: d.run}
}

func (d *diary) reminder() jobs.Job {
	return jobs.Job{Name: "remind", Label: "催办", Next: jobs.CronSpec("30 8 * * 1-5"), Policy: schedule.LastOnly, Run: d.run}
}

// fresh is an app with no jobs but the test's.
func fresh(t *testing.T) *apptest.App {
	app := apptest.New(t)
	jobs.Clear(app)
	return app
}

// reopened is the same after a restart.
func reopened(t *testing.T, dir string) *apptest.App {
	app := apptest.Open(t, dir)
	jobs.Clear(app)
	return app
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, workday.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func tick(t *testing.T, app *apptest.App) {
	t.Helper()
	apptest.Must(t, jobs.Tick(app))
}

func TestTickRunsEachSlotOnce(t *testing.T) {
	app, weekly, reminder := fresh(t), &diary{}, &diary{}
	jobs.Add(app, weekly.weekly())
	jobs.Add(app, reminder.reminder())
	tick(t, app)
	weekly.want(t)
	reminder.want(t)
	app.Clock.Set(at("2026-11-24 08:30"))
	tick(t, app)
	tick(t, app)
	reminder.want(t, "2026-11-24 08:30")
	app.Clock.Set(at("2026-11-27 16:29"))
	tick(t, app)
	weekly.want(t)
	app.Clock.Set(at("2026-11-27 16:30"))
	tick(t, app)
	tick(t, app)
	weekly.want(t, "2026-W48")
}

func TestRestartRunsNothingTwice(t *testing.T) {
	app, before := fresh(t), &diary{}
	jobs.Add(app, before.weekly())
	tick(t, app)
	app.Clock.Set(at("2026-11-27 16:30"))
	tick(t, app)
	before.want(t, "2026-W48")
	dir := app.DataDir()
	app.Stop()

	app = reopened(t, dir)
	after := &diary{}
	jobs.Add(app, after.weekly())
	app.Clock.Set(at("2026-11-27 16:31"))
	tick(t, app)
	after.want(t)
}

func TestOffForThreeWeeks(t *testing.T) {
	app, weekly, reminder := fresh(t), &diary{}, &diary{}
	jobs.Add(app, weekly.weekly())
	jobs.Add(app, reminder.reminder())
	tick(t, app)
	app.Clock.Set(at("2026-12-14 09:10"))
	tick(t, app)
	weekly.want(t, "2026-W48", "2026-W49", "2026-W50")
	reminder.want(t, "2026-12-14 08:30")
}

func TestModeChangedAfterTheReport(t *testing.T) {
	app, weekly := fresh(t), &diary{}
	jobs.Add(app, weekly.weekly())
	mode(t, app, "B")
	tick(t, app)
	app.Clock.Set(at("2026-11-27 10:30"))
	tick(t, app)
	mode(t, app, "A")
	app.Clock.Set(at("2026-11-27 16:30"))
	tick(t, app)
	weekly.want(t, "2026-W48")
}

func mode(t *testing.T, app core.App, letter string) {
	t.Helper()
	r, err := app.FindFirstRecordByFilter("communities", "id!=''")
	apptest.Must(t, err)
	r.Set("report_mode", letter)
	apptest.Must(t, app.Save(r))
}

func TestFailureLeavesNothingHalfWritten(t *testing.T) {
	app, weekly := fresh(t), &diary{err: access.Refuse("没有设置收件邮箱")}
	jobs.Add(app, weekly.weekly())
	tick(t, app)
	app.Clock.Set(at("2026-11-27 16:30"))
	if err := jobs.Tick(app); err == nil {
		t.Fatal("a failing job ticked well")
	}
	if n, _ := app.CountRecords("outbox"); n != 0 {
		t.Errorf("%d letters of a run that was undone", n)
	}
	r, err := app.FindFirstRecordByData("job_runs", "slot", "2026-W48")
	apptest.Must(t, err)
	if r.GetString("state") != "failed" || r.GetString("note") != "没有设置收件邮箱；已试 1 次，16:31 再试" {
		t.Errorf("%s %q", r.GetString("state"), r.GetString("note"))
	}
	if s, err := jobs.Trouble(app); err != nil || !strings.HasPrefix(s, "“民意诉求周报”没有运行成功：没有设置收件邮箱") {
		t.Errorf("trouble %q %v", s, err)
	}

	weekly.err = nil
	tick(t, app)
	weekly.want(t) // its minute is not over
	app.Clock.Add(time.Minute)
	tick(t, app)
	weekly.want(t, "2026-W48")
	if s, err := jobs.Trouble(app); err != nil || s != "" {
		t.Errorf("trouble %q %v", s, err)
	}
	if n, _ := app.CountRecords("outbox"); n != 1 {
		t.Errorf("%d letters", n)
	}
}

func TestFailureForGood(t *testing.T) {
	app, weekly, reminder := fresh(t), &diary{err: errors.New("disk full")}, &diary{}
	panics := jobs.Job{Name: "panics", Label: "x", Next: jobs.CronSpec("0 * * * *"), Policy: schedule.LastOnly,
		Run: func(core.App, string, time.Time) error { panic("oh") }}
	for _, job := range []jobs.Job{panics, weekly.weekly(), reminder.reminder()} {
		jobs.Add(app, job)
	}
	tick(t, app)
	for now := at("2026-11-27 08:30"); now.Before(at("2026-11-30 08:31")); now = now.Add(10 * time.Minute) {
		app.Clock.Set(now)
		_ = jobs.Tick(app)
	}
	reminder.want(t, "2026-11-27 08:30", "2026-11-30 08:30")
	r, err := app.FindFirstRecordByData("job_runs", "slot", "2026-W48")
	apptest.Must(t, err)
	if r.GetInt("attempts") != 12 || !strings.Contains(r.GetString("note"), "请查明原因后手动运行") {
		t.Errorf("%d attempts, %q", r.GetInt("attempts"), r.GetString("note"))
	}
	weekly.err = nil
	apptest.Must(t, jobs.RunNow(app, "weekly"))
	weekly.want(t, "2026-W48")
	app.Clock.Set(at("2026-12-04 17:00"))
	_ = jobs.Tick(app)
	weekly.want(t, "2026-W48", "2026-W49")
}

func TestImpossibleClock(t *testing.T) {
	app, weekly := fresh(t), &diary{}
	jobs.Add(app, weekly.weekly())
	tick(t, app)
	for _, tc := range []struct{ now, sentence string }{
		{"2015-01-02 08:00", "显然不对"},
		{"2026-11-18 08:00", "早于上次任务"},
		{"2029-01-01 08:00", "超过一年"},
	} {
		app.Clock.Set(at(tc.now))
		tick(t, app)
		weekly.want(t)
		if s, err := jobs.Trouble(app); err != nil || !strings.Contains(s, tc.sentence) {
			t.Errorf("%s: %q %v", tc.now, s, err)
		}
	}
	app.Clock.Set(at("2015-01-02 08:00"))
	if err := jobs.RunNow(app, "weekly"); err == nil || !strings.Contains(err.Error(), "显然不对") {
		t.Errorf("run by hand in 2015: %v", err)
	}
}

// TestClockRanAhead makes reports of weeks to come, then a person confirms the
// true date: no week is doubled, none is left out.
func TestClockRanAhead(t *testing.T) {
	app, weekly := fresh(t), &diary{}
	jobs.Add(app, weekly.weekly())
	tick(t, app)
	app.Clock.Set(at("2026-12-14 09:00"))
	tick(t, app)
	weekly.want(t, "2026-W48", "2026-W49", "2026-W50")
	app.Clock.Set(apptest.Monday)
	tick(t, app)
	if s, _ := jobs.Trouble(app); !strings.Contains(s, "早于上次任务") {
		t.Errorf("trouble %q", s)
	}
	apptest.Must(t, jobs.RunNow(app, "weekly"))
	if s, _ := jobs.Trouble(app); s != "" {
		t.Errorf("trouble %q", s)
	}
	app.Clock.Set(at("2026-12-19 09:00"))
	tick(t, app)
	weekly.want(t, "2026-W48", "2026-W49", "2026-W50", "2026-W51")
}

func TestRunNow(t *testing.T) {
	app, weekly, reminder := fresh(t), &diary{}, &diary{}
	jobs.Add(app, weekly.weekly())
	jobs.Add(app, reminder.reminder())
	tick(t, app)
	apptest.Must(t, jobs.RunNow(app, "remind"))
	apptest.Must(t, jobs.RunNow(app, "remind")) // the same second: a double click
	reminder.want(t, "手动 2026-11-23 09:00:00")
	if err := jobs.RunNow(app, "weekly"); err == nil || err.Error() != "“民意诉求周报”没有到时间的任务，下一次是 11月27日 16:30" {
		t.Errorf("got %v", err)
	}
	if err := jobs.RunNow(app, "nothing"); err == nil || err.Error() != "没有这个定时任务" {
		t.Errorf("got %v", err)
	}
	app.Clock.Set(at("2026-11-24 08:30"))
	tick(t, app)
	reminder.want(t, "手动 2026-11-23 09:00:00", "2026-11-24 08:30")
}

// TestTwoProcesses races two programs on the same data.
func TestTwoProcesses(t *testing.T) {
	app := fresh(t)
	other := reopened(t, app.DataDir())
	var ran atomic.Int32
	job := jobs.Job{Name: "race", Label: "x", Next: jobs.CronSpec("*/10 * * * *"), Policy: schedule.CatchUpAll(20),
		Run: func(tx core.App, slot string, _ time.Time) error {
			ran.Add(1)
			_, err := outbox.Queue(tx, outbox.Mail{Key: fmt.Sprint("race/", ran.Load(), slot), Text: "x"})
			return err
		}}
	both := []*apptest.App{app, other}
	for _, a := range both {
		jobs.Add(a, job)
	}
	tick(t, app)
	var wg sync.WaitGroup
	for _, a := range both {
		a.Clock.Set(at("2026-11-23 11:00"))
		wg.Go(func() {
			if err := jobs.Tick(a); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n, _ := app.CountRecords("outbox"); ran.Load() != 12 || n != 12 {
		t.Errorf("%d runs, %d letters, want 12", ran.Load(), n)
	}
}

func TestRunsAreNotEditedByHand(t *testing.T) {
	app, weekly := fresh(t), &diary{}
	jobs.Add(app, weekly.weekly())
	tick(t, app)
	r, err := app.FindFirstRecordByData("job_runs", "job", "weekly")
	apptest.Must(t, err)
	r.Set("state", "failed")
	if err := app.Save(r); err == nil {
		t.Error("a run was edited by hand")
	}
	if err := app.Delete(r); err == nil {
		t.Error("a run was deleted")
	}
}

// TestPrune lets two years pass day by day: old runs go, none is run again, and
// a job that seldom runs keeps its last ones.
func TestPrune(t *testing.T) {
	app, weekly, reminder := fresh(t), &diary{}, &diary{}
	jobs.Add(app, weekly.weekly())
	jobs.Add(app, reminder.reminder())
	start := at("2026-11-23 09:00")
	for day := range 2 * 365 {
		app.Clock.Set(start.AddDate(0, 0, day).Add(8 * time.Hour))
		tick(t, app)
	}
	if len(weekly.slots) != 104 || slices.Compare(weekly.slots, slices.Compact(slices.Clone(weekly.slots))) != 0 {
		t.Errorf("%d weekly runs", len(weekly.slots))
	}
	for job, want := range map[string]int{"weekly": 60, "remind": 286} {
		n, err := app.CountRecords("job_runs", dbx.HashExp{"job": job})
		apptest.Must(t, err)
		if int(n) < want-3 || int(n) > want+3 {
			t.Errorf("%d rows of %s are kept, want about %d", n, job, want)
		}
	}
	tick(t, app)
	if len(weekly.slots) != 104 {
		t.Error("a pruned week was run again")
	}
}

package jobs

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"
	"github.com/robfig/cron/v3"

	"hongguan/rules/workday"
)

// bindTicker ticks at start, for what was missed, and every minute while the
// program really serves; a test that only builds the routes ticks itself.
func bindTicker(app core.App) {
	leave := func() {}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if err := e.Next(); err != nil || e.Server == nil {
			return err
		}
		tick := func() { _ = Tick(e.App) } // each failure is logged and stored where it happens
		clock := cron.New(cron.WithLocation(workday.Zone),
			cron.WithChain(cron.Recover(cron.DiscardLogger), cron.SkipIfStillRunning(cron.DiscardLogger)))
		if _, err := clock.AddFunc("* * * * *", tick); err != nil {
			return err
		}
		var first sync.WaitGroup
		routine.FireAndForget(tick, &first)
		clock.Start()
		leave = sync.OnceFunc(func() {
			<-clock.Stop().Done() // a run under way ends; its transaction must not be cut
			first.Wait()
		})
		return nil
	})
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		leave()
		return e.Next()
	})
}

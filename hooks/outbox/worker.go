package outbox

import (
	"context"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"
)

// The worker's times. It is woken by every new row; the round is for retries
// and for rows another process wrote.
const (
	round    = 20 * time.Second
	farewell = 5 * time.Second // for the letter under way when the program ends
)

// bindWorker starts one worker when the program really serves; a test that
// only builds the routes calls Deliver itself.
func bindWorker(app core.App) {
	var running sync.WaitGroup
	leave := func() {}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if err := e.Next(); err != nil || e.Server == nil {
			return err
		}
		stop := make(chan struct{})
		ctx, cancel := context.WithCancel(context.Background())
		leave = sync.OnceFunc(func() {
			close(stop)
			// A letter under way is let through: cutting it off could double it.
			impatient := time.AfterFunc(farewell, cancel)
			running.Wait()
			impatient.Stop()
			cancel()
		})
		routine.FireAndForget(func() { work(ctx, e.App, stop) }, &running)
		return nil
	})
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		leave()
		return e.Next()
	})
}

func work(ctx context.Context, app core.App, stop <-chan struct{}) {
	ticker := time.NewTicker(round)
	defer ticker.Stop()
	// A letter that makes the program stumble must not end the worker.
	once := routine.SafeWrap(func() error { return deliver(ctx, stop, app) })
	for {
		if err := once(); err != nil {
			app.Logger().Error("deliver outbox", "error", err)
		}
		select {
		case <-stop:
			return
		case <-ticker.C:
		case <-of(app).wake:
		}
	}
}

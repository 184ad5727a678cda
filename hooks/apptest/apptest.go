// Package apptest gives a test the real program on a throw-away database:
// migrated once for all test binaries, then copied, with a clock the test moves.
package apptest

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks"
	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

// Monday is where every test's clock starts: 2026-11-23 09:00 in the office.
var Monday = time.Date(2026, 11, 23, 9, 0, 0, 0, workday.Zone)

// App is one test's program.
type App struct {
	*core.BaseApp
	Clock *Clock
	t     testing.TB
	n     int
	once  sync.Once
	mux   http.Handler
}

// New starts the program on an empty, migrated database.
func New(t testing.TB) *App {
	t.Helper()
	dir := t.TempDir()
	if err := copyDir(migrated(t), dir); err != nil {
		t.Fatalf("copy migrated database: %v", err)
	}
	return Open(t, dir)
}

// Open starts the program on the data in dir, as after a restart.
func Open(t testing.TB, dir string) *App {
	t.Helper()
	a := &App{t: t, Clock: &Clock{now: Monday}}
	var err error
	if a.BaseApp, err = start(dir, a.Clock.Now); err != nil {
		t.Fatalf("start app: %v", err)
	}
	if _, measured := t.(*testing.B); !measured {
		// What a test writes need not survive a power cut, and waiting for the
		// disk is half of its time. A killed process loses nothing by it.
		_, err := a.NonconcurrentDB().NewQuery("PRAGMA synchronous=OFF").Execute()
		Must(t, err)
	}
	t.Cleanup(a.Stop)
	return a
}

// Stop ends the program; the files stay for Open.
func (a *App) Stop() {
	event := &core.TerminateEvent{App: a.BaseApp}
	_ = a.OnTerminate().Trigger(event, func(e *core.TerminateEvent) error { return nil })
	_ = a.ResetBootstrapState()
}

func start(dir string, now func() time.Time) (*core.BaseApp, error) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect})
	calendar.SetClock(app, now)
	hooks.Bind(app, hooks.Config{})
	if err := app.Bootstrap(); err != nil {
		return nil, err
	}
	app.Settings().Logs.MaxDays = 0 // log rows are written by a goroutine that may outlive the test
	return app, hooks.Prepare(app)
}

func copyDir(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), b, 0o644)
	})
}

// Handler is the program's HTTP side, the same routes and guards as served.
func (a *App) Handler() http.Handler {
	a.once.Do(func() {
		router, err := apis.NewRouter(a.BaseApp)
		if err != nil {
			a.t.Fatalf("router: %v", err)
		}
		event := &core.ServeEvent{App: a.BaseApp, Router: router}
		err = a.OnServe().Trigger(event, func(e *core.ServeEvent) error {
			mux, err := e.Router.BuildMux()
			a.mux = mux
			return err
		})
		if err != nil {
			a.t.Fatalf("bind routes: %v", err)
		}
	})
	return a.mux
}

// Must fails the test on an error.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Clock is the office's clock in a test; it stands still until moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set puts it to a time.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Add moves it forward.
func (c *Clock) Add(d time.Duration) { c.Set(c.Now().Add(d)) }

func (a *App) next() string {
	a.n++
	return fmt.Sprintf("%04d", a.n)
}

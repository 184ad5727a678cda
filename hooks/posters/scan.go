package posters

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

const tallyKey = "hongguan.scans"

// calm is how long scans are gathered before they are written: a flood costs
// one write in that time, a single scan on a quiet day none of the wait.
const calm = 5 * time.Second

// tally holds the scans not yet written, by poster. It grows no further than
// there are posters; nothing of the person who scanned is ever in it.
type tally struct {
	mu      sync.Mutex
	pending map[string]int // poster id → scans
	written time.Time
}

func bindScans(app core.App) {
	app.Store().Set(tallyKey, &tally{pending: map[string]int{}})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(count)
		return e.Next()
	})
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		if err := Settle(e.App); err != nil {
			e.App.Logger().Warn("write poster scans", "error", err)
		}
		return e.Next()
	})
}

// count sees the poster's page being opened. The page itself belongs to
// another package; here only its address matters.
func count(e *core.RequestEvent) error {
	if code, ok := strings.CutPrefix(e.Request.URL.Path, "/s/"); ok && e.Request.Method == http.MethodGet {
		Scanned(e.App, code)
	}
	return e.Next()
}

// Scanned counts one scan of a poster: per day and in all, no person, no
// address, no time of day. Codes that hang nowhere are not counted. What is
// lost when the power fails are the scans of the last seconds.
func Scanned(app core.App, code string) {
	t, ok := app.Store().Get(tallyKey).(*tally)
	if !ok || len(code) > 3*codeLength {
		return
	}
	r, ok := ByCode(app, code)
	if !ok || r.GetString("state") != Active {
		return
	}
	now := calendar.Now(app)
	t.mu.Lock()
	t.pending[r.Id]++
	due := now.Sub(t.written).Abs() >= calm
	if due {
		t.written = now
	}
	t.mu.Unlock()
	if due {
		if err := Settle(app); err != nil {
			app.Logger().Warn("write poster scans", "error", err)
		}
	}
}

// Settle writes the scans gathered so far, one row per poster and day.
func Settle(app core.App) error {
	t, ok := app.Store().Get(tallyKey).(*tally)
	if !ok {
		return nil
	}
	t.mu.Lock()
	pending := t.pending
	t.pending = map[string]int{}
	t.mu.Unlock()
	if len(pending) == 0 {
		return nil
	}
	day := calendar.Now(app).In(workday.Zone).Format("2006-01-02")
	err := app.RunInTransaction(func(tx core.App) error {
		for poster, n := range pending {
			values := dbx.Params{"poster": poster, "day": day, "n": n}
			for _, sql := range []string{
				"INSERT INTO {{poster_scans}} ([[poster]], [[day]], [[count]]) VALUES ({:poster}, {:day}, {:n}) ON CONFLICT ([[poster]], [[day]]) DO UPDATE SET [[count]] = [[count]] + {:n}",
				"UPDATE {{posters}} SET [[scans]] = [[scans]] + {:n} WHERE [[id]] = {:poster}",
			} {
				if _, err := tx.DB().NewQuery(sql).Bind(values).Execute(); err != nil {
					return fmt.Errorf("count scans of poster %s: %w", poster, err)
				}
			}
		}
		return nil
	})
	if err != nil { // kept for the next time
		t.mu.Lock()
		for poster, n := range pending {
			t.pending[poster] += n
		}
		t.mu.Unlock()
	}
	return err
}

package outbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

const (
	// patience is how long a letter waits for somebody to set up a mail server
	// before a person is asked.
	patience = 72 * time.Hour
	// longPatience is how long it waits for a server that cannot be reached. It
	// outlasts a week of holidays without a line and the week after, in which
	// somebody sees the red line on the workbench; without it every letter of
	// those days would have to be sent again by hand.
	longPatience = 14 * 24 * time.Hour
)

// The roads a letter can take.
const (
	nowhere = iota
	bySMTP
	toFolder
)

func way(app core.App) int {
	switch {
	case app.Settings().SMTP.Enabled:
		return bySMTP
	case of(app).dir() != "":
		return toFolder
	}
	return nowhere
}

// Deliver sends what is due, one row after the other, and returns when nothing
// more can be sent now. Any number of processes may do so at once: each row is
// taken under a lease. The error is the database's; a letter's own failure is
// stored in its row.
func Deliver(ctx context.Context, app core.App) error { return deliver(ctx, ctx.Done(), app) }

// deliver ends after the letter under way when stop closes, and cuts that off
// when ctx ends.
func deliver(ctx context.Context, stop <-chan struct{}, app core.App) error {
	if way(app) == nowhere {
		if err := handOver(app); err != nil {
			return err
		}
	}
	for {
		select {
		case <-stop:
			return nil
		default:
		}
		r, err := take(app)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("take outbox row: %w", err)
		}
		if r == nil {
			continue
		}
		sendErr := send(ctx, app, r)
		if err := settle(app, r, sendErr); err != nil {
			return fmt.Errorf("settle outbox row: %w", err)
		}
		if errors.Is(sendErr, errHouse) {
			return nil // the next letter would meet the same server
		}
	}
}

// mostAttempts ends a row whose sending ends the program each time.
const mostAttempts = 12

// take marks a due row as being sent and returns it. Whoever dies before
// settling it leaves a lease that runs out. Neither a row nor an error means
// that one was set aside and there may be more.
func take(app core.App) (*core.Record, error) {
	now := calendar.Now(app)
	may, err := open(app, now)
	if err != nil {
		return nil, err
	}
	if _, err := due(app, now, may); err != nil {
		return nil, err // looked up first without locking the database for writing
	}
	var taken *core.Record
	err = app.RunInTransaction(func(tx core.App) error {
		r, err := due(tx, now, may)
		if err != nil {
			return err
		}
		if r.GetString("state") == Sending && r.GetInt("attempts") >= mostAttempts {
			r.Set("state", Human)
			r.Set("last_error", "发送这封信时程序多次中断，请核对附件后重发")
			return save(tx, r)
		}
		r.Set("state", Sending)
		r.Set("attempts", r.GetInt("attempts")+1)
		r.Set("lease_until", now.Add(dialTimeout+quitTimeout+talkTime(weight(r))+time.Minute))
		taken = r
		return save(tx, r)
	})
	return taken, err
}

// allowed is what can go out now: the kinds of row, and the kind that only goes
// out when it is urgent.
type allowed struct {
	kinds  []any
	urgent string
}

// open says what can go out now. The limits hold back what can wait; a letter
// about somebody in danger cannot.
func open(app core.App, now time.Time) (allowed, error) {
	road := way(app)
	if road == nowhere {
		return allowed{kinds: []any{kindWebhook}}, nil
	}
	if road == bySMTP {
		perMinute, perDay := settings.Of(app).MailCaps()
		for _, limit := range []struct {
			n     int
			since time.Duration
		}{{perMinute, time.Minute}, {perDay, 24 * time.Hour}} {
			n, err := sentBetween(app, now.Add(-limit.since), now)
			if err != nil {
				return allowed{}, err
			}
			if n >= limit.n {
				return allowed{[]any{kindWebhook}, kindMail}, nil
			}
		}
		// While the server cannot be reached, the letters wait in their order behind the one that met it.
		if down, err := away(app, now); err != nil || down {
			return allowed{[]any{kindWebhook}, kindMail}, err
		}
	}
	return allowed{kinds: []any{kindMail, kindWebhook}}, nil
}

// handOver asks a person about the letters that have waited too long for a
// mail server to be set up: sent by themselves months later, they would only
// confuse their readers.
func handOver(app core.App) error {
	rows, err := stale(app, calendar.Now(app).Add(-patience))
	if err != nil {
		return fmt.Errorf("find stale outbox rows: %w", err)
	}
	for _, row := range rows {
		_, err := change(app, row.Id, []string{Queued}, func(tx core.App, r *core.Record) error {
			r.Set("state", Human)
			r.Set("last_error", noSender+"，这封信请人工报送，或设置好后重发")
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

package outbox

import (
	"context"
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// The waiting times after the first, second, … failed attempt; after the last
// a person decides. A refusal (5xx) is asked again slowly, because providers
// refuse so when they only mean "too fast".
var (
	ladder     = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
	slowLadder = []time.Duration{time.Hour, 4 * time.Hour, 12 * time.Hour}
)

// The waiting times for a server that cannot be reached; the last goes on. Who
// is in danger is not kept waiting for an hour.
var (
	awayLadder    = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}
	longestUrgent = 5 * time.Minute
)

// errExpired says that a letter has become pointless.
var errExpired = errors.New("letter expired")

func send(ctx context.Context, app core.App, r *core.Record) error {
	now := calendar.Now(app)
	if end := r.GetDateTime("expires_at"); !end.IsZero() && end.Time().Before(now) {
		return errExpired
	}
	if r.GetString("kind") == kindWebhook {
		return ring(ctx, r.GetString("to"), r.GetString("body_text"), settings.Of(app).GetString("robot_secret"), time.Now())
	}
	msg, err := compose(app, r, now)
	if err != nil {
		return err
	}
	if way(app) == toFolder {
		return file(of(app).dir(), r.GetString("dedup_key"), now, msg)
	}
	return post(ctx, app, msg, weight(r), nil)
}

// settle writes down how an attempt ended. A letter that went out counts as
// sent even if its lease ran out meanwhile; a failure only counts for the one
// who holds the lease.
func settle(app core.App, taken *core.Record, sendErr error) error {
	now := calendar.Now(app)
	key := taken.GetString("dedup_key")
	if sendErr == nil {
		_, err := change(app, taken.Id, []string{Sending, Queued, Human}, func(tx core.App, r *core.Record) error {
			r.Set("state", Sent)
			r.Set("held", 0)
			r.Set("sent_at", now)
			r.Set("lease_until", "")
			r.Set("last_error", "")
			return nil
		})
		return err
	}
	app.Logger().Warn("send outbox row", "key", key, "attempt", taken.GetInt("attempts"), "error", sendErr)
	_, err := change(app, taken.Id, []string{Sending}, func(tx core.App, r *core.Record) error {
		if r.GetString("lease_until") != taken.GetString("lease_until") {
			return nil // somebody else has it now
		}
		r.Set("lease_until", "")
		if errors.Is(sendErr, errExpired) {
			r.Set("state", Cancelled)
			r.Set("last_error", "过了有效时间，没有再发")
			return nil
		}
		wait, again := next(r, sendErr, now)
		if errors.Is(sendErr, errHouse) {
			r.Set("held", r.GetInt("held")+1)
			r.Set("attempts", r.GetInt("attempts")-1) // no letter is at fault
		} else {
			r.Set("held", 0)
		}
		r.Set("last_error", explainAny(sendErr))
		if !again {
			r.Set("state", Human)
			return nil
		}
		r.Set("state", Queued)
		r.Set("next_at", now.Add(wait))
		return nil
	})
	return err
}

// next is how long to wait before the next attempt, if there is to be one.
func next(r *core.Record, err error, now time.Time) (time.Duration, bool) {
	if errors.Is(err, errHouse) {
		wait := awayLadder[min(r.GetInt("held"), len(awayLadder)-1)]
		if r.GetBool("urgent") {
			wait = min(wait, longestUrgent)
		}
		return wait, now.Sub(r.GetDateTime("queued_at").Time()) < longPatience
	}
	steps := ladder
	if code(err) >= 500 {
		steps = slowLadder
	}
	if n := r.GetInt("attempts"); n >= 1 && n <= len(steps) {
		return steps[n-1], true
	}
	return 0, false
}

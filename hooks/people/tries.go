package people

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
)

// Limits per account rather than per address: a whole estate shares one
// address behind its Wi-Fi or its carrier.
const (
	maxFailures     = 5                // wrong secrets in a row
	lockTime        = 15 * time.Minute // then nobody may try that number
	registerPerHour = 300              // registrations from one address
	maxRemembered   = 10000            // keys kept in memory
	parallelHashes  = 2                // bcrypt at once, so that lists stay fast meanwhile
)

// attempts remembers failures in memory; a restart forgives.
type attempts struct {
	mu     sync.Mutex
	now    func() time.Time
	counts map[string]attempt
	hashes chan struct{}
}

type attempt struct {
	n     int
	since time.Time
}

const triesKey = "hongguan.people.tries"

func tries(app core.App) *attempts {
	return app.Store().GetOrSet(triesKey, func() any {
		return &attempts{now: func() time.Time { return calendar.Now(app) }, counts: map[string]attempt{}, hashes: make(chan struct{}, parallelHashes)}
	}).(*attempts)
}

func (t *attempts) get(key string, window time.Duration) attempt {
	a := t.counts[key]
	if t.now().Sub(a.since) > window {
		return attempt{since: t.now()}
	}
	return a
}

func (t *attempts) set(key string, a attempt) {
	if len(t.counts) >= maxRemembered {
		t.counts = map[string]attempt{}
	}
	t.counts[key] = a
}

func (t *attempts) locked(key string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.get(key, lockTime).n >= maxFailures
}

func (t *attempts) failed(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	a := t.get(key, lockTime)
	t.set(key, attempt{a.n + 1, t.now()})
}

func (t *attempts) succeeded(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.counts, key)
}

// allow counts one use of something that may happen n times an hour.
func (t *attempts) allow(key string, n int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	a := t.get(key, time.Hour)
	if a.n >= n {
		return false
	}
	a.n++
	t.set(key, a)
	return true
}

// hash waits for one of the few places for password hashing; call the result
// to free it.
func (t *attempts) hash() func() {
	t.hashes <- struct{}{}
	return func() { <-t.hashes }
}

package access

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
)

// maxPlain is how large a body without files may be: the longest text takes a
// tenth of it, and nobody can fill the office PC's memory with brackets.
const maxPlain = 256 << 10

// limitBody keeps bodies without files small on every route. Superusers write
// settings of any size.
func limitBody(e *core.RequestEvent) error {
	if e.HasSuperuserAuth() || strings.HasPrefix(e.Request.Header.Get("Content-Type"), "multipart/") {
		return nil
	}
	if e.Request.ContentLength > maxPlain {
		return Answer(http.StatusRequestEntityTooLarge, tooLarge)
	}
	if e.Request.ContentLength >= 0 || e.Request.Body == nil {
		return nil
	}
	// Sent in pieces: count them. PocketBase's body can be read again after its end.
	n, err := io.Copy(io.Discard, io.LimitReader(e.Request.Body, maxPlain+1))
	if err != nil || n > maxPlain {
		return Answer(http.StatusRequestEntityTooLarge, tooLarge)
	}
	return nil
}

// Limit is how often something may be tried within a time; who has used it up
// waits for as long again.
type Limit struct {
	Times  int
	Within time.Duration
}

// maxRemembered is how many keys are kept in memory; a restart forgives.
const maxRemembered = 10000

type tries struct {
	mu   sync.Mutex
	used map[string]use
}

type use struct {
	n     int
	until time.Time // then the count starts anew
}

const triesKey = "hongguan.tries"

func triesOf(app core.App) *tries {
	return app.Store().GetOrSet(triesKey, func() any { return &tries{used: map[string]use{}} }).(*tries)
}

// Take uses up one try of a key, before it is known whether it succeeds: a
// hundred guesses sent at once must not all pass. It reports whether one was
// left.
func Take(app core.App, key string, l Limit) bool {
	t, now := triesOf(app), calendar.Now(app)
	t.mu.Lock()
	defer t.mu.Unlock()
	u, known := t.used[key]
	if !known || !now.Before(u.until) {
		u = use{until: now.Add(l.Within)}
	}
	if u.n >= l.Times {
		return false
	}
	if u.n++; u.n == l.Times {
		u.until = now.Add(l.Within)
	}
	if !known && len(t.used) >= maxRemembered {
		t.sweep(now)
	}
	t.used[key] = u
	return true
}

// Forgive forgets the tries of a key: the last one succeeded.
func Forgive(app core.App, key string) {
	t := triesOf(app)
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.used, key)
}

// sweep drops what has run out, and if that is not enough the keys tried least,
// so that a flood of new keys cannot open a locked one.
func (t *tries) sweep(now time.Time) {
	for n := 0; len(t.used) >= maxRemembered; n++ {
		for k, u := range t.used {
			if !now.Before(u.until) || u.n <= n {
				delete(t.used, k)
			}
		}
	}
}

package catalogue

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"
)

// shelf keeps one app's catalogue and lessons between two changes of them:
// preparing the classifier takes a tenth of a second, teaching it 2 000
// corrections less than half of that.
type shelf struct {
	mu      sync.Mutex
	turn    int // grows with every change: who read before it may not keep what she read
	book    *book
	lessons *lessons
}

const shelfKey = "hongguan.catalogue"

func shelfOf(app core.App) *shelf {
	return app.Store().GetOrSet(shelfKey, func() any { return &shelf{} }).(*shelf)
}

func (s *shelf) look() (*book, *lessons, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.book, s.lessons, s.turn
}

// keep stores what was read, unless something changed meanwhile. Inside a
// transaction the rows may yet be rolled back: they are not kept at all.
func (s *shelf) keep(app core.App, turn int, put func()) {
	if app.IsTransactional() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.turn == turn {
		put()
	}
}

// changes lets a committed change of a table clear what was made of it.
func changes(app core.App, table string, clear func(*shelf)) {
	forget := func(e *core.RecordEvent) error {
		s := shelfOf(e.App)
		s.mu.Lock()
		s.turn++
		clear(s)
		s.mu.Unlock()
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess(table).BindFunc(forget)
	app.OnRecordAfterUpdateSuccess(table).BindFunc(forget)
	app.OnRecordAfterDeleteSuccess(table).BindFunc(forget)
}

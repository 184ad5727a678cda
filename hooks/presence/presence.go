// Package presence tells whoever opens a request which colleague has it open as
// well, and whether she is writing: 『王敏正在处理』. It is kept in memory alone,
// for less than a minute, and never counted: it is a courtesy between desks, not
// a record of who works when.
package presence

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// stays is how long somebody counts as being there after her page last said so.
// The desk says so every ten seconds; a page that was closed is forgotten soon.
const stays = 30 * time.Second

const storeKey = "hongguan.presence"

// Bind opens the route.
func Bind(app core.App) {
	app.Store().Set(storeKey, &room{at: map[string]map[string]guest{}})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/requests/{id}/presence", here)
		return e.Next()
	})
}

// guest is one person with a request open.
type guest struct {
	Name    string `json:"name"`
	Writing bool   `json:"writing"`
	until   time.Time
}

// room is who has which request open.
type room struct {
	mu sync.Mutex
	at map[string]map[string]guest // request id → person → guest
}

// leave forgets that a person has a request open.
func (r *room) leave(request, person string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.at[request], person)
}

// enter notes that a person is there and returns the others.
func (r *room) enter(request, person string, g guest, now time.Time) []guest {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, guests := range r.at {
		for who, old := range guests {
			if now.After(old.until) {
				delete(guests, who)
			}
		}
		if len(guests) == 0 {
			delete(r.at, id)
		}
	}
	if r.at[request] == nil {
		r.at[request] = map[string]guest{}
	}
	g.until = now.Add(stays)
	r.at[request][person] = g
	others := []guest{}
	for who, other := range r.at[request] {
		if who != person {
			others = append(others, other)
		}
	}
	return others
}

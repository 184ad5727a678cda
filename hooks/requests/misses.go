package requests

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
)

// maxMisses is how often one address may guess a query code in an hour. Codes
// have 31^8 values; even a whole estate behind one address stays far below.
const maxMisses = 60

type missCount struct {
	mu    sync.Mutex
	hour  time.Time
	count map[string]int
}

const missKey = "hongguan.requests.misses"

func misses(app core.App) *missCount {
	m := app.Store().GetOrSet(missKey, func() any { return &missCount{count: map[string]int{}} }).(*missCount)
	m.mu.Lock()
	defer m.mu.Unlock()
	if hour := calendar.Now(app).Truncate(time.Hour); !hour.Equal(m.hour) {
		m.hour, m.count = hour, map[string]int{}
	}
	return m
}

func allow(app core.App, key string) bool {
	m := misses(app)
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.count[key] < maxMisses
}

func missed(app core.App, key string) {
	m := misses(app)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.count[key]++
}

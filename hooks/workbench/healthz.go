package workbench

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// healthz tells a watching program, in figures without a person in them,
// whether the office's machine works. It is open to all: what it tells helps
// nobody, and the one who watches may be a script on another machine.
func healthz(e *core.RequestEvent) error {
	b := of(e.App)
	b.mu.Lock()
	vitals := maps.Clone(b.vitals)
	b.mu.Unlock()

	answer, bad := map[string]any{}, []string{}
	p := b.beat(e.App)
	answer["write_ms"] = p.took.Milliseconds()
	if p.err != nil {
		answer["write_ms"] = nil
		bad = append(bad, "write")
		e.App.Logger().Error("healthz: write probe", "error", p.err)
	}
	for _, name := range slices.Sorted(maps.Keys(vitals)) {
		figure, wrong := vitals[name](e.App)
		answer[name] = figure
		if wrong {
			bad = append(bad, name)
		}
	}
	status, word := http.StatusOK, "ok"
	if len(bad) > 0 {
		status, word = http.StatusServiceUnavailable, "bad"
	}
	answer["status"], answer["bad"] = word, bad
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(status, answer)
}

// pulse is one try to write.
type pulse struct {
	at   time.Time
	took time.Duration
	err  error
}

const (
	patience = 3 * time.Second // a write that takes longer is one nobody waits for
	rest     = time.Second     // between two tries: strangers may ask as often as they like
)

// beat writes one row: reading works on many a machine that can no longer
// write. It measures the machine, so it goes by the machine's own clock.
func (b *board) beat(app core.App) pulse {
	b.probing.Lock()
	defer b.probing.Unlock()
	if !b.probe.at.IsZero() && time.Since(b.probe.at) < rest {
		return b.probe
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	start := time.Now()
	_, err := app.NonconcurrentDB().
		NewQuery("INSERT INTO {{_counters}} ([[name]], [[value]]) VALUES ('healthz', 1) ON CONFLICT([[name]]) DO UPDATE SET [[value]] = [[value]] + 1").
		WithContext(ctx).Execute()
	if err != nil {
		err = fmt.Errorf("write probe: %w", err)
	}
	b.probe = pulse{at: time.Now(), took: time.Since(start), err: err}
	return b.probe
}

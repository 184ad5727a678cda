package workbench

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/sealed"
)

// fresh is how long one reading serves everybody who looks.
const fresh = 2 * time.Second

// overview answers with everything the workbench shows.
func overview(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind == access.Guest {
		return access.Answer(http.StatusUnauthorized, "请先登录工作台")
	}
	if !who.Office() {
		return access.Answer(http.StatusForbidden, "概览给社区工作者、红管负责人和社区书记看")
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	all := Read(e.App)
	if who.Kind != access.Superuser {
		all = forStaff(all)
	}
	return e.JSON(http.StatusOK, all)
}

// forStaff rounds what is the secretary's to know.
func forStaff(all map[string]any) map[string]any {
	rough := maps.Clone(all)
	delete(rough, "sealed_upper")
	n, _ := all["sealed"].(int64)
	upper, _ := all["sealed_upper"].(int64)
	exact, label := sealed.Rough(n + upper)
	rough["sealed"], rough["sealed_label"] = exact, label
	return rough
}

// Forget makes the next look read everything anew: something must no longer be
// shown.
func Forget(app core.App) {
	b := of(app)
	b.reading.Lock()
	defer b.reading.Unlock()
	b.last = nil
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.parts {
		p.forget()
	}
}

// Read is the overview as of now, or of two seconds ago.
func Read(app core.App) map[string]any {
	b := of(app)
	b.reading.Lock()
	defer b.reading.Unlock()
	now := calendar.Now(app)
	if b.last == nil || now.Sub(b.lastAt).Abs() >= fresh {
		b.last, b.lastAt = b.read(app, now), now
	}
	return b.last
}

// read asks every feature. What one of them cannot tell is missing from the
// answer and said to be missing: a broken chart must not hide an emergency.
func (b *board) read(app core.App, now time.Time) map[string]any {
	b.mu.Lock()
	counters, looks, friday, parts := slices.Clone(b.counters), slices.Clone(b.lines), b.friday, slices.Clone(b.parts)
	b.mu.Unlock()

	missing := 0
	lost := func(what string, err error) {
		missing++
		app.Logger().Error("workbench: "+what, "error", err)
	}
	answer := map[string]any{"now": now.UTC().Format(types.DefaultDateLayout), "maintenance": access.Maintenance(app), "friday": nil}
	counts := []Count{}
	for _, c := range counters {
		n, err := c.count(app, now)
		if err != nil {
			lost("counter", err)
			continue
		}
		counts = append(counts, n)
	}
	answer["counters"] = counts

	waiting, upper, err := sealed.Count(app)
	if err != nil {
		lost("sealed", err)
	}
	answer["sealed"], answer["sealed_upper"], answer["sealed_label"] = waiting, upper, fmt.Sprintf("%d 件", waiting)
	if friday != nil {
		answer["friday"] = friday(app)
	}
	for _, p := range parts {
		value, err := p.refresh(app, now)
		if err != nil {
			lost(p.Name, err)
		}
		answer[p.Name] = value
	}
	answer["health"] = health(app, looks, missing)
	for _, p := range parts {
		p.renew(app, now) // last, so that it takes nothing from the one who waits
	}
	return answer
}

// late is how many times its term a reading may be shown while the next is
// made: nobody waits for a chart, and nobody sees yesterday's in the morning.
const late = 3

// stale reports a slow part whose time is just over: its reading is shown once
// more, and [kept.renew] makes the next.
func (k *kept) stale(age time.Duration) bool {
	return k.value != nil && k.Keep >= time.Minute && age >= k.Keep && age < late*k.Keep
}

// renew reads a stale part anew beside the answer, for the next look.
func (k *kept) renew(app core.App, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.busy || !k.stale(now.Sub(k.at).Abs()) {
		return
	}
	k.busy = true
	turn := k.turn
	routine.FireAndForget(func() {
		v, err := k.Read(app)
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.busy = false; k.turn == turn { // else it was read before something had to be forgotten
			k.put(v, err, now)
		}
	})
}

// refresh brings a part up to date and returns its reading; after a failure
// the last reading stays.
func (k *kept) refresh(app core.App, now time.Time) (any, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if age := now.Sub(k.at).Abs(); k.value == nil || age >= k.Keep && !k.stale(age) {
		v, err := k.Read(app)
		k.put(v, err, now)
	}
	return k.value, k.err
}

func (k *kept) put(v any, err error, now time.Time) {
	if k.err = err; err == nil {
		k.value, k.at = v, now
	}
}

// forget makes the next look read the part anew.
func (k *kept) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.value, k.turn = nil, k.turn+1
}

func health(app core.App, looks []func(core.App) Line, missing int) map[string]any {
	lines := []Line{}
	if missing > 0 {
		lines = append(lines, Line{Label: "数字", State: Bad, Sentence: fmt.Sprintf("有 %d 处数字没有读出来，请重启程序；还是这样，请找懂技术的人看日志", missing)})
	}
	for _, look := range looks {
		if l := look(app); l.Label != "" {
			lines = append(lines, l)
		}
	}
	ok := !slices.ContainsFunc(lines, func(l Line) bool { return l.State != OK })
	return map[string]any{"ok": ok, "lines": lines}
}

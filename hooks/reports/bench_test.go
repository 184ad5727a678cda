package reports_test

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
	"hongguan/hooks/reports"
)

// memory watches the process from now on and reports the most that was in use
// above what stood there at the start, in MB: the heap with its garbage, and where
// the system tells it, everything, since SQLite keeps its pages outside the heap.
func memory(b *testing.B) {
	b.Helper()
	runtime.GC()
	look := func() [2]uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		var size, resident uint64
		if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
			fmt.Sscan(string(statm), &size, &resident)
		}
		return [2]uint64{m.HeapInuse, resident * uint64(os.Getpagesize())}
	}
	idle := look()
	peak := idle
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				for i, n := range look() {
					peak[i] = max(peak[i], n)
				}
			}
		}
	}()
	b.Cleanup(func() {
		close(stop)
		<-done
		if peak[0]-idle[0] > 64<<20 {
			b.Error("the report takes more than 64 MB")
		}
		for i, unit := range []string{"peak-heap-MB", "peak-all-MB"} {
			b.ReportMetric(float64(peak[i]-idle[i])/(1<<20), unit)
		}
	})
}

// BenchmarkFriday previews a week's report over 100 000 requests, of which the
// week brought 500: the counting, the ledger and the forms.
func BenchmarkFriday(b *testing.B) {
	app := apptest.New(b)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	app.Do(town.Clerk, app.Ask(town, li, deeds), "accept")
	_, err := app.DB().NewQuery(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 100000)
		INSERT INTO requests (id, serial, request_no, resident, kind, summary, text, estate, building, unit, place_label, channel, lane, category, tier, status,
			received_at, accepted_at, closed_at, due_at, stars, solved, friday, handler_org, reason, due_reason)
		SELECT printf('r%014d', i), 1000 + i, printf('HP-2025-%06d', i), {:li}, 'help', '单元门口的灯坏了', '单元门口的灯坏了三天，晚上老人进出看不见，请快点来修一修', {:e}, {:b}, {:u},
			'湖畔花园一期 5幢 2单元', 'qr', 'normal', CASE i % 3 WHEN 0 THEN 'government' WHEN 1 THEN 'market_service' ELSE 'public_welfare' END,
			CASE WHEN i % 40 = 0 THEN 'department' ELSE 'community' END, CASE WHEN i > 99000 THEN 'in_progress' ELSE 'closed' END,
			strftime('%Y-%m-%d %H:%M:%S.000Z', '2026-11-23 00:00:00', '-' || ((100000 - i) * 20) || ' minutes'), '2026-01-05 01:00:00.000Z',
			CASE WHEN i > 99000 THEN '' ELSE '2026-02-05 01:00:00.000Z' END, '2026-11-27 09:30:00.000Z', i % 6, 'yes', 'auto', CASE WHEN i % 40 = 0 THEN {:org} ELSE {:prop} END,
			'按“灯”归入公共照明', '收到11月23日，按5个工作日计，11月30日17:30前答复' FROM n`).
		Bind(dbx.Params{"li": li.Id, "e": town.Estate.Id, "b": town.Building.Id, "u": town.Unit.Id, "org": town.Department.Id, "prop": town.Property.Id}).Execute()
	apptest.Must(b, err)
	app.Clock.Add(time.Hour)
	b.ReportAllocs()
	memory(b)
	for b.Loop() {
		p, err := reports.Look(app, weekOf(thisW))
		apptest.Must(b, err)
		if len(p.Files) != 2 {
			b.Fatalf("%v", p.Files)
		}
	}
}

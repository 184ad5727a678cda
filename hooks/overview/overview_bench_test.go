package overview_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
)

// long asks for the full number of requests.
var long = flag.Bool("long", false, "measure the workbench with 600 000 requests instead of one per cent of them")

// BenchmarkWorkbench opens the workbench of an office of many years: two
// seconds after the last look, when the counters are read again, and after a
// minute, when the charts are. One request in 250 is open, one in fifty of the
// answered waits for its resident; last week's report was made.
func BenchmarkWorkbench(b *testing.B) {
	n := 6_000
	if *long {
		n = 600_000
	}
	app := apptest.New(b)
	town := app.Town()
	_, err := app.DB().NewQuery(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {:n})
		INSERT INTO requests (id, created, updated, request_no, serial, kind, lane, category, tier, text, matter, estate, building, status, handler_org, received_at, due_at, replied_at, told, closed_at, rated_at, solved, stars, suggestion, suggestion_week)
		SELECT printf('m%014d', i), '', '', printf('HP-%s-%06d', strftime('%Y%m%d', {:now}, '-' || (({:n} - i) * 26280 / {:n}) || ' hours'), i), i, 'help', 'normal', 'market_service', CASE WHEN i % 20 = 0 THEN 'complex' ELSE 'community' END, '楼道灯不亮', 'matter' || (i % 40), {:estate},
			CASE WHEN i % 48 = 0 THEN {:building} ELSE 'building' || (i % 48) END,
			CASE i % 500 WHEN 1 THEN 'pending' WHEN 2 THEN 'in_progress' WHEN 3 THEN 'replied' ELSE 'closed' END,
			CASE WHEN i % 4 = 0 THEN {:org} ELSE 'org' || (i % 30) END, strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (({:n} - i) * 26280 / {:n}) || ' hours'),
			strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (({:n} - i) * 26280 / {:n}) || ' hours', '+5 days'),
			CASE WHEN i % 500 IN (1, 2) THEN '' ELSE strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (({:n} - i) * 26280 / {:n}) || ' hours', '+4 days') END, i % 50 > 0,
			CASE WHEN i % 500 IN (1, 2, 3) THEN '' ELSE strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (({:n} - i) * 26280 / {:n}) || ' hours', '+6 days') END,
			CASE WHEN i % 5 = 1 AND i % 500 > 3 THEN '2026-11-01 00:00:00.000Z' ELSE '' END, 'yes', i % 6, CASE WHEN i % 3 = 0 THEN 'changed' ELSE 'taken' END, strftime('%Y-W%W', {:now}, '-' || (({:n} - i) * 26280 / {:n}) || ' hours')
		FROM n`).Bind(dbx.Params{"n": n, "estate": town.Estate.Id, "building": town.Building.Id, "org": town.Property.Id, "now": app.Clock.Now().UTC().Format("2006-01-02 15:04:05")}).Execute()
	apptest.Must(b, err)
	_, err = app.DB().NewQuery(`INSERT INTO weekly_reports (id, created, updated, week, state, subject, period_to, figures) VALUES ('lastweeksreport', '', '', '2026-W47', 'sent', '周报', {:to}, {:f})`).
		Bind(dbx.Params{"to": app.Clock.Now().AddDate(0, 0, -3).UTC().Format("2006-01-02 15:04:05.000Z"), "f": fmt.Sprintf(`{"seen":%d}`, n-n/365)}).Execute()
	apptest.Must(b, err)
	for _, c := range []struct {
		name  string
		later time.Duration
	}{{"counters", 3 * time.Second}, {"all", 2 * time.Minute}} {
		b.Run(c.name, func(b *testing.B) {
			app.Call(town.Steward, "GET", "/api/stats/overview", nil) // the first look after the start reads all
			for b.Loop() {
				b.StopTimer()
				app.Clock.Add(c.later)
				time.Sleep(time.Second) // nobody looks while the charts of the last look are still read
				b.StartTimer()
				if got := app.Call(town.Steward, "GET", "/api/stats/overview", nil); got.Code != 200 {
					b.Fatal(got.Raw)
				}
			}
		})
	}
}

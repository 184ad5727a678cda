package overview_test

import (
	"testing"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
)

// BenchmarkFigures counts a hundred thousand requests of ninety days, one in
// fifty of which waits for its resident.
func BenchmarkFigures(b *testing.B) {
	app := apptest.New(b)
	town := app.Town()
	_, err := app.DB().NewQuery(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
		INSERT INTO requests (id, created, updated, request_no, serial, kind, lane, text, matter, estate, building, status, handler_org, received_at, due_at, replied_at, rated_at, solved, stars)
		SELECT printf('m%014d', i), '', '', printf('MM-%08d', i), i, 'help', 'normal', '楼道灯不亮', 'matter' || (i % 40), {:estate},
			CASE WHEN i % 48 = 0 THEN {:building} ELSE 'building' || (i % 48) END, CASE WHEN i % 50 = 0 THEN 'need_info' WHEN i % 3 = 0 THEN 'in_progress' ELSE 'closed' END,
			CASE WHEN i % 4 = 0 THEN {:org} ELSE 'org' || (i % 30) END, strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (i % 2100) || ' hours'),
			strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (i % 2100) || ' hours', '+5 days'), CASE WHEN i % 3 = 0 THEN '' ELSE strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (i % 2100) || ' hours', '+4 days') END,
			CASE WHEN i % 5 = 1 THEN '2026-11-01 00:00:00.000Z' ELSE '' END, 'yes', i % 6
		FROM n`).Bind(dbx.Params{"estate": town.Estate.Id, "building": town.Building.Id, "org": town.Property.Id, "now": app.Clock.Now().UTC().Format("2006-01-02 15:04:05")}).Execute()
	apptest.Must(b, err)
	for _, by := range []string{"org", "matter", "building", "week"} {
		b.Run(by, func(b *testing.B) {
			for b.Loop() {
				if got := app.Call(town.Clerk, "GET", "/api/stats/figures?by="+by, nil); got.Code != 200 {
					b.Fatal(got.Raw)
				}
			}
		})
	}
}

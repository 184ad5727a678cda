package points_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/points"
)

// BenchmarkBalance reads the balance of a resident with ten thousand entries.
func BenchmarkBalance(b *testing.B) {
	app := apptest.New(b)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	apptest.Must(b, app.RunInTransaction(func(tx core.App) error {
		for i := range 10_000 {
			_, err := tx.DB().Insert("point_entries", dbx.Params{"id": fmt.Sprintf("e%014d", i), "account": li.Id, "seq": i + 1, "key": fmt.Sprint("k", i), "kind": "award", "amount": 1, "owed": 0,
				"balance": i + 1, "debt": 0, "at": "2026-11-23 01:00:00.000Z"}).Execute()
			if err != nil {
				return err
			}
		}
		return nil
	}))
	b.ResetTimer()
	for b.Loop() {
		if n, _, err := points.Balance(app.BaseApp, li.Id); err != nil || n != 10_000 {
			b.Fatal(n, err)
		}
	}
}

// BenchmarkClose closes a request by its rating, without an award in the same
// transaction and with one.
func BenchmarkClose(b *testing.B) {
	for _, with := range []bool{false, true} {
		b.Run(map[bool]string{false: "plain", true: "award"}[with], func(b *testing.B) {
			app := apptest.New(b)
			town := app.Town()
			li := app.Resident(town, "李秀英", "13900000001")
			app.Create("point_rules", "name", "志愿服务按小时", "trigger", "service", "amount", 2, "per", "hour", "valid_months", 12, "active", true)
			if with {
				app.OnRecordUpdate("requests").BindFunc(func(e *core.RecordEvent) error {
					if e.Record.GetString("status") != "closed" || e.Record.Original().GetString("status") == "closed" {
						return e.Next()
					}
					if err := e.Next(); err != nil {
						return err
					}
					_, err := points.Award(e.App, app.As(town.Clerk), points.Service{Account: li.Id, Key: "service:" + e.Record.Id, Trigger: points.ForService, Start: app.Clock.Now(), Minutes: 60, Sentence: "换灯"})
					return err
				})
			}
			var last *core.Record
			var ready []*core.Record
			for len(ready) < b.N {
				app.Clock.Add(time.Minute)
				req := app.Ask(town, li, fmt.Sprintf("5幢%d单元的楼道灯不亮了", len(ready)+1))
				app.Do(town.Clerk, req, "accept")
				app.Do(town.Clerk, req, "dispatch", "org", town.Residents.Id)
				app.Do(town.Clerk, req, "sign")
				app.Do(town.Clerk, req, "reply", "text", "灯泡换好了", "solved", "yes")
				app.Do(town.Clerk, req, "tell", "how", "phone", "note", "")
				ready = append(ready, req)
			}
			b.ResetTimer()
			for _, req := range ready {
				last = app.Do(li, req, "rate", "solved", "yes", "stars", 5)
			}
			b.StopTimer()
			if last.GetString("status") != "closed" {
				b.Fatal("not closed: " + last.GetString("status"))
			}
			if n, _ := app.CountRecords("point_entries"); with && int(n) < b.N {
				b.Fatalf("%d awards for %d requests", n, b.N)
			}
		})
	}
}

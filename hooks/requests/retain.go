package requests

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/jobs"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
)

// atATime is how many requests one run anonymises: each looks through the
// reports of its time, and nobody else can write meanwhile. An office of twenty
// requests a day needs half of one run.
const atATime = 40

// bindRetention anonymises what the office has kept for as long as it said in
// the consent: 保留年数 after the end of the request. It runs in office hours,
// since the PC is off at night.
func bindRetention(app core.App) {
	jobs.Add(app, jobs.Job{
		Name: "retention", Label: "到保留期的诉求匿名处理",
		Next: jobs.CronSpec("50 9-16 * * *"), Policy: schedule.LastOnly,
		Run: func(tx core.App, _ string, at time.Time) error {
			n, err := Retain(tx, at)
			if n > 0 {
				sweepAfter(tx, app)
				tx.Logger().Info("anonymised requests", "count", n)
			}
			return err
		},
	})
}

// Retain anonymises the oldest requests that ended longer ago than the office
// keeps them, at most forty, and returns how many.
func Retain(tx core.App, now time.Time) (int, error) {
	years := settings.Of(tx).GetInt("retention_years")
	if years <= 0 {
		return 0, nil // an office that has not decided keeps everything
	}
	var rows []*core.Record
	err := tx.RecordQuery("requests").
		AndWhere(dbx.NewExp("[[anonymised_at]] = '' AND [[closed_at]] != '' AND [[closed_at]] < {:t}", dbx.Params{"t": now.AddDate(-years, 0, 0).UTC().Format(types.DefaultDateLayout)})).
		AndWhere(dbx.HashExp{"sealed_at": "", "status": []any{"closed", "declined", "withdrawn", "merged"}}).
		OrderBy("closed_at").Limit(atATime).All(&rows)
	if err != nil {
		return 0, fmt.Errorf("requests past their retention: %w", err)
	}
	n := 0
	for _, r := range rows {
		if inHand(tx, r) { // merged into one that was opened again
			continue
		}
		if _, err := Anonymise(tx, r); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

package paging

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/jobs"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

// again is the second step. A slot is owed only where an emergency waits, at the
// moment it has waited too long; a PC that was off catches up at its start, and
// one run tells of all that wait by then.
var again = jobs.Job{
	Name: "emergency_again", Label: "紧急情况没有人接手", Next: nextAgain, Policy: schedule.LastOnly, Run: runAgain,
	// Two emergencies may become due within one minute.
	Slot: func(at time.Time) string { return at.In(workday.Zone).Format("2006-01-02 15:04:05.000") },
}

// waiting are the first alerts that nobody has answered. The alerts are few
// beside the requests that are open: CROSS JOIN makes SQLite begin with them.
const waiting = `FROM {{alerts}} a CROSS JOIN {{requests}} r ON r.[[id]] = a.[[request]]
	WHERE a.[[step]] = 'first' AND a.[[next_at]] != '' AND r.[[called_at]] = '' AND r.[[handled_at]] = ''
	AND r.[[status]] IN ('pending', 'accepted', 'need_info', 'dispatched', 'in_progress', 'in_review', 'suspended')
	AND NOT EXISTS (SELECT 1 FROM {{alerts}} b WHERE b.[[request]] = a.[[request]] AND b.[[step]] = 'second')`

func nextAgain(app core.App, after time.Time) time.Time {
	var next string
	err := app.DB().NewQuery("SELECT coalesce(min(a.[[next_at]]), '') " + waiting + " AND a.[[next_at]] > {:after}").
		Bind(dbx.Params{"after": after.UTC().Format(types.DefaultDateLayout)}).Row(&next)
	if err != nil {
		app.Logger().Error("next emergency", "error", err)
		return time.Time{}
	}
	at, err := types.ParseDateTime(next)
	if err != nil {
		return time.Time{}
	}
	return at.Time()
}

func runAgain(tx core.App, _ string, at time.Time) error {
	var ids []string
	err := tx.DB().NewQuery("SELECT a.[[request]] " + waiting + " AND a.[[next_at]] <= {:at} ORDER BY a.[[next_at]]").
		Bind(dbx.Params{"at": at.UTC().Format(types.DefaultDateLayout)}).Column(&ids)
	if err != nil {
		return fmt.Errorf("find emergencies nobody has taken on: %w", err)
	}
	to, err := leads(tx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		req, err := tx.FindRecordById("requests", id)
		if err != nil {
			return err
		}
		if err := page(tx, req, second, to, noOneCame, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

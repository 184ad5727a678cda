package handover

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

const table = "handovers"

// Tick is one point that was gone through.
type Tick struct {
	Key  string    `json:"key"`
	By   string    `json:"by"` // the account
	At   time.Time `json:"at"`
	Note string    `json:"note"`
}

func ticksOf(r *core.Record) []Tick {
	var list []Tick
	_ = json.Unmarshal([]byte(r.GetString("ticks")), &list) // none yet is none
	return list
}

// underWay is the hand-over that is on; nil when there is none.
func underWay(app core.App) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter(table, "finished_at = '' && cancelled_at = ''", "-begun_at", 1, 0)
	if err != nil {
		return nil, fmt.Errorf("hand-over under way: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0], nil
}

// latest is the last one that was finished, for printing once more; nil for none.
func latest(app core.App) *core.Record {
	rows, err := app.FindRecordsByFilter(table, "finished_at != ''", "-finished_at", 1, 0)
	if err != nil || len(rows) == 0 {
		return nil
	}
	return rows[0]
}

func save(tx core.App, r *core.Record) error {
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("save hand-over: %w", err)
	}
	return nil
}

func public(r *core.Record) map[string]any {
	return map[string]any{
		"id": r.Id, "leaving_name": r.GetString("leaving_name"), "leaving": r.GetString("leaving"), "coming_name": r.GetString("coming_name"), "coming": r.GetString("coming"),
		"begun_at": r.GetDateTime("begun_at"), "finished_at": r.GetDateTime("finished_at"),
	}
}

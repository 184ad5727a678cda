package reminders

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
)

// erase empties the lists that name a request whose words must go. The other
// lines of a list go with it: tomorrow's list has them again.
func erase(tx core.App, req *core.Record, _ requests.Extent) ([]string, error) {
	rows, err := tx.FindRecordsByFilter("outbox", "request = '' && (about = '催办' || about = '每日提醒') && body_text ~ {:no}", "queued_at", 0, 0,
		dbx.Params{"no": req.GetString("request_no")})
	if err != nil {
		return nil, fmt.Errorf("find lists that name %s: %w", req.GetString("request_no"), err)
	}
	var notes []string
	for _, r := range rows {
		note, err := outbox.EraseRow(tx, r)
		if err != nil {
			return nil, err
		}
		if note != "" {
			notes = append(notes, note)
		}
	}
	return notes, nil
}

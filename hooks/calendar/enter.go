package calendar

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/workday"
)

// Enter writes days of a notice into the office's calendar. A day that is there
// already is changed; one that ordinary weeks and the table of the program give
// anyway is entered all the same, so that the year counts as known.
func Enter(tx core.App, days []workday.Arrangement) error {
	c, err := tx.FindCollectionByNameOrId("workday_calendar")
	if err != nil {
		return err
	}
	for _, d := range days {
		key := d.Day.In(workday.Zone).Format("2006-01-02")
		row, err := tx.FindFirstRecordByFilter("workday_calendar", "day = {:d}", dbx.Params{"d": key})
		if err != nil {
			row = core.NewRecord(c)
		}
		if row.GetBool("working") == d.Work && row.GetString("note") == d.Name && !row.IsNew() {
			continue
		}
		row.Load(map[string]any{"day": key, "working": d.Work, "note": d.Name})
		if err := tx.Save(row); err != nil {
			return fmt.Errorf("enter %s: %w", key, err)
		}
	}
	return nil
}

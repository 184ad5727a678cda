package duties

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
	"hongguan/rules/workday"
)

// thankQuarter thanks residents who held a duty through the whole of the quarter
// that is over. Duties of staff are their work and bring nothing.
func thankQuarter(tx core.App, _ string, at time.Time) error {
	at = at.In(workday.Zone)
	until := time.Date(at.Year(), (at.Month()-1)/3*3+1, 1, 0, 0, 0, 0, workday.Zone)
	from := until.AddDate(0, -3, 0)
	rows, err := tx.FindRecordsByFilter(table, "resident != '' && (kind = {:head} || kind = {:grid})", "from_day", 0, 0, dbx.Params{"head": BuildingHead, "grid": PartTimeGrid})
	if err != nil {
		return fmt.Errorf("duties of a quarter: %w", err)
	}
	for _, r := range rows {
		if t := termOf(r); !t.Holds(from) || !t.Holds(until.Add(-time.Minute)) {
			continue
		}
		holder, err := people.First(tx, r.GetString("resident"))
		if err != nil || people.Staffed(tx, holder) {
			continue // gone, or paid for what she does
		}
		if _, err := points.Award(tx, access.Program(), points.Service{Account: r.GetString("resident"), Key: "duty:" + r.Id + ":" + from.Format("2006-01"), Trigger: points.ForDuty,
			Start: from, End: until, Confirmed: true, Source: table, SourceID: r.Id, Sentence: title(tx, r) + "，" + from.Format("2006年1月") + "至" + until.AddDate(0, 0, -1).Format("1月") + "任满一季"}); err != nil {
			return err
		}
	}
	return nil
}

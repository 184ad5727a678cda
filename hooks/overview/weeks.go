package overview

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/rules/schedule"
)

// shown is how many weeks the trend goes back, the present one included.
const shown = 12

type week struct {
	Week   string `json:"week"`
	New    int    `json:"new"`
	Closed int    `json:"closed"`
}

// weeks counts what came in and what was finished, week by week.
func weeks(app core.App) (any, error) {
	first := schedule.WeekOf(calendar.Now(app))
	for range shown - 1 {
		first = first.Previous()
	}
	list, at := make([]week, shown), map[string]*week{}
	for i, w := 0, first; i < shown; i, w = i+1, w.Next() {
		list[i].Week = w.String()
		at[list[i].Week] = &list[i]
	}
	from := first.Monday()
	if err := perWeek(app, "received_at", from, func(w string, n int) {
		if x := at[w]; x != nil {
			x.New += n
		}
	}); err != nil {
		return nil, err
	}
	err := perWeek(app, "closed_at", from, func(w string, n int) {
		if x := at[w]; x != nil {
			x.Closed += n
		}
	})
	return list, err
}

// perWeek counts requests by the day of one of their times. Days are those of
// the office: Sunday evening in London is its Monday morning.
func perWeek(app core.App, field string, from time.Time, see func(week string, n int)) error {
	var rows []struct {
		Day string `db:"day"`
		N   int    `db:"n"`
	}
	err := app.DB().Select("date([["+field+"]], '+8 hours') AS day", "count(*) AS n").From("requests").
		Where(dbx.NewExp("[["+field+"]] >= {:from}", dbx.Params{"from": from.UTC().Format(types.DefaultDateLayout)})).
		GroupBy("day").All(&rows)
	if err != nil {
		return fmt.Errorf("count %s by day: %w", field, err)
	}
	for _, r := range rows {
		if day, err := time.ParseInLocation(time.DateOnly, r.Day, from.Location()); err == nil {
			see(schedule.WeekOf(day).String(), r.N)
		}
	}
	return nil
}

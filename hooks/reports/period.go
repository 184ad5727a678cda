package reports

import (
	"math"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

func timeTable(app core.App) schedule.Weekly {
	if settings.Of(app).GetString("report_mode") == "B" {
		return schedule.ModeB.Weekly()
	}
	return schedule.ModeA.Weekly()
}

func slotOf(app core.App, week schedule.ISOWeek) (slot, preview time.Time, ok bool) {
	return timeTable(app).Slot(week, calendar.Workdays(app))
}

// period is what one report covers: what was received before To and is in no
// earlier report.
type period struct {
	Week     schedule.ISOWeek
	Slot     time.Time
	From, To time.Time

	// After is the row of the request that came last before the previous
	// report was made. What came in later belongs here even if it is dated
	// earlier: written down on paper first, or while the clock ran ahead.
	After int64
}

// periodOf computes what the report of a week covers if it is made now.
func periodOf(app core.App, week schedule.ISOWeek) (period, error) {
	slot, _, ok := slotOf(app, week)
	if !ok {
		return period{}, access.Refuse("这一周没有工作日，诉求并入下一周的周报")
	}
	p := period{Week: week, Slot: slot}
	last, err := newest(app, week.String())
	if err != nil {
		return p, err
	}
	made := time.Time{}
	if last != nil {
		made = last.GetDateTime("period_to").Time()
		if p.After, err = rowAt(app, figuresOf(last).Seen); err != nil {
			return p, err
		}
	}
	p.From, p.To = timeTable(app).Period(week, made, calendar.Workdays(app))
	if last == nil {
		if p.After, err = rowBefore(app, p.From); err != nil {
			return p, err
		}
	}
	// Sent before its time, a report covers what there is, this instant
	// included; the rest is next week's.
	if now := calendar.Now(app); now.Before(p.To) && now.After(p.From) {
		p.To = now.Add(time.Millisecond)
	}
	return p, nil
}

// rowAt is the position of the n-th request in the order they were stored, which
// is that of their serials: an index of numbers is counted through, not the rows.
// Requests are never deleted, and VACUUM may renumber rows but keeps their order;
// so the serial of the n-th, once counted, is remembered for the next look.
func rowAt(app core.App, n int) (int64, error) {
	if n == 0 {
		return 0, nil
	}
	known, _ := app.Store().Get(countedTo).(nth)
	if known.n != n {
		var serials []int64
		err := app.DB().Select("serial").From("requests").OrderBy("serial").Offset(int64(n - 1)).Limit(1).Column(&serials)
		if err != nil || len(serials) == 0 {
			return math.MaxInt64, err
		}
		known = nth{n, serials[0]}
		app.Store().Set(countedTo, known)
	}
	var row int64
	err := app.DB().Select("_rowid_").From("requests").Where(dbx.HashExp{"serial": known.serial}).Row(&row)
	return row, err
}

// nth is the serial of the request stored as the n-th.
type nth struct {
	n      int
	serial int64
}

// countedTo is where the app keeps the one it counted last.
const countedTo = "hongguan.reports.counted"

// rowBefore is the position of the last request that was stored by the end of
// a day, for the first report of an office: numbers carry the day they were
// given on, whatever day the paper is dated.
func rowBefore(app core.App, t time.Time) (int64, error) {
	var last int64
	next := settings.Of(app).Code() + t.In(workday.Zone).AddDate(0, 0, 1).Format("-20060102")
	err := app.DB().NewQuery("SELECT coalesce(max(_rowid_), 0) FROM requests WHERE request_no < {:no}").Bind(dbx.Params{"no": next}).Row(&last)
	return last, err
}

// received is the condition for the requests of the period, with its values.
// What was sealed later is in no report; what was split counts as its parts.
const received = "r.parts = 0 AND r.sealed_at = '' AND r.received_at < {:to} AND (r.received_at >= {:from} OR r._rowid_ > {:after})"

func (p period) params() dbx.Params {
	return dbx.Params{"from": stamp(p.From), "to": stamp(p.To), "after": p.After}
}

// stamp is a time as the tables store it.
func stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

// makeable refuses weeks whose report can no longer, or not yet, be made.
func makeable(app core.App, week schedule.ISOWeek) error {
	if schedule.WeekOf(calendar.Now(app)).Before(week) {
		return access.Refuse("还没到这一周，到了再办")
	}
	last, err := newest(app, "")
	if err != nil {
		return err
	}
	if last != nil && week.String() < last.GetString("week") {
		return access.Refuse("后面的周报已经生成，这一周的诉求已经列在里面，不再补报")
	}
	return nil
}

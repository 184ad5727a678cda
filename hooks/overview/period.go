package overview

import (
	"net/url"
	"time"

	"hongguan/hooks/access"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// longest is how far apart the two days of a table may be.
const longest = 10 // years

// period is what came in from midnight of a day until the midnight after
// another, in the office's zone.
type period struct{ from, to time.Time }

// readPeriod reads the two days of the address. Without them it is the last 90
// days, by week the last twelve weeks, the present one included.
func readPeriod(q url.Values, by string, now time.Time) (period, error) {
	now = now.In(workday.Zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, workday.Zone)
	p := period{today.Add(-looked).AddDate(0, 0, 1), today.AddDate(0, 0, 1)}
	if by == "week" {
		p.from = schedule.WeekOf(now).Monday().AddDate(0, 0, -7*(shown-1))
	}
	for _, d := range []struct {
		name, label string
		at          *time.Time
		more        int
	}{{"from", "开始", &p.from, 0}, {"to", "结束", &p.to, 1}} {
		text := q.Get(d.name)
		if text == "" {
			continue
		}
		day, err := time.ParseInLocation(time.DateOnly, text, workday.Zone)
		if err != nil {
			return p, wrong(d.name, d.label+"日期看不懂，请写成 2026-11-01")
		}
		*d.at = day.AddDate(0, 0, d.more)
	}
	switch {
	case !p.from.Before(p.to):
		return p, wrong("to", "结束日期不能早于开始日期")
	case p.from.After(now):
		return p, wrong("from", "开始日期还没有到")
	case p.to.After(p.from.AddDate(longest, 0, 1)):
		return p, wrong("from", "开始日期太早了，一次最多看十年")
	}
	return p, nil
}

func wrong(field, sentence string) error {
	return access.RefuseFields(access.Field{Name: field, Code: field + "_range", Sentence: sentence})
}

func (p period) last() time.Time { return p.to.AddDate(0, 0, -1) }

// String is 2026年8月28日—2026年11月25日.
func (p period) String() string { return templates.Date(p.from) + "—" + templates.Date(p.last()) }

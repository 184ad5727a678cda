package ledger

import (
	"time"

	"hongguan/rules/workday"
)

// Rule is what the community agreed to give for a service.
type Rule struct {
	Trigger     string // service, milestone, duty
	Amount      int
	PerHour     bool // else once for each service
	DailyCap    int  // the most one person gets by it for one day; 0: no cap
	ValidMonths int  // 0: without end
	Confirmed   bool // only what was confirmed counts
	From, Until time.Time
	Active      bool
}

// Service is what somebody did.
type Service struct {
	Trigger   string
	Start     time.Time
	Minutes   int
	Confirmed bool
}

// Day is the office's day of a service: the day its points are capped by, even
// when it lasts past midnight.
func (s Service) Day() string { return s.Start.In(workday.Zone).Format(time.DateOnly) }

// Applies reports whether a rule speaks of a service at all.
func (r Rule) Applies(s Service) bool {
	switch day := s.Day(); {
	case !r.Active || r.Trigger != s.Trigger || r.Confirmed && !s.Confirmed:
		return false
	case !r.From.IsZero() && day < r.From.Format(time.DateOnly), !r.Until.IsZero() && day > r.Until.Format(time.DateOnly):
		return false
	}
	return true
}

// Gives is what a service brings by a rule that applies, when the rule has
// given today already on that day. full is what it would be without the cap.
// Parts of an hour count, parts of a point do not.
func (r Rule) Gives(s Service, today int) (points, full int) {
	full = r.Amount
	if r.PerHour {
		full = r.Amount * max(s.Minutes, 0) / 60
	}
	points = full
	if r.DailyCap > 0 {
		points = max(min(full, r.DailyCap-today), 0)
	}
	return points, full
}

// Expires is the moment points given now end: the midnight after the same day
// some months later, or after that month's last day where it has no such day.
func (r Rule) Expires(now time.Time) time.Time {
	if r.ValidMonths <= 0 {
		return time.Time{}
	}
	y, m, d := now.In(workday.Zone).Date()
	last := time.Date(y, m+time.Month(r.ValidMonths)+1, 0, 0, 0, 0, 0, workday.Zone)
	return time.Date(last.Year(), last.Month(), min(d, last.Day())+1, 0, 0, 0, 0, workday.Zone)
}

// LastDay is the day on which points that end at a moment can still be used.
func LastDay(expires time.Time) time.Time { return expires.Add(-time.Second).In(workday.Zone) }

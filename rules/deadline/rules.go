// Package deadline says until when a request must be answered, and why, as a pure function of what happened
// to it: the date can be computed again whenever the working calendar or a setting changes.
package deadline

import (
	"time"

	"hongguan/rules/workday"
)

// Our own defaults: no regulation gives a community office these numbers, so each is a setting. Where 12345 or
// another higher office sets a date, that date rules if it is earlier (see [Input]).
const (
	SignHours      = 2 * time.Hour    // open time from dispatch to signature
	CallBack       = 30 * time.Minute // clock time from an emergency to the first call back, at any hour
	ConsultDays    = 1                // a question the community can answer itself
	CommunityDays  = 5                // 社区协调
	DepartmentDays = 7                // 部门转办
	HandlingDays   = 5                // 复杂承办, after the organisation department forwarded it
	ComplexDays    = 15               // 复杂承办, in all
	ReopenDays     = 3                // 重新办理 after a first dissatisfaction
	ReturnDays     = 1                // 退回 by the wrong handler
	SuspendDays    = 90               // calendar days until a 挂账 must be reviewed, at most
	SilenceDays    = 7                // calendar days after being told until an unrated request closes
)

// Rules are the terms as this office has set them. A field that is zero means the default.
type Rules struct {
	SignHours time.Duration // open time
	CallBack  time.Duration // clock time

	ConsultDays, CommunityDays, DepartmentDays int // working days
	HandlingDays, ComplexDays                  int // working days
	ReopenDays, ReturnDays                     int // working days
	SuspendDays, SilenceDays                   int // calendar days

	Hours workday.Hours
}

// Defaults returns the rules with every default written out.
func Defaults() Rules {
	return Rules{}.orDefault()
}

func (r Rules) orDefault() Rules {
	for field, value := range map[*time.Duration]time.Duration{&r.SignHours: SignHours, &r.CallBack: CallBack} {
		if *field <= 0 {
			*field = value
		}
	}
	for field, value := range map[*int]int{
		&r.ConsultDays: ConsultDays, &r.CommunityDays: CommunityDays, &r.DepartmentDays: DepartmentDays,
		&r.HandlingDays: HandlingDays, &r.ComplexDays: ComplexDays,
		&r.ReopenDays: ReopenDays, &r.ReturnDays: ReturnDays,
		&r.SuspendDays: SuspendDays, &r.SilenceDays: SilenceDays,
	} {
		if *field <= 0 {
			*field = value
		}
	}
	if len(r.Hours.Spans) == 0 {
		r.Hours = workday.DefaultHours()
	}
	return r
}

// SignBy is when an org must have signed what was dispatched to it at dispatched.
func (r Rules) SignBy(dispatched time.Time, c *workday.Calendar) time.Time {
	r = r.orDefault()
	return c.AddOfficeHours(dispatched, r.SignHours, r.Hours)
}

// CallBackBy is when somebody must have called back about an emergency; nights and holidays count.
func (r Rules) CallBackBy(received time.Time) time.Time {
	return received.Add(r.orDefault().CallBack)
}

// ReturnBy is until when an org may return what it was wrongly given at dispatched.
func (r Rules) ReturnBy(dispatched time.Time, c *workday.Calendar) time.Time {
	r = r.orDefault()
	return c.WithHours(r.Hours).AddDays(dispatched, r.ReturnDays)
}

// ReviewBy is the latest review date of a suspension that began at suspended.
func (r Rules) ReviewBy(suspended time.Time) time.Time {
	return suspended.AddDate(0, 0, r.orDefault().SuspendDays)
}

// CloseAt is when a request closes as 未评价 after its owner was told and stayed silent.
func (r Rules) CloseAt(told time.Time) time.Time {
	return told.AddDate(0, 0, r.orDefault().SilenceDays)
}

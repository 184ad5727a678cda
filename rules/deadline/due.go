package deadline

import (
	"slices"
	"time"

	"hongguan/rules/workday"
)

// Pause is a time during which the office waited: for the resident (need_info) or for a review date
// (suspended). A zero To means that it lasts.
type Pause struct {
	From, To time.Time
}

// Input is what a deadline depends on, as told by a request and its events.
type Input struct {
	Received time.Time
	Kind     string // only "consult" matters here
	Tier     string // "community", "department" or "complex"; empty before anyone decided, like "community"
	Days     int    // working days of the matter, 0 for the tier's; for a complex request its days in all

	Forwarded time.Time // complex: when the organisation department forwarded it, zero before
	Reopened  time.Time // latest 重新办理, zero if never: the terms before it no longer matter
	Pauses    []Pause   // in any order
	Extension int       // working days granted, 0 for none

	Emergency bool      // lane 紧急: minutes of clock time until somebody has called back
	Handled   time.Time // when the danger was dealt with, zero before: only then the ordinary term begins

	ExternalDue    time.Time // date set by a higher office, zero if none; midnight means that day's closing time
	ExternalSource string    // who set it, such as 12345
}

// Due is a deadline and its reason.
type Due struct {
	At     time.Time // closing time of the last day, or the higher office's own date
	Reason string    // one plain Chinese sentence for the resident, without a full stop
	Paused bool      // the clock stands: At is what it would be if the pause ended at once
	Left   int       // while Paused: working days that remain when it goes on
}

// For computes the deadline of a request.
//
// A pause moves the date by the working days between its two ends. A pause that begins after the date has passed
// moves nothing: what is late stays late. A higher office's earlier date rules, and no pause or
// extension of ours moves it.
//
// An emergency has another clock first: minutes, day and night, which no pause, calendar or other office moves, until
// it is handled. What is left to do afterwards has the ordinary term, counted from then.
func For(in Input, r Rules, c *workday.Calendar) Due {
	r = r.orDefault()
	if in.Emergency && in.Handled.IsZero() {
		at := r.CallBackBy(in.Received)
		return Due{At: at, Reason: callBackSentence(in.Received, at, r.CallBack)}
	}
	c = c.WithHours(r.Hours)
	t := chooseTerm(in, r, c)
	due := Due{At: t.end, Paused: t.open, Reason: t.sentence(in, c)}
	if t.open {
		due.Left = max(c.Between(t.pausedFrom, t.end), 0)
	}
	if external := closingOf(in.ExternalDue, r.Hours); !external.IsZero() && (t.open || external.Before(t.end)) {
		return Due{At: external, Reason: externalSentence(in, external, due, c)}
	}
	return due
}

// term is one way of counting: so many working days from a start.
type term struct {
	start, end time.Time
	days       int    // before pauses and extension
	label      string // how the start is called
	per        string // how the days are called
	paused     int    // working days added by pauses
	extension  int
	open       bool // a pause lasts
	pausedFrom time.Time
}

// chooseTerm applies the tiers. A forwarded complex request has two terms; the earlier one rules.
func chooseTerm(in Input, r Rules, c *workday.Calendar) term {
	pauses := merge(in.Pauses)
	if !in.Reopened.IsZero() {
		return term{start: in.Reopened, days: r.ReopenDays, label: "重新办理", per: "按"}.count(in, pauses, c)
	}
	start, label := in.Received, "收到"
	if in.Emergency {
		start, label = in.Handled, "紧急情况处置完"
	}
	if in.Tier != "complex" {
		return term{start: start, days: plainDays(in, r), label: label, per: "按"}.count(in, pauses, c)
	}
	days := r.ComplexDays
	if in.Days > 0 {
		days = in.Days
	}
	total := term{start: start, days: days, label: label, per: "复杂诉求全程按"}.count(in, pauses, c)
	if in.Forwarded.IsZero() {
		return total
	}
	handling := term{start: in.Forwarded, days: r.HandlingDays, label: "转交承办单位", per: "按"}.count(in, pauses, c)
	if handling.end.Before(total.end) {
		return handling
	}
	return total
}

// plainDays are the working days of a community or department request. A question that a department must answer takes
// the department's days: the community cannot promise its answer for tomorrow.
func plainDays(in Input, r Rules) int {
	switch {
	case in.Days > 0:
		return in.Days
	case in.Tier == "department":
		return r.DepartmentDays
	case in.Kind == "consult":
		return r.ConsultDays
	default:
		return r.CommunityDays
	}
}

// count finds the end. Pauses must be merged.
func (t term) count(in Input, pauses []Pause, c *workday.Calendar) term {
	t.extension = max(in.Extension, 0)
	t.end = c.AddDays(t.start, t.days+t.extension)
	for _, p := range pauses {
		from := later(p.From, t.start)
		if !from.Before(t.end) {
			break
		}
		if p.To.IsZero() {
			t.open, t.pausedFrom = true, from
			break
		}
		if p.To.After(from) {
			t.paused += c.Between(from, p.To)
			t.end = c.AddDays(t.start, t.days+t.extension+t.paused)
		}
	}
	return t
}

// merge sorts pauses and joins those that overlap, so that no day counts twice.
func merge(pauses []Pause) []Pause {
	sorted := slices.Clone(pauses)
	slices.SortFunc(sorted, func(a, b Pause) int { return a.From.Compare(b.From) })
	var merged []Pause
	for _, p := range sorted {
		if !p.To.IsZero() && p.To.Before(p.From) {
			continue // the clock was set back in between: nothing can be said about its length
		}
		if n := len(merged); n > 0 && (merged[n-1].To.IsZero() || !p.From.After(merged[n-1].To)) {
			if last := &merged[n-1]; !last.To.IsZero() {
				if p.To.IsZero() {
					last.To = time.Time{}
				} else {
					last.To = later(last.To, p.To)
				}
			}
			continue
		}
		merged = append(merged, p)
	}
	return merged
}

// closingOf reads a bare date, which is how 12345 and 数字城管 usually give it, as that day's closing time.
func closingOf(external time.Time, h workday.Hours) time.Time {
	if external.IsZero() {
		return external
	}
	external = external.In(workday.Zone)
	if external.Hour() == 0 && external.Minute() == 0 && external.Second() == 0 {
		return h.Closing(external)
	}
	return external
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

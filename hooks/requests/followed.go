package requests

import (
	"hongguan/rules/schedule"
)

// How the machine's suggestion for a request ended.
const (
	taken   = "taken"   // dispatched as proposed
	changed = "changed" // classified otherwise, or given to another organisation
)

// followed notes once, in the week it happened, whether the office followed the
// machine. A later change of hands says nothing about the suggestion; a
// correction always does.
func (s *step) followed(yes bool) {
	if s.req.GetString("text") == "" { // of a photo alone the machine knows nothing
		return
	}
	switch was := s.req.GetString("suggestion"); {
	case was == changed, was == taken && yes:
		return
	case was == taken && s.verb.Name != "correct":
		return
	}
	outcome := changed
	if yes {
		outcome = taken
	}
	s.req.Set("suggestion", outcome)
	if s.req.GetString("suggestion_week") == "" {
		s.req.Set("suggestion_week", schedule.WeekOf(s.now).String())
	}
}

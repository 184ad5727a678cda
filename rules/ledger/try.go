package ledger

import "time"

// Done is a service of somebody, for trying out a rule.
type Done struct {
	Account string
	Service
}

// Outcome is what a rule would have given.
type Outcome struct {
	Services int `json:"services"` // it speaks of
	Persons  int `json:"persons"`
	Points   int `json:"points"`
	Capped   int `json:"capped"`   // services that brought less because of the cap
	Withheld int `json:"withheld"` // points that the cap kept back
}

// Try runs a rule over services in the order they took place. The rule is taken
// as if it had been in force all along: what its first and last day leave out is
// no measure of it.
func Try(r Rule, services []Done) Outcome {
	var o Outcome
	r.Active, r.From, r.Until = true, time.Time{}, time.Time{}
	today, persons := map[string]int{}, map[string]bool{}
	for _, d := range services {
		if !r.Applies(d.Service) {
			continue
		}
		key := d.Account + " " + d.Day()
		points, full := r.Gives(d.Service, today[key])
		today[key] += points
		o.Services++
		o.Points += points
		o.Withheld += full - points
		if points < full {
			o.Capped++
		}
		if points > 0 && !persons[d.Account] {
			persons[d.Account] = true
			o.Persons++
		}
	}
	return o
}

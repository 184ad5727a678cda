package catalogue

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/routing"
)

// Facts are what the choice of a handler depends on. Matter and Estate are
// record ids; Returned are the organisations that have sent the request back.
type Facts struct {
	Lane, Kind, Category, Tier string
	Matter, Estate, Text       string
	Returned                   []string
}

// Decide proposes who handles a request and by which way, from the catalogue,
// the office's rules, its organisations and settings.
func Decide(app core.App, f Facts) (routing.Decision, error) {
	return decide(app, f, Matter(app, f.Matter))
}

// Way says how one organisation would get a request, whoever chose it.
func Way(app core.App, f Facts, org string) (routing.Decision, error) {
	in, orgs, err := input(app, f, Matter(app, f.Matter))
	if err != nil {
		return routing.Decision{}, err
	}
	return routing.WayTo(in, orgs, org), nil
}

// decide takes the matter as it is given: a draft has no stored row.
func decide(app core.App, f Facts, matter *core.Record) (routing.Decision, error) {
	in, orgs, err := input(app, f, matter)
	if err != nil {
		return routing.Decision{}, err
	}
	return routing.Route(in, orgs), nil
}

func input(app core.App, f Facts, matter *core.Record) (in routing.Input, orgs []routing.Org, err error) {
	orgs, estate, err := places.Routes(app, f.Estate)
	if err != nil {
		return in, nil, err
	}
	c := settings.Of(app)
	terms := c.Rules()
	in = routing.Input{
		Lane: f.Lane, Kind: f.Kind, Category: f.Category, Tier: f.Tier, Estate: estate, Returned: f.Returned,
		Accused:  routing.Accusations(f.Text, orgs, estate),
		Terms:    routing.Terms{Consult: terms.ConsultDays, Community: terms.CommunityDays, Department: terms.DepartmentDays, Complex: terms.HandlingDays},
		ByStreet: c.GetString("letter_mode") != "A",
	}
	if matter == nil {
		return in, orgs, nil
	}
	in.Matter, in.MatterName = matter.GetString("code"), matter.GetString("name")
	in.HandlerKind, in.Department = matter.GetString("handler_kind"), matter.GetString("department")
	if matter.GetString("tier") == f.Tier { // as the deadline reckons
		in.Days = matter.GetInt("days")
	}
	in.Rules, err = rulesFor(app, matter.Id)
	return in, orgs, err
}

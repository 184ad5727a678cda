package routing

import "slices"

// aboutThem are matters that speak of the organisation itself: there is no work
// to press it for, only something to answer.
var aboutThem = []string{"property_fee", "change_property", "owners_committee", "party_gov"}

// implied are matters whose complaint is about their usual handler even when
// nobody names it: 『物业费收得太高』.
var implied = []string{"property_service", "property_fee", "change_property"}

// withImplied adds the organisation that a complaint is about by its matter.
func (r route) withImplied() []Accusation {
	if r.in.Kind != "complaint" || !slices.Contains(implied, r.in.Matter) {
		return r.in.Accused
	}
	for _, a := range r.in.Accused {
		if o := r.byID(a.Org); o != nil && o.Kind == Property {
			return r.in.Accused // it is named
		}
	}
	plain := route{in: r.in, orgs: r.orgs}
	plain.in.Accused = nil
	if org, _ := plain.property(); org != nil && org.Kind == Property {
		return append(slices.Clone(r.in.Accused), Accusation{Org: org.ID})
	}
	return r.in.Accused
}

// pressed splits those complained about: slow with work of their own, or
// something else. An organisation that is not recorded is in neither.
func (r route) pressed() (urge, ask []string) {
	for _, a := range r.in.Accused {
		o := r.byID(a.Org)
		switch {
		case o == nil || slices.Contains(urge, a.Org) || slices.Contains(ask, a.Org):
		case a.Slow && r.theirWork(*o):
			urge = append(urge, a.Org)
		default:
			ask = append(ask, a.Org)
		}
	}
	return urge, ask
}

// theirWork tells whether the matter would be this organisation's to do, had
// nobody complained.
func (r route) theirWork(o Org) bool {
	if slices.Contains(aboutThem, r.in.Matter) {
		return false
	}
	plain := route{in: r.in, orgs: r.orgs}
	plain.in.Accused, plain.in.Returned = nil, nil
	org, _ := plain.handler()
	return org != nil && org.ID == o.ID
}

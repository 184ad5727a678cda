package routing

import (
	"slices"
	"strings"
)

// free tells whether an organisation may handle this request at all.
func (r route) free(o Org) bool {
	return o.Active && o.ID != "" && !slices.Contains(r.in.Accused, o.ID)
}

// first finds the first free organisation of the kinds, in the order of the
// kinds; one that names the estate goes before one for the whole community.
func (r route) first(kinds ...string) *Org {
	for _, kind := range kinds {
		var whole *Org
		for i := range r.orgs {
			o := &r.orgs[i]
			if o.Kind != kind || !r.free(*o) {
				continue
			}
			if r.in.Estate.ID != "" && slices.Contains(o.Estates, r.in.Estate.ID) {
				return o
			}
			if whole == nil && (len(o.Estates) == 0 || r.in.Estate.ID == "" || isGround(kind)) {
				whole = o
			}
		}
		if whole != nil {
			return whole
		}
	}
	return nil
}

// isGround marks the kinds that receive everybody, even from an estate nobody
// has written into their list yet: a route must exist.
func isGround(kind string) bool {
	return kind == Committee || kind == PartyOrg || kind == Station || kind == Street || kind == OrgDept
}

func (r route) firstDepartment(name string) *Org {
	for i := range r.orgs {
		o := &r.orgs[i]
		if (o.Kind == Department || o.Kind == Police) && r.free(*o) && (o.Department == name || o.Department == "" && strings.Contains(o.Name, name)) {
			return o
		}
	}
	return nil
}

// covering finds an organisation of a kind that names the estate itself.
func (r route) covering(kind string) *Org {
	for i := range r.orgs {
		o := &r.orgs[i]
		if o.Kind == kind && r.free(*o) && r.in.Estate.ID != "" && slices.Contains(o.Estates, r.in.Estate.ID) {
			return o
		}
	}
	return nil
}

func (r route) byID(id string) *Org {
	for i := range r.orgs {
		if o := &r.orgs[i]; id != "" && o.ID == id && r.free(*o) {
			return o
		}
	}
	return nil
}

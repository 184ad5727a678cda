package routing

import (
	"slices"
	"strings"
)

// free tells whether an organisation may handle this request at all.
func (r route) free(o Org) bool {
	return o.Active && o.ID != "" && !r.accused(o.ID) && !slices.Contains(r.avoid, o.ID)
}

// first finds the first free organisation of the kinds, in the order of the
// kinds; one that names the estate goes before one for the whole community.
func (r route) first(kinds ...string) *Org {
	for _, kind := range kinds {
		var whole *Org
		for i := range r.orgs {
			o := &r.orgs[i]
			if o.Kind != kind || !r.free(*o) || kind == PartyOrg && !r.home(*o) {
				continue
			}
			if r.covers(*o) {
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

// home tells the community's own bodies from those above. Handling organisations
// that the organisation department names (住建局党委) are Party organisations as
// well; while one is called after the 社区, the others are not its own.
func (r route) home(o Org) bool {
	return ours(o) || o.Kind == PartyOrg && !slices.ContainsFunc(r.orgs, func(x Org) bool { return x.Kind == PartyOrg && ours(x) })
}

// ours tells it by kind and name alone.
func ours(o Org) bool {
	switch o.Kind {
	case Committee, Station:
		return true
	case PartyOrg:
		return strings.Contains(o.Name, "社区") || strings.HasSuffix(o.Name, "村党支部") || strings.HasSuffix(o.Name, "村党总支")
	}
	return false
}

// firstDepartment finds a department by its short name. The police are recorded
// as 派出所 or as a department.
func (r route) firstDepartment(name string) *Org {
	for i := range r.orgs {
		o := &r.orgs[i]
		if r.free(*o) && isDepartment(*o, name) {
			return o
		}
	}
	return nil
}

func isDepartment(o Org, name string) bool {
	switch {
	case o.Kind == Police && name == "派出所":
		return true
	case o.Kind != Department && o.Kind != Police:
		return false
	}
	return o.Department == name || o.Department == "" && name != "" && strings.Contains(o.Name, name)
}

func (r route) covers(o Org) bool {
	return r.in.Estate.ID != "" && slices.Contains(o.Estates, r.in.Estate.ID)
}

// covering finds an organisation of a kind that names the estate itself.
func (r route) covering(kind string) *Org {
	for i := range r.orgs {
		if o := &r.orgs[i]; o.Kind == kind && r.free(*o) && r.covers(*o) {
			return o
		}
	}
	return nil
}

// named finds an organisation by its id while it is still of the kind that was
// meant: a company that became a partner unit no longer repairs the lamps.
func (r route) named(id, kind string) *Org {
	if o := r.byID(id); o != nil && o.Kind == kind && r.free(*o) {
		return o
	}
	return nil
}

// byID finds an organisation whether it may handle the request or not.
func (r route) byID(id string) *Org {
	for i := range r.orgs {
		if o := &r.orgs[i]; id != "" && o.ID == id {
			return o
		}
	}
	return nil
}

// Package routing proposes which organisation (单位) handles a request: the
// property company of the estate, its owners' committee, the residents'
// committee, a department, or the organisation department for the Friday
// report. It looks at categories, tiers and estates, never at the words of the
// request; package classify reads those.
//
// Three rules always hold, whatever the tables say:
//
//   - whoever is complained about never decides the complaint;
//   - an estate without a property company or owners' committee is taken care
//     of by the 居委会, and after it by the Party organisation (兜底);
//   - while the community has any active 居委会, Party organisation or station,
//     every request has a handler.
package routing

// The kinds of organisations that routing knows by name.
const (
	PartyOrg        = "party_org"        // 社区党组织
	Committee       = "committee"        // 居委会
	Station         = "station"          // 工作站
	Property        = "property"         // 物业
	OwnersCommittee = "owners_committee" // 业委会, also 筹备组 and 自管小组
	Mediation       = "mediation"        // 人民调解委员会
	Department      = "department"       // 职能部门
	Street          = "street"           // 街道/社工委
	OrgDept         = "org_dept"         // 组织部
	Police          = "police"           // 派出所
	Volunteers      = "volunteers"       // 红管志愿者
)

// Default working days, from acceptance. The office may set others per matter
// (Input.Days). The figures are our own defaults: the published project gives
// a set time but no number.
const (
	ConsultDays    = 1 // a question is answered the next working day
	CommunityDays  = 5 // 社区协调
	DepartmentDays = 7 // 部门转办
	ComplexDays    = 5 // 复杂承办, counted after the organisation department has forwarded it
)

// Org is an organisation requests can be given to. Empty Estates means it
// covers the whole community.
type Org struct {
	ID, Name, Kind string
	Estates        []string // estate ids
	Department     string   // for kind department: 城管, 住建, …
	Active         bool
}

// Estate is the 小区 a request comes from. Property and Committee are org ids,
// empty when the estate has none (or none is recorded).
type Estate struct {
	ID, Name            string
	Property, Committee string
}

// Input is what is known about one request. A zero Estate means the place is
// unknown. Accused holds the org ids the request complains about.
type Input struct {
	Category, Tier, HandlerKind, Department, MatterName string
	Days                                                int
	Estate                                              Estate
	Accused                                             []string
	Kind                                                string
}

// Decision is a proposed route. Org is the handler's id, empty only when the
// community has nobody left; Copies are the ids that receive a copy of the
// letter; Days are working days; Reason is one Chinese sentence for people.
type Decision struct {
	Org, OrgName, Kind, Tier string
	Copies                   []string
	Days                     int
	Reason                   string
}

// Route proposes the handler of a request. It never fails and is the same for
// the same input and order of orgs.
func Route(in Input, orgs []Org) Decision {
	r := route{in: in, orgs: orgs}
	org, why := r.handler()
	d := Decision{Tier: r.tier(), Days: r.days()}
	if org == nil {
		d.Reason = "社区还没有可承办的单位，请社区书记先在“单位”里登记居委会或党组织"
		return d
	}
	d.Org, d.OrgName, d.Kind, d.Reason = org.ID, org.Name, org.Kind, why
	if d.Tier == "department" && org.Kind != OrgDept {
		// 部门转办: the letter always goes with a copy to the organisation department.
		if upper := r.first(OrgDept); upper != nil {
			d.Copies = append(d.Copies, upper.ID)
		}
	}
	return d
}

// route is one decision being made.
type route struct {
	in   Input
	orgs []Org
}

func (r route) tier() string {
	switch r.in.Tier {
	case "department", "complex":
		return r.in.Tier
	}
	return "community"
}

func (r route) days() int {
	switch {
	case r.in.Days > 0:
		return r.in.Days
	case r.in.Kind == "consult" && r.tier() == "community":
		return ConsultDays
	case r.tier() == "department":
		return DepartmentDays
	case r.tier() == "complex":
		return ComplexDays
	}
	return CommunityDays
}

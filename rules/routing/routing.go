// Package routing proposes which organisation (单位) handles a request and by
// which way it gets it: the property company of the estate by link, its owners'
// committee, the residents' committee, a department by letter, or the
// organisation department with the Friday report. It looks at matters, tiers and
// estates, and in the words of a request for one thing only: whom they complain
// about (accused.go). What they mean otherwise is package classify's.
//
// Four rules always hold, whatever the tables say:
//
//   - whoever is complained about never handles the complaint, nor gets a copy;
//   - an estate without a property company or owners' committee is taken care
//     of by the 居委会, and after it by the Party organisation (兜底);
//   - while the community has any active 居委会, Party organisation or station
//     that is not complained about, every request has a handler;
//   - whoever has just returned a request is not proposed again while anybody
//     else is there.
package routing

import (
	"slices"
	"strings"
)

// The kinds of organisations that routing knows by name.
const (
	PartyOrg        = "party_org"        // 社区党组织; also those above that handle complex matters
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

// Org is an organisation requests can be given to. Empty Estates means it
// covers the whole community.
type Org struct {
	ID, Name, Kind string
	Estates        []string // estate ids
	Department     string   // for kind department: 城管, 住建, …
	Contact        string   // name of the designated 专人; empty when none is recorded
	Mailbox        bool     // it can be written to by mail
	Active         bool
}

// Estate is the 小区 a request comes from. Property and Committee are org ids,
// empty when the estate has none (or none is recorded).
type Estate struct {
	ID, Name            string
	Property, Committee string
}

// Rule is the office's own word on who handles a matter (派单规则): in one
// estate, or, with an empty Estate, wherever no rule of the estate says otherwise.
type Rule struct {
	Org    string
	Estate string // id
	Note   string // why, in the office's words; may be empty
}

// Input is what is known about one request. A zero Estate means the place is
// unknown. Accused are the organisations its words complain about; Returned are
// those that have sent it back. Rules are the rules for its matter. ByStreet
// tells that letters to departments go by way of the street (mode B).
type Input struct {
	Lane, Kind, Category, Tier string
	Matter, MatterName         string // code and name
	HandlerKind, Department    string
	Days                       int   // of the matter; 0: the tier's
	Terms                      Terms // of the tiers; zero fields mean the defaults
	Estate                     Estate
	Accused                    []Accusation
	Returned                   []string
	Rules                      []Rule
	ByStreet                   bool
}

// Decision is a proposed route. Org is the handler's id, empty only when nobody
// is left who may handle the request; Contact is the name of its 专人, empty when
// none is recorded. Copies are the ids that receive a copy of the letter, Via the
// street that passes it on in mode B. Urge are complained about for being slow
// with their own work: they are pressed to do it. Ask are complained about
// otherwise: they are asked what they say to it. Neither gets the request. Days
// are working days; Reason and How are Chinese sentences for people.
type Decision struct {
	Org, OrgName, Kind, Contact string
	Tier, Channel               string
	Copies                      []string
	Via                         string
	Urge, Ask                   []string
	Days                        int
	Reason, How                 string
}

// Route proposes the handler of a request. It never fails and is the same for
// the same input and order of orgs.
func Route(in Input, orgs []Org) Decision {
	if in.Kind == "praise" {
		in.Accused = nil // who is thanked is told so
	}
	r := route{in: in, orgs: orgs, avoid: in.Returned}
	r.in.Accused = r.withImplied()
	org, why := r.handler()
	if org == nil && len(r.avoid) > 0 {
		r.avoid = nil
		if org, why = r.handler(); org != nil {
			why += "；退回过，但没有别的单位可以承办"
		}
	}
	d := Decision{Tier: r.tier(), Days: r.days()}
	d.Urge, d.Ask = r.pressed()
	if org == nil {
		d.Reason = r.nobody()
		return d
	}
	d.Org, d.OrgName, d.Kind, d.Contact = org.ID, org.Name, org.Kind, org.Contact
	d.Reason = why
	if in.Lane == "emergency" {
		d.Reason = r.matter() + "：可能有危险，请值班人员马上打电话核实，由" + org.Name + "跟进"
		if len(r.in.Accused) > 0 {
			d.Reason += "；" + why
		}
	}
	r.way(&d, *org)
	return d
}

// route is one decision being made.
type route struct {
	in    Input
	orgs  []Org
	avoid []string
}

func (r route) tier() string {
	switch r.in.Tier {
	case "department", "complex":
		return r.in.Tier
	}
	return "community"
}

// nobody says why there is no handler at all.
func (r route) nobody() string {
	if names := r.accusedNames(); names != "" {
		return "反映的是" + names + "，社区没有登记别的可以承办的单位，请社区书记先在“单位”里登记街道或上级单位"
	}
	return "社区还没有可承办的单位，请社区书记先在“单位”里登记居委会或党组织"
}

// accusedNames names whom the request complains about: 安居物业、湖畔花园一期业委会.
func (r route) accusedNames() string {
	var names []string
	for _, o := range r.orgs {
		if o.Name != "" && r.accused(o.ID) && !slices.Contains(names, o.Name) {
			names = append(names, o.Name)
		}
	}
	if len(names) == 0 && len(r.in.Accused) > 0 {
		return "被反映单位"
	}
	return strings.Join(names, "、")
}

func (r route) accused(id string) bool {
	return slices.ContainsFunc(r.in.Accused, func(a Accusation) bool { return a.Org == id })
}

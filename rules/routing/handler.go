package routing

import (
	"slices"
	"strings"
)

// handler finds who handles the request and the sentence that says why. The
// order of the steps is the order of authority: the tier first, then the
// question, then the usual handler, then 兜底.
func (r route) handler() (*Org, string) {
	switch r.tier() {
	case "complex":
		if org := r.first(OrgDept); org != nil {
			return org, r.matter() + "属于复杂承办，随每周五《民意诉求周报》报" + org.Name + "转交承办党组织"
		}
		if org := r.first(Street); org != nil {
			return org, r.matter() + "属于复杂承办，社区没有登记组织部，先报" + org.Name + "协调"
		}
		return r.fallback(r.matter() + "属于复杂承办，社区没有登记上级单位，")
	case "department":
		return r.department()
	}
	if len(r.in.Accused) > 0 && r.in.Kind != "praise" {
		return r.complaint()
	}
	if r.in.Kind == "consult" && r.in.Category == "government" {
		if org := r.first(Station, Committee, PartyOrg); org != nil {
			return org, "您是在咨询" + r.in.MatterName + "，先由" + org.Name + "答复说明"
		}
	}
	return r.usual()
}

// usual is the handler of an ordinary community matter.
func (r route) usual() (*Org, string) {
	switch kind := r.in.HandlerKind; {
	case kind == Property || kind == "" && r.in.Category == "market_service":
		return r.property()
	case kind == OwnersCommittee:
		return r.owners()
	case kind == Volunteers || kind == "" && r.in.Category == "public_welfare":
		if org := r.first(Volunteers, Committee, Station, PartyOrg); org != nil {
			return org, r.matter() + "属于公益服务，由" + org.Name + "联系志愿者"
		}
	case kind == Committee || kind == "" && r.in.Category == "self_governance":
		// A self-managed estate settles its own rules first.
		if org := r.selfManaged(); org != nil && r.in.Category == "self_governance" {
			return org, r.matter() + "属于民主自治，" + r.place() + "没有物业，由" + org.Name + "牵头"
		}
		if org := r.first(Committee, PartyOrg); org != nil {
			return org, r.matter() + "由" + org.Name + "牵头协调"
		}
	case kind == Department:
		return r.department()
	case kind == Police:
		// Many offices record the 派出所 as a department.
		if org := r.firstDepartment("派出所"); org != nil {
			return org, r.matter() + "由" + org.Name + "办理"
		}
	}
	if kind := r.in.HandlerKind; kind != "" {
		if org := r.first(kind); org != nil {
			return org, r.matter() + "由" + org.Name + "办理"
		}
	}
	return r.fallback("")
}

// property gives the matter to the estate's property company.
func (r route) property() (*Org, string) {
	if org := r.byID(r.in.Estate.Property); org != nil {
		return org, r.matter() + "归小区物业，" + r.place() + "由" + org.Name + "服务"
	}
	if r.in.Estate.ID == "" {
		return r.fallback("还不知道是哪个小区，")
	}
	if r.in.Estate.Property == "" {
		if org := r.covering(Property); org != nil {
			return org, r.matter() + "归小区物业，" + r.place() + "由" + org.Name + "服务"
		}
		return r.fallback(r.place() + "没有物业公司，")
	}
	return r.fallback(r.place() + "的物业现在不能承办，")
}

// owners gives the matter to the estate's owners' committee.
func (r route) owners() (*Org, string) {
	if org := r.byID(r.in.Estate.Committee); org != nil {
		return org, r.matter() + "由业主共同决定，" + r.place() + "由" + org.Name + "牵头"
	}
	if org := r.covering(OwnersCommittee); org != nil {
		return org, r.matter() + "由业主共同决定，" + r.place() + "由" + org.Name + "牵头"
	}
	if r.in.Estate.ID == "" {
		return r.fallback("还不知道是哪个小区，")
	}
	return r.fallback(r.place() + "没有业委会，")
}

// complaint keeps a complaint about an organisation away from it. The accused
// gets neither the request nor a copy; the 居委会 hears both sides.
func (r route) complaint() (*Org, string) {
	name := r.accusedName()
	org, _ := r.fallback("")
	if org == nil {
		return nil, ""
	}
	return org, "反映的是" + name + "，不交" + name + "自己处理，由" + org.Name + "受理"
}

// department gives the matter to the functional department named, or to the
// street when the community keeps no address of that department.
func (r route) department() (*Org, string) {
	name := r.in.Department
	if name != "" {
		if org := r.firstDepartment(name); org != nil {
			return org, r.matter() + "归" + org.Name + "管，发函转办并抄送组织部"
		}
	}
	prefix := "没有登记" + name + "的联系方式，"
	if name == "" {
		prefix = "还没有写明归哪个部门，"
	}
	if org := r.first(Street); org != nil {
		return org, prefix + "由" + org.Name + "转交"
	}
	return r.fallback(prefix)
}

// fallback is the 兜底: 居委会, Party organisation, station, in this order. When
// all of them are complained about the street hears it, then the organisation
// department.
func (r route) fallback(because string) (*Org, string) {
	org := r.first(Committee, PartyOrg, Station, Street, OrgDept)
	if org == nil {
		return nil, ""
	}
	return org, strings.TrimPrefix(because+"由"+org.Name+"兜底受理", "，")
}

// selfManaged is the 自管小组 of an estate without a property company.
func (r route) selfManaged() *Org {
	if r.in.Estate.ID == "" || r.in.Estate.Property != "" || r.covering(Property) != nil {
		return nil
	}
	if org := r.byID(r.in.Estate.Committee); org != nil {
		return org
	}
	return r.covering(OwnersCommittee)
}

// matter begins a reason; an unnamed matter is 此事.
func (r route) matter() string {
	if r.in.MatterName == "" {
		return "此事"
	}
	return r.in.MatterName
}

func (r route) place() string {
	if r.in.Estate.Name == "" {
		return "本小区"
	}
	return r.in.Estate.Name
}

// accusedName names whom a complaint is about, or says 被反映单位 when no name
// is at hand.
func (r route) accusedName() string {
	for _, o := range r.orgs {
		if o.Name != "" && slices.Contains(r.in.Accused, o.ID) {
			return o.Name
		}
	}
	return "被反映单位"
}

package routing

import (
	"slices"
	"strings"
)

// handler finds who handles the request and the sentence that says why. The
// order of the steps is the order of authority: the tier first, then the office's
// own rule, the complaint, the question, the usual handler, and 兜底.
func (r route) handler() (*Org, string) {
	if r.tier() == "complex" {
		return r.complex()
	}
	if org, why := r.ruled(); org != nil {
		return org, why
	}
	if r.tier() == "department" {
		return r.department()
	}
	if len(r.in.Accused) > 0 {
		return r.complaint()
	}
	if r.in.Kind == "consult" && r.in.Category == "government" {
		if org := r.first(Station, Committee, PartyOrg); org != nil {
			return org, "您是在咨询" + r.matter() + "，先由" + org.Name + "答复说明"
		}
	}
	return r.usual()
}

func (r route) complex() (*Org, string) {
	about := ""
	if names := r.accusedNames(); names != "" {
		about = "反映的是" + names + "，"
	}
	if org := r.first(OrgDept); org != nil {
		return org, about + r.matter() + "属于复杂承办，随每周五《民意诉求周报》报" + org.Name + "转交承办党组织"
	}
	if org := r.first(Street); org != nil {
		return org, about + r.matter() + "属于复杂承办，社区没有登记组织部，先报" + org.Name + "协调"
	}
	return r.fallback(about + r.matter() + "属于复杂承办，社区没有登记上级单位，")
}

// ruled is the office's own rule: one for the estate goes before one for all.
func (r route) ruled() (*Org, string) {
	for _, estate := range []string{r.in.Estate.ID, ""} {
		for _, rule := range r.in.Rules {
			org := r.byID(rule.Org)
			if rule.Estate != estate || org == nil || !r.free(*org) {
				continue
			}
			where := ""
			if estate != "" {
				where = r.place() + "的"
			}
			why := "按本社区派单规则，" + where + r.matter() + "由" + org.Name + "承办"
			if rule.Note != "" {
				why += "（" + rule.Note + "）"
			}
			if names := r.accusedNames(); names != "" {
				why = "反映的是" + names + "；" + why
			}
			return org, why
		}
	}
	return nil, ""
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
		// At tier community nobody has decided to write: the station explains first.
		if org := r.first(Station, Committee, PartyOrg); org != nil {
			dept := r.in.Department
			if dept == "" {
				dept = "职能部门"
			}
			return org, r.matter() + "归" + dept + "管，先由" + org.Name + "答复说明，要部门办的再发函转办"
		}
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
		if gone := r.sentBack(kind); gone != "" {
			return r.fallback(gone)
		}
		return r.fallback("社区没有登记" + called(kind) + "，" + r.matter() + "先")
	}
	return r.fallback(r.matter())
}

// called is how a kind of organisation is spoken of.
func called(kind string) string {
	names := map[string]string{
		PartyOrg: "党组织", Committee: "居委会", Station: "工作站", Property: "物业公司", OwnersCommittee: "业委会", Mediation: "人民调解委员会",
		Department: "职能部门", Street: "街道", OrgDept: "组织部", Police: "派出所", Volunteers: "志愿者", "partner": "共建单位",
	}
	if name := names[kind]; name != "" {
		return name
	}
	return "承办单位"
}

// property gives the matter to the estate's property company.
func (r route) property() (*Org, string) {
	org := r.named(r.in.Estate.Property, Property)
	if org == nil {
		org = r.covering(Property)
	}
	if org != nil {
		return org, r.matter() + "归小区物业，" + r.place() + "由" + org.Name + "服务"
	}
	if r.in.Estate.ID == "" {
		return r.fallback("还不知道是哪个小区，" + r.matter() + "先")
	}
	if gone := r.sentBack(Property); gone != "" {
		return r.fallback(gone)
	}
	return r.fallback(r.missing(r.in.Estate.Property, Property))
}

// missing says why an estate has no organisation of a kind to turn to: there is
// none, it is no longer in use, or it has become something else.
func (r route) missing(id, kind string) string {
	switch org := r.byID(id); {
	case org == nil || org.Name == "":
		return r.place() + "没有" + called(kind) + "，"
	case org.Kind != kind:
		return r.place() + "登记的" + org.Name + "不是" + called(kind) + "，"
	default:
		return r.place() + "的" + org.Name + "现在不能承办，"
	}
}

// owners gives the matter to the estate's owners' committee. A 筹备组 prepares
// the election and may not decide in the owners' name.
func (r route) owners() (*Org, string) {
	org := r.named(r.in.Estate.Committee, OwnersCommittee)
	if org == nil {
		org = r.covering(OwnersCommittee)
	}
	switch {
	case org != nil && strings.Contains(org.Name, "筹备"):
		return r.fallback(r.matter() + "由业主共同决定，" + r.place() + "的业委会还在筹备，" + org.Name + "不能代替它决定，")
	case org != nil:
		return org, r.matter() + "由业主共同决定，" + r.place() + "由" + org.Name + "牵头"
	case r.in.Estate.ID == "":
		return r.fallback("还不知道是哪个小区，" + r.matter() + "先")
	}
	if gone := r.sentBack(OwnersCommittee); gone != "" {
		return r.fallback(gone)
	}
	return r.fallback(r.missing(r.in.Estate.Committee, OwnersCommittee))
}

// sentBack names the organisation of a kind that has returned the request.
func (r route) sentBack(kind string) string {
	for _, o := range r.orgs {
		if slices.Contains(r.avoid, o.ID) && o.Name != "" && (o.Kind == kind || kind == Department && o.Kind == Police || kind == Police && isDepartment(o, "派出所")) {
			return r.matter() + "被" + o.Name + "退回，"
		}
	}
	return ""
}

// complaint keeps a complaint about an organisation away from it. The 居委会
// hears both sides. Where the complaint is that the usual handler is slow with
// work of its own, it is pressed to do the work; whether that was done well is
// not for it to say.
func (r route) complaint() (*Org, string) {
	names := r.accusedNames()
	them := names
	if strings.Contains(names, "、") {
		them = "它们"
	}
	org, _ := r.fallback("")
	if org == nil {
		return nil, ""
	}
	if urge, ask := r.pressed(); len(urge) > 0 && len(ask) == 0 {
		return org, r.matter() + "该" + names + "负责，反映的是" + names + "没有做好：由" + org.Name + "督促，做得怎样由" + org.Name + "核实"
	}
	why := "反映的是" + names + "，不交" + them + "自己处理，"
	if org.Kind == Street || org.Kind == OrgDept {
		return org, why + "请" + org.Name + "处理"
	}
	return org, why + "由" + org.Name + "受理，并请" + them + "说明情况"
}

// department gives the matter to the functional department named, or to the
// street when that department is not there, complained about, or sent it back.
func (r route) department() (*Org, string) {
	name := r.in.Department
	if name != "" {
		if org := r.firstDepartment(name); org != nil {
			return org, r.matter() + "归" + org.Name + "管，发函转办"
		}
	}
	why, ask := "", "转交"
	for _, o := range r.orgs {
		switch {
		case name == "" || !isDepartment(o, name) || o.Name == "":
		case r.accused(o.ID):
			why, ask = "反映的是"+o.Name+"，不交"+o.Name+"自己处理，", "处理"
			if urge, _ := r.pressed(); slices.Contains(urge, o.ID) {
				why, ask = r.matter()+"该"+o.Name+"负责，反映的是"+o.Name+"没有做好，", "督促"
			}
		case slices.Contains(r.avoid, o.ID):
			why, ask = r.matter()+"被"+o.Name+"退回，", "协调由谁办理"
		case !o.Active && why == "":
			why = r.matter() + "归" + name + "管，" + o.Name + "现在不能承办，"
		}
	}
	if why == "" && name == "" {
		why = r.matter() + "还没有写明归哪个部门，"
	} else if why == "" {
		why = r.matter() + "归" + name + "管，没有登记" + name + "的联系方式，"
	}
	if org := r.first(Street); org != nil {
		return org, why + "请" + org.Name + ask
	}
	return r.fallback(why)
}

// fallback is the 兜底: 居委会, Party organisation, station, in this order. When
// all of them are complained about the street hears it, then the organisation
// department.
func (r route) fallback(because string) (*Org, string) {
	org := r.first(Committee, PartyOrg, Station, Street, OrgDept)
	if org == nil {
		return nil, ""
	}
	return org, because + "由" + org.Name + "兜底受理"
}

// selfManaged is the 自管小组 of an estate without a property company.
func (r route) selfManaged() *Org {
	if r.in.Estate.ID == "" || r.in.Estate.Property != "" || r.covering(Property) != nil {
		return nil
	}
	if org := r.named(r.in.Estate.Committee, OwnersCommittee); org != nil {
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

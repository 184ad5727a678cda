package routing_test

import (
	"slices"
	"strings"
	"testing"

	"hongguan/rules/routing"
)

// The demo community's organisations, shortened.
func orgs() []routing.Org {
	return []routing.Org{
		{ID: "party", Name: "湖畔社区党组织", Kind: routing.PartyOrg, Active: true},
		{ID: "committee", Name: "湖畔社区居委会", Kind: routing.Committee, Active: true},
		{ID: "station", Name: "湖畔社区工作站", Kind: routing.Station, Active: true},
		{ID: "mediation", Name: "人民调解委员会", Kind: routing.Mediation, Active: true},
		{ID: "anju", Name: "安居物业", Kind: routing.Property, Estates: []string{"e1", "e2"}, Active: true},
		{ID: "wanhe", Name: "万合物业", Kind: routing.Property, Estates: []string{"e5"}, Active: true},
		{ID: "owners1", Name: "湖畔花园一期业委会", Kind: routing.OwnersCommittee, Estates: []string{"e1"}, Active: true},
		{ID: "self6", Name: "纺机宿舍自管小组", Kind: routing.OwnersCommittee, Estates: []string{"e6"}, Active: true},
		{ID: "chengguan", Name: "综合执法大队", Kind: routing.Department, Department: "城管", Active: true},
		{ID: "police", Name: "星湖派出所", Kind: routing.Department, Department: "派出所", Active: true},
		{ID: "street", Name: "星湖街道", Kind: routing.Street, Active: true},
		{ID: "zuzhibu", Name: "区党工委组织部", Kind: routing.OrgDept, Active: true},
	}
}

var (
	gardenOne = routing.Estate{ID: "e1", Name: "湖畔花园一期", Property: "anju", Committee: "owners1"}
	emerald   = routing.Estate{ID: "e5", Name: "翡翠公馆", Property: "wanhe"}
	looms     = routing.Estate{ID: "e6", Name: "纺机宿舍"}
	nowhere   = routing.Estate{}
)

func without(list []routing.Org, ids ...string) []routing.Org {
	return slices.DeleteFunc(list, func(o routing.Org) bool { return slices.Contains(ids, o.ID) })
}

func asleep(list []routing.Org, ids ...string) []routing.Org {
	for i := range list {
		if slices.Contains(ids, list[i].ID) {
			list[i].Active = false
		}
	}
	return list
}

func TestRoute(t *testing.T) {
	light := routing.Input{Category: "market_service", Tier: "community", HandlerKind: "property", MatterName: "公共照明维修", Kind: "help"}
	dogs := routing.Input{Category: "self_governance", Tier: "community", HandlerKind: "committee", MatterName: "养犬与宠物", Kind: "complaint"}
	fund := routing.Input{Category: "self_governance", Tier: "community", HandlerKind: "owners_committee", MatterName: "维修资金使用", Kind: "help"}
	vendor := routing.Input{Category: "government", Tier: "department", HandlerKind: "department", Department: "城管", MatterName: "占道经营", Kind: "complaint"}
	deed := routing.Input{Category: "government", Tier: "complex", HandlerKind: "street", MatterName: "房产证等历史遗留", Kind: "help"}
	elder := routing.Input{Category: "public_welfare", Tier: "community", HandlerKind: "volunteers", MatterName: "陪诊就医", Kind: "help"}
	at := func(in routing.Input, e routing.Estate) routing.Input { in.Estate = e; return in }
	accusing := func(in routing.Input, ids ...string) routing.Input {
		in.Accused, in.Kind = ids, "complaint"
		return in
	}
	asked := func(in routing.Input) routing.Input { in.Kind = "consult"; return in }
	days := func(in routing.Input, n int) routing.Input { in.Days = n; return in }
	of := func(in routing.Input, department string) routing.Input { in.Department = department; return in }
	kind := func(in routing.Input, k string) routing.Input { in.HandlerKind = k; return in }

	for _, x := range []struct {
		name   string
		in     routing.Input
		orgs   []routing.Org
		want   string
		tier   string
		copies string
		days   int
		reason string // a part of it
	}{
		{"property", at(light, gardenOne), orgs(), "anju", "community", "", 5, "公共照明维修归小区物业，湖畔花园一期由安居物业服务"},
		{"no property company", at(light, looms), orgs(), "committee", "community", "", 5, "纺机宿舍没有物业公司，由湖畔社区居委会兜底受理"},
		{"no property, no committee", at(light, looms), without(orgs(), "committee"), "party", "community", "", 5, "由湖畔社区党组织兜底受理"},
		{"property left unrecorded in the estate but named by the company", at(light, routing.Estate{ID: "e5", Name: "翡翠公馆"}), orgs(), "wanhe", "community", "", 5, "万合物业"},
		{"property asleep", at(light, gardenOne), asleep(orgs(), "anju"), "committee", "community", "", 5, "物业现在不能承办"},
		{"estate unknown", at(light, nowhere), orgs(), "committee", "community", "", 5, "还不知道是哪个小区"},
		{"owners' committee", at(fund, gardenOne), orgs(), "owners1", "community", "", 5, "湖畔花园一期业委会"},
		{"no owners' committee", at(fund, emerald), orgs(), "committee", "community", "", 5, "翡翠公馆没有业委会"},
		{"no owners' committee, no 居委会", at(fund, emerald), without(orgs(), "committee"), "party", "community", "", 5, "没有业委会"},
		{"self-managed estate, owners' matter", at(fund, looms), orgs(), "self6", "community", "", 5, "自管小组"},
		{"self-managed estate, neighbours' matter", at(dogs, looms), orgs(), "self6", "community", "", 5, "没有物业，由纺机宿舍自管小组牵头"},
		{"neighbours' matter elsewhere", at(dogs, gardenOne), orgs(), "committee", "community", "", 5, "居委会"},
		{"mediation", at(kind(dogs, "mediation"), gardenOne), orgs(), "mediation", "community", "", 5, "人民调解委员会"},
		{"no mediation", at(kind(dogs, "mediation"), gardenOne), without(orgs(), "mediation"), "committee", "community", "", 5, "兜底"},
		{"department", at(vendor, gardenOne), orgs(), "chengguan", "department", "zuzhibu", 7, "归综合执法大队管"},
		{"department recorded by its name only", at(of(vendor, "派出所"), gardenOne), orgs(), "police", "department", "zuzhibu", 7, "星湖派出所"},
		{"department without address", at(of(vendor, "水务"), gardenOne), orgs(), "street", "department", "zuzhibu", 7, "没有登记水务的联系方式，由星湖街道转交"},
		{"department without address, no street", at(of(vendor, "水务"), gardenOne), without(orgs(), "street"), "committee", "department", "zuzhibu", 7, "兜底"},
		{"department without a name", at(of(vendor, ""), gardenOne), orgs(), "street", "department", "zuzhibu", 7, "还没有写明归哪个部门"},
		{"complex", at(deed, gardenOne), orgs(), "zuzhibu", "complex", "", 5, "周五"},
		{"complex without an organisation department", at(deed, gardenOne), without(orgs(), "zuzhibu"), "street", "complex", "", 5, "星湖街道"},
		{"complex with nobody above", at(deed, gardenOne), without(orgs(), "zuzhibu", "street"), "committee", "complex", "", 5, "兜底"},
		{"volunteers for now", at(elder, gardenOne), orgs(), "committee", "community", "", 5, "联系志愿者"},
		{"volunteers, no 居委会", at(elder, gardenOne), without(orgs(), "committee"), "station", "community", "", 5, "联系志愿者"},
		{"a question goes to the station", asked(at(routing.Input{Category: "government", HandlerKind: "department", Department: "教育", MatterName: "入学"}, gardenOne)), orgs(), "station", "community", "", 1, "咨询"},
		{"a question about the lamp still goes to the property", asked(at(light, gardenOne)), orgs(), "anju", "community", "", 1, "安居物业"},
		{"the accused never decides", accusing(at(light, gardenOne), "anju"), orgs(), "committee", "community", "", 5, "反映的是安居物业，不交安居物业自己处理"},
		{"the 居委会 accused", accusing(at(dogs, gardenOne), "committee"), orgs(), "party", "community", "", 5, "党组织"},
		{"居委会 and Party organisation accused", accusing(at(dogs, gardenOne), "committee", "party"), orgs(), "station", "community", "", 5, "工作站"},
		{"everybody at home accused", accusing(at(dogs, gardenOne), "committee", "party", "station"), orgs(), "street", "community", "", 5, "星湖街道"},
		{"the department accused", accusing(at(vendor, gardenOne), "chengguan"), orgs(), "street", "department", "zuzhibu", 7, "街道"},
		{"the organisation department accused gets no copy", accusing(at(vendor, gardenOne), "zuzhibu"), orgs(), "chengguan", "department", "", 7, ""},
		{"accused while asking for help", routing.Input{Category: "market_service", HandlerKind: "property", MatterName: "电梯故障维修", Kind: "help", Estate: gardenOne, Accused: []string{"anju"}}, orgs(), "committee", "community", "", 5, "不交安居物业自己处理"},
		{"days of the matter win", days(at(light, gardenOne), 2), orgs(), "anju", "community", "", 2, ""},
		{"police as a department", at(kind(routing.Input{Category: "government", MatterName: "户口"}, "police"), gardenOne), orgs(), "police", "community", "", 5, "派出所"},
		{"unknown matter", routing.Input{Category: "government", HandlerKind: "station"}, orgs(), "station", "community", "", 5, "此事由湖畔社区工作站办理"},
		{"nothing known", routing.Input{}, orgs(), "committee", "community", "", 5, ""},
		{"nobody there", at(light, gardenOne), nil, "", "community", "", 5, "还没有可承办的单位"},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := routing.Route(x.in, x.orgs)
			if d.Org != x.want || d.Tier != x.tier || strings.Join(d.Copies, " ") != x.copies || d.Days != x.days {
				t.Errorf("got %+v", d)
			}
			if !strings.Contains(d.Reason, x.reason) {
				t.Errorf("reason %q, want %q in it", d.Reason, x.reason)
			}
			for _, o := range x.orgs {
				if o.ID == d.Org && (o.Name != d.OrgName || o.Kind != d.Kind) {
					t.Errorf("name and kind of another organisation: %+v", d)
				}
			}
		})
	}
}

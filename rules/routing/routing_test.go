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
		{ID: "zhujian", Name: "区住建局党委", Kind: routing.PartyOrg, Active: true}, // named by the organisation department
		{ID: "party", Name: "湖畔社区党组织", Kind: routing.PartyOrg, Active: true},
		{ID: "committee", Name: "湖畔社区居委会", Kind: routing.Committee, Contact: "王敏", Active: true},
		{ID: "station", Name: "湖畔社区工作站", Kind: routing.Station, Active: true},
		{ID: "mediation", Name: "人民调解委员会", Kind: routing.Mediation, Active: true},
		{ID: "anju", Name: "安居物业", Kind: routing.Property, Estates: []string{"e1", "e2"}, Contact: "陈强", Active: true},
		{ID: "wanhe", Name: "万合物业", Kind: routing.Property, Estates: []string{"e5"}, Active: true},
		{ID: "owners1", Name: "湖畔花园一期业委会", Kind: routing.OwnersCommittee, Estates: []string{"e1"}, Active: true},
		{ID: "prep2", Name: "湖畔花园二期业委会筹备组", Kind: routing.OwnersCommittee, Estates: []string{"e2"}, Active: true},
		{ID: "self6", Name: "纺机宿舍自管小组", Kind: routing.OwnersCommittee, Estates: []string{"e6"}, Active: true},
		{ID: "chengguan", Name: "综合执法大队", Kind: routing.Department, Department: "城管", Mailbox: true, Active: true},
		{ID: "police", Name: "星湖派出所", Kind: routing.Department, Department: "派出所", Active: true},
		{ID: "street", Name: "星湖街道", Kind: routing.Street, Active: true},
		{ID: "zuzhibu", Name: "区党工委组织部", Kind: routing.OrgDept, Active: true},
	}
}

var (
	gardenOne = routing.Estate{ID: "e1", Name: "湖畔花园一期", Property: "anju", Committee: "owners1"}
	gardenTwo = routing.Estate{ID: "e2", Name: "湖畔花园二期", Property: "anju", Committee: "prep2"}
	emerald   = routing.Estate{ID: "e5", Name: "翡翠公馆", Property: "wanhe"}
	looms     = routing.Estate{ID: "e6", Name: "纺机宿舍"}
	nowhere   = routing.Estate{}
)

func blamed(ids ...string) (list []routing.Accusation) {
	for _, id := range ids {
		list = append(list, routing.Accusation{Org: id})
	}
	return list
}

func without(list []routing.Org, ids ...string) []routing.Org {
	return slices.DeleteFunc(list, func(o routing.Org) bool { return slices.Contains(ids, o.ID) })
}

func as(list []routing.Org, id, kind string) []routing.Org {
	for i := range list {
		if list[i].ID == id {
			list[i].Kind = kind
		}
	}
	return list
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
		in.Accused, in.Kind = blamed(ids...), "complaint"
		return in
	}
	asked := func(in routing.Input) routing.Input { in.Kind = "consult"; return in }
	days := func(in routing.Input, n int) routing.Input { in.Days = n; return in }
	of := func(in routing.Input, department string) routing.Input { in.Department = department; return in }
	slow := func(in routing.Input, id string) routing.Input {
		in.Accused = []routing.Accusation{{Org: id, Slow: true}}
		return in
	}
	praising := func(in routing.Input) routing.Input { in.Kind = "praise"; return in }
	ruled := func(in routing.Input, rules ...routing.Rule) routing.Input { in.Rules = rules; return in }
	returned := func(in routing.Input, ids ...string) routing.Input { in.Returned = ids; return in }
	emergency := func(in routing.Input) routing.Input { in.Lane = "emergency"; return in }
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
		{"no mediation", at(kind(dogs, "mediation"), gardenOne), without(orgs(), "mediation"), "committee", "community", "", 5, "社区没有登记人民调解委员会，养犬与宠物先由湖畔社区居委会兜底受理"},
		{"department", at(vendor, gardenOne), orgs(), "chengguan", "department", "zuzhibu", 7, "归综合执法大队管"},
		{"department recorded by its name only", at(of(vendor, "派出所"), gardenOne), orgs(), "police", "department", "zuzhibu", 7, "星湖派出所"},
		{"department without address", at(of(vendor, "水务"), gardenOne), orgs(), "street", "department", "zuzhibu", 7, "没有登记水务的联系方式，请星湖街道转交"},
		{"department without address, no street", at(of(vendor, "水务"), gardenOne), without(orgs(), "street"), "committee", "department", "", 7, "兜底"},
		{"department without a name", at(of(vendor, ""), gardenOne), orgs(), "street", "department", "zuzhibu", 7, "还没有写明归哪个部门"},
		{"complex", at(deed, gardenOne), orgs(), "zuzhibu", "complex", "", 5, "周五"},
		{"complex without an organisation department", at(deed, gardenOne), without(orgs(), "zuzhibu"), "street", "complex", "", 5, "星湖街道"},
		{"complex with nobody above", at(deed, gardenOne), without(orgs(), "zuzhibu", "street"), "committee", "complex", "", 5, "兜底"},
		{"volunteers for now", at(elder, gardenOne), orgs(), "committee", "community", "", 5, "联系志愿者"},
		{"volunteers, no 居委会", at(elder, gardenOne), without(orgs(), "committee"), "station", "community", "", 5, "联系志愿者"},
		{"a question goes to the station", asked(at(routing.Input{Category: "government", HandlerKind: "department", Department: "教育", MatterName: "入学"}, gardenOne)), orgs(), "station", "community", "", 1, "咨询"},
		{"a department's matter that nobody sends to it yet", at(routing.Input{Category: "government", Tier: "community", HandlerKind: "department", Department: "派出所", MatterName: "治安", Kind: "complaint"}, gardenOne), orgs(), "station", "community", "", 5, "治安归派出所管，先由湖畔社区工作站答复说明，要部门办的再发函转办"},
		{"a question about the lamp still goes to the property", asked(at(light, gardenOne)), orgs(), "anju", "community", "", 1, "安居物业"},
		{"the accused never decides", accusing(at(light, gardenOne), "anju"), orgs(), "committee", "community", "", 5, "反映的是安居物业，不交安居物业自己处理"},
		{"the 居委会 accused", accusing(at(dogs, gardenOne), "committee"), orgs(), "party", "community", "", 5, "党组织"},
		{"居委会 and Party organisation accused", accusing(at(dogs, gardenOne), "committee", "party"), orgs(), "station", "community", "", 5, "工作站"},
		{"everybody at home accused", accusing(at(dogs, gardenOne), "committee", "party", "station"), orgs(), "street", "community", "", 5, "星湖街道"},
		{"the department accused", accusing(at(vendor, gardenOne), "chengguan"), orgs(), "street", "department", "zuzhibu", 7, "街道"},
		{"the organisation department accused gets no copy", accusing(at(vendor, gardenOne), "zuzhibu"), orgs(), "chengguan", "department", "", 7, ""},
		{"accused while asking for help", routing.Input{Category: "market_service", HandlerKind: "property", MatterName: "电梯故障维修", Kind: "help", Estate: gardenOne, Accused: blamed("anju")}, orgs(), "committee", "community", "", 5, "不交安居物业自己处理"},
		{"days of the matter win", days(at(light, gardenOne), 2), orgs(), "anju", "community", "", 2, ""},
		{"police as a department", at(kind(routing.Input{Category: "government", MatterName: "户口"}, "police"), gardenOne), orgs(), "police", "community", "", 5, "派出所"},
		{"unknown matter", routing.Input{Category: "government", HandlerKind: "station"}, orgs(), "station", "community", "", 5, "此事由湖畔社区工作站办理"},
		{"nothing known", routing.Input{}, orgs(), "committee", "community", "", 5, ""},
		{"property changed its kind", at(light, gardenOne), as(orgs(), "anju", "partner"), "committee", "community", "", 5, "湖畔花园一期登记的安居物业不是物业公司"},
		{"property asleep, another serves the estate", at(light, emerald), append(asleep(orgs(), "wanhe"), routing.Org{ID: "xinghu", Name: "星湖城市服务公司", Kind: routing.Property, Estates: []string{"e5"}, Active: true}), "xinghu", "community", "", 5, "翡翠公馆由星湖城市服务公司服务"},
		{"owners' committee only being prepared", at(fund, gardenTwo), orgs(), "committee", "community", "", 5, "业委会还在筹备，湖畔花园二期业委会筹备组不能代替它决定"},
		{"owners' committee asleep", at(fund, gardenOne), asleep(orgs(), "owners1"), "committee", "community", "", 5, "湖畔花园一期业委会现在不能承办"},
		{"the department asleep", at(vendor, gardenOne), asleep(orgs(), "chengguan"), "street", "department", "zuzhibu", 7, "综合执法大队现在不能承办，请星湖街道转交"},
		{"no police", at(kind(routing.Input{Category: "government", MatterName: "户口"}, "police"), gardenOne), without(orgs(), "police"), "committee", "community", "", 5, "社区没有登记派出所"},
		{"police of their own kind", at(kind(routing.Input{Category: "government", MatterName: "户口"}, "police"), gardenOne), as(orgs(), "police", "police"), "police", "community", "", 5, "户口由星湖派出所办理"},
		{"two accused", accusing(at(light, gardenOne), "anju", "owners1"), orgs(), "committee", "community", "", 5, "反映的是安居物业、湖畔花园一期业委会，不交它们自己处理"},
		{"only the street is left", accusing(at(dogs, gardenOne), "committee", "party", "station"), without(orgs(), "zuzhibu"), "street", "community", "", 5, "请星湖街道处理"},
		{"only the organisation department is left", accusing(at(dogs, gardenOne), "committee", "party", "station", "street"), orgs(), "zuzhibu", "community", "", 5, "请区党工委组织部处理"},
		{"the accused is the only one", accusing(at(light, gardenOne), "anju"), []routing.Org{{ID: "anju", Name: "安居物业", Kind: routing.Property, Active: true}}, "", "community", "", 5, "反映的是安居物业，社区没有登记别的可以承办的单位"},
		{"slow with its own work", slow(at(light, gardenOne), "anju"), orgs(), "committee", "community", "", 5, "公共照明维修该安居物业负责，反映的是安居物业没有做好：由湖畔社区居委会督促"},
		{"slow with another's work", slow(at(dogs, gardenOne), "anju"), orgs(), "committee", "community", "", 5, "反映的是安居物业，不交安居物业自己处理"},
		{"the department slow", slow(at(vendor, gardenOne), "chengguan"), orgs(), "street", "department", "zuzhibu", 7, "占道经营该综合执法大队负责，反映的是综合执法大队没有做好，请星湖街道督促"},
		{"a fee nobody is blamed for by name", accusing(routing.Input{Category: "market_service", HandlerKind: "property", Matter: "property_fee", MatterName: "物业费", Estate: gardenOne}), orgs(), "committee", "community", "", 5, "反映的是安居物业"},
		{"praise goes to who is praised", praising(accusing(at(light, gardenOne), "anju")), orgs(), "anju", "community", "", 5, "安居物业"},
		{"rule of the estate", ruled(at(light, emerald), routing.Rule{Org: "anju", Estate: "e5", Note: "街道托底"}), orgs(), "anju", "community", "", 5, "按本社区派单规则，翡翠公馆的公共照明维修由安居物业承办（街道托底）"},
		{"rule of another estate", ruled(at(light, emerald), routing.Rule{Org: "anju", Estate: "e1"}), orgs(), "wanhe", "community", "", 5, "翡翠公馆由万合物业服务"},
		{"rule for all, and one for the estate", ruled(at(light, emerald), routing.Rule{Org: "station"}, routing.Rule{Org: "anju", Estate: "e5"}), orgs(), "anju", "community", "", 5, "派单规则"},
		{"rule for all", ruled(at(light, gardenOne), routing.Rule{Org: "station"}), orgs(), "station", "community", "", 5, "按本社区派单规则，公共照明维修由湖畔社区工作站承办"},
		{"rule names the accused", accusing(ruled(at(light, gardenOne), routing.Rule{Org: "anju"}), "anju"), orgs(), "committee", "community", "", 5, "反映的是安居物业，不交安居物业自己处理"},
		{"rule names somebody asleep", ruled(at(light, gardenOne), routing.Rule{Org: "wanhe"}), asleep(orgs(), "wanhe"), "anju", "community", "", 5, "安居物业服务"},
		{"rule beside a complaint", accusing(ruled(at(light, gardenOne), routing.Rule{Org: "owners1"}), "anju"), orgs(), "owners1", "community", "", 5, "反映的是安居物业；按本社区派单规则"},
		{"rule of another department", ruled(at(vendor, gardenOne), routing.Rule{Org: "police"}), orgs(), "police", "department", "zuzhibu", 7, "按本社区派单规则"},
		{"rule does not hold back what goes up", ruled(at(deed, gardenOne), routing.Rule{Org: "anju"}), orgs(), "zuzhibu", "complex", "", 5, "周五"},
		{"returned by the property company", returned(at(light, gardenOne), "anju"), orgs(), "committee", "community", "", 5, "公共照明维修被安居物业退回，由湖畔社区居委会兜底受理"},
		{"returned by the department", returned(at(vendor, gardenOne), "chengguan"), orgs(), "street", "department", "zuzhibu", 7, "占道经营被综合执法大队退回，请星湖街道协调由谁办理"},
		{"returned by the owners' committee", returned(at(fund, gardenOne), "owners1"), orgs(), "committee", "community", "", 5, "维修资金使用被湖畔花园一期业委会退回"},
		{"returned by property and 居委会", returned(at(light, gardenOne), "anju", "committee"), orgs(), "party", "community", "", 5, "湖畔社区党组织"},
		{"returned by the only one", returned(at(light, gardenOne), "committee"), []routing.Org{{ID: "committee", Name: "居委会", Kind: routing.Committee, Active: true}}, "committee", "community", "", 5, "没有别的单位可以承办"},
		{"emergency", emergency(at(routing.Input{Category: "government", HandlerKind: "committee", MatterName: "火情"}, gardenOne)), orgs(), "committee", "community", "", 5, "火情：可能有危险，请值班人员马上打电话核实，由湖畔社区居委会跟进"},
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

// TestWay: by which way a request travels, and what the person who confirms has
// to know for it.
func TestWay(t *testing.T) {
	light := routing.Input{Category: "market_service", HandlerKind: "property", MatterName: "公共照明维修", Estate: gardenOne}
	fund := routing.Input{Category: "self_governance", HandlerKind: "owners_committee", MatterName: "维修资金", Estate: gardenOne}
	vendor := routing.Input{Category: "government", Tier: "department", HandlerKind: "department", Department: "城管", MatterName: "占道经营", Estate: gardenOne}
	elder := routing.Input{Category: "public_welfare", HandlerKind: "volunteers", MatterName: "陪诊就医", Estate: gardenOne}
	of := func(in routing.Input, department string) routing.Input { in.Department = department; return in }
	street := func(in routing.Input) routing.Input { in.ByStreet = true; return in }
	against := func(in routing.Input, ids ...string) routing.Input { in.Accused = blamed(ids...); return in }
	tier := func(in routing.Input, tier string) routing.Input { in.Tier = tier; return in }
	for _, x := range []struct {
		name                  string
		in                    routing.Input
		orgs                  []routing.Org
		channel, contact, via string
		copies, how           string
	}{
		{"link to the contact", light, orgs(), "link", "陈强", "", "", "把办理链接发给安居物业的专人陈强"},
		{"link, nobody named", fund, orgs(), "link", "", "", "", "还没有登记专人"},
		{"our own", against(light, "anju"), orgs(), "own", "王敏", "", "", "本社区自己办，由湖畔社区居委会的专人王敏"},
		{"volunteers", elder, orgs(), "order", "王敏", "", "", "由湖畔社区居委会发起志愿者点单"},
		{"Friday", tier(light, "complex"), orgs(), "friday", "", "", "", "随《民意诉求周报》上报"},
		{"letter of the community", vendor, orgs(), "letter", "", "", "zuzhibu", "社区发函给综合执法大队，抄送区党工委组织部"},
		{"letter by the street", street(vendor), orgs(), "letter", "", "street", "zuzhibu", "社区拟好函，请星湖街道转给综合执法大队，抄送区党工委组织部"},
		{"letter without a mailbox", of(vendor, "派出所"), orgs(), "letter", "", "", "zuzhibu", "没有登记邮箱，请打印盖章送去"},
		{"the street accused passes nothing on", against(street(vendor), "street"), orgs(), "letter", "", "", "zuzhibu", "社区发函给综合执法大队"},
		{"the organisation department accused gets no copy", against(vendor, "zuzhibu"), orgs(), "letter", "", "", "", "社区发函给综合执法大队"},
		{"no street recorded", street(vendor), without(orgs(), "street"), "letter", "", "", "zuzhibu", "请街道转给综合执法大队"},
		{"to the street itself", street(of(vendor, "水务")), orgs(), "letter", "", "", "zuzhibu", "社区发函给星湖街道"},
		{"a complaint about everybody at home", against(light, "committee", "party", "station", "anju"), orgs(), "link", "", "", "", "把办理链接发给星湖街道"},
		{"only the organisation department is left", against(light, "committee", "party", "station", "street", "anju"), orgs(), "friday", "", "", "", "上报（提高层面）"},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := routing.Route(x.in, x.orgs)
			if d.Channel != x.channel || d.Contact != x.contact || d.Via != x.via || strings.Join(d.Copies, " ") != x.copies || !strings.Contains(d.How, x.how) {
				t.Errorf("%+v", d)
			}
			if same := routing.WayTo(x.in, x.orgs, d.Org); same.Channel != d.Channel || same.How != d.How {
				t.Errorf("chosen by hand it goes another way: %+v", same)
			}
		})
	}
}

// TestTerms: the office's own days go before the defaults, the matter's before both.
func TestTerms(t *testing.T) {
	own := routing.Terms{Consult: 2, Community: 4, Department: 9, Complex: 6}
	for _, x := range []struct {
		in   routing.Input
		want int
	}{
		{routing.Input{}, 5}, {routing.Input{Kind: "consult"}, 1}, {routing.Input{Tier: "department"}, 7}, {routing.Input{Tier: "complex"}, 5},
		{routing.Input{Tier: "department", Kind: "consult"}, 7},
		{routing.Input{Terms: own}, 4}, {routing.Input{Kind: "consult", Terms: own}, 2}, {routing.Input{Tier: "department", Terms: own}, 9}, {routing.Input{Tier: "complex", Terms: own}, 6},
		{routing.Input{Terms: own, Days: 3}, 3},
	} {
		if d := routing.Route(x.in, orgs()); d.Days != x.want {
			t.Errorf("%+v: %d days, want %d", x.in, d.Days, x.want)
		}
	}
}

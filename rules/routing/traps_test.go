package routing_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"hongguan/rules/classify"
	"hongguan/rules/routing"
)

// The traps a good secretary knows, each from the words of a resident to the
// organisation that gets them.

var classifier = sync.OnceValue(func() *classify.Classifier { return classify.New(classify.Defaults()) })

var catalogue = sync.OnceValue(func() map[string]classify.Matter {
	all := map[string]classify.Matter{}
	for _, m := range classify.Defaults() {
		all[m.Code] = m
	}
	return all
})

// read is a text on its way: what the classifier makes of it and whom routing
// proposes.
func read(text string, estate routing.Estate) (classify.Result, routing.Decision) {
	r := classifier().Classify(text)
	m := catalogue()[r.Matter]
	in := routing.Input{
		Lane: r.Lane, Kind: r.Kind, Category: r.Category, Tier: r.Tier, Matter: m.Code, MatterName: m.Name, HandlerKind: m.HandlerKind, Department: m.Department,
		Estate: estate, Accused: routing.Accusations(text, orgs(), estate), ByStreet: true,
	}
	if m.Tier == r.Tier {
		in.Days = m.Days
	}
	return r, routing.Route(in, orgs())
}

// trap is one text and what must come of it; empty fields are not looked at.
type trap struct {
	text                 string
	estate               routing.Estate
	lane, category, tier string
	org, channel         string
	reason               string // a part of it
	press                string // ids to be urged or asked, by spaces
	kind                 string
}

func spring(t *testing.T, traps []trap) {
	t.Helper()
	for _, x := range traps {
		t.Run(x.text, func(t *testing.T) {
			r, d := read(x.text, x.estate)
			for _, c := range []struct{ what, got, want string }{
				{"lane", r.Lane, x.lane}, {"kind", r.Kind, x.kind}, {"category", r.Category, x.category}, {"tier", r.Tier, x.tier}, {"org", d.Org, x.org}, {"channel", d.Channel, x.channel},
				{"pressed", strings.Join(append(slices.Clone(d.Urge), d.Ask...), " "), x.press},
			} {
				if c.want != "" && c.got != c.want {
					t.Errorf("%s %q, want %q\n%+v\n%+v", c.what, c.got, c.want, r, d)
				}
			}
			if !strings.Contains(d.Reason, x.reason) {
				t.Errorf("reason %q, want %q in it", d.Reason, x.reason)
			}
		})
	}
}

// TestTrapFence: the same word inside and outside the estate's fence goes to
// different bodies.
func TestTrapFence(t *testing.T) {
	spring(t, []trap{
		{text: "小区里3幢门口的路灯不亮", estate: gardenOne, category: "market_service", tier: "community", org: "anju", channel: "link"},
		{text: "小区东门出去那条马路，路灯三盏不亮", estate: gardenOne, category: "government", tier: "department", org: "chengguan", channel: "letter"},
		{text: "小区里面的窨井盖破了", estate: gardenOne, category: "market_service", tier: "community", org: "anju"},
		{text: "小区门口马路上的窨井盖没了，车子过去哐当响", estate: gardenOne, category: "government", tier: "department", org: "street", reason: "住建"},
		{text: "小区里的树枝长到我家窗户里了", estate: gardenOne, category: "market_service", org: "anju"},
		{text: "小区大门外的人行道上天天有人摆摊", estate: gardenOne, category: "government", tier: "department", org: "chengguan"},
		{text: "小区里面有人摆地摊卖菜", estate: gardenOne, tier: "department", org: "chengguan"},
	})
}

// TestTrapNoProperty: an estate without a property company is taken care of by
// the 居委会, never left without a handler.
func TestTrapNoProperty(t *testing.T) {
	spring(t, []trap{
		{text: "3号楼楼道灯不亮", estate: looms, org: "committee", channel: "own", reason: "纺机宿舍没有物业公司"},
		{text: "1号楼门口下水道堵了，脏水冒出来", estate: looms, org: "committee", reason: "没有物业公司"},
		{text: "楼道灯不亮", estate: nowhere, org: "committee", reason: "还不知道是哪个小区"},
		{text: "楼下有人遛狗不牵绳", estate: looms, org: "self6", channel: "link", reason: "自管小组"},
	})
}

// TestTrapNoOwnersCommittee: what owners decide goes to the 居委会 where they have
// no committee yet, and where it is only being prepared.
func TestTrapNoOwnersCommittee(t *testing.T) {
	spring(t, []trap{
		{text: "想动用维修基金修屋顶，怎么弄", estate: gardenOne, org: "owners1", channel: "link"},
		{text: "想动用维修基金修屋顶，怎么弄", estate: emerald, org: "committee", reason: "翡翠公馆没有业委会"},
		{text: "想动用维修基金修外墙", estate: gardenTwo, org: "committee", reason: "还在筹备"},
		{text: "我们小区为什么没有业委会，怎么成立", estate: emerald, org: "committee"},
	})
}

// TestTrapAccused: a complaint about an organisation never goes to it, by
// whatever name it is called. For work it leaves undone it is pressed, for
// everything else it is asked; the 居委会 hears both.
func TestTrapAccused(t *testing.T) {
	spring(t, []trap{
		{text: "物业不修灯，请派人", estate: gardenOne, org: "committee", press: "anju", reason: "督促"},
		{text: "楼道灯坏了，物业不来修，请派人来修一下", estate: gardenOne, org: "committee", press: "anju", reason: "公共照明维修该安居物业负责"},
		{text: "电梯坏了三天，叫了物业五次都没来修", estate: gardenOne, org: "committee", press: "anju"},
		{text: "物业乱收停车费", estate: gardenOne, org: "committee", press: "anju", reason: "反映的是安居物业，不交安居物业自己处理"},
		{text: "安居就知道收钱，草都不割", estate: gardenOne, org: "committee", press: "anju"},
		{text: "前期物业乱收费，收据都不给", estate: gardenOne, org: "committee", press: "anju"},
		{text: "管理处没人管，垃圾堆成山", estate: gardenOne, org: "committee", press: "anju"},
		{text: "物管收了钱不办事，草坪都荒了", estate: gardenOne, org: "committee", press: "anju"},
		{text: "我们物业太差了，卫生没人搞", estate: gardenOne, org: "committee", press: "anju"},
		{text: "业委会从来不公示公共收益账目", estate: gardenOne, org: "committee", press: "owners1"},
		{text: "自管小组收了钱不公开账目", estate: looms, org: "committee", press: "self6"},
		{text: "物业乱收费，业委会也不公示账目", estate: gardenOne, org: "committee", press: "anju owners1"},
		{text: "物业和业委会都不管，屋顶漏水没人修", estate: gardenOne, tier: "complex", org: "zuzhibu", press: "anju owners1", reason: "反映的是安居物业、湖畔花园一期业委会"},
		{text: "反映了几次社区都不处理，楼道还是堆满杂物", estate: gardenOne, org: "street", channel: "link", press: "committee party station"},
		{text: "投诉社区，停车乱成这样没人管", estate: gardenOne, org: "street", press: "party committee station"},
		{text: "居委会电话打不通，想问居住证怎么办", estate: gardenOne, org: "party", press: "committee"},
		{text: "物业费收得太高，没有公示", estate: gardenOne, org: "committee", press: "anju", reason: "反映的是安居物业"},
		{text: "希望换掉物业，服务太差", estate: gardenOne, org: "committee", press: "anju"},
		{text: "城管不作为，摆摊的天天占道", estate: gardenOne, org: "street", press: "chengguan", reason: "不交综合执法大队自己处理"},
		// Asking, thanking and telling are no complaint: the work goes to whose it is.
		{text: "楼道灯坏了，请物业来换一下", estate: gardenOne, org: "anju"},
		{text: "表扬安居物业的保洁阿姨，大厅拖得干干净净", estate: gardenOne, org: "anju"},
		{text: "5幢后面的垃圾桶满了没人收", estate: gardenOne, org: "anju"},
	})
}

// TestTrapSeveralMatters: one message may hold three matters; they are all
// named, so that staff can split it.
func TestTrapSeveralMatters(t *testing.T) {
	for _, x := range []struct{ text, matters string }{
		{"电梯老是停，楼上漏水漏到我家厕所，还有广场舞太吵", "lift_fault neighbour_leak square_dance"},
		{"门禁坏了谁都能进。楼道里堆满纸板箱。还想问高龄津贴怎么办", "gate_access corridor_clutter elder_allowance"},
		{"2幢垃圾桶满了没人收，还有广场舞太吵", "garbage square_dance"},
	} {
		t.Run(x.text, func(t *testing.T) {
			if got := parts(t, x.text); got != x.matters {
				t.Errorf("parts %s, want %s", got, x.matters)
			}
		})
	}
}

// parts are the matters of the pieces a text is cut into; each has a handler.
func parts(t *testing.T, text string) string {
	t.Helper()
	var got []string
	for _, p := range classifier().Parts(text) {
		got = append(got, p.Matter)
		if _, d := read(p.Text, gardenOne); d.Org == "" {
			t.Errorf("the part %q has no handler", p.Text)
		}
	}
	return strings.Join(got, " ")
}

// TestTrapRepeated: what was promised and not kept rises a tier.
func TestTrapRepeated(t *testing.T) {
	spring(t, []trap{
		{text: "楼顶漏水反映了三次，每次都说修就是没修", estate: gardenOne, tier: "complex", org: "zuzhibu", channel: "friday"},
		{text: "上次说好来修门禁，结果到现在也没来，已经第三次反映了", estate: gardenOne, tier: "complex", channel: "friday"},
		{text: "灯坏了，昨天反映过一次", estate: gardenOne, tier: "community", org: "anju"},
	})
}

// TestTrapManyHouseholds: what many households sign rises a tier.
func TestTrapManyHouseholds(t *testing.T) {
	spring(t, []trap{
		{text: "我们楼里三十几户联名反映，污水管天天返水", estate: gardenOne, tier: "complex", org: "zuzhibu", channel: "friday"},
		{text: "整个小区一百多户都没有燃气，大家联名要求解决", estate: gardenOne, tier: "complex", channel: "friday"},
		{text: "我家下水道堵了", estate: gardenOne, tier: "community"},
	})
}

// TestTrapProposal: a proposal that needs many people's agreement is
// self-governance, not a service call.
func TestTrapProposal(t *testing.T) {
	spring(t, []trap{
		{text: "建议在3幢边上装几个充电桩", estate: gardenOne, kind: "suggestion", category: "self_governance", org: "committee", channel: "own"},
		{text: "提个建议，小区停车位重新划一下", estate: gardenOne, kind: "suggestion", category: "self_governance", org: "committee"},
		{text: "建议给小区装几个长椅给老人坐", estate: gardenOne, kind: "suggestion", category: "self_governance", org: "committee"},
		{text: "充电桩充不了电，扣了钱不退", estate: gardenOne, category: "market_service"},
	})
}

// TestTrapFear: fear of a fire is none; a fire is, whatever else is said.
func TestTrapFear(t *testing.T) {
	spring(t, []trap{
		{text: "楼道堆满纸板箱，万一着火怎么办", estate: gardenOne, lane: "normal", category: "self_governance", org: "committee"},
		{text: "楼下电瓶车进楼充电，万一烧起来怎么办", estate: gardenOne, lane: "normal"},
		{text: "楼道里着火了，浓烟很大", estate: gardenOne, lane: "emergency", reason: "火情：可能有危险，请值班人员马上打电话"},
		{text: "闻到一股臭鸡蛋味，头都晕了", estate: gardenOne, lane: "emergency", reason: "可能有危险"},
	})
}

// TestTrapViolence: violence under way is an emergency first; told afterwards it
// is sealed.
func TestTrapViolence(t *testing.T) {
	spring(t, []trap{
		{text: "老公又在打我，孩子在哭", estate: gardenOne, lane: "emergency"},
		{text: "隔壁男的正在打老婆，一直在喊救命", estate: gardenOne, lane: "emergency"},
		{text: "我老公经常打我，不敢跟别人说", estate: gardenOne, lane: "sealed"},
	})
}

// TestTrapConduct: what is said of a person is sealed, what is said of a service
// is handled.
func TestTrapConduct(t *testing.T) {
	spring(t, []trap{
		{text: "网格员小张收了我的钱不办事", estate: gardenOne, lane: "sealed"},
		{text: "窗口那个工作人员态度很差，一直玩手机", estate: gardenOne, lane: "sealed"},
		{text: "物业经理骂人，收钱不开票", estate: gardenOne, lane: "sealed"},
		{text: "物业服务太差，卫生没人搞", estate: gardenOne, lane: "normal", org: "committee"},
		{text: "物业费收得太高，没有公示", estate: gardenOne, lane: "normal"},
	})
}

// TestTrapOneQuestion: one question each about texts that were once misread.
func TestTrapOneQuestion(t *testing.T) {
	for _, x := range asked {
		if got := x.got(t, x.text); got != x.want {
			t.Errorf("%s: %s %q, want %q", x.text, x.what, got, x.want)
		}
	}
}

var asked = []struct {
	text, what, want string
	got              func(t *testing.T, text string) string
}{
	{"楼道灯坏了三天，电梯也老是停，还有楼上漏水漏到我家厕所", "parts", "public_light lift_fault neighbour_leak", parts},
	{"5幢门口灯不亮，另外2幢垃圾桶满了没人收，还有广场舞太吵", "parts", "public_light garbage square_dance", parts},
	{"楼道灯不亮，楼上漏水，广场舞太吵", "parts", "public_light neighbour_leak square_dance", parts},
	{"一是楼道灯不亮，二是垃圾没人收，三是有人遛狗不牵绳", "parts", "public_light garbage dogs", parts},
	{"电梯坏了。楼道堆满东西。物业费还涨了", "parts", "lift_fault corridor_clutter property_fee", parts},
	{"问一下物业费怎么交", "kind", "consult", kindOf},
	{"提个建议，小区停车位重新划一下", "matter", "parking_rules", matterOf},
	{"物业不修灯，请派人", "matter", "public_light", matterOf},
	{"电梯坏了三天，打物业电话没人接", "matter", "lift_fault", matterOf},
	{"请物业修一下单元门，一直没人管", "matter", "gate_access", matterOf},
	{"希望换掉物业，服务太差", "matter", "change_property", matterOf},
	{"你们社区推来推去，楼道堆物到底谁管", "tier", "community", tierOf},
}

func kindOf(_ *testing.T, text string) string   { return classifier().Classify(text).Kind }
func matterOf(_ *testing.T, text string) string { return classifier().Classify(text).Matter }
func tierOf(_ *testing.T, text string) string   { return classifier().Classify(text).Tier }

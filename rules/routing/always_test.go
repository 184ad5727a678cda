package routing_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hongguan/rules/classify"
	"hongguan/rules/routing"
)

// world is a community as chance made it: organisations missing, inactive,
// renamed, of another kind than their estates think.
type world struct {
	orgs    []routing.Org
	estates []routing.Estate
}

func randomWorld(rnd *rand.Rand) world {
	pick := func(list ...string) string { return list[rnd.IntN(len(list))] }
	kinds := []string{"party_org", "committee", "station", "property", "owners_committee", "mediation", "department", "street", "org_dept", "police", "partner", "volunteers", "?"}
	names := map[string][]string{
		"party_org": {"湖畔社区党委", "住建局党委"}, "committee": {"湖畔社区居民委员会", "湖畔居委会"}, "station": {"湖畔社区工作站"},
		"property": {"安居物业", "安居物业有限公司", "绿洲物业", "星湖城市服务公司"}, "owners_committee": {"一期业委会", "二期业委会筹备组", "纺机宿舍自管小组"},
		"mediation": {"人民调解委员会"}, "department": {"城市管理局", "住建局"}, "street": {"星湖街道"}, "org_dept": {"区委组织部"}, "police": {"星湖派出所"},
	}
	var w world
	ids := []string{"", "gone"}
	for i := range rnd.IntN(16) {
		kind := pick(kinds...)
		o := routing.Org{ID: fmt.Sprint("o", i), Name: pick(append(names[kind], "单位")...) + pick("", fmt.Sprint(i)), Kind: kind, Active: rnd.IntN(4) > 0, Mailbox: rnd.IntN(2) == 0, Contact: pick("", "陈强")}
		if kind == "department" {
			o.Department = pick("", "城管", "住建", "派出所", "燃气公司", "水务")
		}
		if rnd.IntN(2) == 0 {
			o.Estates = []string{pick("e1", "e2", "e3")}
		}
		w.orgs, ids = append(w.orgs, o), append(ids, o.ID)
	}
	w.estates = []routing.Estate{{}} // nobody knows where
	for _, id := range []string{"e1", "e2", "e3"} {
		w.estates = append(w.estates, routing.Estate{ID: id, Name: pick("", "湖畔花园一期"), Property: pick(ids...), Committee: pick(ids...)})
	}
	return w
}

// must tells whether a route has to exist: somebody of the community who is
// there and not complained about.
func (w world) must(accused []string) bool {
	named := slices.ContainsFunc(w.orgs, func(o routing.Org) bool { return o.Kind == routing.PartyOrg && strings.Contains(o.Name, "社区") })
	return slices.ContainsFunc(w.orgs, func(o routing.Org) bool {
		if !o.Active || slices.Contains(accused, o.ID) {
			return false
		}
		return o.Kind == routing.Committee || o.Kind == routing.Station || o.Kind == routing.PartyOrg && (!named || strings.Contains(o.Name, "社区"))
	})
}

// judge says what is wrong with a decision; nothing for a right one.
func (w world) judge(in routing.Input, d routing.Decision) string {
	var accused []string
	if in.Kind != "praise" {
		for _, a := range in.Accused {
			if a.Org != "" {
				accused = append(accused, a.Org)
			}
		}
	}
	pressed := slices.Concat(d.Urge, d.Ask)
	at := slices.IndexFunc(w.orgs, func(o routing.Org) bool { return o.ID == d.Org && d.Org != "" })
	foreign := func(ids ...string) bool {
		return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(accused, id) })
	}
	switch {
	case at < 0 && w.must(accused):
		return "no route"
	case at < 0:
		if d.Reason == "" || d.Channel != "" || len(d.Copies) > 0 {
			return "no handler, and no reason or a way all the same"
		}
		return ""
	case !w.orgs[at].Active || foreign(d.Org):
		return "the handler is complained about or not active"
	case foreign(append(d.Copies, d.Via)...) || slices.Contains(d.Copies, d.Org):
		return "a copy to the accused or to the handler"
	case d.OrgName != w.orgs[at].Name || d.Kind != w.orgs[at].Kind || d.Contact != w.orgs[at].Contact:
		return "name, kind or contact of another organisation"
	case d.Days <= 0 || !slices.Contains([]string{"community", "department", "complex"}, d.Tier) || !slices.Contains(routing.Ways, d.Channel) || d.How == "":
		return "incomplete"
	case !strings.Contains(d.Reason, d.OrgName) || !w.deciding(in, d):
		return "the reason does not name what decided"
	case !within(w.known(accused), pressed) || slices.Contains(pressed, d.Org):
		return "somebody complained about is neither pressed nor asked, or handles it"
	case slices.Contains(in.Returned, d.Org) && slices.ContainsFunc(w.orgs, func(o routing.Org) bool {
		return o.Active && o.Kind == routing.Committee && !foreign(o.ID) && !slices.Contains(in.Returned, o.ID)
	}):
		return "back to who has just returned it"
	}
	return ""
}

// deciding tells whether a reason names one of the facts that decide.
func (w world) deciding(in routing.Input, d routing.Decision) bool {
	facts := []string{cmp.Or(in.MatterName, "此事"), "派单规则"}
	if in.Estate.ID != "" {
		facts = append(facts, cmp.Or(in.Estate.Name, "本小区")) // who serves it, or that it has none
	}
	for _, o := range w.orgs {
		if slices.ContainsFunc(in.Accused, func(a routing.Accusation) bool { return a.Org == o.ID }) {
			facts = append(facts, "反映的是"+o.Name)
		}
	}
	if in.Department != "" {
		facts = append(facts, "没有登记"+in.Department)
		for _, o := range w.orgs { // complained about, asleep
			if o.Department == in.Department || strings.Contains(o.Name, in.Department) {
				facts = append(facts, o.Name+"现在不能承办")
			}
		}
	}
	return slices.ContainsFunc(facts, func(f string) bool { return f != "" && strings.Contains(d.Reason, f) }) ||
		len(in.Accused)+len(d.Ask) > 0 && strings.Contains(d.Reason, "反映的是")
}

func (w world) known(ids []string) (list []string) {
	for _, o := range w.orgs {
		if slices.Contains(ids, o.ID) {
			list = append(list, o.ID)
		}
	}
	return list
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(x string) bool { return !slices.Contains(all, x) })
}

func newRandom(t *testing.T) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

// TestRouteAlwaysExists throws whatever comes at Route.
func TestRouteAlwaysExists(t *testing.T) {
	rnd := newRandom(t)
	pick := func(list ...string) string { return list[rnd.IntN(len(list))] }
	for n := range 20_000 {
		w := randomWorld(rnd)
		ids := []string{"", "gone"}
		for _, o := range w.orgs {
			ids = append(ids, o.ID)
		}
		some := func() (list []string) {
			for rnd.IntN(3) == 0 {
				list = append(list, pick(ids...))
			}
			return list
		}
		in := routing.Input{
			Lane: pick("normal", "emergency", ""), Kind: pick("help", "consult", "suggestion", "complaint", "praise", ""),
			Category: pick("government", "self_governance", "market_service", "public_welfare", ""), Tier: pick("community", "department", "complex", "", "?"),
			Matter: pick("public_light", "property_service", ""), MatterName: pick("", "公共照明维修"),
			HandlerKind: pick("party_org", "committee", "station", "property", "owners_committee", "mediation", "department", "street", "police", "partner", "volunteers", "", "?"),
			Department:  pick("", "城管", "住建", "派出所", "燃气公司"), Days: rnd.IntN(3), Estate: w.estates[rnd.IntN(len(w.estates))],
			Returned: some(), ByStreet: rnd.IntN(2) == 0,
		}
		for _, id := range some() {
			in.Accused = append(in.Accused, routing.Accusation{Org: id, Slow: rnd.IntN(2) == 0})
		}
		for _, id := range some() {
			in.Rules = append(in.Rules, routing.Rule{Org: id, Estate: pick("", "e1", "e2"), Note: pick("", "街道托底")})
		}
		d := routing.Route(in, w.orgs)
		if wrong := w.judge(in, d); wrong != "" {
			t.Fatalf("round %d: %s\n%+v\n%+v\n%+v", n, wrong, d, in, w)
		}
		if again := routing.Route(in, slices.Clone(w.orgs)); !reflect.DeepEqual(d, again) {
			t.Fatalf("round %d: the same input gave another answer\n%+v\n%+v", n, d, again)
		}
	}
}

// TestEveryTextHasARoute reads fifteen hundred texts the classifier was taught, other ones each time, and complaints
// about everybody of a random world, and asks for the same.
func TestEveryTextHasARoute(t *testing.T) {
	rnd := newRandom(t)
	matters := map[string]classify.Matter{}
	for _, m := range classify.Defaults() {
		matters[m.Code] = m
	}
	c := classify.New(classify.Defaults())
	texts := taught(t)
	rnd.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
	texts = texts[:min(len(texts), 1500)]
	faults := []string{"不修灯，请派人", "乱收费", "不管事", "态度太差", "一直没来修", "从来不公示账目", "推来推去"}
	for n, text := range texts {
		w := randomWorld(rnd)
		if len(w.orgs) > 0 && n%3 == 0 {
			text = w.orgs[rnd.IntN(len(w.orgs))].Name + faults[rnd.IntN(len(faults))] + "。" + text
		}
		r := c.Classify(text)
		m := matters[r.Matter]
		estate := w.estates[rnd.IntN(len(w.estates))]
		in := routing.Input{
			Lane: r.Lane, Kind: r.Kind, Category: r.Category, Tier: r.Tier, Matter: m.Code, MatterName: m.Name, HandlerKind: m.HandlerKind, Department: m.Department,
			Estate: estate, Accused: routing.Accusations(text, w.orgs, estate),
		}
		d := routing.Route(in, w.orgs)
		if wrong := w.judge(in, d); wrong != "" {
			t.Fatalf("%q: %s\n%+v\n%+v\n%+v", text, wrong, d, in, w)
		}
	}
}

// taught are the texts of the classifier's lessons.
func taught(t *testing.T) (texts []string) {
	t.Helper()
	files, err := os.ReadDir("../classify/lessons")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile("../classify/lessons/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if x := strings.Split(strings.TrimSpace(line), "\t"); len(x) == 6 && !strings.HasPrefix(line, "#") {
				texts = append(texts, x[5])
			}
		}
	}
	if len(texts) < 1000 {
		t.Fatalf("read only %d texts", len(texts))
	}
	return texts
}

package routing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"hongguan/rules/routing"
)

// TestRouteAlwaysExists throws whatever comes at Route: a route exists while any
// active 居委会, Party organisation or station that is not accused is there, and
// the accused is neither handler nor on copy.
func TestRouteAlwaysExists(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	pick := func(list ...string) string { return list[rnd.IntN(len(list))] }
	kinds := []string{"party_org", "committee", "station", "property", "owners_committee", "mediation", "department", "street", "org_dept", "police", "partner", "volunteers", "?"}
	departments := []string{"", "城管", "住建", "派出所", "燃气公司"}
	estates := []string{"", "e1", "e2", "e3"}

	for n := range 20_000 {
		var list []routing.Org
		var ids []string
		for i := range rnd.IntN(14) {
			o := routing.Org{ID: fmt.Sprint("o", i), Name: fmt.Sprint("单位", i), Kind: pick(kinds...), Department: pick(departments...), Active: rnd.IntN(4) > 0}
			if rnd.IntN(2) == 0 {
				o.Estates = []string{pick("e1", "e2", "e3")}
			}
			list, ids = append(list, o), append(ids, o.ID)
		}
		ids = append(ids, "", "gone")
		in := routing.Input{
			Category: pick("government", "self_governance", "market_service", "public_welfare", ""), Tier: pick("community", "department", "complex", "", "?"),
			HandlerKind: pick(append(kinds, "")...), Department: pick(departments...), MatterName: pick("", "公共照明维修"), Days: rnd.IntN(3),
			Estate: routing.Estate{ID: pick(estates...), Name: pick("", "一期"), Property: pick(ids...), Committee: pick(ids...)},
			Kind:   pick("help", "consult", "suggestion", "complaint", "praise", ""),
		}
		for rnd.IntN(3) == 0 {
			in.Accused = append(in.Accused, pick(ids...))
		}
		d := routing.Route(in, list)

		free := func(o routing.Org) bool { return o.Active && !slices.Contains(in.Accused, o.ID) }
		must := slices.ContainsFunc(list, func(o routing.Org) bool {
			return free(o) && slices.Contains([]string{routing.Committee, routing.PartyOrg, routing.Station}, o.Kind)
		})
		at := slices.IndexFunc(list, func(o routing.Org) bool { return o.ID == d.Org && d.Org != "" })
		switch {
		case must && at < 0:
			t.Fatalf("seed %d, round %d: no route: %+v\n%+v\n%+v", seed, n, d, in, list)
		case at >= 0 && !free(list[at]):
			t.Fatalf("seed %d, round %d: handler accused or not active: %+v\n%+v\n%+v", seed, n, d, in, list)
		case slices.ContainsFunc(d.Copies, func(id string) bool { return slices.Contains(in.Accused, id) || id == d.Org }):
			t.Fatalf("seed %d, round %d: copy to the accused or the handler: %+v\n%+v", seed, n, d, in)
		case d.Reason == "" || d.Days <= 0 || !slices.Contains([]string{"community", "department", "complex"}, d.Tier):
			t.Fatalf("seed %d, round %d: incomplete: %+v\n%+v", seed, n, d, in)
		}
	}
}

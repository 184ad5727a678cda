package routing_test

import (
	"fmt"
	"testing"

	"hongguan/rules/routing"
)

// BenchmarkRoute is what every intake pays: whom the words complain about and
// who handles it, in a community of forty organisations.
func BenchmarkRoute(b *testing.B) {
	list := orgs()
	for i := range 28 {
		list = append(list, routing.Org{ID: fmt.Sprint("d", i), Name: fmt.Sprint("区第", i, "局"), Kind: routing.Department, Department: fmt.Sprint("部", i), Active: true})
	}
	const text = "我们5幢2单元的楼道灯坏了三天，跟物业说了好几次都没来修，老人晚上进出看不见，麻烦社区帮忙催一下，谢谢"
	for b.Loop() {
		in := routing.Input{Category: "market_service", HandlerKind: "property", MatterName: "公共照明维修", Estate: gardenOne, Accused: routing.Accusations(text, list, gardenOne)}
		routing.Route(in, list)
	}
}

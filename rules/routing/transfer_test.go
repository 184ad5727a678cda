package routing_test

import (
	"strings"
	"testing"

	"hongguan/rules/routing"
)

// TestTransfer: the third change of hands is the secretary's.
func TestTransfer(t *testing.T) {
	for _, x := range []struct {
		before, count int
		secretary     bool
	}{{0, 1, false}, {1, 2, false}, {2, 3, true}, {3, 4, true}, {-1, 1, false}} {
		if count, secretary := routing.Transfer(x.before); count != x.count || secretary != x.secretary {
			t.Errorf("after %d: %d %v, want %d %v", x.before, count, secretary, x.count, x.secretary)
		}
	}
	for _, x := range []struct {
		transfers int
		lead, ok  bool
	}{{0, false, true}, {2, false, true}, {3, false, false}, {3, true, true}, {7, false, false}} {
		if sentence, ok := routing.MayName(x.transfers, x.lead); ok != x.ok || ok == strings.Contains(sentence, "书记") {
			t.Errorf("%d transfers, lead %v: %v %q", x.transfers, x.lead, ok, sentence)
		}
	}
}

// TestPlace: whom a person may choose against the machine.
func TestPlace(t *testing.T) {
	d := routing.Decision{Org: "committee", Ask: []string{"anju"}, Urge: []string{"owners1"}}
	for _, x := range []struct {
		name, last, org string
		lead, ok        bool
		says            string
	}{
		{"the suggested", "", "committee", false, true, ""},
		{"the accused", "", "anju", false, false, "反映的正是某单位"},
		{"the accused, by the lead", "", "anju", true, true, ""},
		{"the slow may be told to work", "", "owners1", false, true, ""},
		{"who has just returned it", "wanhe", "wanhe", false, false, "刚退回"},
		{"who has just returned it, by the lead", "wanhe", "wanhe", true, true, ""},
		{"who returned it and is all there is", "committee", "committee", false, true, ""},
		{"another", "wanhe", "party", false, true, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			sentence, ok := routing.Place(d, x.last, x.org, "某单位", x.lead)
			if ok != x.ok || !strings.Contains(sentence, x.says) || ok != (sentence == "") {
				t.Errorf("%v %q", ok, sentence)
			}
		})
	}
}

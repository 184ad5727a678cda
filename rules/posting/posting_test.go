package posting_test

import (
	"testing"
	"time"

	"hongguan/rules/posting"
)

var (
	noon   = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	before = noon.Add(-time.Hour)
	after  = noon.Add(time.Hour)
)

// TestStage is the whole table of state × time.
func TestStage(t *testing.T) {
	for _, c := range []struct {
		state       string
		from, until time.Time
		want        string
	}{
		{"published", before, time.Time{}, "shown"},
		{"published", noon, time.Time{}, "shown"}, // to the minute
		{"published", before, after, "shown"},
		{"published", before, noon, "expired"}, // until is the first moment without it
		{"published", before.Add(-time.Hour), before, "expired"},
		{"published", after, time.Time{}, "waiting"},
		{"published", after, after.Add(time.Hour), "waiting"},
		{"published", time.Time{}, time.Time{}, "draft"}, // never given a time: never shown
		{"draft", before, time.Time{}, "draft"},
		{"draft", before, after, "draft"},
		{"draft", before, noon, "draft"},
		{"", before, after, "draft"},
		{"withdrawn", before, after, "withdrawn"},
		{"withdrawn", after, time.Time{}, "withdrawn"},
		{"withdrawn", before, noon, "withdrawn"},
		{"anything", before, after, "draft"},
	} {
		p := posting.Post{State: c.state, From: c.from, Until: c.until}
		if got := p.Stage(noon); got != c.want {
			t.Errorf("%s from %v until %v: %s, want %s", c.state, c.from, c.until, got, c.want)
		}
	}
}

// TestReach is the whole table of target × reader.
func TestReach(t *testing.T) {
	one := []string{"first"}
	for _, c := range []struct {
		what               string
		estates, buildings []string
		at                 posting.Place
		want               string
	}{
		{"all, nowhere", nil, nil, posting.Place{}, posting.Everybody},
		{"all, somewhere", nil, nil, posting.Place{Estate: "first", Building: "five"}, posting.Everybody},
		{"estate, resident", one, nil, posting.Place{Estate: "first", Building: "five"}, posting.Estate},
		{"estate, only the estate known", one, nil, posting.Place{Estate: "first"}, posting.Estate},
		{"estate, another", one, nil, posting.Place{Estate: "second", Building: "nine"}, ""},
		{"estate, nowhere", one, nil, posting.Place{}, ""},
		{"building, its resident", nil, []string{"five"}, posting.Place{Estate: "first", Building: "five"}, posting.Building},
		{"building, next door", nil, []string{"five"}, posting.Place{Estate: "first", Building: "six"}, ""},
		{"building, only the estate known", nil, []string{"five"}, posting.Place{Estate: "first"}, ""},
		{"building, nowhere", nil, []string{"five"}, posting.Place{}, ""},
		{"estate and another's building, in the estate", one, []string{"nine"}, posting.Place{Estate: "first", Building: "five"}, posting.Estate},
		{"estate and another's building, in the building", one, []string{"nine"}, posting.Place{Estate: "second", Building: "nine"}, posting.Building},
		{"estate and another's building, next door", one, []string{"nine"}, posting.Place{Estate: "second", Building: "ten"}, ""},
		{"an empty target means nobody's home", []string{""}, []string{""}, posting.Place{}, ""},
	} {
		if got := (posting.Post{Estates: c.estates, Buildings: c.buildings}).Reach(c.at); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestOrder(t *testing.T) {
	old, fresh := posting.Post{From: before}, posting.Post{From: noon}
	for _, c := range []struct {
		p, q     posting.Post
		pin, top bool
		want     bool
	}{
		{fresh, old, false, false, true},
		{old, fresh, false, false, false},
		{old, fresh, true, false, true},
		{fresh, old, false, true, false},
		{fresh, old, true, true, true},
		{old, old, false, false, false},
	} {
		if got := c.p.Before(c.q, c.pin, c.top); got != c.want {
			t.Errorf("%v (%v) before %v (%v): %v", c.p.From, c.pin, c.q.From, c.top, got)
		}
	}
}

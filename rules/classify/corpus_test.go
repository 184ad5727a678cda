package classify_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hongguan/rules/classify"
)

// labelled is one line of testdata/*.tsv. A dash in a column is not judged.
type labelled struct{ lane, kind, category, tier, matter, text string }

func corpus(t testing.TB, pattern string) []labelled {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts at %s: %v", pattern, err)
	}
	var list []labelled
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSpace(string(file)), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Split(strings.TrimRight(line, "\r"), "\t")
			if len(f) != 6 {
				t.Fatalf("%s:%d: %d columns, want 6", name, n+1, len(f))
			}
			list = append(list, labelled{f[0], f[1], f[2], f[3], f[4], f[5]})
		}
	}
	return list
}

// tally counts right answers of one question.
type tally struct{ right, all int }

func (s *tally) note(want, got string) bool {
	if want == "-" {
		return true
	}
	s.all++
	if want == got {
		s.right++
	}
	return want == got
}

func (s tally) share() float64 {
	if s.all == 0 {
		return 1
	}
	return float64(s.right) / float64(s.all)
}

func (s tally) String() string { return fmt.Sprintf("%d/%d (%.1f%%)", s.right, s.all, 100*s.share()) }

// score is what a corpus says about the classifier.
type score struct {
	emergency, sealed, falseAlarm, danger, kind, category, tier, matter, near tally
	confusion                                                                 map[[2]string]int
}

func measure(t testing.TB, list []labelled, verbose bool) score {
	t.Helper()
	c := classify.New(classify.Defaults())
	s := score{confusion: map[[2]string]int{}}
	for _, x := range list {
		r := c.Classify(x.text)
		ok := r.Lane == x.lane
		switch x.lane {
		case classify.LaneEmergency:
			s.emergency.note(x.lane, r.Lane)
		case classify.LaneSealed:
			s.sealed.note(x.lane, r.Lane)
		default:
			s.falseAlarm.note(x.lane, r.Lane)
			s.danger.note("false", fmt.Sprint(r.Lane == classify.LaneEmergency))
			if x.matter != "-" {
				s.matter.note(x.matter, r.Matter)
				s.near.note("true", fmt.Sprint(r.Matter == x.matter || slices.Contains(r.Near, x.matter)))
			}
			ok = s.category.note(x.category, r.Category) && ok
			ok = s.tier.note(x.tier, r.Tier) && ok
			ok = s.kind.note(x.kind, r.Kind) && ok
		}
		want, got := x.lane, r.Lane
		if want == classify.LaneNormal && x.category != "-" {
			want = x.category
		}
		if got == classify.LaneNormal && x.category != "-" {
			got = r.Category
		}
		s.confusion[[2]string{want, got}]++
		if !ok && verbose {
			t.Logf("%s\n\twant %s %s %s %s\n\tgot  %s %s %s %s %s %.2f %s", x.text, x.lane, x.kind, x.category, x.tier,
				r.Lane, r.Kind, r.Category, r.Tier, r.Matter, r.Confidence, r.Reason)
		}
	}
	return s
}

func (s score) log(t *testing.T) {
	t.Helper()
	names := []string{"government", "self_governance", "market_service", "public_welfare", "emergency", "sealed", "normal"}
	var b strings.Builder
	fmt.Fprintf(&b, "%-16s", "want \\ got")
	for _, n := range names {
		fmt.Fprintf(&b, "%10.10s", n)
	}
	for _, want := range names {
		fmt.Fprintf(&b, "\n%-16s", want)
		for _, got := range names {
			fmt.Fprintf(&b, "%10d", s.confusion[[2]string{want, got}])
		}
	}
	t.Logf("emergency %v, sealed %v, ordinary kept ordinary %v, no false alarm %v, category %v, tier %v, kind %v, matter %v, in the first three %v\n%s",
		s.emergency, s.sealed, s.falseAlarm, s.danger, s.category, s.tier, s.kind, s.matter, s.near, b.String())
}

func (s score) need(t *testing.T, what string, got tally, share float64) {
	t.Helper()
	if got.share() < share {
		t.Errorf("%s %v, want at least %.0f%%", what, got, 100*share)
	}
}

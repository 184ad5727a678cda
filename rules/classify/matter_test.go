package classify_test

import (
	"regexp"
	"slices"
	"testing"

	"hongguan/rules/classify"
)

func TestDefaults(t *testing.T) {
	all := classify.Defaults()
	if len(all) < 120 {
		t.Errorf("%d matters, want at least 120", len(all))
	}
	code := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	tiers := []string{classify.TierCommunity, classify.TierDepartment, classify.TierComplex}
	kinds := []string{"", classify.KindHelp, classify.KindConsult, classify.KindSuggestion, classify.KindComplaint, classify.KindPraise}
	handlers := []string{"party_org", "committee", "station", "property", "owners_committee", "mediation", "department", "street", "org_dept", "police", "partner", "volunteers"}
	departments := []string{"民政", "人社", "住建", "城管", "市场监管", "教育", "卫健", "生态环境", "水务", "派出所", "消防救援站", "交警", "燃气公司", "供电公司", "自来水公司", "司法所", "党政办", "纪工委"}
	seen, perCategory := map[string]bool{}, map[string]int{}
	for _, m := range all {
		perCategory[m.Category]++
		switch {
		case !code.MatchString(m.Code) || seen[m.Code]:
			t.Errorf("code %q is not a word of small letters or stands twice", m.Code)
		case m.Name == "" || !slices.Contains(tiers, m.Tier) || !slices.Contains(kinds, m.Kind) || !slices.Contains(handlers, m.HandlerKind) || m.Days < 0:
			t.Errorf("%s: %+v", m.Code, m)
		case (m.Tier == classify.TierDepartment) != (m.Department != ""):
			t.Errorf("%s: a department is named exactly at tier department, got %q at %s", m.Code, m.Department, m.Tier)
		case m.Department != "" && !slices.Contains(departments, m.Department):
			t.Errorf("%s: unknown department %q", m.Code, m.Department)
		}
		seen[m.Code] = true
	}
	for _, c := range []string{classify.Government, classify.SelfGovernance, classify.MarketService, classify.PublicWelfare} {
		if perCategory[c] < 10 {
			t.Errorf("%s has %d matters", c, perCategory[c])
		}
	}
}

// TestExamplesFindTheirMatter: an example that does not find its own matter
// misleads the clerk who reads the catalogue.
func TestExamplesFindTheirMatter(t *testing.T) {
	c := classify.New(classify.Defaults())
	right, all := 0, 0
	for _, m := range classify.Defaults() {
		for _, x := range m.Examples {
			all++
			r := c.Classify(x)
			if r.Matter == m.Code {
				right++
			} else {
				t.Logf("%s: %q goes to %s %s", m.Code, x, r.Lane, r.Matter)
			}
		}
	}
	if right*100 < all*92 {
		t.Errorf("%d of %d examples find their matter, want 92%%", right, all)
	}
}

package neighbours

import (
	"testing"
	"time"

	"hongguan/rules/classify"
	"hongguan/rules/workday"
)

var now = time.Date(2026, 11, 25, 9, 0, 0, 0, workday.Zone)

func TestSentence(t *testing.T) {
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days).Add(11 * time.Hour) }
	for _, c := range []struct {
		cause Cause
		want  string
	}{
		{Cause{Where: Building, Households: 3, Status: "dispatched", Handler: "物业", At: ago(1)}, "同楼 3 户已反映，昨天已派物业"},
		{Cause{Where: Unit, Households: 1, Status: "pending", At: ago(0)}, "同单元 1 户已反映，社区今天收到"},
		{Cause{Where: Estate, Households: 12, Status: "accepted", At: ago(2)}, "同小区 12 户已反映，社区前天已受理"},
		{Cause{Where: Building, Households: 2, Status: "in_progress", Handler: "业委会", At: ago(5)}, "同楼 2 户已反映，业委会5天前已签收，正在办"},
		{Cause{Where: Building, Status: "dispatched", At: ago(20)}, "同楼 1 户已反映，11月5日已派承办单位"},
		{Cause{Where: Building, Households: 1, Status: "suspended", At: time.Date(2025, 12, 30, 9, 0, 0, 0, workday.Zone)}, "同楼 1 户已反映，2025年12月30日起暂缓办理"},
		{Cause{Where: Building, Status: "in_review", Handler: "物业", At: ago(0)}, "同楼 1 户已反映，物业今天交了答复，社区正在看"},
		{Cause{Own: "HP-20261122-0001", Asked: ago(3), Status: "merged", Households: 4}, "您3天前反映过（HP-20261122-0001），和邻居反映的一并办理"},
	} {
		if got := c.cause.Sentence(now); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestDayCountsMidnights: what came at 23:50 was yesterday at 00:10.
func TestDayCountsMidnights(t *testing.T) {
	night := time.Date(2026, 11, 24, 23, 50, 0, 0, workday.Zone)
	if got := Day(night, night.Add(20*time.Minute)); got != "昨天" {
		t.Errorf("twenty minutes over midnight: %s", got)
	}
	if got := Day(night, night.Add(-time.Minute)); got != "今天" {
		t.Errorf("a clock set back: %s", got)
	}
}

// TestReach names what must never be shown to a neighbour, and that the
// catalogue this program ships is covered.
func TestReach(t *testing.T) {
	private := map[string]bool{"low_income": true, "elder_allowance": true, "disability_cert": true, "hardship_help": true, "counselling": true, "family_dispute": true,
		"neighbour_noise": true, "neighbour_leak": true, "wages": true, "legal_aid": true, "veteran": true, "birth_family": true, "domestic_violence": true, "conduct": true,
		"elder_company": true, "hospital_company": true, "home_care": true, "disabled_care": true, "child_care": true, "other": true, "police_matter": true}
	seen := map[string]bool{}
	for _, m := range classify.Defaults() {
		seen[m.Code] = true
		reach := Reach(m.Code, m.Category, m.Tier)
		if private[m.Code] && reach != Household {
			t.Errorf("%s %s reaches %s", m.Code, m.Name, reach)
		}
		if m.Category == "public_welfare" && reach != Household {
			t.Errorf("%s %s: who needs help is shown to the %s", m.Code, m.Name, reach)
		}
	}
	for code, want := range map[string]string{"lift_fault": Building, "garbage": Estate, "water_supply": Estate, "city_light": Estate, "oil_fume": Estate, "public_light": Building} {
		if !seen[code] {
			t.Errorf("the catalogue has no %s", code)
		}
		if got := Reach(code, "government", "department"); got != want {
			t.Errorf("%s reaches %s, want %s", code, got, want)
		}
	}
	if got := Reach("new_one", "public_welfare", "community"); got != Household {
		t.Errorf("an unknown matter of welfare reaches %s", got)
	}
}

func TestSameSpot(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"东门的门禁坏了", "小区东门刷不开", true}, {"东门的门禁坏了", "西门刷不开", false}, {"单元门坏了", "单元门刷不开", false},
	} {
		if SameSpot(c.a, c.b) != c.same {
			t.Errorf("%s / %s", c.a, c.b)
		}
	}
}

package templates

import (
	"slices"

	"hongguan/rules/words"
)

// Drop takes a request out of a report that was made: every line that bears its
// number or its form's, and its place in the counts, as far as its line tells.
// It reports whether there was one.
func (v *WeeklyView) Drop(requestNo, referralNo string) bool {
	before := len(v.Items) + len(v.Complex) + len(v.Departments) + len(v.Replies)
	listed := false
	for _, i := range v.Items {
		if i.RequestNo == requestNo {
			v.Total--
			v.uncount(i)
			listed = true
		}
	}
	for _, c := range v.Complex {
		if c.RequestNo == requestNo && !listed { // of an earlier period, still in hand
			v.less(c.Category, func(n *WeeklyCategory) []*int { return []*int{&n.InHand} })
		}
	}
	v.Items = slices.DeleteFunc(v.Items, func(i WeeklyItem) bool { return i.RequestNo == requestNo })
	v.Complex = slices.DeleteFunc(v.Complex, func(c WeeklyComplex) bool { return c.RequestNo == requestNo })
	v.Departments = slices.DeleteFunc(v.Departments, func(d WeeklyDepartment) bool { return d.RequestNo == requestNo })
	v.Replies = slices.DeleteFunc(v.Replies, func(r WeeklyReply) bool { return referralNo != "" && r.ReferralNo == referralNo })
	return len(v.Items)+len(v.Complex)+len(v.Departments)+len(v.Replies) < before
}

// Unsaid stands in a report where somebody's words stood before they were
// anonymised.
const Unsaid = "（已匿名处理）"

// Unsay takes what anybody wrote about a request out of a report that was made.
// Its lines and counts stay: they are the office's work, not the resident's
// words. It reports whether there was anything.
func (v *WeeklyView) Unsay(requestNo, referralNo string) bool {
	found := false
	unsay := func(texts ...*string) {
		for _, text := range texts {
			if *text != "" && *text != Unsaid {
				*text, found = Unsaid, true
			}
		}
	}
	for n := range v.Complex {
		if c := &v.Complex[n]; c.RequestNo == requestNo {
			unsay(&c.Summary, &c.Before, &c.LastReply)
		}
	}
	for n := range v.Replies {
		if r := &v.Replies[n]; referralNo != "" && r.ReferralNo == referralNo {
			unsay(&r.Reply)
		}
	}
	return found
}

// uncount takes a line of the ledger out of the overview.
func (v *WeeklyView) uncount(i WeeklyItem) {
	is := func(codes ...string) bool {
		return slices.ContainsFunc(codes, func(c string) bool { return i.Status == words.Value("status", c) })
	}
	v.less(i.Category, func(n *WeeklyCategory) []*int {
		counts := []*int{&n.New}
		if !is("pending", "declined", "merged", "withdrawn") {
			counts = append(counts, &n.Accepted)
		}
		switch {
		case is("closed"):
			counts = append(counts, &n.Closed)
		case is("suspended"):
			counts = append(counts, &n.Suspended)
		case !is("declined", "merged", "withdrawn"):
			counts = append(counts, &n.InHand)
			if !i.Due.IsZero() && i.Due.Before(v.To) {
				counts = append(counts, &n.Overdue)
			}
		}
		return counts
	})
}

// less lowers counts of a category by one.
func (v *WeeklyView) less(category string, of func(*WeeklyCategory) []*int) {
	for n := range v.Overview {
		if v.Overview[n].Name != category {
			continue
		}
		for _, count := range of(&v.Overview[n]) {
			*count = max(*count-1, 0)
		}
	}
}

package templates

import "time"

// VisitsView is a list of 接访、走访、巡查 on paper, for the file and for whoever
// takes over. Names are masked by the caller; numbers and rooms are not in it.
type VisitsView struct {
	Community string // 湖畔社区
	Office    string // who signs
	Kind      string // 走访; empty prints all three
	From, To  time.Time
	PrintedAt time.Time
	Rows      []VisitRow
}

// VisitRow is one of them.
type VisitRow struct {
	At        time.Time
	Kind      string
	Place     string
	Person    string // 王**; empty when nobody was met or named
	Said      string
	Outcome   string
	By        string
	RequestNo string // what it became; empty if nothing
}

// VisitsPage is one sheet of the list.
type VisitsPage struct {
	VisitsView
	Total     int
	No, Pages int
	Last      bool
}

// visitsOnPage is how many rows of three lines an A4 page holds.
const visitsOnPage = 14

// Visits prints the list as an HTML fragment, as many A4 pages as it takes.
func Visits(view VisitsView) (string, error) {
	for i, r := range view.Rows {
		r.Place, r.Said, r.By = brief(r.Place, 7, 3), brief(r.Said, 15, 3), brief(r.By, 5, 3)
		view.Rows[i] = r
	}
	n := max(1, (len(view.Rows)+visitsOnPage-1)/visitsOnPage)
	var pages []VisitsPage
	for i := range n {
		page := VisitsPage{VisitsView: view, Total: len(view.Rows), No: i + 1, Pages: n, Last: i == n-1}
		page.Rows = view.Rows[i*visitsOnPage : min(len(view.Rows), (i+1)*visitsOnPage)]
		pages = append(pages, page)
	}
	return fragment("visits", pages)
}

package templates

import (
	"fmt"
	"time"
)

// PointsYearView is the 《积分与兑换年度公示》: what was given and what became of
// it, in sums. It hangs on the wall and names nobody.
type PointsYearView struct {
	Community string
	Office    string
	Phone     string
	Year      int
	Until     time.Time // up to when it counts; the end of the year once it is over
	PrintedAt time.Time
	Sums      []PointsSum
	Standing  int // points not used yet
	Goods     []GoodsYear
}

// PointsSum is one kind of entry over the year.
type PointsSum struct {
	Label   string
	Points  int
	Persons int
}

// fewest is the least number of persons a sum may be of: of two persons each
// would know the other's.
const fewest = 3

// Shown is the sum, or that it is of too few to be told.
func (s PointsSum) Shown() string {
	if s.Persons > 0 && s.Persons < fewest {
		return "不列"
	}
	return fmt.Sprintf("%d 分", s.Points)
}

// Left is what is not used yet. Beside a sum that is not told it is not told
// either: one could be reckoned from the other.
func (v PointsYearView) Left() string {
	for _, s := range v.Sums {
		if s.Persons > 0 && s.Persons < fewest {
			return "不列"
		}
	}
	return fmt.Sprintf("%d 分", v.Standing)
}

// People is how many, unless they are too few.
func (s PointsSum) People() string { return people(s.Persons) }

func people(n int) string {
	if n > 0 && n < fewest {
		return fmt.Sprintf("少于 %d 人", fewest)
	}
	return fmt.Sprintf("%d 人", n)
}

// GoodsYear is one reward over the year.
type GoodsYear struct {
	Name    string
	Kind    string
	Source  string
	In      int // came in
	Lost    int // spoilt or missing
	Handed  int
	Persons int
	Left    int
	Worth   float64 // of one, in yuan
	Budget  float64 // of the year
}

// People is how many got it, unless they are too few.
func (g GoodsYear) People() string { return people(g.Persons) }

// Spent is the worth of what was handed over.
func (g GoodsYear) Spent() string { return yuan(g.Worth * float64(g.Handed)) }

// Planned is the year's budget.
func (g GoodsYear) Planned() string { return yuan(g.Budget) }

func yuan(x float64) string {
	if x == 0 {
		return "—"
	}
	return fmt.Sprintf("%.2f", x)
}

// Total is the worth of all that was handed over.
func (v PointsYearView) Total() string {
	sum := 0.0
	for _, g := range v.Goods {
		sum += g.Worth * float64(g.Handed)
	}
	return fmt.Sprintf("%.2f", sum)
}

// Planned is the sum of the budgets.
func (v PointsYearView) Planned() string {
	sum := 0.0
	for _, g := range v.Goods {
		sum += g.Budget
	}
	return fmt.Sprintf("%.2f", sum)
}

// PointsYearPage is one sheet of it.
type PointsYearPage struct {
	PointsYearView
	No, Pages int
	First     bool
	Last      bool
}

// How many rows of goods the first page, which holds the sums too, and the
// others take.
const (
	goodsOnFirst = 8
	goodsOnPage  = 16
)

// PointsYear prints the account as an HTML fragment, as many A4 pages as it takes.
func PointsYear(view PointsYearView) (string, error) {
	rest := make([]GoodsYear, len(view.Goods))
	for i, g := range view.Goods {
		g.Name, g.Source = brief(g.Name, 10, 2), brief(g.Source, 8, 2)
		rest[i] = g
	}
	var pages []PointsYearPage
	for len(pages) == 0 || len(rest) > 0 {
		n := min(len(rest), map[bool]int{true: goodsOnFirst, false: goodsOnPage}[len(pages) == 0])
		page := PointsYearPage{PointsYearView: view, First: len(pages) == 0}
		page.Goods, rest = rest[:n], rest[n:]
		pages = append(pages, page)
	}
	for i := range pages {
		pages[i].No, pages[i].Pages, pages[i].Last = i+1, len(pages), i == len(pages)-1
	}
	total, planned := view.Total(), view.Planned()
	return fragment("points-year", struct {
		Pages          []PointsYearPage
		Total, Planned string
	}{pages, total, planned})
}

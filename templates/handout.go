package templates

import "time"

// HandoutRow is one request on a list that goes out on paper: masked, without
// the person.
type HandoutRow struct {
	RequestNo string
	Place     string // estate, building, unit; no room
	Summary   string // masked
	Status    string
	Due       time.Time
	Late      bool // past its due date when the list was printed
}

// HandoutView is what one organisation gets in its hand: everything of a list
// that is its own, with room to write what was done and to sign.
type HandoutView struct {
	Community string
	Org       string // 安居物业; empty for what has no organisation yet
	Label     string // 我的办件 · 湖畔花园一期
	MadeAt    time.Time
	Rows      []HandoutRow
}

// handoutRows is how many requests one A4 page holds.
const handoutRows = 11

// handoutPage is one sheet of it.
type handoutPage struct {
	HandoutView
	Lines       []handoutLine
	Page, Pages int
}

type handoutLine struct {
	HandoutRow
	No int // on the organisation's own list
}

// Handout prints the 《民意诉求交办清单》, the paper path beside the links: a list
// of its own for every organisation, as an HTML fragment of A4 pages.
func Handout(views ...HandoutView) (string, error) {
	var pages []handoutPage
	for _, v := range views {
		for i, row := range v.Rows {
			if i%handoutRows == 0 {
				pages = append(pages, handoutPage{HandoutView: v, Page: i/handoutRows + 1, Pages: (len(v.Rows) + handoutRows - 1) / handoutRows})
			}
			row.Summary, row.Place = brief(private(row.Summary), 14, 3), brief(row.Place, 7, 3)
			page := &pages[len(pages)-1]
			page.Lines = append(page.Lines, handoutLine{row, i + 1})
		}
	}
	return fragment("handout", pages)
}

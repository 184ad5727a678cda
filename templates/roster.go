package templates

import "time"

// TeamView is the 《工作团队名册》: on the wall of the office, and an enclosure of
// the agreement. It names who agreed to be named; a resident's number only with
// her consent.
type TeamView struct {
	Community string
	Office    string
	Phone     string // the office's number, for everybody without one of her own
	At        time.Time
	Groups    []TeamGroup
}

// TeamGroup is one kind of duty.
type TeamGroup struct {
	Label string // 楼长
	Rows  []TeamRow
}

// TeamRow is one duty and whoever holds it.
type TeamRow struct {
	Title string // 5幢楼长
	Name  string
	Where string // 湖畔花园一期 5幢
	Phone string // empty: ask the office
	Term  string // 2026年12月1日至2027年11月30日
}

// TeamPage is one sheet of the roster.
type TeamPage struct {
	TeamView
	No, Pages int
	Last      bool
}

// teamOnPage is how many rows of two lines, heads included, an A4 page holds.
const teamOnPage = 19

// Team prints the roster as an HTML fragment, as many A4 pages as it takes.
func Team(view TeamView) (string, error) {
	var pages []TeamPage
	page, used := TeamPage{TeamView: view}, 0
	page.Groups = nil
	turn := func() {
		pages = append(pages, page)
		page.Groups, used = nil, 0
	}
	for _, g := range view.Groups {
		for i := 0; i < len(g.Rows); {
			if used+2 > teamOnPage {
				turn()
			}
			n := min(len(g.Rows)-i, teamOnPage-used-1)
			rows := make([]TeamRow, n)
			for j, r := range g.Rows[i : i+n] {
				r.Title, r.Where, r.Name, r.Term = brief(r.Title, 10, 2), brief(r.Where, 10, 2), brief(r.Name, 6, 1), brief(r.Term, 11, 2)
				rows[j] = r
			}
			page.Groups = append(page.Groups, TeamGroup{g.Label, rows})
			i, used = i+n, used+n+1
		}
	}
	if len(page.Groups) > 0 || len(pages) == 0 {
		turn()
	}
	for i := range pages {
		pages[i].No, pages[i].Pages, pages[i].Last = i+1, len(pages), i == len(pages)-1
	}
	return fragment("team", pages)
}

// ReceptionView is the 接访排班 on the door: who receives residents on which day.
type ReceptionView struct {
	Community string
	Phone     string
	Address   string
	At        time.Time
	Days      []ReceptionDay
}

// ReceptionDay is one day of the week.
type ReceptionDay struct {
	Label string // 周一
	Turns []ReceptionTurn
}

// ReceptionTurn is somebody's hours.
type ReceptionTurn struct{ Name, Title, Hours, Place string }

// Reception prints the week as one A4 page in print that is read from a yard away.
func Reception(view ReceptionView) (string, error) {
	for i, d := range view.Days {
		for j, t := range d.Turns {
			t.Name, t.Title, t.Place = brief(t.Name, 8, 1), brief(t.Title, 12, 1), brief(t.Place, 12, 1)
			view.Days[i].Turns[j] = t
		}
	}
	return fragment("reception", view)
}

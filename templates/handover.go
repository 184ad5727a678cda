package templates

import (
	"fmt"
	"time"
)

// HandoverView is the 《交接清单》 from one secretary to the next. It says where
// keys are and never what they are, counts sealed letters and shows none, and
// names no resident.
type HandoverView struct {
	Community  string
	Leaving    string
	Coming     string
	PrintedAt  time.Time
	FinishedAt time.Time // zero while it is still gone through
	Points     []HandoverPoint
	Open       []HandoverRequest

	Spill bool // the signatures have a page of their own; Handover sees to it
}

// HandoverPoint is one thing gone through.
type HandoverPoint struct {
	Label    string
	Sentence string
	Lines    []string
	Done     time.Time // zero: not yet
	Note     string
}

// HandoverRequest is a request that is not finished.
type HandoverRequest struct {
	No, Matter, Place, Handler, Status string
	Due                                time.Time
}

// HandoverPage is one sheet of the requests.
type HandoverPage struct {
	Rows  []HandoverRequest
	Total int
	No    int
	Pages int
}

// Sheets are the pages of the open requests.
func (v HandoverView) Sheets() []HandoverPage {
	var pages []HandoverPage
	n := (len(v.Open) + openOnPage - 1) / openOnPage
	for i := range n {
		pages = append(pages, HandoverPage{Rows: v.Open[i*openOnPage : min(len(v.Open), (i+1)*openOnPage)], Total: len(v.Open), No: i + 1, Pages: n})
	}
	return pages
}

const (
	openOnPage   = 20 // rows of two lines
	linesOfPoint = 5  // the rest is counted
	withSigns    = 30 // lines of points that leave room for both signatures
	onFirstPage  = 44 // lines of points on a page without them
)

// Handover prints the list as an HTML fragment: a first page with the points and
// both signatures, then the open requests.
func Handover(view HandoverView) (string, error) {
	points, lines := shorten(view.Points, linesOfPoint)
	for most := linesOfPoint - 1; lines > onFirstPage && most >= 0; most-- {
		points, lines = shorten(view.Points, most)
	}
	view.Points, view.Spill = points, lines > withSigns
	for i, r := range view.Open {
		r.Matter, r.Place, r.Handler = brief(r.Matter, 9, 2), brief(r.Place, 9, 2), brief(r.Handler, 9, 2)
		view.Open[i] = r
	}
	return fragment("handover", view)
}

// shorten keeps so many lines of each point and counts what all of them take.
func shorten(points []HandoverPoint, most int) (short []HandoverPoint, lines int) {
	for _, p := range points {
		kept := []string{}
		for i, line := range p.Lines {
			if i == most {
				kept = append(kept, fmt.Sprintf("其余 %d 条见后台", len(p.Lines)-i))
				break
			}
			kept = append(kept, brief(line, 32, 1))
		}
		p.Lines, p.Sentence, p.Note = kept, brief(p.Sentence, 32, 2), brief(p.Note, 8, 3)
		lines += len(kept) + count(p.Sentence, 32)
		short = append(short, p)
	}
	return short, lines
}

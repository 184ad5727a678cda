package templates

import "time"

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
	openOnPage   = 24 // rows of two lines
	linesOfPoint = 8  // the rest is counted
)

// Handover prints the list as an HTML fragment: a first page with the points and
// both signatures, then the open requests.
func Handover(view HandoverView) (string, error) {
	for i, p := range view.Points {
		if len(p.Lines) > linesOfPoint {
			p.Lines = append(p.Lines[:linesOfPoint:linesOfPoint], "其余见后台清单")
		}
		for j, line := range p.Lines {
			p.Lines[j] = brief(line, 36, 1)
		}
		p.Sentence, p.Note = brief(p.Sentence, 36, 2), brief(p.Note, 12, 3)
		view.Points[i] = p
	}
	for i, r := range view.Open {
		r.Matter, r.Place, r.Handler = brief(r.Matter, 12, 2), brief(r.Place, 10, 2), brief(r.Handler, 9, 2)
		view.Open[i] = r
	}
	return fragment("handover", view)
}

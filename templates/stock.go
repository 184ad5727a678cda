package templates

import "time"

// StockView is the 《兑换品盘点表》: what should lie on the shelf, with room for
// what was counted there and two signatures.
type StockView struct {
	Community string
	Office    string
	At        time.Time
	Rows      []StockRow
}

// StockRow is one kind of goods.
type StockRow struct {
	Name    string
	Source  string
	Left    int // can be redeemed
	Waiting int // were redeemed and lie there still
}

// Shelf is what should be there.
func (r StockRow) Shelf() int { return r.Left + r.Waiting }

// StockPage is one sheet of the list.
type StockPage struct {
	StockView
	First, No, Pages int
	Last             bool
}

// Number is the row's number on the whole list.
func (p StockPage) Number(i int) int { return p.First + i + 1 }

// stockOnPage is how many rows of two lines an A4 page holds, signatures included.
const stockOnPage = 16

// Stock prints the list as an HTML fragment, as many A4 pages as it takes.
func Stock(view StockView) (string, error) {
	n := max(1, (len(view.Rows)+stockOnPage-1)/stockOnPage)
	var pages []StockPage
	for i := range n {
		p := StockPage{StockView: view, First: i * stockOnPage, No: i + 1, Pages: n, Last: i == n-1}
		p.Rows = nil
		for _, r := range view.Rows[i*stockOnPage : min(len(view.Rows), (i+1)*stockOnPage)] {
			r.Name, r.Source = brief(r.Name, 13, 2), brief(r.Source, 10, 2)
			p.Rows = append(p.Rows, r)
		}
		pages = append(pages, p)
	}
	return fragment("stock", pages)
}

package templates

import "html/template"

// CardView is an elder's card, 85.6×54 mm as a bank card. It bears a masked
// name: whoever finds it must not learn whose it is and where she lives.
type CardView struct {
	Brand     string // 红色管家
	Community string // 湖畔社区
	Name      string // 王**
	Phone     string // the office's number
	QR        template.HTML
	Trial     bool // the code's address is no good outside the office
}

// cardsPerSheet is two across and five down.
const cardsPerSheet = 10

// Cards prints elder's cards as HTML fragments of A4 sheets, to be cut and laminated.
func Cards(views []CardView) (string, error) {
	var sheets [][]CardView
	for ; len(views) > cardsPerSheet; views = views[cardsPerSheet:] {
		sheets = append(sheets, views[:cardsPerSheet])
	}
	if len(views) > 0 {
		sheets = append(sheets, views)
	}
	return fragment("cards", sheets)
}

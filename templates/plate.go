package templates

import "html/template"

// PlateView is one door plate: the code of one household's door, without a name.
type PlateView struct {
	Brand string        // 红色管家
	Place string        // 湖畔花园一期 5幢 2单元; at most two lines of it are shown
	Room  string        // 302室, never cut
	Code  string        // short code to type
	Phone string        // the office's number
	QR    template.HTML // inline SVG with quiet zone
	Trial bool          // the code's address is no good outside the office
}

// PlatesPerSheet is three labels across and eight down.
const PlatesPerSheet = 24

// Plates prints door plates as HTML fragments of A4 label sheets, 3×8 labels of
// 63.5×33.9 mm each.
func Plates(views []PlateView) (string, error) {
	var sheets [][]PlateView
	for len(views) > PlatesPerSheet {
		sheets = append(sheets, views[:PlatesPerSheet])
		views = views[PlatesPerSheet:]
	}
	if len(views) > 0 {
		sheets = append(sheets, views)
	}
	return fragment("plates", sheets)
}

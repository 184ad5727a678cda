package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// looks are the numbers excelize gives the five styles of a ledger.
type looks struct{ title, note, head, body, long int }

// newLooks registers the styles. All cells carry the text format @, so that a
// cell which begins with = stays text even after someone edits it in Excel.
func newLooks(book *excelize.File) (looks, error) {
	line := func() []excelize.Border {
		var all []excelize.Border
		for _, side := range []string{"left", "top", "right", "bottom"} {
			all = append(all, excelize.Border{Type: side, Color: "8D7C73", Style: 1})
		}
		return all
	}
	var l looks
	for _, style := range []struct {
		number *int
		look   excelize.Style
	}{
		{&l.title, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 18, Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}},
		{&l.note, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 11}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}},
		{&l.head, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10, Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FBE4DF"}}, Border: line()}},
		{&l.body, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Border: line()}},
		// A text longer than the tallest row shows its beginning on paper.
		{&l.long, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Border: line()}},
	} {
		style.look.NumFmt = 49 // @, text
		number, err := book.NewStyle(&style.look)
		if err != nil {
			return l, fmt.Errorf("make ledger style: %w", err)
		}
		*style.number = number
	}
	return l, nil
}

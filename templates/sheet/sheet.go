// Package sheet writes Excel workbooks (.xlsx) the way an office files them: a
// title, a frozen head line, text cells, and a page set-up that prints on A4.
package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"hongguan/rules/printable"
)

// Type is how a workbook is announced to a browser.
const Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Table is one sheet of a workbook. Every cell is text, whatever it begins with:
// a resident's words that start with = + - or @ must never run as a formula, and
// numbers such as 0512 keep their zero.
type Table struct {
	Name    string    // on the tab; the title when empty
	Title   string    // printed above the table
	Note    string    // one line under the title, such as the period; may be empty
	Headers []string  // one per column
	Widths  []float64 // in characters; missing ones are taken from the header
	Rows    [][]string
	Upright bool // A4 upright instead of across
}

// Workbook writes the tables as one .xlsx file, a sheet each. It streams, so a
// ledger of a hundred thousand rows does not need to fit in memory as cells.
func Workbook(tables ...Table) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	looks, err := newLooks(book)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for i, table := range tables {
		name := tabName(table, taken)
		if i == 0 {
			err = book.SetSheetName("Sheet1", name)
		} else {
			_, err = book.NewSheet(name)
		}
		if err != nil {
			return nil, fmt.Errorf("add sheet %s: %w", name, err)
		}
		if err := table.write(book, name, looks); err != nil {
			return nil, fmt.Errorf("write sheet %s: %w", name, err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// write fills one sheet: title, note, head line, rows.
func (t Table) write(book *excelize.File, name string, looks looks) error {
	head := 2
	if t.Note != "" {
		head = 3
	}
	if err := t.page(book, name, head); err != nil {
		return err
	}
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	columns := max(len(t.Headers), 1)
	// The stream puts each width before the earlier ones; Excel wants them ascending.
	for i := columns - 1; i >= 0; i-- {
		if err := stream.SetColWidth(i+1, i+1, t.width(i)); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: fmt.Sprintf("A%d", head+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(columns)
	if err != nil {
		return err
	}
	above := []struct {
		text   string
		style  int
		height float64
	}{{t.Title, looks.title, 32}, {t.Note, looks.note, 20}}
	for i, line := range above[:head-1] {
		row := i + 1
		if err := stream.SetRow(fmt.Sprintf("A%d", row), cells([]string{line.text}, line.style), excelize.RowOpts{Height: line.height}); err != nil {
			return err
		}
		if columns > 1 {
			if err := stream.MergeCell(fmt.Sprintf("A%d", row), fmt.Sprintf("%s%d", last, row)); err != nil {
				return err
			}
		}
	}
	if err := stream.SetRow(fmt.Sprintf("A%d", head), cells(t.Headers, looks.head), excelize.RowOpts{Height: t.height(t.Headers)}); err != nil {
		return err
	}
	for i, row := range t.Rows {
		height, style := t.height(row), looks.body
		if height == tallest {
			style = looks.long
		}
		if err := stream.SetRow(fmt.Sprintf("A%d", head+1+i), cells(row, style), excelize.RowOpts{Height: height}); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// page sets A4, everything on the width of one page, the head line on each.
func (t Table) page(book *excelize.File, name string, head int) error {
	paper, across, wide, high := 9, "landscape", 1, 0 // 9 is A4; height 0 means as many pages as needed
	if t.Upright {
		across = "portrait"
	}
	if err := book.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &across, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	fit := true
	if err := book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, edge, foot := 0.4, 0.5, 0.25 // inches
	if err := book.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge, Footer: &foot}); err != nil {
		return err
	}
	if err := book.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}); err != nil {
		return err
	}
	return book.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(name, "'", "''"), head, head),
	})
}

// width is the column's width in characters; a Chinese character takes two.
func (t Table) width(column int) float64 {
	if column < len(t.Widths) && t.Widths[column] > 0 {
		return t.Widths[column]
	}
	if column < len(t.Headers) {
		return float64(max(10, 2*utf8.RuneCountInString(t.Headers[column])+4))
	}
	return 10
}

// height is what a row needs for its longest cell, in points. Excel fits the rows
// of a file it opens only where it pleases, WPS and LibreOffice do not: without a
// height the second line of a cell is cut off on paper. A cell that needs more than
// the tallest row holds its text whole all the same.
func (t Table) height(row []string) float64 {
	lines := 1
	for i, value := range row {
		lines = max(lines, count(value, t.width(i)))
	}
	return min(float64(14*lines+8), tallest)
}

const tallest = 409.0 // points, the most Excel allows

// count is how many lines a text takes in a column.
func count(text string, width float64) int {
	const chinese, margin = 1.95, 0.8 // in characters of the column's measure
	room := max(width-margin, chinese)
	lines := 0
	for _, line := range strings.Split(text, "\n") {
		lines++
		used := 0.0
		for _, r := range line {
			wide := chinese
			if r < 0x2000 {
				wide = 1
			}
			if used += wide; used > room {
				lines++
				used = wide
			}
		}
	}
	return lines
}

// cells are text cells in one style.
func cells(values []string, style int) []any {
	row := make([]any, len(values))
	for i, value := range values {
		row[i] = excelize.Cell{StyleID: style, Value: printable.Text(value)}
	}
	return row
}

// tabName is a name Excel takes: at most 31 characters, none of []:*?/\, once.
func tabName(t Table, taken map[string]bool) string {
	name := t.Name
	if name == "" {
		name = t.Title
	}
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return -1
		}
		return r
	}, name), "' ")
	if name == "" {
		name = "台账"
	}
	base := name
	name = first(base, 31)
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s%d", first(base, 28), n)
	}
	taken[strings.ToLower(name)] = true
	return name
}

// first is the beginning of a text of at most n UTF-16 units, as Excel counts: a
// rare character takes two and is never cut in half.
func first(text string, n int) string {
	for at, r := range text {
		if n -= utf16.RuneLen(r); n < 0 {
			return text[:at]
		}
	}
	return text
}

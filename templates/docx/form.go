package docx

import (
	"fmt"
	"strings"
)

// Form is a one-page A4 form: a title, a head line, one ruled table, a foot note.
// The same layout is drawn as a Word template by Template and as a printed page
// by whoever walks its rows.
type Form struct {
	Title   string
	Head    []string // parts of the line above the table: left, middle, right
	Columns []int    // widths in millimetres
	Rows    []Row
	Foot    string
}

// Row is one row of a form. Its height is exact, so that a form stays on its page
// whatever is filled in; the caller shortens text that would not fit.
type Row struct {
	Height int // millimetres
	Cells  []Cell
}

// Cell is one cell of a row. Cells covered by a cell above (Down) are left out of
// the rows below it.
type Cell struct {
	Text  string // with markers; \n begins a new line
	Kind  Kind
	Span  int    // columns covered; 0 means 1
	Down  int    // rows covered; 0 means 1
	Image string // marker of a picture above the text
	Open  bool   // no line below: the next row belongs to the same field
	Under bool   // no line above: this cell continues an open one
}

// Kind is how a cell is set.
type Kind int

// The kinds of cells a Chinese office form is made of.
const (
	Value   Kind = iota // what is filled in, 仿宋, left, middle
	Label               // the name of a field, 宋体 bold, centred
	Passage             // longer text, 仿宋, left, from the top
	Sign                // 签章 and date, right
	Note                // small centred words, as below a QR code
)

const (
	titleFont = "宋体"
	bodyFont  = "仿宋"
	qrSide    = 26 // millimetres; a QR code of level Highest still scans from paper
)

// twips converts millimetres to twentieths of a point, Word's unit of length.
func twips(mm int) int { return mm * 1440 * 10 / 254 }

// Template draws the form as a .docx that still carries its markers.
func (f Form) Template() ([]byte, error) {
	var body strings.Builder
	body.WriteString(`<w:p><w:pPr><w:spacing w:after="80" w:line="560" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>` + run(f.Title, titleFont, 44, true) + `</w:p>`)
	width := 0
	for _, column := range f.Columns {
		width += column
	}
	fmt.Fprintf(&body, `<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="%d"/><w:tab w:val="right" w:pos="%d"/></w:tabs><w:spacing w:after="60" w:line="320" w:lineRule="exact"/></w:pPr>`, twips(width)/2, twips(width))
	for i, text := range f.Head {
		if i > 0 {
			body.WriteString(`<w:r><w:tab/></w:r>`)
		}
		body.WriteString(run(text, bodyFont, 20, false))
	}
	body.WriteString(`</w:p>`)
	f.table(&body, width)
	body.WriteString(`<w:p><w:pPr><w:spacing w:before="60" w:line="240" w:lineRule="exact"/></w:pPr>` + run(f.Foot, titleFont, 16, false) + `</w:p>`)
	document := documentHead + body.String() + documentTail
	return pack([]part{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRels)},
		{"word/document.xml", []byte(document)},
		{"word/_rels/document.xml.rels", []byte(documentRels)},
		{"word/styles.xml", []byte(styles)},
		{"word/media/image1.png", blank},
	})
}

// table draws the ruled table.
func (f Form) table(body *strings.Builder, width int) {
	fmt.Fprintf(body, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`, twips(width))
	for _, side := range []string{"top", "left", "bottom", "right"} {
		fmt.Fprintf(body, `<w:%s w:val="single" w:sz="8" w:space="0" w:color="000000"/>`, side)
	}
	body.WriteString(`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, column := range f.Columns {
		fmt.Fprintf(body, `<w:gridCol w:w="%d"/>`, twips(column))
	}
	body.WriteString(`</w:tblGrid>`)
	held := make([]heldCell, len(f.Columns))
	for _, row := range f.Rows {
		fmt.Fprintf(body, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="exact"/></w:trPr>`, twips(row.Height))
		cells := row.Cells
		for column := 0; column < len(f.Columns); {
			if above := &held[column]; above.left > 0 {
				above.left--
				f.cell(body, column, Cell{Span: above.span}, "continue")
				column += above.span
				continue
			}
			if len(cells) == 0 {
				break
			}
			cell := cells[0]
			cells = cells[1:]
			cell.Span = max(cell.Span, 1)
			merge := ""
			if cell.Down > 1 {
				merge = "restart"
				held[column] = heldCell{left: cell.Down - 1, span: cell.Span}
			}
			f.cell(body, column, cell, merge)
			column += cell.Span
		}
		body.WriteString(`</w:tr>`)
	}
	body.WriteString(`</w:tbl>`)
}

// heldCell remembers a cell that reaches down into the coming rows.
type heldCell struct{ left, span int }

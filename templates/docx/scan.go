package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// span is a half-open range of bytes in a part.
type span struct{ from, to int }

// piece is one <w:t> element and the text it shows. A piece without a place
// stands for a tab, break or picture, which no marker can reach across.
type piece struct {
	place span
	text  string
}

// paragraph is one <w:p> with its texts; row is the index of the innermost table
// row around it, or -1.
type paragraph struct {
	at     int // first byte
	pieces []piece
	row    int
}

// layout is what the filler must know of a part: its paragraphs and table rows
// as byte ranges. Everything between them is kept byte for byte, because writing
// a parsed tree back with encoding/xml damages Word's namespaces.
type layout struct {
	paragraphs []paragraph
	rows       []span
}

// barrier is a character that cannot occur in XML; it keeps the text before and
// after a tab or picture apart.
const barrier = "\x00"

// scan reads the layout of a part. Word, WPS and LibreOffice all write the
// prefix w for WordprocessingML, so raw names are enough.
func scan(data []byte) (layout, error) {
	var (
		found   layout
		open    []int // stack of paragraphs; text boxes nest them
		rowOpen []int // stack of rows; tables nest
		text    *piece
	)
	add := func(p piece) {
		if len(open) > 0 {
			last := &found.paragraphs[open[len(open)-1]]
			last.pieces = append(last.pieces, p)
		}
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		from := int(dec.InputOffset())
		token, err := dec.RawToken()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return found, fmt.Errorf("parse docx part: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Space != "w" {
				continue
			}
			switch t.Name.Local {
			case "p":
				row := -1
				if len(rowOpen) > 0 {
					row = rowOpen[len(rowOpen)-1]
				}
				found.paragraphs = append(found.paragraphs, paragraph{at: from, row: row})
				open = append(open, len(found.paragraphs)-1)
			case "tr":
				found.rows = append(found.rows, span{from: from})
				rowOpen = append(rowOpen, len(found.rows)-1)
			case "t":
				text = &piece{place: span{from: from}}
			case "tab", "br", "cr", "drawing", "pict":
				add(piece{text: barrier})
			}
		case xml.CharData:
			if text != nil {
				text.text += string(t)
			}
		case xml.EndElement:
			if t.Name.Space != "w" {
				continue
			}
			to := int(dec.InputOffset())
			switch {
			case t.Name.Local == "p" && len(open) > 0:
				open = open[:len(open)-1]
			case t.Name.Local == "tr" && len(rowOpen) > 0:
				found.rows[rowOpen[len(rowOpen)-1]].to = to
				rowOpen = rowOpen[:len(rowOpen)-1]
			case t.Name.Local == "t" && text != nil:
				text.place.to = to
				add(*text)
				text = nil
			}
		}
	}
}

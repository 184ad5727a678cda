package templates

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"hongguan/rules/printable"
	"hongguan/templates/docx"
)

// formMarker is a marker in the form's own rows.
var formMarker = regexp.MustCompile(`\{\{([^{}]+)\}\}`)

// formPage is the form as the page template walks it.
type formPage struct {
	docx.Form
	Rows       []formRow
	Annex      []docx.Section
	AnnexTitle string
}

type formRow struct {
	Height int
	Cells  []formCell
}

type formCell struct {
	docx.Cell
	Head    bool // the name of a field, a <th>
	Tall    int  // the row's height where a longer text would stretch it; 0 for none
	Class   string
	Lines   []string
	Picture template.URL
}

// kindClass is the class of print.css for each kind of cell.
var kindClass = map[docx.Kind]string{docx.Value: "value", docx.Label: "label", docx.Passage: "passage", docx.Sign: "sign", docx.Note: "note"}

// ReferralHTML prints the 《民意诉求承办单》 as an HTML fragment for A4 paper, the
// twin of Referral: the same rows, the same words.
func ReferralHTML(view ReferralView) (string, error) {
	fields := view.fields()
	fill := func(text string) string {
		return formMarker.ReplaceAllStringFunc(text, func(mark string) string { return fields.text[strings.Trim(mark, "{}")] })
	}
	page := formPage{Form: referralForm, Annex: fields.annex, AnnexTitle: fields.annexTitle()}
	page.Head = nil
	for _, text := range referralForm.Head {
		page.Head = append(page.Head, fill(text))
	}
	for _, row := range referralForm.Rows {
		drawn := formRow{Height: row.Height}
		for _, cell := range row.Cells {
			c := formCell{Cell: cell, Head: cell.Kind == docx.Label, Class: kindClass[cell.Kind], Lines: strings.Split(fill(cell.Text), "\n")}
			if cell.Kind != docx.Label && cell.Down <= 1 {
				c.Tall = row.Height
			}
			if cell.Open {
				c.Class += " open"
			}
			if cell.Under {
				c.Class += " under"
			}
			if cell.Image != "" && len(view.QR) > 0 {
				c.Picture = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(view.QR))
			}
			drawn.Cells = append(drawn.Cells, c)
		}
		page.Rows = append(page.Rows, drawn)
	}
	return fragment("referral", page)
}

// fragment runs one page template.
func fragment(name string, view any) (string, error) {
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, name, view); err != nil {
		return "", fmt.Errorf("print %s: %w", name, err)
	}
	return printable.Text(out.String()), nil
}

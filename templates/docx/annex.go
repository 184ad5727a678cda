package docx

import (
	"bytes"
	"fmt"
	"strings"
)

// Section is one text of an annex under the name of the field it belongs to.
type Section struct {
	Head  string
	Lines []string
}

// Annex adds pages at the end: what did not fit on a one-page form. It works on
// any document, so an office's own template needs no place for it.
func Annex(doc []byte, title string, sections []Section) ([]byte, error) {
	parts, err := open(doc)
	if err != nil {
		return nil, err
	}
	var page strings.Builder
	page.WriteString(`<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:after="160"/><w:jc w:val="center"/></w:pPr>` + run(title, titleFont, 32, true) + `</w:p>`)
	for _, section := range sections {
		page.WriteString(`<w:p><w:pPr><w:keepNext/><w:spacing w:before="120" w:line="360" w:lineRule="exact" w:after="60"/></w:pPr>` + run(section.Head, titleFont, 24, true) + `</w:p>`)
		for _, text := range section.Lines {
			page.WriteString(`<w:p><w:pPr><w:spacing w:line="360" w:lineRule="exact" w:after="60"/></w:pPr>` + run(text, bodyFont, 24, false) + `</w:p>`)
		}
	}
	for i, p := range parts {
		if p.name != "word/document.xml" {
			continue
		}
		at := bytes.LastIndex(p.data, []byte("<w:sectPr"))
		if at < 0 {
			at = bytes.LastIndex(p.data, []byte("</w:body>"))
		}
		if at < 0 {
			return nil, fmt.Errorf("document.xml has no body")
		}
		parts[i].data = append(append(bytes.Clone(p.data[:at]), page.String()...), p.data[at:]...)
	}
	return pack(parts)
}

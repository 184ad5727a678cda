package docx

import (
	"fmt"
	"strings"
)

// cell draws one cell. merge is Word's word for vertical joining.
func (f Form) cell(body *strings.Builder, column int, c Cell, merge string) {
	width := 0
	for _, mm := range f.Columns[column : column+c.Span] {
		width += mm
	}
	fmt.Fprintf(body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, twips(width))
	if c.Span > 1 {
		fmt.Fprintf(body, `<w:gridSpan w:val="%d"/>`, c.Span)
	}
	if merge != "" {
		fmt.Fprintf(body, `<w:vMerge w:val="%s"/>`, merge)
	}
	if c.Open || c.Under {
		body.WriteString(`<w:tcBorders>`)
		if c.Under {
			body.WriteString(`<w:top w:val="nil"/>`)
		}
		if c.Open {
			body.WriteString(`<w:bottom w:val="nil"/>`)
		}
		body.WriteString(`</w:tcBorders>`)
	}
	align, vertical, font, size, line, bold := c.Kind.looks()
	fmt.Fprintf(body, `<w:vAlign w:val="%s"/></w:tcPr>`, vertical)
	if c.Image != "" {
		body.WriteString(`<w:p><w:pPr><w:spacing w:before="60" w:after="20"/><w:jc w:val="center"/></w:pPr>` + pictureRun(c.Image) + `</w:p>`)
	}
	for i, text := range strings.Split(c.Text, "\n") {
		before := 0
		if i == 0 && vertical == "top" {
			before = 40 // so that the text does not stick to the line above
		}
		fmt.Fprintf(body, `<w:p><w:pPr><w:spacing w:before="%d" w:line="%d" w:lineRule="exact"/><w:jc w:val="%s"/></w:pPr>%s</w:p>`, before, line, align, run(text, font, size, bold))
	}
	body.WriteString(`</w:tc>`)
}

// looks gives alignment, vertical place, font, size in half points, line height
// in twentieths of a point, and weight.
func (k Kind) looks() (align, vertical, font string, size, line int, bold bool) {
	switch k {
	case Label:
		return "center", "center", titleFont, 21, 270, true
	case Passage:
		return "left", "top", bodyFont, 21, 275, false
	case Sign:
		return "right", "center", bodyFont, 21, 280, false
	case Note:
		return "center", "center", titleFont, 17, 220, false
	}
	return "left", "center", bodyFont, 21, 270, false
}

// run is one run of text in one font; letters and digits take the same face, as
// official forms do.
func run(text, font string, halfPoints int, bold bool) string {
	weight := ""
	if bold {
		weight = `<w:b/>`
	}
	return fmt.Sprintf(`<w:r><w:rPr><w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="%[1]s" w:cs="%[1]s" w:hint="eastAsia"/>%[2]s<w:sz w:val="%[3]d"/><w:szCs w:val="%[3]d"/></w:rPr>%[4]s</w:r>`, font, weight, halfPoints, textElement(text))
}

// pictureRun is a square inline picture whose alternative text is the marker.
func pictureRun(name string) string {
	emu := qrSide * 36000 // English Metric Units per millimetre
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[1]d"/><wp:docPr id="1" name="%[2]s" descr="{{%[2]s}}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="%[2]s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[1]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, emu, name)
}

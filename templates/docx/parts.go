package docx

import (
	_ "embed"
)

// The fixed parts of a document we build ourselves, as Word wants them.
var (
	//go:embed parts/content_types.xml
	contentTypes string
	//go:embed parts/package_rels.xml
	packageRels string
	//go:embed parts/document_rels.xml
	documentRels string
	//go:embed parts/styles.xml
	styles string
)

// documentHead opens the body with the namespaces a form needs; documentTail sets
// A4 with margins narrow enough for a full form and wide enough for every printer.
const (
	documentHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>`
	documentTail = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="680" w:right="1134" w:bottom="510" w:left="1134" w:header="340" w:footer="340" w:gutter="0"/></w:sectPr></w:body></w:document>`
)

// blank is a white picture of one pixel: what a form shows where the QR code goes
// as long as there is no address to reply to.
var blank = []byte("\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\x9c\x63\xf8\x0f\x00\x01\x01\x01\x00\xb1\x38\xf6\x14\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82")

package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxPart is the most bytes one part of a template may unpack to. An office form
// is far below; anything larger is a mistake or an attack.
const maxPart = 16 << 20

// ErrNotWord says in Chinese that the bytes are not a Word document. It is shown
// to the person who uploaded the template.
var ErrNotWord = errors.New("这不是 Word 文档（.docx）。请在 Word 或 WPS 里另存为“Word 文档（*.docx）”后再上传")

// part is one file inside the document's zip archive, in the order it was stored:
// some readers insist on [Content_Types].xml coming first.
type part struct {
	name string
	data []byte
}

// open unpacks a .docx and fails with ErrNotWord when it is something else.
func open(doc []byte) ([]part, error) {
	archive, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		return nil, ErrNotWord
	}
	var parts []part
	found := false
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		body, err := file.Open()
		if err != nil {
			return nil, fmt.Errorf("open %s in docx: %w", file.Name, err)
		}
		data, err := io.ReadAll(io.LimitReader(body, maxPart+1))
		body.Close()
		if err != nil {
			return nil, fmt.Errorf("read %s in docx: %w", file.Name, err)
		}
		if len(data) > maxPart {
			return nil, fmt.Errorf("read %s in docx: larger than %d bytes", file.Name, maxPart)
		}
		found = found || file.Name == "word/document.xml"
		parts = append(parts, part{file.Name, data})
	}
	if !found {
		return nil, ErrNotWord
	}
	return parts, nil
}

// pack writes the parts back. No times are stored, so that the same content
// always gives the same bytes and a frozen report can be compared.
func pack(parts []part) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", p.name, err)
		}
		if _, err := file.Write(p.data); err != nil {
			return nil, fmt.Errorf("pack %s: %w", p.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("pack docx: %w", err)
	}
	return out.Bytes(), nil
}

// isText reports whether the part holds text a reader sees: the body, and the
// headers and footers of the pages.
func isText(name string) bool {
	if path.Dir(name) != "word" || path.Ext(name) != ".xml" {
		return false
	}
	base := path.Base(name)
	return base == "document.xml" || strings.HasPrefix(base, "header") || strings.HasPrefix(base, "footer")
}

package prints

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/skip2/go-qrcode"
)

// QR draws a link as inline SVG: error correction at the highest level, because
// posters get torn and painted over; the quiet zone of 4 modules inside; all
// dark modules one path with crisp edges, so that no hair line of white runs
// between them on paper.
func QR(url string) (template.HTML, error) {
	code, err := qrcode.New(url, qrcode.Highest)
	if err != nil {
		return "", fmt.Errorf("encode QR: %w", err)
	}
	modules := code.Bitmap()
	var path strings.Builder
	for y, row := range modules {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	n := len(modules)
	return template.HTML(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges" role="img" aria-label="二维码">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`, n, n, n, n, path.String())), nil
}

package posters

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/skip2/go-qrcode"

	"hongguan/hooks/access"
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

func image(e *core.RequestEvent) error {
	r, err := asked(e)
	if err != nil {
		return err
	}
	if r.GetString("state") != Active {
		return access.Answer(http.StatusGone, "这张海报已经停用，请不要再打印")
	}
	svg, err := QR(Link(e, r.GetString("code")))
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-cache") // the office may change its public address
	return e.Blob(http.StatusOK, "image/svg+xml", []byte(svg))
}

package templates

import (
	"bytes"
	_ "embed"
)

//go:embed print.css
var printCSS []byte

// PrintCSS is the style sheet of every printed page. Pages serve it as
// /print.css, since their Content-Security-Policy allows no inline style.
func PrintCSS() []byte { return bytes.Clone(printCSS) }

package pages

import "hongguan/templates"

// generated are files that other packages write, by the name under which they
// are served: the printed pages and their stylesheet live in templates.
func generated() map[string][]byte {
	return map[string][]byte{"print.css": templates.PrintCSS()}
}

package templates

import (
	"html/template"
	"regexp"
)

// inlineStyle is what mail needs and a page's Content-Security-Policy forbids.
// Quotes in people's words are escaped, so this matches our own markup only.
var inlineStyle = regexp.MustCompile(` style="[^"]*"`)

// LetterPage prints a letter on A4 paper under a title such as 部门转办函. Many
// offices take stamped paper rather than mail from an unknown address; it is the
// same text, so mail and paper cannot differ.
func LetterPage(title string, letter Letter) (string, error) {
	return fragment("letter-page", struct {
		Title string
		Body  template.HTML
	}{title, template.HTML(inlineStyle.ReplaceAllString(letter.HTML, ""))})
}

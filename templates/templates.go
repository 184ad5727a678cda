// Package templates writes what leaves the house: letters, printed pages, Word
// forms and Excel ledgers.
//
// Each thing is one view, a plain struct whose names and numbers the caller has
// already masked, and one function that turns it into text or bytes. Nothing here
// opens a database or asks for the time. The words of the letters and pages are
// files beside this one; the golden files in testdata show each result whole and
// are renewed with `go test ./templates -update`.
package templates

import (
	"embed"
	htmltemplate "html/template"
	texttemplate "text/template"
)

//go:embed letters/*.txt letters/*.html print/*.html
var files embed.FS

// functions are the few words templates may use beside their view's fields.
var functions = map[string]any{
	"day":      Day,
	"date":     Date,
	"moment":   Moment,
	"until":    Until,
	"private":  private,
	"headings": overviewHeadings,
	"inc":      func(i int) int { return i + 1 },
}

// A template that does not parse is a broken build, so these may panic at start.
var (
	letters = texttemplate.Must(texttemplate.New("letters").Funcs(functions).ParseFS(files, "letters/*.txt"))
	mails   = htmltemplate.Must(htmltemplate.New("mails").Funcs(functions).ParseFS(files, "letters/*.html"))
	pages   = htmltemplate.Must(htmltemplate.New("pages").Funcs(functions).ParseFS(files, "print/*.html"))
)

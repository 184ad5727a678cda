package templates

import (
	"html/template"
	"strings"
	"unicode/utf8"
)

// Variants of a poster.
const (
	Colour = "colour" // full red head, for a colour printer
	Ink    = "ink"    // white, lines only, for the office's own printer
)

// PosterView is what the poster in a stairwell shows. It names no person.
type PosterView struct {
	Variant     string        // Colour or Ink
	Brand       string        // 红色管家
	Slogan      string        // 事事有回应
	PartyOrg    string        // 湖畔社区党委
	Place       string        // 湖畔花园一期 5幢 2单元
	QR          template.HTML // inline SVG with quiet zone, from the QR encoder only
	Address     string        // short address as typed, without https://: hg.example.cn
	Code        string        // short code typed after the address: 6A2K
	Phone       string        // the office's number
	Hours       string        // 工作日 8:30–11:30、13:00–17:30
	OnlineHours string        // 8:30–17:30 when the machine sleeps at night; empty means all day
	Repair      string        // property company's number for urgent repairs; empty when there is none
	Trial       bool          // the address is private, a bare IP or not https: not for the wall
}

// Long reports whether the brand needs smaller letters to stay on one line.
func (v PosterView) Long() bool { return utf8.RuneCountInString(v.Brand) > 6 }

// Ink reports whether the ink-saving variant is wanted.
func (v PosterView) Ink() bool { return v.Variant == Ink }

// Poster prints one poster as an HTML fragment, an A4 page.
func Poster(view PosterView) (string, error) { return fragment("poster", view) }

// Posters prints several, a page each.
func Posters(views []PosterView) (string, error) {
	var out strings.Builder
	for _, view := range views {
		page, err := Poster(view)
		if err != nil {
			return "", err
		}
		out.WriteString(page)
	}
	return out.String(), nil
}

// Host is the address up to its first slash. A long address breaks there and
// nowhere else: a host cut in two is typed wrong.
func (v PosterView) Host() string {
	host, _, _ := strings.Cut(v.Address, "/")
	return host
}

// Path is the rest of the address, with its slash.
func (v PosterView) Path() string { return strings.TrimPrefix(v.Address, v.Host()) }

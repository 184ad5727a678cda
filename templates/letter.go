package templates

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"hongguan/rules/printable"
)

// Letter is a mail ready for the outbox: the subject, and the same words as plain
// text and as HTML. Addresses and attachments are the caller's.
type Letter struct {
	Subject string
	Text    string
	HTML    string
}

// write runs a letter's text file and sets the same words as HTML. Only a line
// that is exactly the given link becomes one: an address inside a resident's
// words must not turn into something an office clicks on.
func write(name, subject, link string, view any) (Letter, error) {
	var out bytes.Buffer
	if err := letters.ExecuteTemplate(&out, name+".txt", view); err != nil {
		return Letter{}, fmt.Errorf("write letter %s: %w", name, err)
	}
	text := tidy(printable.Text(out.String()))
	return Letter{Subject: oneLine(printable.Text(subject)), Text: text, HTML: paper(text, link)}, nil
}

// tidy takes out what empty fields leave behind: spaces at line ends and more
// than one empty line.
func tidy(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " \t")
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n") + "\n"
}

// oneLine keeps a subject on one line; a line break would begin a new header.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Mail programs drop style sheets, so letters carry the few styles they need.
const (
	sheetStyle = `font-family:'PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.75;color:#271d1a;max-width:42em`
	linkStyle  = `color:#b3241b;font-weight:bold;word-break:break-all`
)

// paper sets a letter's text as HTML: empty lines part paragraphs, lines stay
// lines, headings such as 一、 are bold.
func paper(text, link string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "<div lang=\"zh-CN\" style=\"%s\">\n", sheetStyle)
	for _, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		for i, line := range lines {
			safe := html.EscapeString(line)
			switch {
			case link != "" && line == link:
				safe = fmt.Sprintf(`<a href="%s" style="%s">%s</a>`, safe, linkStyle, safe)
			case heading(line):
				safe = "<strong>" + safe + "</strong>"
			}
			lines[i] = safe
		}
		fmt.Fprintf(&out, "<p>%s</p>\n", strings.Join(lines, "<br>\n"))
	}
	out.WriteString("</div>\n")
	return out.String()
}

// heading reports whether the line begins as official papers number: 一、二、…
func heading(line string) bool {
	number, _, ok := strings.Cut(line, "、")
	return ok && number != "" && strings.Trim(number, "一二三四五六七八九十") == ""
}

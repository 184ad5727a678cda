package realname

import (
	"regexp"
	"strings"
)

var (
	idIn     = regexp.MustCompile(`[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx]`)
	mobileIn = regexp.MustCompile(`1[3-9]\d(?:[ -]?\d){8}`)
	phoneIn  = regexp.MustCompile(`1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?[2-9]\d{6,7}`)
	cutIn    = regexp.MustCompile(`\d(?:[ -]?\d){4,}[ -]*…`) // a number at which a text was cut off
	roomIn   = regexp.MustCompile(`\d{2,4}(室|号房|房间)`)
	digits   = strings.NewReplacer(" ", "", "-", "")
	narrow   = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "－", "-")
)

// MaskText hides in free text what people write of themselves and their
// neighbours: telephone and ID numbers, rooms, and the given names. It is for
// texts that travel through groups, such as what a link shows.
func MaskText(text string, names ...string) string {
	text = hideIn(narrow.Replace(text), idIn, MaskID)
	text = hideIn(text, phoneIn, MaskPhone)
	text = cutIn.ReplaceAllString(text, "****…")
	text = roomIn.ReplaceAllString(text, "**$1")
	for _, name := range names {
		if name = NormalizeName(name); len([]rune(name)) > 1 {
			text = strings.ReplaceAll(text, name, MaskName(name))
		}
	}
	return text
}

// Personal reports whether a text holds what belongs to a person: a mobile
// number, an identity number or a room. An office's own line is none.
func Personal(text string) bool {
	text = narrow.Replace(text)
	found := roomIn.MatchString(text)
	note := func(s string) string { found = true; return s }
	hideIn(text, idIn, note)
	hideIn(text, mobileIn, note)
	return found
}

// hideIn masks each match that is not part of a longer run of digits, such as
// an order number.
func hideIn(text string, pattern *regexp.Regexp, mask func(string) string) string {
	var out strings.Builder
	at := 0
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for _, m := range pattern.FindAllStringIndex(text, -1) {
		if digit(m[0]-1) || digit(m[1]) {
			continue
		}
		out.WriteString(text[at:m[0]])
		out.WriteString(mask(digits.Replace(text[m[0]:m[1]])))
		at = m[1]
	}
	return out.String() + text[at:]
}

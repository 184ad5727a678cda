package templates

import (
	"regexp"
	"strings"

	"hongguan/rules/printable"
)

// People write their own and their neighbours' numbers into the text of a
// request. Callers mask fields; this is the last look at free text before it
// leaves the house.
var (
	identity = regexp.MustCompile(`[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx]`)
	mobile   = regexp.MustCompile(`(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}`)
	gap      = strings.NewReplacer(" ", "", "-", "")
	narrow   = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "－", "-")
)

// private masks mobile and identity numbers in free text: 138****5678 and
// 3205**********1234. Longer runs of digits, such as an order number, are kept.
func private(text string) string {
	text = narrow.Replace(printable.Text(text))
	text = mask(text, identity, func(number string) string {
		number = gap.Replace(number)
		return number[:4] + "**********" + number[len(number)-4:]
	})
	return mask(text, mobile, func(number string) string {
		at := strings.IndexByte(number, '1') // after the country's code, which has no 1
		country, number := number[:at], gap.Replace(number[at:])
		return country + number[:3] + "****" + number[len(number)-4:]
	})
}

// mask replaces each match that is not part of a longer run of digits.
func mask(text string, pattern *regexp.Regexp, hide func(string) string) string {
	var out strings.Builder
	at := 0
	for _, place := range pattern.FindAllStringIndex(text, -1) {
		if digit(text, place[0]) && digit(text, place[0]-1) || digit(text, place[1]) {
			continue
		}
		out.WriteString(text[at:place[0]])
		out.WriteString(hide(text[place[0]:place[1]]))
		at = place[1]
	}
	out.WriteString(text[at:])
	return out.String()
}

// digit reports whether the byte at i is a digit.
func digit(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

// Package printable cleans what somebody typed for paper and mail.
package printable

import "strings"

// Text drops what no paper, mail or XML part can show: control characters, which
// telephones and scanners do send and for which Word and Excel call the whole file
// damaged, and the marks that turn a line round, with which a text could make the
// words after it read backwards, and what takes no room, behind which a number would
// pass for no number. Line ends become \n; every other character, a rare one too,
// stays as it was typed.
func Text(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == 0x2028 || r == 0x2029:
			return '\n'
		case r == 0xad, r == 0x200b, r == 0x2060:
			return -1
		case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfeff, r&0xfffe == 0xfffe:
			return -1
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
			return -1
		}
		return r
	}, text)
}

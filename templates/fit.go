package templates

import (
	"strings"
	"unicode"

	"hongguan/rules/printable"
)

// more stands where a text goes on overleaf; one that has a single narrow line
// says so in fewer characters.
func more(lines int) string {
	if lines == 1 {
		return "……见附页"
	}
	return "……（全文见附页）"
}

// fit shortens text to the given number of lines of a form, each so many Chinese
// characters wide. It reports whether something was left out, which then belongs
// on the 附页.
func fit(text string, wide, lines int) (shown string, cut bool) {
	text = strings.TrimSpace(text)
	if count(text, wide) <= lines {
		return text, false
	}
	more := more(lines)
	runes := []rune(text)
	low, high := 0, len(runes) // the longest beginning that fits with the reference
	for low < high {
		middle := (low + high + 1) / 2
		if count(strings.TrimSpace(string(runes[:middle]))+more, wide) <= lines {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimSpace(string(runes[:between(runes, low)])) + more, true
}

// brief shortens a text for a page that has no 附页.
func brief(text string, wide, lines int) string {
	runes := []rune(strings.TrimSpace(printable.Text(text)))
	if count(string(runes), wide) <= lines {
		return string(runes)
	}
	n := len(runes)
	for n > 0 && count(string(runes[:n])+"……", wide) > lines {
		n--
	}
	return string(runes[:between(runes, n)]) + "……"
}

// between is the last place up to n that does not lie within what is one character
// to the eye.
func between(runes []rune, n int) int {
	for n > 0 && n < len(runes) && (extends(runes[n]) || runes[n-1] == joiner) {
		n--
	}
	return n
}

const joiner = '\u200d' // makes one picture of several emoji

// extends reports whether r only changes the character before it: an accent, a
// selector of a variant of a Chinese character, a colour of skin.
func extends(r rune) bool {
	return r == joiner || unicode.In(r, unicode.Mn, unicode.Me) || r >= 0x1f3fb && r <= 0x1f3ff
}

// count is how many lines the text takes. Latin letters and digits are half as
// wide as a Chinese character.
func count(text string, wide int) int {
	lines := 0
	for _, line := range strings.Split(text, "\n") {
		lines += wrapped(line, 2*wide)
	}
	return lines
}

// wrapped breaks one line the way Word and WPS do, in halves of a Chinese
// character: a Latin word or a number moves to the next line whole, and is broken
// only when it is longer than a line; no line begins with a closing mark or ends
// with an opening one.
func wrapped(line string, room int) int {
	lines, used, word := 1, 0, 0
	latin := false // whether the word under way is of Latin letters or digits
	put := func() {
		if used+word > room {
			if used > 0 {
				lines, used = lines+1, 0
			}
			for ; word > room; word -= room {
				lines++
			}
		}
		used, word = used+word, 0
	}
	opened := false // the last character was an opening mark
	for _, r := range line {
		switch {
		case extends(r):
		case r == ' ' || r == '\t':
			put()
			used, latin, opened = min(used+1, room), false, false // a space at the end of a line hangs over
		case r < 0x2000:
			if !latin && !opened {
				put()
			}
			word, latin, opened = word+1, true, false
		case strings.ContainsRune("，。、；：？！）〕】》」』”’…—", r):
			word, latin, opened = word+2, false, false
		default:
			if !opened {
				put()
			}
			word, latin = word+2, false
			opened = strings.ContainsRune("（〔【《「『“‘", r)
		}
	}
	put()
	return lines
}

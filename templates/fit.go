package templates

import "strings"

// fit shortens text to the given number of lines of a form, each so many Chinese
// characters wide. It reports whether something was left out, which then belongs
// on the 附页.
func fit(text string, wide, lines int) (shown string, cut bool) {
	text = strings.TrimSpace(text)
	if count(text, wide) <= lines {
		return text, false
	}
	const more = "……（全文见附页）"
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
	return strings.TrimSpace(string(runes[:low])) + more, true
}

// count is how many lines the text takes. Latin letters and digits are half as
// wide as a Chinese character; a line may end a little early to keep a number or
// a punctuation mark together, which the caller's width must allow for.
func count(text string, wide int) int {
	lines := 0
	for _, line := range strings.Split(text, "\n") {
		halves := 0
		lines++
		for _, r := range line {
			width := 2
			if r < 0x2000 {
				width = 1
			}
			if halves += width; halves > 2*wide {
				lines++
				halves = width
			}
		}
	}
	return lines
}

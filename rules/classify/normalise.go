package classify

import (
	_ "embed"
	"strings"
	"unicode"
)

//go:embed words/characters.txt
var charactersFile string

//go:embed words/typos.tsv
var typosFile string

var (
	// characters maps one traditional or dialect character to the one our word
	// lists use (燈→灯, 勿→不).
	characters = loadCharacters(charactersFile)
	// typos maps a whole mistyped word to the right one of the same length
	// (电锑→电梯); equal length keeps every word's place in the original.
	typos = loadTypos(typosFile)
)

// text is one request text, normalised, with the way back to what was typed.
type text struct {
	original []rune
	runes    []rune
	at       []int    // at[i] is the index in original of runes[i]
	hits     [][]span // by class of the lexicon
	touched  []int    // the classes with hits
	board    *[][]span
	outside  bool   // the place lies outside the estate's fence
	fence    []span // the words that said so
	struck   []span // words that stand for no danger, see unreal
}

// span is a half-open range of runes in a normalised text.
type span struct{ from, to int }

func (s span) covers(o span) bool   { return s.from <= o.from && o.to <= s.to }
func (s span) overlaps(o span) bool { return s.from < o.to && o.from < s.to }

// gap is the number of runes between two spans, 0 when they touch or overlap.
func (s span) gap(o span) int {
	switch {
	case s.to <= o.from:
		return o.from - s.to
	case o.to <= s.from:
		return s.from - o.to
	}
	return 0
}

// normalise folds what phones and elders really type: full-width letters,
// capitals, traditional characters, spaces between characters, emoji.
// Punctuation stays, because it separates sentences; a line break becomes 。.
func normalise(raw string) *text {
	t := &text{original: []rune(raw)}
	for i, r := range t.original {
		switch {
		case r == '\n' || r == '\r':
			r = '。'
		case r == '　' || unicode.IsSpace(r):
			continue
		case r >= '！' && r <= '～': // full-width ASCII
			r -= '！' - '!'
		}
		if unicode.IsUpper(r) {
			r = unicode.ToLower(r)
		}
		if s, ok := characters[r]; ok {
			r = s
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !isPunctuation(r) {
			continue // emoji, zero-width joiners, stray symbols
		}
		t.runes = append(t.runes, r)
		t.at = append(t.at, i)
	}
	correctTypos(t.runes)
	return t
}

func isPunctuation(r rune) bool {
	return strings.ContainsRune("。！？!?；;，,、：:.…~-/()（）“”\"", r)
}

// endsSentence tells where words stop belonging together. A comma does not
// count: residents use it, or nothing, between whole sentences.
func endsSentence(r rune) bool { return strings.ContainsRune("。！？!?；;", r) }

func (t *text) hasWords() bool {
	for _, r := range t.runes {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// correctTypos replaces mistyped words in place.
func correctTypos(runes []rune) {
	for i, r := range runes {
		for _, fix := range typos[r] {
			if hasPrefixAt(runes, i, fix.wrong) {
				copy(runes[i:], fix.right)
				break
			}
		}
	}
}

func hasPrefixAt(runes []rune, at int, word []rune) bool {
	if at+len(word) > len(runes) {
		return false
	}
	for k, r := range word {
		if runes[at+k] != r {
			return false
		}
	}
	return true
}

type typo struct{ wrong, right []rune }

// loadCharacters reads pairs of lines: one with characters as written, the next
// with the characters meant, position by position.
func loadCharacters(file string) map[rune]rune {
	table := make(map[rune]rune)
	lines := dataLines(file)
	for i := 0; i+1 < len(lines); i += 2 {
		from, to := []rune(lines[i]), []rune(lines[i+1])
		if len(from) != len(to) {
			panic("classify: words/characters.txt: lines of unequal length: " + lines[i])
		}
		for k := range from {
			table[from[k]] = to[k]
		}
	}
	return table
}

func loadTypos(file string) map[rune][]typo {
	table := make(map[rune][]typo)
	for _, line := range dataLines(file) {
		wrong, right, _ := strings.Cut(line, "\t")
		w, r := []rune(wrong), []rune(right)
		if len(w) == 0 || len(w) != len(r) {
			panic("classify: words/typos.tsv: both words must have the same length: " + line)
		}
		table[w[0]] = append(table[w[0]], typo{w, r})
	}
	return table
}

// dataLines gives the lines of an embedded table without comments and blanks.
func dataLines(file string) []string {
	var lines []string
	for line := range strings.SplitSeq(file, "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

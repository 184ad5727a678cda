// Package bigram makes Chinese findable and comparable by pairs of neighbouring
// characters. Two characters are a Chinese word (电梯, 漏水); an index of three
// finds none of them.
package bigram

import (
	"strings"
	"unicode"

	"hongguan/rules/classify"
)

// longestWord is the number of characters of Latin letters or digits that are
// kept of one word; nobody looks for more.
const longestWord = 32

// Terms are the words under which texts are found: every pair of neighbouring
// characters, every character alone, and words of Latin letters or digits as a
// whole. A number also stands together with the sign behind it (5幢), because a
// 5 and a 幢 stand on every poster. Each term comes once.
func Terms(texts ...string) []string {
	var terms []string
	seen := map[string]bool{}
	add := func(term string) {
		if !seen[term] {
			seen[term] = true
			terms = append(terms, term)
		}
	}
	for _, text := range texts {
		for _, r := range runs(text) {
			if !r.han {
				add(r.word())
				continue
			}
			if r.number != "" {
				add(r.number + string(r.runes[0]))
			}
			for i := range r.runes {
				add(string(r.runes[i]))
				if i+1 < len(r.runes) {
					add(string(r.runes[i : i+2]))
				}
			}
		}
	}
	return terms
}

// run is a piece of a text in one script.
type run struct {
	runes  []rune
	han    bool
	number string // of a Chinese run: the word of letters or digits right before it
}

func (r run) word() string { return string(r.runes[:min(len(r.runes), longestWord)]) }

// runs cuts a text into its scripts. What is neither a letter nor a digit
// separates and is left out.
func runs(text string) []run {
	var all []run
	joined := false // the rune before belongs to the last run
	for _, r := range houses.Replace(classify.Plain(text)) {
		han := unicode.Is(unicode.Han, r)
		if !han && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			joined = false
			continue
		}
		last := len(all) - 1
		switch {
		case joined && all[last].han == han:
			all[last].runes = append(all[last].runes, r)
		case joined && han:
			all = append(all, run{runes: []rune{r}, han: true, number: all[last].word()})
		default:
			all = append(all, run{runes: []rune{r}, han: han})
		}
		joined = true
	}
	return all
}

// houses writes a building in one way: 5栋 and 5号楼 are 5幢 to whoever looks for it.
var houses = func() *strings.Replacer {
	var pairs []string
	for _, d := range "0123456789" {
		pairs = append(pairs, string(d)+"栋", string(d)+"幢", string(d)+"号楼", string(d)+"幢")
	}
	return strings.NewReplacer(pairs...)
}()

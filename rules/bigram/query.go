package bigram

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hongguan/rules/classify"
)

// mostTerms is how many terms of a query are looked up; the rest of a longer
// one would hardly narrow it.
const mostTerms = 16

// Query is what somebody typed to find a text.
type Query struct {
	parts []string // as typed, between spaces, normalised
	terms []string // all must be there
	open  string   // a word that may go on; empty: none
}

// Ask reads a query. Words between spaces must all be found, in any order.
func Ask(typed string) Query {
	var q Query
	add := func(term string) {
		if !slices.Contains(q.terms, term) && len(q.terms) < mostTerms {
			q.terms = append(q.terms, term)
		}
	}
	parts := strings.Fields(typed)
	for n, part := range parts {
		found := runs(part)
		if len(found) > 0 {
			q.parts = append(q.parts, houses.Replace(classify.Plain(part)))
		}
		for i, r := range found {
			last := i+1 == len(found)
			switch {
			case r.han:
				for _, t := range r.asked() {
					add(t)
				}
			case last && n+1 == len(parts):
				q.open = r.word() // the last digits of a number: 0007, or a word half typed
			case last || found[i+1].number == "":
				add(r.word())
			}
		}
	}
	return q
}

// asked are the terms of a Chinese run in a query. 5幢电梯 are two things: the
// house and what is wrong there.
func (r run) asked() []string {
	var terms []string
	rest := r.runes
	if r.number != "" {
		terms = append(terms, r.number+string(rest[0]))
		if strings.ContainsRune("幢室号层楼", rest[0]) || len(rest) == 1 {
			rest = rest[1:]
		}
	}
	if len(rest) == 1 {
		return append(terms, string(rest))
	}
	for k := range max(len(rest)-1, 0) {
		terms = append(terms, string(rest[k:k+2]))
	}
	return terms
}

// Empty reports that there is nothing to look for.
func (q Query) Empty() bool { return len(q.terms) == 0 && q.open == "" }

// Match is the query in the language of SQLite's FTS5. Letters and digits only
// stand between the quotes, so that nothing typed can be read as an operator.
func (q Query) Match() string {
	var b strings.Builder
	for _, t := range q.terms {
		b.WriteString(`"` + t + `" `)
	}
	if q.open != "" {
		b.WriteString(`"` + q.open + `"*`)
	}
	return strings.TrimSpace(b.String())
}

// Holds reports whether texts would be found. It looks for the terms in the
// text itself, which for a few texts is quicker than cutting them up.
func (q Query) Holds(texts ...string) bool {
	text := houses.Replace(classify.Plain(strings.Join(texts, "。")))
	for _, t := range q.terms {
		if !stands(text, t, false) {
			return false
		}
	}
	return q.open == "" || stands(text, q.open, true)
}

// stands finds a term in a normalised text. A word of letters or digits stands
// alone: a 5 is not in 15; an open one may go on.
func stands(text, term string, open bool) bool {
	first, _ := utf8.DecodeRuneInString(term)
	last, _ := utf8.DecodeLastRuneInString(term)
	for from := 0; ; {
		i := strings.Index(text[from:], term)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(term):])
		if (!narrow(first) || !narrow(before)) && (open || !narrow(last) || !narrow(after)) {
			return true
		}
		from = i + len(term)
	}
}

// narrow tells letters and digits from Chinese signs and from what separates.
func narrow(r rune) bool {
	return !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// Rank says how well a text answers: what stands there in one piece, as it was
// typed, goes before what is scattered over it. 0 to 1. The text is taken as
// it is written: hundreds are ranked while somebody waits.
func (q Query) Rank(text string) float64 {
	if len(q.parts) == 0 {
		return 0
	}
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	whole, letters := 0, 0
	for _, p := range q.parts {
		n := utf8.RuneCountInString(p)
		letters += n
		if strings.Contains(text, p) {
			whole += n
		}
	}
	return float64(whole) / float64(letters)
}

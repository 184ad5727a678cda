package classify

import (
	"strings"
	"unicode/utf8"
)

// pattern is one keyword of the catalogue, compiled. The office writes plain
// words; engineers may write more:
//
//	楼道灯        the word occurs
//	灯+{坏}       both occur in one sentence, near each other, in any order
//	打>老婆       the second follows the first closely
//	路灯+@墙外    the word occurs and the place lies outside the fence (@墙内: does not)
//	-马路         the word speaks against the matter
//	物业?         the word is a weak hint, half its weight
type pattern struct {
	parts   []part
	weight  float64
	against bool
	reach   int  // how many runes may lie between its words
	across  bool // its words may stand in different sentences
	wary    bool // passes over words that unreal has struck out
}

type part struct {
	class   int
	follows bool // must stand closely after the part before it
	place   int8 // 0 a word; +1 only outside the fence; -1 only not outside
}

// compile reads a keyword. It reports false for an empty one.
func (lx *lexicon) compile(keyword string) (pattern, bool) {
	p := pattern{reach: near}
	rest := strings.TrimSpace(keyword)
	if s, ok := strings.CutPrefix(rest, "-"); ok {
		p.against, rest = true, s
	}
	rest, weak := strings.CutSuffix(rest, "?")
	for follows := false; rest != ""; {
		word := rest
		next := strings.IndexAny(rest, "+>")
		nextFollows := false
		if next >= 0 {
			word, nextFollows, rest = rest[:next], rest[next] == '>', rest[next+1:]
		} else {
			rest = ""
		}
		switch word {
		case "":
		case "@墙外":
			p.parts = append(p.parts, part{place: 1})
		case "@墙内":
			p.parts = append(p.parts, part{place: -1})
		default:
			p.parts = append(p.parts, part{class: lx.class(word), follows: follows})
			p.weight += wordWeight(word)
		}
		follows = nextFollows
	}
	if len(p.parts) == 0 {
		return p, false
	}
	if len(p.parts) > 1 {
		p.weight += 0.5 // two words that agree say more than one long word
	}
	p.weight = min(p.weight, 6)
	if weak {
		p.weight /= 2
	}
	return p, true
}

// compileAll compiles a list of keywords separated by spaces.
func (lx *lexicon) compileAll(keywords string) []pattern {
	var list []pattern
	for _, k := range strings.Fields(keywords) {
		if p, ok := lx.compile(k); ok {
			list = append(list, p)
		}
	}
	return list
}

// compileFar compiles a list whose words may stand far apart and in different
// sentences. The lanes use it: who is frightened or angry writes in bursts.
func (lx *lexicon) compileFar(keywords string) []pattern {
	list := lx.compileAll(keywords)
	for i := range list {
		list[i].reach, list[i].across = far, true
	}
	return list
}

// wordWeight: the longer a word, the fewer matters it can mean.
func wordWeight(word string) float64 {
	if strings.HasPrefix(word, "{") {
		return 1.5
	}
	switch utf8.RuneCountInString(word) {
	case 1:
		return 1
	case 2:
		return 2
	case 3:
		return 3
	}
	return 4
}

// find returns the spans of a pattern's words, each part's nearest occurrence,
// or false when the pattern does not hold.
func (p pattern) find(t *text) ([]span, bool) {
	first := -1
	for i, part := range p.parts {
		switch {
		case part.place > 0 && !t.outside, part.place < 0 && t.outside:
			return nil, false
		case part.place == 0 && len(t.hits[part.class]) == 0:
			return nil, false
		case part.place == 0 && first < 0:
			first = i
		}
	}
	if first < 0 {
		return t.fence, true // only a place was asked for
	}
	for _, anchor := range t.hits[p.parts[first].class] {
		if p.wary && t.isStruck(anchor) {
			continue
		}
		if spans, ok := p.join(t, first, anchor); ok {
			return spans, true
		}
	}
	return nil, false
}

// join tries to find all parts around one occurrence of the first word.
func (p pattern) join(t *text, first int, anchor span) ([]span, bool) {
	spans := []span{anchor}
	for i, part := range p.parts {
		if part.place != 0 {
			spans = append(spans, t.fence...)
			continue
		}
		if i == first {
			continue
		}
		best, bestGap := span{}, p.reach+1
		last := spans[len(spans)-1]
		for _, h := range t.hits[part.class] {
			if overlapsAny(h, spans) || p.wary && t.isStruck(h) {
				continue
			}
			gap := gapToAny(h, spans)
			if part.follows {
				if h.from < last.to || h.from-last.to > after {
					continue
				}
				gap = h.from - last.to
			}
			if gap < bestGap && (p.across || !t.sentenceEnds(h, spans)) {
				best, bestGap = h, gap
			}
		}
		if bestGap > p.reach {
			return nil, false
		}
		spans = append(spans, best)
	}
	return spans, true
}

func overlapsAny(s span, list []span) bool {
	for _, o := range list {
		if s.overlaps(o) {
			return true
		}
	}
	return false
}

func gapToAny(s span, list []span) int {
	gap := 1 << 30
	for _, o := range list {
		gap = min(gap, s.gap(o))
	}
	return gap
}

// sentenceEnds tells whether a full stop lies between s and every span of list.
func (t *text) sentenceEnds(s span, list []span) bool {
	for _, o := range list {
		from, to := min(s.to, o.to), max(s.from, o.from)
		ended := false
		for i := from; i < to; i++ {
			if endsSentence(t.runes[i]) {
				ended = true
				break
			}
		}
		if !ended {
			return false
		}
	}
	return true
}

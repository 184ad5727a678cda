package classify

import (
	_ "embed"
	"strings"
)

//go:embed words/unreal.tsv
var unrealFile string

// unreal knows where a danger's word stands without the danger: a lift that was
// never built traps nobody (没电梯下不来), an ambulance that could not pass is
// only thought of (救护车来了怎么办), a bracelet against getting lost is no loss.
// Unlike an unless of the table it strikes out single words, so that a second,
// real danger in the same text still counts.
type unreal struct {
	patterns []pattern
	like     []pattern // 像, 跟: with 一样 or 似的 behind the word a comparison
	fear     []pattern // 怕, 容易: right before the word, it has not happened
}

func compileUnreal(lx *lexicon) unreal {
	u := unreal{like: lx.compileAll("{像}"), fear: lx.compileAll("{怕走}")}
	for _, line := range dataLines(unrealFile) {
		_, keywords, _ := strings.Cut(line, "\t")
		u.patterns = append(u.patterns, lx.compileAll(keywords)...)
	}
	return u
}

// strike marks the words of t that stand for no danger: of a pattern with one
// word every occurrence, of one with circumstances (救护车+堵) the first word.
func (u unreal) strike(t *text) {
	for _, p := range u.patterns {
		if len(p.parts) == 1 {
			t.struck = append(t.struck, t.hits[p.parts[0].class]...)
		} else if spans, ok := p.find(t); ok {
			t.struck = append(t.struck, spans[0])
		}
	}
}

// isStruck tells whether a word stands inside one that is no danger, or behind
// 防 (防走失, 防触电).
func (t *text) isStruck(s span) bool {
	if s.from > 0 && t.runes[s.from-1] == '防' {
		return true
	}
	for _, o := range t.struck {
		if o.covers(s) {
			return true
		}
	}
	return false
}

// feared: 怕他走丢, 容易晕倒, as far as no 了 says that it happened, and 怕 does
// not mean "probably" (怕是, 恐怕).
func (u unreal) feared(t *text, spans []span) bool {
	for _, s := range spans {
		if s.to < len(t.runes) && t.runes[s.to] == '了' || s.to > s.from && t.runes[s.to-1] == '了' {
			continue
		}
		for _, p := range u.fear {
			for _, h := range t.hits[p.parts[0].class] {
				if h.to <= s.from && s.from-h.to <= 1 && !isMaybe(t, h) && !endsClause(t, h.to, s.from) {
					return true
				}
			}
		}
	}
	return false
}

func endsClause(t *text, from, to int) bool {
	for _, r := range t.runes[from:to] {
		if isPunctuation(r) {
			return true
		}
	}
	return false
}

// happenedOnce: 过 right behind a verb makes it an experience, 走丢过一次, 被困过,
// as far as it is not the 过 of 昏过去 and 喘不过来.
func happenedOnce(t *text, spans []span) bool {
	for _, s := range spans {
		if s.to < len(t.runes) && t.runes[s.to] == '过' && (s.to+1 == len(t.runes) || !containsRune("去来敏度道程劲头街马年节期户", t.runes[s.to+1])) {
			return true
		}
	}
	return false
}

// compares: a word only pictures something else: 跟打架一样, 像着火似的.
func (u unreal) compares(t *text, spans []span) bool {
	for _, s := range spans {
		rest := s.to
		if rest < len(t.runes) && t.runes[rest] == '了' {
			rest++
		}
		if !hasPrefixAt(t.runes, rest, []rune("一样")) && !hasPrefixAt(t.runes, rest, []rune("似的")) {
			continue
		}
		for _, p := range u.like {
			for _, h := range t.hits[p.parts[0].class] {
				if h.to <= s.from && s.from-h.to <= 3 {
					return true
				}
			}
		}
	}
	return false
}

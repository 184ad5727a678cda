package classify

import (
	_ "embed"
	"strings"
)

//go:embed words/climbs.tsv
var climbsFile string

// climb is one line of words/climbs.tsv: a reason why a request must travel
// further than its matter usually does.
type climb struct {
	why      string
	patterns []pattern
	unless   []pattern
}

func compileClimbs(lx *lexicon) []climb {
	var list []climb
	for _, line := range dataLines(climbsFile) {
		f := strings.Split(line, "\t")
		for len(f) < 3 {
			f = append(f, "")
		}
		list = append(list, climb{f[0], lx.compileAll(f[1]), lx.compileAll(f[2])})
	}
	return list
}

// tier decides how far a request must travel. Several bodies, legacy problems,
// repeated complaints without result, many households and matters across two
// estates are complex whatever the matter; praise never travels; a question
// about a department's rules is answered by the station first (工作站 explains).
func (c *Classifier) tier(t *text, m Matter, kind string) (tier, why string, spans []span) {
	if kind == KindPraise {
		return TierCommunity, "", nil
	}
	for _, x := range c.travel {
		if _, off := anyOf(x.unless, t); off {
			continue
		}
		if spans, ok := anyOf(x.patterns, t); ok {
			return TierComplex, x.why, spans
		}
	}
	if spans, ok := manyHouseholds(t); ok {
		return TierComplex, "涉及多户", []span{spans}
	}
	if kind == KindConsult && m.Category == Government && m.Tier == TierDepartment {
		return TierCommunity, "", nil
	}
	return m.Tier, "", nil
}

// manyHouseholds reads 『30户』, 『二十几户』, 『上百户』: from ten households on it is
// no longer one family's matter.
func manyHouseholds(t *text) (span, bool) {
	const many = 10
	for i, r := range t.runes {
		if r != '户' && !(r == '家' && i+1 < len(t.runes) && t.runes[i+1] == '人' && i > 0 && t.runes[i-1] == '几') {
			continue
		}
		if i+1 < len(t.runes) && containsRune("口籍型主外", t.runes[i+1]) && r == '户' {
			continue
		}
		from := i
		value, digits, tens := 0, false, false
		for from > 0 {
			p := t.runes[from-1]
			if p >= '0' && p <= '9' {
				digits = true
			} else if containsRune("十百千几多", p) {
				tens = tens || p != '几' && p != '多'
			} else if !containsRune("一二三四五六七八九两来余", p) {
				break
			}
			from--
		}
		if from == i {
			continue
		}
		if digits {
			for _, p := range t.runes[from:i] {
				if p >= '0' && p <= '9' {
					value = min(value*10+int(p-'0'), 1_000_000)
				}
			}
		}
		// Bare digits may be a room: 『302户』 after 幢 is one household.
		if tens || digits && value >= many && !(value > 100 && from > 0 && containsRune("幢栋楼-", t.runes[from-1])) {
			return span{from, i + 1}, true
		}
	}
	return span{}, false
}

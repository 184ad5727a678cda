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

// climb looks for the first reason to travel further than the matter usually does.
func (c *Classifier) climb(t *text) (why string, spans []span) {
	for _, x := range c.travel {
		if _, off := anyOf(x.unless, t); off {
			continue
		}
		if spans, ok := anyOf(x.patterns, t); ok {
			return x.why, spans
		}
	}
	if spans, ok := c.passed.on(t); ok {
		return "几家单位互相推", spans
	}
	if s, ok := manyHouseholds(t); ok {
		return "涉及多户", []span{s}
	}
	return "", nil
}

// passing finds bodies that hand a matter on to each other: 『物业说要业委会签字，
// 业委会说找开发商』, at least two of them, each with its own word.
type passing struct{ bodies, verbs int } // classes of the lexicon

func (p passing) on(t *text) ([]span, bool) {
	var spans []span
	said := map[string]bool{}
	for _, body := range t.hits[p.bodies] {
		for _, verb := range t.hits[p.verbs] {
			if verb.from >= body.to && verb.from-body.to <= 1 {
				said[string(t.runes[body.from:body.to])] = true
				spans = append(spans, span{body.from, verb.to})
				break
			}
		}
	}
	return spans, len(said) >= 2
}

// How sure the learner must be about the tier to overrule the lists: hardly at
// all against one that found a reason to climb, very much against none.
const (
	hardlyComplex = 0.12
	surelyComplex = 0.80
	surelyOther   = 0.85
)

// tier decides how far a request must travel. Several bodies, legacy problems,
// repeated complaints without result, many households and matters across two
// estates are complex whatever the matter; praise never travels; a question
// about a department's rules is answered by the station first (工作站 explains).
func (c *Classifier) tier(m Matter, kind string, f findings, o opinion) (tier, why string, spans []span) {
	complex := o.tier.at(o.tiers, TierComplex)
	switch {
	case kind == KindPraise:
		return TierCommunity, "", nil
	case f.why != "" && complex >= hardlyComplex:
		return TierComplex, f.why, f.whySpans
	case complex >= surelyComplex:
		return TierComplex, "像是牵涉几家、拖了很久的事", nil
	case kind == KindConsult && m.Category == Government && m.Tier == TierDepartment:
		return TierCommunity, "", nil
	case m.Tier == TierComplex && f.why == "" && kind == KindConsult:
		return TierCommunity, "", nil
	case m.Tier == TierCommunity && o.tier.at(o.tiers, TierDepartment) >= surelyOther:
		return TierDepartment, "", nil
	case m.Tier == TierDepartment && o.tier.at(o.tiers, TierCommunity) >= surelyOther:
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

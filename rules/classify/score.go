package classify

import "slices"

// enoughScore is what a matter needs to be proposed at all: two weak words or a
// plain one. Below it the matter is 其他/说不清.
const enoughScore = 1.5

// likeness is what the learner's full trust in a category adds to its matters:
// enough to settle a draw, less than a plain word.
const likeness = 1.5

// compiledMatter is a matter with its keywords as patterns.
type compiledMatter struct {
	Matter
	patterns []pattern
}

func compileMatter(lx *lexicon, m Matter) compiledMatter {
	cm := compiledMatter{Matter: m}
	for _, k := range m.Keywords {
		if p, ok := lx.compile(k); ok {
			cm.patterns = append(cm.patterns, p)
		}
	}
	return cm
}

// candidate is a matter with the words that speak for it.
type candidate struct {
	matter Matter
	score  float64
	spans  []span
	order  int
}

// rank scores all matters, best first. Equal scores keep the catalogue's order,
// so the office decides a draw by moving a row up.
func (c *Classifier) rank(t *text, o opinion) []candidate {
	t.outside, t.fence = c.fence.judge(t)
	similar := c.examples.similar(t)
	var ranked []candidate
	for i, m := range c.matters {
		if m.Code == MatterOther {
			continue
		}
		score, spans := m.score(t)
		if score <= 0 && similar[i] == 0 || len(spans) == 0 && m.Kind == KindPraise {
			continue // likeness alone thanks nobody
		}
		if j := slices.Index(labels[:4], m.Category); j >= 0 {
			score += likeness * (o.chances[j] - 0.25)
		}
		ranked = append(ranked, candidate{m.Matter, score + similar[i], spans, i})
	}
	slices.SortFunc(ranked, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.order - b.order
	})
	return ranked
}

// score adds up the keywords found. Words inside words already counted add
// nothing and every further one counts less, or long lists would beat apt ones.
func (m compiledMatter) score(t *text) (float64, []span) {
	type found struct {
		weight float64
		spans  []span
	}
	var list []found
	against := 0.0
	for _, p := range m.patterns {
		spans, ok := p.find(t)
		if !ok {
			continue
		}
		if p.against {
			against += p.weight
			continue
		}
		list = append(list, found{p.weight, spans})
	}
	slices.SortStableFunc(list, func(a, b found) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	total, share := 0.0, 1.0
	var counted []span
	for _, f := range list {
		if allCovered(f.spans, counted) {
			continue
		}
		total += f.weight * share
		share *= 0.6
		counted = append(counted, f.spans...)
	}
	return total - against, counted
}

func allCovered(spans, by []span) bool {
	for _, s := range spans {
		if !slices.ContainsFunc(by, func(o span) bool { return o.covers(s) }) {
			return false
		}
	}
	return true
}

// commonFirst puts a proposal that needs many people's agreement before the
// service it speaks of: 『能不能建个充电棚』 is for the residents' council, not a
// repair of the charging shed.
func commonFirst(ranked []candidate, kind string) []candidate {
	const plain = 2.5
	if kind != KindSuggestion || ranked[0].matter.Category != MarketService {
		return ranked
	}
	at := slices.IndexFunc(ranked, func(r candidate) bool {
		return r.matter.Category == SelfGovernance && r.matter.Kind == KindSuggestion && r.score >= plain
	})
	if at < 0 {
		return ranked
	}
	return slices.Concat(ranked[at:at+1], ranked[:at], ranked[at+1:])
}

// confidence grows with the words found and with the lead over the next matter
// of another handler's hands.
func confidence(ranked []candidate) float64 {
	best := ranked[0].score
	second := 0.0
	for _, r := range ranked[1:] {
		if r.matter.Category != ranked[0].matter.Category || r.matter.HandlerKind != ranked[0].matter.HandlerKind {
			second = r.score
			break
		}
	}
	lead := max(0, best-max(second, 0)) / best
	sure := best / (best + 2) * (0.55 + 0.45*lead)
	return float64(int(sure*100+0.5)) / 100
}

// also names further matters whose words stand apart from the best one's and
// are strong on their own: 『电梯坏了，另外楼道灯也不亮』.
func also(ranked []candidate) []string {
	const strong = 3.0
	var codes []string
	taken := slices.Clone(ranked[0].spans)
	for _, r := range ranked[1:] {
		if len(codes) == 2 {
			break
		}
		if r.score < strong || len(r.spans) == 0 || slices.ContainsFunc(r.spans, func(s span) bool { return overlapsAny(s, taken) }) {
			continue
		}
		codes = append(codes, r.matter.Code)
		taken = append(taken, r.spans...)
	}
	return codes
}

// nearestMatters names the three most likely matters, best first, for the one who corrects.
func nearestMatters(ranked []candidate) []string {
	codes := make([]string, 0, 3)
	for _, r := range ranked[:min(3, len(ranked))] {
		codes = append(codes, r.matter.Code)
	}
	return codes
}

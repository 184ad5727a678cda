package classify

import (
	"cmp"
	"slices"
)

// enoughScore is what a matter needs to be proposed at all: two weak words or a
// plain one. Below it the matter is 其他/说不清.
const enoughScore = 1.5

// enoughLikely is the same for the learner: below it the matter is 其他/说不清
// unless its keywords name it.
const enoughLikely = 0.12

// compiledMatter is a matter with its keywords as patterns.
type compiledMatter struct {
	Matter
	patterns []pattern
	category int // in categories
	label    int // of the learner's head, -1 when it was never taught this matter
}

// categories are the four kinds of ordinary matter.
var categories = [...]string{Government, SelfGovernance, MarketService, PublicWelfare}

func compileMatter(lx *lexicon, l *learner, m Matter) compiledMatter {
	cm := compiledMatter{Matter: m, category: slices.Index(categories[:], m.Category), label: slices.Index(l.matter.labels, m.Code)}
	for _, k := range m.Keywords {
		if p, ok := lx.compile(k); ok {
			cm.patterns = append(cm.patterns, p)
		}
	}
	return cm
}

// candidate is a matter with the words that speak for it.
type candidate struct {
	matter *Matter
	likely float64 // among all matters, 0 to 1
	score  float64 // of its keywords
	spans  []span
	order  int
}

// keyed is what the keywords of one matter say of a text.
type keyed struct {
	score float64
	spans []span
}

// keywords scores all matters by their keywords alone, in the catalogue's order.
func (c *Classifier) keywords(t *text) []keyed {
	list := make([]keyed, len(c.matters))
	for i, m := range c.matters {
		if m.Code != MatterOther {
			list[i].score, list[i].spans = m.score(t)
		}
	}
	return list
}

// rank orders all matters, best first, by how likely the learner, which has
// been told what the keywords found, holds each to be. A matter it was never
// taught, because the office added it, counts by its keywords and examples.
// Equal scores keep the catalogue's order, so the office decides a draw by
// moving a row up.
func (c *Classifier) rank(t *text, f findings, o opinion) []candidate {
	similar := c.examples.similar(t)
	var whole, ordinary [len(categories)]float64 // the chance of each category: of all its matters, and by the lanes
	for i := range c.matters {
		if m := &c.matters[i]; m.label >= 0 && m.category >= 0 {
			whole[m.category] += o.all[m.label]
		}
	}
	for k, category := range categories {
		ordinary[k] = o.chance(category)
	}
	ranked, sum := make([]candidate, 0, len(c.matters)), 0.0
	for i := range c.matters {
		m := &c.matters[i]
		if m.Code == MatterOther || c.dangers[m.Code] || secrets[m.Code] {
			continue // a lane's matter is never an ordinary one
		}
		likely := 0.0
		switch {
		case m.label < 0 || m.category < 0:
			likely = added(f.keyed[i].score + similar[i])
		default:
			likely = o.all[m.label] * (ordinary[m.category] + doubt) * (whole[m.category] + doubt)
		}
		sum += likely
		ranked = append(ranked, candidate{matter: &m.Matter, likely: likely, score: f.keyed[i].score, spans: f.keyed[i].spans, order: i})
	}
	for i := range ranked {
		ranked[i].likely /= max(sum, 1e-9)
	}
	slices.SortFunc(ranked, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.likely, a.likely), a.order-b.order)
	})
	return ranked
}

// doubt is the chance left to a category the learner does not think of.
const doubt = 0.02

// added is how likely a matter is that only its keywords speak for.
func added(score float64) float64 { return max(0, score-enoughScore) / 3 }

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

// confidence is how likely the proposed matter is, or at least its category:
// who handles a request depends on that more than on the matter's name.
func confidence(ranked []candidate) float64 {
	best := ranked[0]
	same := 0.0
	for _, r := range ranked {
		if r.matter.Category == best.matter.Category {
			same += r.likely
		}
	}
	return float64(int(100*(0.6*best.likely+0.4*same)+0.5)) / 100
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

// nearestMatters names the three most likely matters, best first, for the one who corrects.
func nearestMatters(ranked []candidate) []string {
	codes := make([]string, 0, 3)
	for _, r := range ranked[:min(3, len(ranked))] {
		codes = append(codes, r.matter.Code)
	}
	return codes
}

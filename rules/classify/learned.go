package classify

import (
	"maps"
	"slices"
)

// learner is the second opinion beside the word lists. The lists know the words
// we thought of; the learner, which has read some thousand texts with known
// answers, also knows 『摸到水龙头手都麻了』 from texts like it. What it has
// learned lies in model.bin; see model.go.
type learner struct {
	*model
	lane, kind, tier, matter *head
	classes                  []int // of the lexicon, for the signs that are sets; -1 for others
}

// labels of headLane: the two lanes and, for ordinary texts, the category.
var labels = append(slices.Clone(categories[:]), LaneEmergency, LaneSealed)

func newLearner(lx *lexicon, m *model) *learner {
	l := &learner{model: m, lane: m.head(headLane), kind: m.head(headKind), tier: m.head(headTier), matter: m.head(headMatter)}
	for _, s := range m.signs {
		class := -1
		if s[0] == '{' {
			class = lx.class(s)
		}
		l.classes = append(l.classes, class)
	}
	return l
}

// allSigns are the signs a model may be trained with: every set, and what the
// lists of dangers, conduct, reasons to climb and places say.
func allSigns() []string {
	list := []string{signDanger, signSealed, signClimb, signOutside}
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		list = append(list, "{"+name+"}")
	}
	for _, m := range Defaults() {
		list = append(list, signNamed+m.Code, signFirst+m.Code)
	}
	for _, category := range categories {
		list = append(list, signCategory+category)
	}
	return list
}

// opinion is what the learner thinks of one text.
type opinion struct {
	*learner
	ids                      []int32
	lanes, kinds, tiers, all []float64
}

// judge asks all questions about one text, given what the lists found.
func (l *learner) judge(t *text, f findings) opinion {
	o := opinion{learner: l}
	for _, x := range featuresOf(t.runes) {
		if id, ok := l.ids[x]; ok {
			o.ids = append(o.ids, id)
		}
	}
	for i, s := range l.signs {
		if class := l.classes[i]; class >= 0 && len(t.hits[class]) > 0 || f.said[s] {
			if id, ok := l.ids[feature{signMark, rune(i)}]; ok {
				o.ids = append(o.ids, id)
			}
		}
	}
	o.lanes, o.kinds, o.tiers, o.all = l.lane.chances(o.ids), l.kind.chances(o.ids), l.tier.chances(o.ids), l.matter.chances(o.ids)
	return o
}

func (h *head) at(chances []float64, label string) float64 {
	if j := slices.Index(h.labels, label); j >= 0 {
		return chances[j]
	}
	return 0
}

// chance is how likely a text is to be of a lane, or ordinary and of a category.
func (o opinion) chance(label string) float64 { return o.lane.at(o.lanes, label) }

// category is the learner's best category and its chance among categories.
func (o opinion) category() (string, float64) {
	best, top, sum := "", 0.0, 0.0
	for _, l := range categories {
		p := o.chance(l)
		if sum += p; p > top {
			best, top = l, p
		}
	}
	return best, top / sum
}

// telling returns the places in the text that spoke loudest for a label of a head.
func (l *learner) telling(t *text, h *head, label string) []span {
	j := slices.Index(h.labels, label)
	if j < 0 {
		return nil
	}
	type loud struct {
		at     int
		weight int8
	}
	var list []loud
	for i := 0; i+1 < len(t.runes); i++ {
		id, ok := l.ids[feature{t.runes[i], t.runes[i+1]}]
		if !ok || h.rows[id] < 0 {
			continue
		}
		if w := h.step[int(h.rows[id])*len(h.labels)+j]; w > 0 {
			list = append(list, loud{i, w})
		}
	}
	slices.SortStableFunc(list, func(a, b loud) int { return int(b.weight) - int(a.weight) })
	var marked []int
	for _, x := range list[:min(len(list), 4)] {
		marked = append(marked, x.at)
	}
	slices.Sort(marked)
	var spans []span
	for _, at := range marked {
		if n := len(spans); n > 0 && spans[n-1].to >= at {
			spans[n-1].to = at + 2
			continue
		}
		spans = append(spans, span{at, at + 2})
	}
	return spans
}

package classify

import "math"

// Correction is what staff decided about one text where the machine was wrong.
// Empty codes mean that the machine's answer stood.
type Correction struct {
	Text                               string
	Lane, Kind, Category, Tier, Matter string
}

// From how alike two texts must be (1 is the same) for a correction of one to
// speak for the other. Taking a text out of a lane asks for more than the rest.
const (
	alike      = 0.42
	sameAlmost = 0.8
)

// corrected is a Correction ready to be compared.
type corrected struct {
	Correction
	pairs map[[2]rune]bool
	norm  float64
}

// With returns a classifier that also knows what staff corrected, the latest
// last. It shares everything else with c, so that a correction counts for the
// next text at once.
//
// A correction may send a text into a lane. It may take one out only where the
// learner guessed: the words of words/emergency.tsv and words/sealed.tsv stand
// above any correction, because a fire that was none must not hide the next.
func (c *Classifier) With(list []Correction) *Classifier {
	with := *c
	with.corrections = make([]corrected, 0, len(list))
	for _, x := range list {
		k := corrected{Correction: x, pairs: map[[2]rune]bool{}}
		for _, p := range pairsIn(normalise(x.Text).runes) {
			k.pairs[p] = true
			k.norm += c.examples.weight(p)
		}
		if len(k.pairs) > 0 {
			with.corrections = append(with.corrections, k)
		}
	}
	return &with
}

// nearest finds the correction most like a text; of equals the latest. The
// spans are what both share.
func (c *Classifier) nearest(t *text) (best corrected, likeness float64, shared []span) {
	if len(c.corrections) == 0 {
		return corrected{}, 0, nil
	}
	pairs := pairsIn(t.runes)
	norm := 0.0
	for _, p := range pairs {
		norm += c.examples.weight(p)
	}
	for _, k := range c.corrections {
		common := 0.0
		for _, p := range pairs {
			if k.pairs[p] {
				common += c.examples.weight(p)
			}
		}
		if common == 0 {
			continue
		}
		if l := common / math.Sqrt(norm*k.norm); l >= likeness {
			best, likeness = k, l
		}
	}
	for i := 0; i+1 < len(t.runes); i++ {
		if !best.pairs[[2]rune{t.runes[i], t.runes[i+1]}] {
			continue
		}
		if n := len(shared); n > 0 && shared[n-1].to > i {
			shared[n-1].to = i + 2
			continue
		}
		shared = append(shared, span{i, i + 2})
	}
	return best, likeness, shared
}

// weight is how much a pair of neighbouring characters tells: squared rarity
// among the catalogue's examples, as in similar.
func (e *examples) weight(p [2]rune) float64 {
	r, ok := e.rarity[p]
	if !ok {
		r = math.Log(1 + float64(len(e.texts)))
	}
	return r * r
}

// applyCorrection changes a proposal to what staff decided about a text like
// this one. guessed tells that no list of words but the learner chose the lane.
func (c *Classifier) applyCorrection(t *text, r Result, guessed bool) Result {
	k, likeness, shared := c.nearest(t)
	if likeness < alike {
		return r
	}
	switch {
	case r.Lane == k.Lane || k.Lane == "":
	case r.Lane == LaneNormal && k.Lane != LaneNormal:
	case guessed && likeness >= sameAlmost:
	default:
		return r // the lane's words stand
	}
	for _, p := range []struct{ to, from *string }{
		{&r.Lane, &k.Lane}, {&r.Kind, &k.Kind}, {&r.Category, &k.Category}, {&r.Tier, &k.Tier}, {&r.Matter, &k.Matter},
	} {
		if *p.from != "" {
			*p.to = *p.from
		}
	}
	r.Words, r.Corrected = t.quote(shared), true
	r.Confidence = max(r.Confidence, float64(int(100*likeness))/100)
	r.Reason = mention(r.Words) + "，社区工作人员把与此相近的诉求归为" + c.matterName(r) + "，照此办理"
	return r
}

func (c *Classifier) matterName(r Result) string {
	if m, ok := c.byCode[r.Matter]; ok {
		return m.Name
	}
	return "其他/说不清"
}

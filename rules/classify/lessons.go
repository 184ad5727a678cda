package classify

import (
	"embed"
	"slices"
	"strings"
)

//go:embed lessons/*.tsv
var lessonFiles embed.FS

// labels are what the learner tells apart: the two lanes and, for ordinary
// texts, the category. LaneEmergency and LaneSealed come last.
var labels = []string{Government, SelfGovernance, MarketService, PublicWelfare, LaneEmergency, LaneSealed}

// From how sure the learner must be to choose a lane against silent word lists.
// Low, because a missed emergency is the worst error and a text sealed in vain
// costs one click; not lower, because every twentieth lamp would page the duty.
const (
	sureOfDanger = 0.34
	sureOfSeal   = 0.30
	surelyDanger = 0.60 // against words of the sealed lane, a plainly named matter, or a calm wish
	mostSurely   = 0.85 // against a matter named beyond doubt
	beyondDoubt  = 0.92 // against words of the past
)

// plainScore is the score from which on a matter is named so plainly that the
// learner must be surer to overrule it: 『门禁卡刷不开』 is about a door.
const (
	plainScore  = 3.5
	doubtlessly = 5.0 // 『河道发黑发臭，有人往里倒』: several words agree
)

// needed is how sure the learner must be, given what the word lists found.
func needed(sure float64, ranked []candidate) float64 {
	switch {
	case len(ranked) > 0 && ranked[0].score >= doubtlessly:
		return max(sure, mostSurely)
	case len(ranked) > 0 && ranked[0].score >= plainScore:
		return max(sure, surelyDanger)
	}
	return sure
}

// MatterDanger is the matter of an emergency that texts like it suggest while
// no list names it.
const MatterDanger = "danger"

// lessons are the built-in texts of lessons/*.tsv and the examples of the
// catalogue, so a matter the office adds teaches the learner too.
func lessons(matters []Matter) []lesson {
	var all []lesson
	entries, err := lessonFiles.ReadDir("lessons")
	if err != nil {
		panic("classify: " + err.Error()) // broken embed
	}
	for _, e := range entries {
		file, err := lessonFiles.ReadFile("lessons/" + e.Name())
		if err != nil {
			panic("classify: " + err.Error())
		}
		for _, line := range dataLines(string(file)) {
			f := strings.Split(line, "\t")
			label := f[0]
			if label == LaneNormal {
				label = f[2]
			}
			if slices.Contains(labels, label) {
				all = append(all, lesson{f[4], label})
			}
		}
	}
	for _, m := range matters {
		for _, x := range m.Examples {
			if slices.Contains(labels, m.Category) {
				all = append(all, lesson{x, m.Category})
			}
		}
	}
	return all
}

// opinion is what the learner thinks of one text.
type opinion struct {
	chances []float64
	label   string
}

func (o opinion) chance(label string) float64 { return o.chances[slices.Index(labels, label)] }

// category is the learner's best category and its chance among categories.
func (o opinion) category() (string, float64) {
	best, sum := 0, 0.0
	for j := range 4 {
		sum += o.chances[j]
		if o.chances[j] > o.chances[best] {
			best = j
		}
	}
	return labels[best], o.chances[best] / sum
}

func (l *learner) judge(t *text) opinion {
	p := l.chances(l.known(t.runes))
	best := 0
	for j := range p {
		if p[j] > p[best] {
			best = j
		}
	}
	return opinion{p, labels[best]}
}

// telling returns the places in the text that spoke loudest for a label.
func (l *learner) telling(t *text, label string) []span {
	j := slices.Index(l.labels, label)
	type loud struct {
		at     int
		weight float64
	}
	var list []loud
	for i := 0; i+1 < len(t.runes); i++ {
		if id, ok := l.feature[[2]rune{t.runes[i], t.runes[i+1]}]; ok && l.weights[id*len(l.labels)+j] > 0 {
			list = append(list, loud{i, l.weights[id*len(l.labels)+j]})
		}
	}
	slices.SortStableFunc(list, func(a, b loud) int {
		if a.weight > b.weight {
			return -1
		}
		return 1
	})
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

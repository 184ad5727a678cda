package classify

import (
	"cmp"
	"math"
	"slices"
)

// learner is the second opinion beside the word lists: it weighs every
// character and every pair of neighbouring characters by how often it stood in
// texts with a known answer (logistic regression). The lists know the words we
// thought of; the learner also knows 『摸到水龙头手都麻了』 from texts like it.
// It is trained anew in New, in a fixed order and without chance, so the same
// lessons always give the same answers.
type learner struct {
	labels  []string
	feature map[[2]rune]int
	weights []float64 // feature after feature, each by label
	bias    []float64
}

// lesson is one text with its right label.
type lesson struct {
	text, label string
}

const (
	rounds    = 30   // passes over the lessons; more learns chatter by heart
	stepSize  = 1.2  // of the first pass, shrinks with the passes
	shrinkage = 2e-4 // pulls weights to zero, so that rare pairs do not shout
)

// learn trains on the lessons. Labels with few lessons weigh as much as those
// with many: an emergency is rare, not unimportant.
func learn(labels []string, lessons []lesson) *learner {
	l := &learner{labels: labels, feature: map[[2]rune]int{}, bias: make([]float64, len(labels))}
	seen := map[[2]rune]int{}
	for _, x := range lessons {
		for _, f := range features(normalise(x.text).runes) {
			if seen[f]++; seen[f] == 2 {
				l.feature[f] = len(l.feature)
			}
		}
	}
	n := len(labels)
	l.weights = make([]float64, len(l.feature)*n)
	samples, targets, count := make([][]int, len(lessons)), make([]int, len(lessons)), make([]float64, len(labels))
	for i, x := range lessons {
		samples[i] = l.known(normalise(x.text).runes)
		targets[i] = slices.Index(labels, x.label)
		count[targets[i]]++
	}
	p := make([]float64, n)
	share := float64(len(lessons)) / float64(len(labels))
	for round := range rounds {
		step := stepSize / (1 + 0.05*float64(round))
		for k := range samples {
			i := (k * 7919) % len(samples) // a fixed shuffle: 7919 is prime to any smaller count
			ids := samples[i]
			if len(ids) == 0 {
				continue
			}
			value := 1 / math.Sqrt(float64(len(ids)))
			l.chancesInto(p, ids)
			importance := min(share/count[targets[i]], 4)
			for j := range labels {
				miss := p[j]
				if j == targets[i] {
					miss--
				}
				g := step * importance * miss
				l.bias[j] -= 0.1 * g
				p[j] = g * value
			}
			for _, id := range ids {
				w := l.weights[id*n : id*n+n]
				for j := range w {
					w[j] -= p[j] + step*shrinkage*w[j]
				}
			}
		}
	}
	return l
}

// features are the characters and pairs of neighbouring characters of a text.
func features(runes []rune) [][2]rune {
	var list [][2]rune
	for i, r := range runes {
		if isPunctuation(r) {
			continue
		}
		list = append(list, [2]rune{r, 0})
		if i+1 < len(runes) && !isPunctuation(runes[i+1]) {
			list = append(list, [2]rune{r, runes[i+1]})
		}
	}
	slices.SortFunc(list, func(a, b [2]rune) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(list)
}

func (l *learner) known(runes []rune) []int {
	var ids []int
	for _, f := range features(runes) {
		if id, ok := l.feature[f]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// chances gives each label's chance, adding up to 1.
func (l *learner) chances(ids []int) []float64 {
	z := make([]float64, len(l.labels))
	l.chancesInto(z, ids)
	return z
}

func (l *learner) chancesInto(z []float64, ids []int) {
	copy(z, l.bias)
	n := len(z)
	if len(ids) > 0 {
		value := 1 / math.Sqrt(float64(len(ids)))
		for _, id := range ids {
			for j, w := range l.weights[id*n : id*n+n] {
				z[j] += w * value
			}
		}
	}
	top, sum := slices.Max(z), 0.0
	for j := range z {
		z[j] = math.Exp(z[j] - top)
		sum += z[j]
	}
	for j := range z {
		z[j] /= sum
	}
}

package classify

import "math"

// mostSimilar is the most an example may add: about one good word. Examples
// break draws and catch wording the lists miss, but never outvote plain words.
const mostSimilar = 2.4

// examples compares a text with the catalogue's example texts by pairs of
// neighbouring characters, the usual measure for Chinese without a dictionary.
// Rare pairs count more than common ones (的时, 小区).
type examples struct {
	texts   []example
	byPair  map[[2]rune][]int // pair → examples that hold it
	rarity  map[[2]rune]float64
	matters int
}

type example struct {
	matter int
	norm   float64
}

func learnExamples(matters []Matter) *examples {
	e := &examples{byPair: map[[2]rune][]int{}, rarity: map[[2]rune]float64{}, matters: len(matters)}
	var pairsOf [][][2]rune
	for i, m := range matters {
		for _, x := range m.Examples {
			id := len(e.texts)
			e.texts = append(e.texts, example{matter: i})
			pairs := pairsIn(normalise(x).runes)
			pairsOf = append(pairsOf, pairs)
			for _, p := range pairs {
				e.byPair[p] = append(e.byPair[p], id)
			}
		}
	}
	for p, ids := range e.byPair {
		e.rarity[p] = math.Log(1 + float64(len(e.texts))/float64(len(ids)))
	}
	for id, pairs := range pairsOf {
		sum := 0.0
		for _, p := range pairs {
			sum += e.rarity[p] * e.rarity[p]
		}
		e.texts[id].norm = math.Sqrt(sum)
	}
	return e
}

// similar gives every matter what its nearest example adds to the score.
func (e *examples) similar(t *text) []float64 {
	gains := make([]float64, e.matters)
	if len(e.texts) == 0 {
		return gains
	}
	shared := make([]float64, len(e.texts))
	norm := 0.0
	unseen := math.Log(1 + float64(len(e.texts)))
	for _, p := range pairsIn(t.runes) {
		r, ok := e.rarity[p]
		if !ok {
			norm += unseen * unseen / 4 // chatter the catalogue does not know dilutes only a little
			continue
		}
		norm += r * r
		for _, id := range e.byPair[p] {
			shared[id] += r * r
		}
	}
	norm = math.Sqrt(norm)
	for id, s := range shared {
		if s == 0 {
			continue
		}
		gain := mostSimilar * s / (norm * e.texts[id].norm)
		if m := e.texts[id].matter; gain > gains[m] {
			gains[m] = gain
		}
	}
	return gains
}

// pairsIn lists the distinct pairs of neighbouring letters, in order.
func pairsIn(runes []rune) [][2]rune {
	var pairs [][2]rune
	seen := make(map[[2]rune]bool, len(runes))
	for i := 0; i+1 < len(runes); i++ {
		p := [2]rune{runes[i], runes[i+1]}
		if isPunctuation(p[0]) || isPunctuation(p[1]) || seen[p] {
			continue
		}
		seen[p] = true
		pairs = append(pairs, p)
	}
	return pairs
}

// Package answers finds, among the answers the office gives again and again,
// the one that answers somebody's question; and more important, finds none
// where none does. A wrong answer costs more trust than no answer.
package answers

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hongguan/rules/bigram"
	"hongguan/rules/classify"
)

// Case is one answer. Keywords are what people say for it; a blank inside a
// keyword means that all its parts must be there.
type Case struct {
	ID       string
	Title    string // the question, or what a resource offers
	Keywords []string
	Matters  []string // codes or ids, as the question has them
}

// Question is what somebody types while an answer is looked for.
type Question struct {
	Text    string
	Kind    string   // as the machine judged it
	Matters []string // the likeliest first
	Sure    bool     // the machine is
}

// Book is a set of answers, prepared. It is read-only and safe for concurrent use.
type Book struct {
	cases  []prepared
	weight map[string]float64 // of a pair: rare ones say more
	rare   float64            // of a pair that no answer holds
}

type prepared struct {
	Case
	pairs    map[string]bool
	keywords [][]string
}

// New prepares a set of answers.
func New(cases []Case) *Book {
	b := &Book{weight: map[string]float64{}, rare: math.Log(1 + float64(len(cases)))}
	in := map[string]int{}
	for _, c := range cases {
		p := prepared{Case: c, pairs: bigram.Read(c.Title + "。" + strings.Join(c.Keywords, "。")).Pairs()}
		for _, k := range c.Keywords {
			var parts []string
			for _, part := range strings.Fields(k) {
				parts = append(parts, classify.Plain(part))
			}
			if len(parts) > 0 {
				p.keywords = append(p.keywords, parts)
			}
		}
		for pair := range p.pairs {
			in[pair]++
		}
		b.cases = append(b.cases, p)
	}
	for pair, n := range in {
		b.weight[pair] = math.Log(1 + float64(len(cases))/float64(n))
	}
	return b
}

// Found is an answer with how well it fits.
type Found struct {
	ID    string
	Score float64
}

const (
	enough    = 0.8 // an answer that is shown unasked must reach it
	plausible = 0.3 // one that is looked for
	// covered is how much of a text an answer must speak of when the text does
	// not ask: 停水了 wants to know whom to call. Who complains wants no lesson.
	coveredHelp, coveredWish = 0.2, 0.5
)

// asking are the words of a question.
var asking = strings.Fields("怎么 怎样 如何 咋 哪里 哪儿 哪个 什么 啥 几点 多少 吗 能不能 可不可以 可以 想问 请问 问一下 咨询 要带 材料 条件 手续 找谁 为什么 办理 申请 ？ ?")

// Fit returns at most n answers that really answer a question, the best first.
func (b *Book) Fit(q Question, n int) []Found {
	text := bigram.Read(q.Text)
	asks := q.Kind == "consult" || slices.ContainsFunc(asking, func(w string) bool { return strings.Contains(q.Text, w) })
	least := 0.0
	switch {
	case asks:
	case q.Kind == "help":
		least = coveredHelp
	case q.Kind == "suggestion":
		least = coveredWish
	default:
		return nil
	}
	return b.best(n, enough, func(c prepared) float64 {
		covered := b.covered(text, c)
		named := c.named(text)
		if named == 0 || covered < least {
			return 0
		}
		score := named + covered/2 + c.belongs(q)
		if asks {
			score += 0.15
		}
		return score
	})
}

// Search returns at most n answers to words that somebody looks for.
func (b *Book) Search(words string, n int) []Found {
	text := bigram.Read(words)
	asked := bigram.Ask(words)
	return b.best(n, plausible, func(c prepared) float64 {
		score := max(c.named(text), b.covered(text, c))
		if !asked.Empty() && asked.Holds(append([]string{c.Title}, c.Keywords...)...) {
			score++
		}
		return score
	})
}

func (b *Book) best(n int, least float64, rate func(prepared) float64) []Found {
	var found []Found
	for _, c := range b.cases {
		if s := rate(c); s >= least {
			found = append(found, Found{c.ID, s})
		}
	}
	slices.SortStableFunc(found, func(x, y Found) int { return cmp.Compare(y.Score, x.Score) })
	return found[:min(n, len(found))]
}

// covered is how much of what a text says the answer speaks of, 0 to 1.
func (b *Book) covered(text bigram.Text, c prepared) float64 {
	shared, all := 0.0, 0.0
	for pair := range text.Pairs() {
		w, known := b.weight[pair]
		if !known {
			w = b.rare
		}
		if all += w; c.pairs[pair] {
			shared += w
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// named is how plainly a text names the answer: longer keywords say more, a
// second one a little more.
func (c prepared) named(text bigram.Text) float64 {
	best, hits := 0.0, 0
	for _, k := range c.keywords {
		letters := 0
		for _, part := range k {
			if !text.Holds(part) {
				letters = 0
				break
			}
			letters += utf8.RuneCountInString(part)
		}
		if letters > 0 {
			hits++
			best = max(best, min(0.1+0.15*float64(letters), 0.7))
		}
	}
	if hits > 1 {
		best += 0.1
	}
	return best
}

// belongs compares the matter the machine sees with the answer's own.
func (c prepared) belongs(q Question) float64 {
	if len(c.Matters) == 0 || len(q.Matters) == 0 {
		return 0
	}
	for i, m := range q.Matters {
		if slices.Contains(c.Matters, m) {
			return []float64{0.25, 0.1}[min(i, 1)]
		}
	}
	if q.Sure {
		return -0.3
	}
	return 0
}

package answers

import (
	"slices"

	"hongguan/rules/bigram"
)

// Serve returns at most n offers of help for a trouble: those it names, and
// those that are there for its matter. Who thanks or proposes needs none.
func (b *Book) Serve(q Question, n int) []Found {
	if q.Kind == "praise" || q.Kind == "suggestion" {
		return nil
	}
	text := bigram.Read(q.Text)
	return b.best(n, enough, func(c prepared) float64 {
		named := c.named(text)
		if q.Sure && len(q.Matters) > 0 && slices.Contains(c.Matters, q.Matters[0]) {
			return enough + named
		}
		if named == 0 {
			return 0
		}
		return named + b.covered(text, c)/2 + c.belongs(q)
	})
}

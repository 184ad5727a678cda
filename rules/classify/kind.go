package classify

import "slices"

// likeliest is the label the learner holds most likely.
func (h *head) likeliest(chances []float64) string {
	return h.labels[slices.Index(chances, slices.Max(chances))]
}

// wish is what the person wants: help, an answer, a change, redress, or to say
// thanks. The learner reads it, with the sets of words/sets.tsv among its signs;
// a text with nothing to go by asks for help.
func (o opinion) wish() string {
	if len(o.ids) == 0 {
		return KindHelp
	}
	return o.kind.likeliest(o.kinds)
}

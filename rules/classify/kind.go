package classify

// wishes hold the words that tell what a person wants.
type wishes struct {
	praise, notPraise, suggestion, plea, complaint, consult, help []pattern
}

func compileWishes(lx *lexicon) wishes {
	return wishes{
		praise:     lx.compileAll("{表扬}"),
		notPraise:  lx.compileAll("{不是表扬}"),
		suggestion: lx.compileAll("{建议}"),
		plea:       lx.compileAll("{恳求}"),
		complaint:  lx.compileAll("{投诉}"),
		consult:    lx.compileAll("{咨询}"),
		help:       lx.compileAll("{求助}"),
	}
}

// kind reads the wish: thanks, then proposals, then a plea to somebody, then
// anger, then questions. What the matter usually is decides when the words do not say.
func (w wishes) kind(t *text, m Matter) string {
	_, thanks := anyOf(w.praise, t)
	if thanks || m.Kind == KindPraise {
		if _, spoilt := anyOf(w.notPraise, t); !spoilt {
			return KindPraise
		}
	}
	if _, ok := anyOf(w.suggestion, t); ok {
		return KindSuggestion
	}
	if _, ok := anyOf(w.plea, t); ok {
		return KindHelp
	}
	if _, ok := anyOf(w.complaint, t); ok {
		return KindComplaint
	}
	if _, ok := anyOf(w.help, t); ok {
		if m.Kind == KindComplaint {
			return KindComplaint
		}
		return KindHelp
	}
	if _, ok := anyOf(w.consult, t); ok && m.Kind != KindComplaint {
		return KindConsult
	}
	if m.Kind == "" || m.Kind == KindPraise {
		return KindHelp
	}
	return m.Kind
}

// thanks tells whether a text is praise and nothing else; only the learner,
// which knows 网格员 mostly from complaints, asks this before it seals.
func (c *Classifier) thanks(t *text, ranked []candidate) bool {
	return len(ranked) > 0 && c.wishes.kind(t, ranked[0].matter) == KindPraise
}

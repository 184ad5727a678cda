package classify

// fence judges on which side of the estate's fence a place lies: the same lamp
// is the property company's inside and the city's outside.
type fence struct {
	outside, inside, threshold []pattern
}

func compileFence(lx *lexicon) fence {
	return fence{
		outside:   lx.compileAll("{墙外}"),
		inside:    lx.compileAll("{墙内}"),
		threshold: lx.compileAll("{门外}"),
	}
}

// judge says outside only when the text says so. 『小区里那条马路』 is inside;
// 『小区门口的马路』 and 『小区外面』 are outside.
func (f fence) judge(t *text) (bool, []span) {
	if spans, ok := anyOf(f.threshold, t); ok {
		return true, spans
	}
	if spans, ok := anyOf(f.inside, t); ok {
		return false, spans
	}
	if spans, ok := anyOf(f.outside, t); ok {
		return true, spans
	}
	if s, ok := roadName(t); ok {
		return true, []span{s}
	}
	return false, nil
}

// roadName finds a city road by name, as in 星湖路口, 苏虹中路上, 现代大道.
// A name needs at least two characters before 路, or 楼道旁的路上 and 在路上
// would be roads.
func roadName(t *text) (span, bool) {
	for i, r := range t.runes {
		if r != '路' && r != '街' && !(r == '道' && i > 0 && t.runes[i-1] == '大') {
			continue
		}
		if i < 2 || i+1 >= len(t.runes) || !containsRune("上口边旁和与的段东西南北中交", t.runes[i+1]) {
			continue
		}
		if containsRune("的条走小马在网线电楼一道水短门过修半让占死堵", t.runes[i-1]) || containsRune("的条走在一了到", t.runes[i-2]) {
			continue
		}
		return span{i - 2, i + 1}, true
	}
	return span{}, false
}

func containsRune(set string, r rune) bool {
	for _, x := range set {
		if x == r {
			return true
		}
	}
	return false
}

// anyOf returns the words of the first pattern that holds.
func anyOf(list []pattern, t *text) ([]span, bool) {
	for _, p := range list {
		if spans, ok := p.find(t); ok {
			return spans, true
		}
	}
	return nil, false
}

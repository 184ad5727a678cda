package routing

import (
	"slices"
	"strings"
)

// Accusation is one organisation a text complains about. Slow tells that it is
// complained about only for not coming, not repairing, not answering.
type Accusation struct {
	Org  string // id
	Slow bool
}

// Reach of the words, in characters: about one clause. What is said of the
// community's own bodies and of authorities stands close behind the name.
const (
	blameReach    = 14
	closeReach    = 7
	complainReach = 4
)

// Accusations returns the organisations a text complains about, in the order of
// orgs: called by name, or by a role word (物业, 业委会, 居委会…), which means the
// estate's own organisation or, for the community's bodies, the one there is;
// 『社区不管』 means all of the community's bodies. An organisation that is only
// asked for a repair, thanked or mentioned is not accused. It errs towards
// accusing: the worst that follows is that the 居委会 hears a complaint first.
func Accusations(text string, orgs []Org, estate Estate) []Accusation {
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	if !containsAny(text, slow) && !containsAny(text, blame) && !containsAny(text, bodyBlame) && !containsAny(text, acts) && !containsAny(text, complain) && !containsAny(text, discontent) {
		return nil // most texts blame nobody
	}
	named := namedIn(text, orgs)
	whole := communityBlamed([]rune(blankOthers(text, Org{}, named)))
	var list []Accusation
	for _, o := range orgs {
		if o.ID == "" || slices.ContainsFunc(list, func(a Accusation) bool { return a.Org == o.ID }) {
			continue
		}
		said := verdict{}
		if ours(o) {
			said = whole
		}
		var told []rune
		for _, name := range callNames(o, estate) {
			if !strings.Contains(text, name) {
				continue
			}
			if told == nil {
				told = []rune(blankOthers(text, o, named))
			}
			said = said.and(judge(told, []rune(name), o))
		}
		if said.blamed {
			list = append(list, Accusation{Org: o.ID, Slow: !said.worse})
		}
	}
	return list
}

// Accused are the ids of the organisations a text complains about.
func Accused(text string, orgs []Org, estate Estate) []string {
	var ids []string
	for _, a := range Accusations(text, orgs, estate) {
		ids = append(ids, a.Org)
	}
	return ids
}

// namedIn are the organisations whose full names stand in a text.
func namedIn(text string, orgs []Org) (named []Org) {
	for _, o := range orgs {
		if name := strings.ToLower(o.Name); len([]rune(name)) > 2 && strings.Contains(text, name) {
			named = append(named, o)
		}
	}
	return named
}

// blankOthers hides the full names of the other organisations, so that the 物业
// in 万合物业 is not read as the estate's own.
func blankOthers(text string, o Org, named []Org) string {
	for _, other := range named {
		name := strings.ToLower(other.Name)
		if other.ID != o.ID && !strings.Contains(strings.ToLower(o.Name), name) {
			text = strings.ReplaceAll(text, name, strings.Repeat("□", len([]rune(name))))
		}
	}
	return text
}

// callNames are the words a resident of the estate may call an organisation by.
func callNames(o Org, estate Estate) []string {
	var names []string
	if o.Name != "" {
		names = append(names, strings.ToLower(o.Name))
	}
	switch o.Kind {
	case Property: // 安居物业有限公司 is called 安居物业, or 安居
		if short, _, ok := strings.Cut(strings.ToLower(o.Name), "物业"); ok && len([]rune(short)) >= 2 {
			names = append(names, short+"物业", short)
		}
	case Department: // 城管, 住建
		switch {
		case slices.Contains(bureaus, o.Department):
			names = append(names, o.Department+"局", o.Department+"委", o.Department+"部门")
		case len([]rune(o.Department)) >= 2:
			names = append(names, o.Department)
		}
	}
	if !isTheirs(o, estate) {
		return names
	}
	for _, role := range roleWords {
		if role.kind == o.Kind {
			names = append(names, role.words...)
		}
	}
	return names
}

// isTheirs tells whether a bare role word means this organisation for somebody
// from the estate.
func isTheirs(o Org, estate Estate) bool {
	switch o.Kind {
	case Property:
		return o.ID == estate.Property || estate.Property == "" && estate.ID != "" && slices.Contains(o.Estates, estate.ID)
	case OwnersCommittee:
		return o.ID == estate.Committee || estate.Committee == "" && estate.ID != "" && slices.Contains(o.Estates, estate.ID)
	case PartyOrg:
		return ours(o)
	}
	return len(o.Estates) == 0 || slices.Contains(o.Estates, estate.ID)
}

// verdict is what a text says of an organisation.
type verdict struct{ blamed, worse bool }

func (v verdict) and(w verdict) verdict { return verdict{v.blamed || w.blamed, v.worse || w.worse} }

// judge looks at every place the name stands.
func judge(text, name []rune, o Org) (v verdict) {
	reach := closeReach
	if o.Kind == Property || o.Kind == OwnersCommittee {
		reach = blameReach
	}
	for at := 0; at+len(name) <= len(text); at++ {
		if !slices.Equal(text[at:at+len(name)], name) {
			continue
		}
		before := clauseBefore(text, at)
		behind := clauseBehind(text, at+len(name), reach)
		switch {
		case beginsWithAny(behind, things):
		case ending(before, complain) > ending(before, asking), endsWithAny(before, []string{"对"}) && containsAny(behind, discontent):
			return verdict{true, true}
		default:
			v = v.and(judgeBehind(before, behind, ours(o)))
		}
	}
	return v
}

// judgeBehind reads what is said behind a name. 『请物业修一下，一直没人管』 asks;
// 『叫物业来，物业不来』 blames at its second place, 『叫了物业三次都没来』 at its first.
func judgeBehind(before, behind string, body bool) (v verdict) {
	asks := endsWithAny(before, asking)
	past := asks && (endsWithAny(before, askedBefore) || beginsWithAny(behind, askedBehind))
	worse := blame
	if body {
		worse = bodyBlame
	}
	for i, words := range [][]string{slow, worse} {
		word, found := firstOf(behind, words)
		if found && (!asks || past || strings.HasPrefix(behind, word)) {
			v = v.and(verdict{true, i == 1})
		}
	}
	clause := behind
	if i := strings.IndexFunc(behind, isStop); i >= 0 {
		clause = behind[:i]
	}
	if !asks && !body && containsAny(clause, acts) {
		v = verdict{true, true}
	}
	return v
}

// fill is what may stand between 社区 and its fault.
var fill = []string{"电话", "也", "都", "就", "根本", "一直", "总是", "又", "还是", "还", "老", "却", "只", "完全", "始终", "这边", "那边", "你们", "从来"}

// communityBlamed reads 『社区不管』 and 『投诉你们社区』, which mean the
// community's own bodies together. 社区 is half a word of much else (社区医院,
// 社区门口), so the fault must stand right behind it.
func communityBlamed(text []rune) (v verdict) {
	for at := 0; at+2 <= len(text); at++ {
		if text[at] != '社' || text[at+1] != '区' {
			continue
		}
		behind := clauseBehind(text, at+2, closeReach)
		if endsWithAny(clauseBefore(text, at), []string{"投诉", "状告", "曝光"}) && (behind == "" || isStop([]rune(behind)[0])) {
			return verdict{true, true}
		}
		for cut := true; cut && !beginsWithAny(behind, slow) && !beginsWithAny(behind, bodyBlame); {
			cut = false
			for _, f := range fill {
				if rest, ok := strings.CutPrefix(behind, f); ok {
					behind, cut = rest, true
				}
			}
		}
		late := beginsWithAny(behind, slow) && !beginsWithAny(behind, anybody)
		worse := beginsWithAny(behind, bodyBlame)
		v = v.and(verdict{late || worse, worse})
	}
	return v
}

func clauseBefore(text []rune, at int) string {
	from := at
	for from > 0 && at-from < complainReach && !isStop(text[from-1]) {
		from--
	}
	return string(text[from:at])
}

func clauseBehind(text []rune, at, reach int) string {
	to := at
	for to < len(text) && to-at < reach && !isFullStop(text[to]) {
		to++
	}
	return string(text[at:to])
}

func isFullStop(r rune) bool { return strings.ContainsRune("。！？!?；;\n", r) }
func isStop(r rune) bool     { return isFullStop(r) || strings.ContainsRune("，,、", r) }

func beginsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

func endsWithAny(s string, words []string) bool { return ending(s, words) > 0 }

// ending is where the last of the words that stand at the end, at most two
// characters away, ends: 『投诉我们物业』. 0 when there is none. The later of two
// is nearer to the name: 『反映给物业』 asks.
func ending(s string, words []string) (end int) {
	for _, w := range words {
		if i := strings.LastIndex(s, w); i >= 0 && len([]rune(s[i+len(w):])) <= 2 {
			end = max(end, i+len(w))
		}
	}
	return end
}

func firstOf(s string, words []string) (string, bool) {
	best, at := "", -1
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && (at < 0 || i < at || i == at && len(w) > len(best)) {
			best, at = w, i
		}
	}
	return best, at >= 0
}

package classify

import (
	"slices"
	"strings"
)

// unspoken are matters that a clause often names only to say that nobody came:
// 『电梯坏了，物业也不来修』 is one matter.
var unspoken = []string{"property_service", "party_gov", "office_hours"}

// Parts proposes how to split a text that holds several matters: one piece each,
// cut at its commas and full stops. A clause that names no matter of its own
// belongs to the one before it, or at the beginning to the one after it. Nil
// when all clauses speak of one matter.
func (c *Classifier) Parts(text string) []Part {
	t := c.lexicon.read(text)
	defer c.lexicon.release(t)
	if !c.severalNamed(c.keywords(t)) {
		return nil
	}
	var list []Part
	lead := "" // clauses before the first that names a matter
	for _, clause := range clauses(string(t.original)) {
		m := c.clauseMatter(clause)
		n := len(list)
		switch {
		case m == "" && n == 0:
			lead += clause
		case m == "" || n > 0 && list[n-1].Matter == m:
			list[n-1].Text += clause
		default:
			list = append(list, Part{Text: lead + clause, Matter: m})
			lead = ""
		}
	}
	for i := range list {
		list[i].Text = strings.Trim(list[i].Text, "，,。;； \n\t、")
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// named is the score from which on keywords name a matter in passing.
const named = 2.0

// severalNamed is a quick look whether a text may hold several matters at all:
// the keywords of two stand apart from each other.
func (c *Classifier) severalNamed(list []keyed) bool {
	var taken []span
	for _, k := range list {
		if k.score < named || len(k.spans) == 0 {
			continue
		}
		if taken != nil && !slices.ContainsFunc(k.spans, func(s span) bool { return overlapsAny(s, taken) }) {
			return true
		}
		taken = append(taken, k.spans...)
	}
	return false
}

// clauseMatter is the matter of one clause, or none when its keywords do not
// name what the learner takes it for.
func (c *Classifier) clauseMatter(clause string) string {
	const likelyEnough = 0.4
	t := c.lexicon.read(clause)
	defer c.lexicon.release(t)
	if !t.hasWords() {
		return ""
	}
	f := c.find(t)
	ranked := c.rank(t, f, c.learner.judge(t, f))
	if len(ranked) == 0 || ranked[0].score < named || ranked[0].likely < likelyEnough || slices.Contains(unspoken, ranked[0].matter.Code) {
		return ""
	}
	return ranked[0].matter.Code
}

// marks stand where a new matter may begin.
var marks = strings.NewReplacer(
	"，", "，\x00", ",", ",\x00", "。", "。\x00", "；", "；\x00", ";", ";\x00", "！", "！\x00", "!", "!\x00", "？", "？\x00", "?", "?\x00", "\n", "\n\x00",
	"另外", "\x00另外", "还有", "\x00还有", "再就是", "\x00再就是", "二是", "\x00二是", "三是", "\x00三是",
)

// clauses cuts a text behind its commas and full stops and keeps them.
func clauses(s string) []string {
	return strings.FieldsFunc(marks.Replace(s), func(r rune) bool { return r == 0 })
}

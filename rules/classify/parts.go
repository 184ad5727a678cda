package classify

import "strings"

// parts cuts a text that holds several matters into one piece each, at its
// commas and full stops. A clause that names no matter of its own belongs to
// the one before it, or at the beginning to the one after it. Nil when all
// clauses speak of one matter.
func (c *Classifier) parts(t *text, r Result) []Part {
	if len(r.Also) == 0 {
		return nil
	}
	var list []Part
	lead := "" // clauses before the first that names a matter
	for _, clause := range clauses(string(t.original)) {
		m := c.clauseMatter(clause, append([]string{r.Matter}, r.Also...))
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

// clauseMatter is the best of the given matters for one clause, or none.
func (c *Classifier) clauseMatter(clause string, codes []string) string {
	t := c.lexicon.read(clause)
	defer c.lexicon.release(t)
	t.outside, t.fence = c.fence.judge(t)
	best, top := "", enoughScore
	for _, m := range c.matters {
		for _, code := range codes {
			if m.Code != code {
				continue
			}
			if score, _ := m.score(t); score >= top {
				best, top = code, score
			}
		}
	}
	return best
}

// clauses cuts a text behind its commas and full stops and keeps them.
func clauses(s string) []string {
	return strings.FieldsFunc(strings.NewReplacer(
		"，", "，\x00", ",", ",\x00", "。", "。\x00", "；", "；\x00", ";", ";\x00", "！", "！\x00", "!", "!\x00", "？", "？\x00", "?", "?\x00", "\n", "\n\x00",
		"另外", "\x00另外", "还有", "\x00还有",
	).Replace(s), func(r rune) bool { return r == 0 })
}

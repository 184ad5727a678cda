package lifecycle

import (
	"fmt"
	"slices"
)

// Verb is one thing that can be done with a request.
type Verb struct {
	Name    string
	Label   string   // on the button
	Own     string   // on the button of the resident herself, where it is warmer; empty: Label
	From    []Status // where it is open
	To      Status   // where it leads; empty: stays, or decided by what was filled in
	Who     Who
	Fields  []Field
	Primary bool   // the step one would expect next
	Danger  bool   // cannot be taken back by a further verb
	Confirm string // asked before; empty: no question
	Hidden  bool   // open, but not offered as a button: the page has its own form for it
}

// Field is something to fill in.
type Field struct {
	Name     string
	Label    string
	Type     string // text, textarea, number, date, org, choice, bool, files, matter, reason, similar, parts
	Required bool
	Options  []string // codes of a choice, whose words come from the label table; ready sentences of a reason
	Value    string   // what stands in the form at first
	Missing  string   // said when a required field is empty
	Max      int      // characters; 0: as many as a field of its type usually takes
	Fold     bool     // rarely filled in: the form opens it on demand
}

// Limit is how many characters a field takes.
func (f Field) Limit() int {
	switch {
	case f.Max > 0:
		return f.Max
	case f.Type == "textarea":
		return 500
	}
	return 100
}

// Find returns a verb by its name.
func Find(name string) (Verb, bool) {
	i := slices.IndexFunc(Verbs, func(v Verb) bool { return v.Name == name })
	if i < 0 {
		return Verb{}, false
	}
	return Verbs[i], true
}

// Open lists what somebody may do with a request in a state, in the order of
// the table: the expected next step first.
func Open(s Status, who Who) []Verb {
	var open []Verb
	for _, v := range Verbs {
		if !v.Hidden && slices.Contains(v.From, s) && who.Has(v.Who) {
			open = append(open, v)
		}
	}
	return open
}

// Check says why a verb is refused, or nothing. label is the state's word for
// the sentence, names the buttons that are open instead.
func (v Verb) Check(s Status, who Who, label string) string {
	if !who.Has(v.Who) {
		return fmt.Sprintf("“%s”不由您这边办理", v.Label)
	}
	if slices.Contains(v.From, s) {
		return ""
	}
	var others []string
	for _, o := range Open(s, who) {
		others = append(others, "“"+o.Label+"”")
	}
	if len(others) == 0 {
		return fmt.Sprintf("这件诉求现在是“%s”，不能“%s”", label, v.Label)
	}
	return fmt.Sprintf("这件诉求现在是“%s”，不能“%s”，可以%s", label, v.Label, join(others, 3))
}

func join(words []string, most int) string {
	s := ""
	for i, w := range words {
		if i == most {
			return s + "等"
		}
		if i > 0 {
			s += "、"
		}
		s += w
	}
	return s
}

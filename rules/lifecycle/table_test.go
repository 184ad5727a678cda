package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// from is the table once more, written down on its own: a verb that opens in
// one more state by a slip of the keyboard fails here.
var from = map[string]string{
	"accept": "pending", "dispatch": "accepted", "sign": "dispatched", "reply": "in_progress", "approve": "in_review", "tell": "replied",
	"rate": "replied closed", "supply": "pending accepted need_info dispatched in_progress", "progress": "accepted in_progress",
	"return": "dispatched in_progress in_review", "transfer": "dispatched in_progress", "ask_info": "pending accepted dispatched in_progress",
	"extend": "dispatched in_progress", "grant": "dispatched in_progress", "refuse": "dispatched in_progress",
	"escalate": "pending accepted dispatched in_progress", "urge": "dispatched in_progress", "suspend": "accepted dispatched in_progress",
	"relink": "dispatched in_progress in_review replied", "resume": "suspended", "call_back": "replied closed", "conclude": "accepted replied", "merge": "pending accepted need_info dispatched in_progress in_review suspended", "split": "pending accepted",
	"correct": "pending accepted need_info dispatched in_progress in_review suspended", "unmerge": "merged",
	"uncorrect": "pending accepted need_info dispatched in_progress in_review suspended", "rework": "replied",
	"decline": "pending accepted", "withdraw": "pending accepted need_info dispatched in_progress suspended merged", "read": "replied",
	"join": "pending accepted need_info dispatched in_progress in_review suspended", "report": "accepted", "forward": "dispatched in_progress",
	"answer": "merged", "close": "replied", "finish": "in_progress replied", "raise": "pending accepted need_info dispatched in_progress in_review suspended",
	"take": "pending accepted need_info dispatched in_progress in_review suspended", "handle": "pending accepted need_info dispatched in_progress in_review suspended",
	"seal": "pending accepted need_info dispatched in_progress in_review replied closed suspended declined merged withdrawn",
}

// who may, by letters: r owner, h handler, o office, l lead, g grid worker,
// p program, n neighbour, f forwarder, d on an emergency's duty,
// v overseer.
var who = map[string]string{
	"accept": "o", "dispatch": "o", "sign": "ho", "reply": "ho", "approve": "o", "tell": "hog", "rate": "r", "supply": "rog", "progress": "ho",
	"return": "ho", "transfer": "o", "ask_info": "ho", "extend": "ho", "grant": "o", "refuse": "o", "escalate": "o", "urge": "rov", "relink": "o", "suspend": "l",
	"resume": "o", "call_back": "og", "conclude": "l", "merge": "o", "split": "o", "decline": "o", "withdraw": "r", "read": "r", "join": "n",
	"report": "p", "forward": "f", "answer": "p", "close": "p", "finish": "p", "take": "d", "handle": "d", "seal": "o", "rework": "p", "correct": "o", "uncorrect": "o", "unmerge": "o", "raise": "p",
}

var letters = map[rune]lifecycle.Who{
	'r': lifecycle.Owner, 'h': lifecycle.Handler, 'o': lifecycle.Office, 'l': lifecycle.Lead, 'g': lifecycle.Grid,
	'p': lifecycle.Program, 'n': lifecycle.Neighbour, 'f': lifecycle.Forwarder, 'd': lifecycle.Duty, 'v': lifecycle.Overseer,
}

func TestEveryVerbInEveryState(t *testing.T) {
	if len(from) != len(lifecycle.Verbs) {
		t.Errorf("%d verbs in the table, %d expected", len(lifecycle.Verbs), len(from))
	}
	for _, v := range lifecycle.Verbs {
		for _, s := range lifecycle.Statuses {
			open := slices.Contains(strings.Fields(from[v.Name]), string(s))
			for letter, rel := range letters {
				may := strings.ContainsRune(who[v.Name], letter)
				sentence := v.Check(s, rel, words.Value("status", string(s)))
				if (sentence == "") != (open && may) {
					t.Errorf("%s in %s by %c: %q", v.Name, s, letter, sentence)
				}
				if sentence != "" && !chinese(sentence) {
					t.Errorf("%s in %s by %c: %q", v.Name, s, letter, sentence)
				}
				offered := slices.ContainsFunc(lifecycle.Open(s, rel), func(o lifecycle.Verb) bool { return o.Name == v.Name })
				if offered != (open && may && !v.Hidden) {
					t.Errorf("%s in %s offered to %c: %v", v.Name, s, letter, offered)
				}
			}
		}
	}
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && !strings.Contains(s, "_") && !strings.HasSuffix(s, ".")
}

func TestCheckNamesOtherButtons(t *testing.T) {
	for _, c := range []struct {
		verb  string
		state lifecycle.Status
		who   lifecycle.Who
		want  string
	}{
		{"reply", lifecycle.Dispatched, lifecycle.Handler, "这件诉求现在是“待签收”，不能“答复”，可以“签收”、“退回”、“请居民补充”等"},
		{"accept", lifecycle.Merged, lifecycle.Office, "这件诉求现在是“已并案”，不能“受理”，可以“取消并案”、“转入保密”"},
		{"correct", lifecycle.Closed, lifecycle.Office, "这件诉求现在是“已办结”，不能“改分类”，可以“记录回访”、“转入保密”"},
		{"withdraw", lifecycle.Replied, lifecycle.Owner, "这件诉求现在是“已答复”，不能“撤回”，可以“评价”"},
		{"approve", lifecycle.InReview, lifecycle.Handler, "“同意发出”不由您这边办理"},
	} {
		v, ok := lifecycle.Find(c.verb)
		if !ok {
			t.Fatal(c.verb)
		}
		if got := v.Check(c.state, c.who, words.Value("status", string(c.state))); got != c.want {
			t.Errorf("%s: %q, want %q", c.verb, got, c.want)
		}
	}
	if _, ok := lifecycle.Find("delete"); ok {
		t.Error("there is a verb delete")
	}
}

func TestEveryVerbAndOptionHasAWord(t *testing.T) {
	types := []string{"text", "textarea", "number", "date", "org", "choice", "bool", "files", "matter", "reason", "similar", "parts"}
	for _, v := range lifecycle.Verbs {
		if words.Value("verb", v.Name) == v.Name || v.Label == "" {
			t.Errorf("verb %s has no word", v.Name)
		}
		seen := map[string]bool{}
		for _, f := range v.Fields {
			if seen[f.Name] || f.Label == "" || !slices.Contains(types, f.Type) || f.Limit() < 100 || f.Limit() > 5000 {
				t.Errorf("%s.%s: %+v", v.Name, f.Name, f)
			}
			seen[f.Name] = true
			if f.Required != (f.Missing != "") {
				t.Errorf("%s.%s: required without a sentence, or the reverse", v.Name, f.Name)
			}
			if (f.Type == "choice" || f.Type == "reason") != (len(f.Options) > 0) {
				t.Errorf("%s.%s: a choice without options", v.Name, f.Name)
			}
			for _, o := range f.Options {
				if f.Type == "choice" && words.Value(f.Name, o) == o {
					t.Errorf("%s.%s: option %s has no word", v.Name, f.Name, o)
				}
			}
			if f.Type == "choice" && f.Value != "" && !slices.Contains(f.Options, f.Value) {
				t.Errorf("%s.%s starts with %q", v.Name, f.Name, f.Value)
			}
		}
	}
	for _, s := range lifecycle.Statuses {
		if words.Value("status", string(s)) == string(s) || words.Value("resident_status", string(s)) == string(s) {
			t.Errorf("state %s has no word", s)
		}
		if s.Step() < 1 || s.Step() > 5 {
			t.Errorf("state %s stands at step %d", s, s.Step())
		}
	}
}

// TestNoDeadEnd follows the table from every open state: something always
// leads on, and the resident is always told in the end.
func TestNoDeadEnd(t *testing.T) {
	for _, s := range lifecycle.Statuses {
		if !s.Open() {
			continue
		}
		n := 0
		for _, v := range lifecycle.Verbs {
			if slices.Contains(v.From, s) && v.Who.Has(lifecycle.Office|lifecycle.Program) && v.To != s {
				n++
			}
		}
		if n == 0 {
			t.Errorf("nobody of the office can move a request out of %s", s)
		}
	}
	waiting := []lifecycle.Status{lifecycle.NeedInfo, lifecycle.Suspended}
	for _, s := range lifecycle.Statuses {
		if s.Waiting() != slices.Contains(waiting, s) {
			t.Errorf("%s.Waiting() = %v", s, s.Waiting())
		}
	}
}

func TestAfter(t *testing.T) {
	for stars := 1; stars <= 5; stars++ {
		for _, solved := range []string{"yes", "partly", "no"} {
			for before := range 3 {
				to, bad := lifecycle.After(stars, solved, before)
				want := lifecycle.Closed
				unhappy := stars <= 2 || solved == "no"
				if unhappy {
					want = []lifecycle.Status{lifecycle.InProgress, lifecycle.Accepted, lifecycle.Accepted}[before]
				}
				if to != want || bad != unhappy {
					t.Errorf("After(%s) = %s, %v", fmt.Sprint(stars, solved, before), to, bad)
				}
			}
		}
	}
}

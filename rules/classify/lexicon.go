package classify

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words/sets.tsv
var setsFile string

// sets are the named word lists a pattern may use: {坏} stands for 坏了, 失灵,
// 勿来三 and whatever else residents say for it.
var sets = loadSets(setsFile)

// near is how many runes may lie between two words of one pattern. Residents
// write 20 to 60 characters; 14 is about one clause and a half.
const near = 14

// far is the same for the emergency and sealed lanes.
const far = 30

// after is how many runes may lie between two words that must follow each
// other ("打>老婆").
const after = 6

// lexicon finds every word of every list in one pass over a text. Words are
// grouped in classes (a single word, or a set); patterns speak of classes.
type lexicon struct {
	terms   map[string]int // word → index into classesOf
	members [][]int        // term → classes it belongs to
	classes map[string]int // text of a pattern's part → class
	byFirst map[rune][]term
	pool    sync.Pool // of *[][]span: thousands of classes, few of them hit by one text
}

type term struct {
	word []rune
	id   int
}

func newLexicon() *lexicon {
	return &lexicon{terms: map[string]int{}, classes: map[string]int{}, byFirst: map[rune][]term{}}
}

// class registers a part of a pattern, a word or a {set}, and returns its number.
func (lx *lexicon) class(part string) int {
	if id, ok := lx.classes[part]; ok {
		return id
	}
	id := len(lx.classes)
	lx.classes[part] = id
	words := []string{part}
	if name, ok := strings.CutPrefix(part, "{"); ok {
		if list := sets[strings.TrimSuffix(name, "}")]; list != nil {
			words = list
		}
	}
	for _, w := range words {
		tid, ok := lx.terms[w]
		if !ok {
			tid = len(lx.members)
			lx.terms[w] = tid
			lx.members = append(lx.members, nil)
		}
		lx.members[tid] = append(lx.members[tid], id)
	}
	return id
}

// close builds the search index once all patterns are registered.
func (lx *lexicon) close() {
	for w, id := range lx.terms {
		runes := normalise(w).runes // a keyword typed in traditional characters counts too
		if len(runes) == 0 {
			continue
		}
		lx.byFirst[runes[0]] = append(lx.byFirst[runes[0]], term{runes, id})
	}
	for _, list := range lx.byFirst { // longest first, then by word: map order must not show
		slices.SortFunc(list, func(a, b term) int {
			if d := len(b.word) - len(a.word); d != 0 {
				return d
			}
			return slices.Compare(a.word, b.word)
		})
	}
}

// read normalises a text and notes where each class of words occurs.
func (lx *lexicon) read(raw string) *text {
	t := normalise(raw)
	if board, ok := lx.pool.Get().(*[][]span); ok {
		t.board = board
	} else {
		fresh := make([][]span, len(lx.classes))
		t.board = &fresh
	}
	t.hits = *t.board
	for i, r := range t.runes {
		for _, tm := range lx.byFirst[r] {
			if !hasPrefixAt(t.runes, i, tm.word) {
				continue
			}
			s := span{i, i + len(tm.word)}
			for _, class := range lx.members[tm.id] {
				// Of two words of a list at one place the longer one speaks.
				if h := t.hits[class]; len(h) > 0 && h[len(h)-1].covers(s) {
					continue
				}
				if len(t.hits[class]) == 0 {
					t.touched = append(t.touched, class)
				}
				t.hits[class] = append(t.hits[class], s)
			}
		}
	}
	return t
}

// release wipes the board of hits and keeps it for the next text.
func (lx *lexicon) release(t *text) {
	for _, class := range t.touched {
		t.hits[class] = t.hits[class][:0]
	}
	lx.pool.Put(t.board)
	t.hits, t.board = nil, nil
}

// quote gives the words at the spans as the resident wrote them, in reading
// order, without doubles and without words inside longer ones.
func (t *text) quote(spans []span) []string {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b span) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	var words []string
	last := span{-1, -1}
	for _, s := range sorted {
		if last.covers(s) {
			continue
		}
		if last.overlaps(s) && s.to-last.to > 1 {
			s.from = last.to // 楼道灯 and 灯不亮 read 楼道灯, 不亮
		}
		last = s
		// From first to last as it was typed, with the spaces and signs between.
		if w := string(t.original[t.at[s.from] : t.at[s.to-1]+1]); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// loadSets reads name<TAB>words, words separated by spaces. A line may repeat a
// name to go on with its words.
func loadSets(file string) map[string][]string {
	table := make(map[string][]string)
	for _, line := range dataLines(file) {
		name, words, _ := strings.Cut(line, "\t")
		table[name] = append(table[name], strings.Fields(words)...)
	}
	return table
}

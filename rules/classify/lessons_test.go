package classify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// lesson is one line of lessons/*.tsv: a text with its right labels. A dash is
// not taught.
type lesson struct{ lane, kind, category, tier, matter, text, file string }

// tuned tells whether the word lists were made with this text before them, so
// that what they say of it is no evidence of how good they are.
func (x lesson) tuned() bool {
	return slices.Contains([]string{"everyday.tsv", "first.tsv", "second.tsv", "third.tsv", "lanes.tsv", "nearby.tsv", "sounds.tsv", "matters"}, x.file)
}

const lessonColumns = 6

func readLessons(t testing.TB, pattern string) []lesson {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no lessons at %s: %v", pattern, err)
	}
	var list []lesson
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range dataLines(string(b)) {
			f := strings.Split(line, "\t")
			if len(f) != lessonColumns {
				t.Fatalf("%s: %d columns, want %d: %s", name, len(f), lessonColumns, line)
			}
			list = append(list, lesson{f[0], f[1], f[2], f[3], f[4], f[5], filepath.Base(name)})
		}
	}
	return list
}

// examplesAsLessons are the texts of the catalogue: they teach, too.
func examplesAsLessons() []lesson {
	var list []lesson
	for _, m := range Defaults() {
		for _, e := range m.Examples {
			list = append(list, lesson{LaneNormal, "-", m.Category, "-", m.Code, e, "matters"})
		}
	}
	return list
}

// digestOf tells whether a model was made from these lessons.
func digestOf(lessons []lesson, signs []string) string {
	sum := sha256.New()
	for _, x := range lessons {
		x.file = ""
		fmt.Fprintln(sum, x)
	}
	fmt.Fprintln(sum, signs, trainSeed, trainRounds, trainStep, trainShrink, trainLeave, leastSeen, leastMatter)
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// untaught is a model that knows nothing; with it the word lists can be asked
// before there is a model.
func untaught(signs []string) *model {
	m := &model{signs: signs, ids: map[feature]int32{}}
	for _, name := range []string{headLane, headKind, headTier, headMatter} {
		m.heads = append(m.heads, head{name: name, labels: slices.Clone(labels), bias: make([]float32, len(labels))})
	}
	return m
}

// teach sees a lesson as the trainer does.
func (c *Classifier) teach(x lesson, signs []string) taught {
	t := c.lexicon.read(x.text)
	defer c.lexicon.release(t)
	out := taught{features: featuresOf(t.runes), label: map[string]string{}}
	f := c.find(t)
	for i, s := range signs {
		if s[0] == '{' && len(t.hits[c.lexicon.class(s)]) > 0 || f.said[s] && !x.tuned() {
			out.features = append(out.features, feature{signMark, rune(i)})
		}
	}
	if x.lane != LaneNormal {
		out.label[headLane] = x.lane
		if x.matter != "-" {
			out.label[headMatter] = x.matter
		}
		return out
	}
	for head, v := range map[string]string{headLane: x.category, headKind: x.kind, headTier: x.tier, headMatter: x.matter} {
		if v != "-" {
			out.label[head] = v
		}
	}
	return out
}

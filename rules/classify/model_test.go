package classify

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "train model.bin anew from lessons/ and the catalogue's examples")

// largest is how large the model file may be, in bytes.
const largest = 2 << 20

// TestModel holds model.bin against the lessons: whoever adds one trains anew
// with -update.
func TestModel(t *testing.T) {
	signs := allSigns()
	lessons := append(readLessons(t, "lessons/*.tsv"), examplesAsLessons()...)
	want := digestOf(lessons, signs)
	if *update {
		c := newWith(Defaults(), untaught(signs))
		seen := make([]taught, len(lessons))
		for i, x := range lessons {
			seen[i] = c.teach(x, signs)
		}
		m := train(seen, signs)
		m.lessons = want
		if err := os.WriteFile("model.bin", m.write(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile("model.bin")
	if err != nil {
		t.Fatal(err)
	}
	if len(file) > largest {
		t.Errorf("model.bin has %d bytes, at most %d", len(file), largest)
	}
	m, err := readModel(file)
	if err != nil {
		t.Fatal(err)
	}
	if m.lessons != want {
		t.Errorf("model.bin was made from other lessons: go test ./rules/classify -run TestModel -update")
	}
	for _, cut := range []int{0, 7, 100, len(file) / 2, len(file) - 1} {
		if _, err := readModel(file[:cut]); err == nil {
			t.Errorf("a model cut to %d bytes was read", cut)
		}
	}
}

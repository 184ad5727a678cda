package catalogue

import (
	"fmt"
	"strings"
	"testing"

	"hongguan/rules/classify"
)

// TestClassifyLines gives one answer a line, in the order asked, also for empty
// and odd lines.
func TestClassifyLines(t *testing.T) {
	c := classify.New(classify.Defaults())
	texts := []string{"楼道灯不亮", "", "隔壁着火了，全是烟", "\t", "网格员收钱办低保", strings.Repeat("长", 5000), "电梯坏了\r"}
	var in strings.Builder
	for i := range 600 {
		fmt.Fprintln(&in, texts[i%len(texts)])
	}
	var out strings.Builder
	if err := classifyLines(c, strings.NewReader(in.String()), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 600 {
		t.Fatalf("%d answers to 600 lines", len(lines))
	}
	for i, line := range lines {
		r := c.Classify(texts[i%len(texts)])
		if want := strings.Join([]string{r.Lane, r.Kind, r.Category, r.Tier, r.Matter, r.Reason}, "\t"); line != want {
			t.Fatalf("line %d: %s, want %s", i, line, want)
		}
	}
	if err := classifyLines(c, strings.NewReader(strings.Repeat("x", longestLine+1)), &out); err == nil {
		t.Error("a line without end was read")
	}
}

package catalogue_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hongguan/rules/classify"
)

// numbers are the telephone numbers a catalogue of ours may name: the same in
// the whole country. A local number is the office's own to add.
var numbers = []string{
	"110", "119", "120", "122", "96110", "12345", "12315", "12320", "12329", "12333", "12348", "12355", "12356", "12338", "12328", "12366", "12367",
	"12385", "12388", "12393", "12305", "95598", "10000", "10086", "10010", "10099", "12123",
}

// TestGuidance holds what a resident reads before sending: short, in plain
// Chinese, with numbers that are right everywhere, and never a refusal.
func TestGuidance(t *testing.T) {
	all := classify.Defaults()
	if len(all) < 120 {
		t.Errorf("%d matters, want at least 120", len(all))
	}
	digits := regexp.MustCompile(`\d{3,}`)
	for _, m := range all {
		if m.Guidance == "" {
			t.Errorf("%s says nothing before sending", m.Code)
		}
		for _, s := range []string{m.Guidance, m.NotOurs} {
			if n := utf8.RuneCountInString(s); n > 60 {
				t.Errorf("%s: %d characters: %s", m.Code, n, s)
			}
			for _, bad := range []string{"举报", "不归我们", "不属于我们", "不予", "无权", "不受理", "请选", "有求必应", "。"} {
				if strings.Contains(s, bad) {
					t.Errorf("%s: %q in %q", m.Code, bad, s)
				}
			}
			for _, n := range digits.FindAllString(s, -1) {
				if !slices.Contains(numbers, n) {
					t.Errorf("%s names the number %s, which nobody has checked: %s", m.Code, n, s)
				}
			}
		}
	}
}

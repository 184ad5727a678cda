package classify_test

import "testing"

// The held-out texts were written before they were run, by writers who had seen
// nothing of the lists or lessons, and nothing is tuned on them. letters is the
// promise: what residents plainly write, 327 texts over 111 matters; dangers are
// 60 emergencies beside 60 ordinary texts of the same words. The older sets are
// plain, hard (dialect, hints and detours on purpose) and sounds (what
// only sounds dangerous beside danger in plain words); their floors are a report.
func TestHeldOut(t *testing.T) {
	t.Run("letters", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout_letters.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 1)
		s.need(t, "sealed", s.sealed, 1)
		s.need(t, "no false alarm", s.danger, 0.95)
		s.need(t, "category", s.category, 0.95)
		s.need(t, "tier", s.tier, 0.90)
		s.need(t, "matter in the first three", s.near, 0.90)
	})
	t.Run("dangers", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout_dangers.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 1)
		s.need(t, "no false alarm", s.danger, 0.95)
		s.need(t, "category", s.category, 0.95)
		s.need(t, "matter in the first three", s.near, 0.90)
	})
	t.Run("plain", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 1)
		s.need(t, "sealed", s.sealed, 1)
		s.need(t, "no false alarm", s.danger, 0.95)
		s.need(t, "category", s.category, 0.95)
		s.need(t, "tier", s.tier, 0.90)
	})
	t.Run("hard", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout_hard.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 0.90)
		s.need(t, "sealed", s.sealed, 1)
		s.need(t, "category", s.category, 0.83)
		s.need(t, "tier", s.tier, 0.83)
	})
	t.Run("sounds", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout_sounds.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 0.93)
		s.need(t, "ordinary kept ordinary", s.falseAlarm, 0.75)
	})
}

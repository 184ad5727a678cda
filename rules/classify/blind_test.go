package classify_test

import "testing"

// The held-out texts were written before they were run and are not tuned on:
// plain ones as most residents write, and hard ones with dialect, hints and
// detours, and what only sounds dangerous beside danger in plain words. The
// floors of the last two are a report, not a promise.
func TestHeldOut(t *testing.T) {
	t.Run("plain", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 1)
		s.need(t, "sealed", s.sealed, 1)
		s.need(t, "ordinary kept ordinary", s.falseAlarm, 0.95)
		s.need(t, "category", s.category, 0.90)
		s.need(t, "tier", s.tier, 0.88)
		s.need(t, "kind", s.kind, 0.85)
	})
	t.Run("hard", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout_hard.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 0.90)
		s.need(t, "sealed", s.sealed, 1)
		s.need(t, "ordinary kept ordinary", s.falseAlarm, 0.85)
		s.need(t, "category", s.category, 0.75)
		s.need(t, "tier", s.tier, 0.75)
	})
	t.Run("sounds", func(t *testing.T) {
		s := measure(t, corpus(t, "testdata/heldout_sounds.tsv"), false)
		s.log(t)
		s.need(t, "emergency", s.emergency, 0.93)
		s.need(t, "ordinary kept ordinary", s.falseAlarm, 0.75)
	})
}

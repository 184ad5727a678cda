// Package posting says when a post 红管发布 is shown, and to whom.
package posting

import (
	"slices"
	"time"
)

// Post is what decides about being shown: the office's own step, the times and
// the places it was written for.
type Post struct {
	State              string    // draft, published or withdrawn
	From, Until        time.Time // shown from, and until just before; a zero Until has no end
	Estates, Buildings []string  // ids; both empty: everybody
}

// Place is where a reader lives, or where the poster hangs that was scanned.
// Either may be unknown.
type Place struct{ Estate, Building string }

// Stage is where a post stands at a time: draft, waiting (published, but its
// time has not come), shown, expired or withdrawn.
func (p Post) Stage(now time.Time) string {
	switch {
	case p.State == "withdrawn":
		return "withdrawn"
	case p.State != "published" || p.From.IsZero():
		return "draft"
	case now.Before(p.From):
		return "waiting"
	case !p.Until.IsZero() && !now.Before(p.Until):
		return "expired"
	}
	return "shown"
}

// Why a reader is shown a post.
const (
	Everybody = "everybody" // it is for the whole community
	Estate    = "estate"    // for the reader's estate
	Building  = "building"  // for the reader's building
)

// Reach says why a reader at a place is meant; empty when not meant. Somebody
// whose place is unknown reads what is for everybody, never what is for some.
func (p Post) Reach(at Place) string {
	switch {
	case len(p.Estates) == 0 && len(p.Buildings) == 0:
		return Everybody
	case at.Building != "" && slices.Contains(p.Buildings, at.Building):
		return Building
	case at.Estate != "" && slices.Contains(p.Estates, at.Estate):
		return Estate
	}
	return ""
}

// Before orders posts for reading: pinned first, then the newest.
func (p Post) Before(q Post, pinned, otherPinned bool) bool {
	if pinned != otherPinned {
		return pinned
	}
	return p.From.After(q.From)
}

package classify

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed words/sealed.tsv
var sealedFile string

// MatterConduct is the matter of a sealed text about a person's conduct.
const MatterConduct = "conduct"

// seal is one line of words/sealed.tsv.
type seal struct {
	code, name string
	patterns   []pattern
	unless     []pattern
}

// sealing decides whether a text must be kept from those it speaks about. It
// errs towards sealing: a sealed complaint about a lamp costs a click, an open
// one about a grid worker may cost the resident dearly.
type sealing struct {
	seals []seal
	roles int // the class of {岗位}
}

func compileSealing(lx *lexicon) sealing {
	s := sealing{roles: lx.class("{岗位}")}
	for _, line := range dataLines(sealedFile) {
		f := strings.Split(line, "\t")
		for len(f) < 4 {
			f = append(f, "")
		}
		s.seals = append(s.seals, seal{f[0], f[1], lx.compileFar(f[2]), lx.compileAll(f[3])})
	}
	return s
}

func (s sealing) match(t *text) (seal, []span, bool) {
	t.hits[s.roles] = slices.DeleteFunc(t.hits[s.roles], t.isGreeting)
	for _, x := range s.seals {
		if _, off := anyOf(x.unless, t); off {
			continue
		}
		if spans, ok := anyOf(x.patterns, t); ok {
			return x, spans, true
		}
	}
	return seal{}, nil, false
}

// isGreeting spares 『书记您好，…』 and 『主任，您看…』: whom one writes to is not
// whom one writes about.
func (t *text) isGreeting(role span) bool {
	rest := role.to
	for rest < len(t.runes) && isPunctuation(t.runes[rest]) {
		rest++
	}
	return rest+1 < len(t.runes) && (t.runes[rest] == '您' || t.runes[rest] == '你' && t.runes[rest+1] == '好')
}

func (c *Classifier) sealedResult(t *text, s seal, spans []span) Result {
	words := t.quote(spans)
	kind := KindComplaint
	if s.code != MatterConduct {
		kind = KindHelp // who lives with violence asks for help
	}
	return Result{
		Lane: LaneSealed, Kind: kind, Category: Government, Tier: TierCommunity, Matter: s.code, Confidence: 0.9, Words: words,
		Reason: mention(words) + "，属于" + s.name + "，单独保密存放，不进入普通办理流程",
	}
}

// maybeSealed is the learner's sealed text: texts like this one were.
func (c *Classifier) maybeSealed(t *text, o opinion) Result {
	words := t.quote(c.learner.telling(t, LaneSealed))
	return Result{
		Lane: LaneSealed, Kind: KindComplaint, Category: Government, Tier: TierCommunity, Matter: MatterConduct,
		Confidence: float64(int(100*o.chance(LaneSealed))) / 100, Words: words,
		Reason: mention(words) + "，像是对人员言行的意见或不便公开的求助，单独保密存放，不进入普通办理流程",
	}
}

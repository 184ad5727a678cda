package classify

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed words/sealed.tsv
var sealedFile string

// The matters of sealed texts: a person's conduct, that of the community's own
// secretary or director, and violence at home or against the weak.
const (
	MatterConduct     = "conduct"
	MatterConductLead = "conduct_lead"
	MatterViolence    = "domestic_violence"
)

var secrets = map[string]bool{MatterConduct: true, MatterConductLead: true, MatterViolence: true}

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
	seals   []seal
	roles   int       // the class of {岗位}
	leaders []pattern // 书记, 居委会主任: the community's own
}

func compileSealing(lx *lexicon) sealing {
	s := sealing{roles: lx.class("{岗位}"), leaders: lx.compileAll("{负责人}")}
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

// From how sure the learner must be that a text is one to be sealed; lower when
// the lists found so. A text sealed in vain costs one click.
const (
	sureOfSeal = 0.15
	listedSeal = 0.05
	namedSeal  = 0.05 // when the matters of this lane have most of the chance of all matters
	mostOf     = 0.5
)

// concerns decides about the sealed lane.
func (c *Classifier) concerns(f findings, o opinion) bool {
	need := sureOfSeal
	switch {
	case f.secret:
		need = listedSeal
	case c.share(o, secrets) >= mostOf:
		need = namedSeal
	}
	return o.chance(LaneSealed) >= need
}

// sealedResult says which kind of sealed text it is. Whoever is spoken about
// must not read it: in doubt between a member of staff and the community's own
// leaders it goes to the upper contact.
func (c *Classifier) sealedResult(t *text, f findings, o opinion) Result {
	spans := f.sealSpans
	if !f.secret {
		spans = c.learner.telling(t, c.learner.lane, LaneSealed)
	}
	staff, lead, home := o.matter.at(o.all, MatterConduct), o.matter.at(o.all, MatterConductLead), o.matter.at(o.all, MatterViolence)
	code, name, kind := MatterConduct, "对人员作风的意见", KindComplaint
	leaders, named := anyOf(c.sealed.leaders, t)
	switch {
	case f.secret && f.seal.code == MatterViolence && home >= staff+lead, !f.secret && home > staff+lead:
		code, name, kind = MatterViolence, "家庭暴力或受侵害的求助", KindHelp // who lives with violence asks for help
	case named:
		code, name, spans = MatterConductLead, "对社区负责人的意见", append(leaders, spans...)
	case lead > staff:
		code, name = MatterConductLead, "对社区负责人的意见"
	}
	words := t.quote(spans)
	return Result{
		Lane: LaneSealed, Kind: kind, Category: Government, Tier: TierCommunity, Matter: code, Words: words,
		Confidence: float64(int(100*o.chance(LaneSealed))) / 100,
		Reason:     mention(words) + "，属于" + name + "，单独保密存放，不进入普通办理流程",
	}
}

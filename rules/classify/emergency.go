package classify

import (
	_ "embed"
	"strings"
)

//go:embed words/emergency.tsv
var emergencyFile string

// danger is one line of words/emergency.tsv.
type danger struct {
	code, name, advice string
	category, tier     string
	guards             string // which guards may call it off, see dangerGuards
	patterns           []pattern
	unless             []pattern
}

// dangerGuards hold the words that make a danger a worry, a memory or a habit.
// Missing an emergency is the worst error, so a guard works only where the
// table allows it and never against words of the present (救命, 正在, 浓烟).
type dangerGuards struct {
	hypothetical []pattern // f: 万一, 怕, 隐患 — fear
	past         []pattern // p: 上个月, 已经扑灭 — past or habit
	old          []pattern // h: 天天, 去年 — so usual or so long ago that nothing burns now
	now          []pattern // 救命, 正在: overrides the others
	unreal       unreal    // words without their danger; o: 走丢过, 怕他走丢; l: 跟打架一样
}

func compileDangers(lx *lexicon) ([]danger, dangerGuards) {
	var list []danger
	for _, line := range dataLines(emergencyFile) {
		f := strings.Split(line, "\t")
		for len(f) < 8 {
			f = append(f, "")
		}
		list = append(list, danger{
			code: f[0], name: f[1], category: f[2], tier: f[3], guards: f[4], advice: f[5],
			patterns: wary(lx.compileFar(f[6])), unless: lx.compileAll(f[7]),
		})
	}
	return list, dangerGuards{
		hypothetical: lx.compileAll("{假设}"),
		past:         lx.compileAll("{过去}"),
		old:          lx.compileAll("{旧事}"),
		now:          lx.compileAll("{正在}"),
		unreal:       compileUnreal(lx),
	}
}

// wary patterns pass over words that are struck out.
func wary(list []pattern) []pattern {
	for i := range list {
		list[i].wary = true
	}
	return list
}

// danger looks for the first danger that no guard calls off.
func (c *Classifier) danger(t *text) (danger, []span, bool) {
	c.guards.unreal.strike(t)
	_, present := anyOf(c.guards.now, t)
	for _, d := range c.emergency {
		for _, p := range d.patterns {
			spans, ok := p.find(t)
			if !ok {
				continue
			}
			if _, off := anyOf(d.unless, t); off {
				continue
			}
			if !present && strings.Contains(d.guards, "f") && guarded(t, c.guards.hypothetical, spans) {
				continue
			}
			if !present && strings.Contains(d.guards, "p") && guarded(t, c.guards.past, spans) {
				continue
			}
			if !present && strings.Contains(d.guards, "h") && guarded(t, c.guards.old, spans) {
				continue
			}
			if !present && strings.Contains(d.guards, "o") && (happenedOnce(t, spans) || c.guards.unreal.feared(t, spans)) {
				continue
			}
			if !present && strings.Contains(d.guards, "l") && c.guards.unreal.compares(t, spans) {
				continue
			}
			return d, spans, true
		}
	}
	return danger{}, nil, false
}

// guarded tells whether a guard's word stands in one sentence with the danger's
// words and near them.
func guarded(t *text, guards []pattern, spans []span) bool {
	for _, g := range guards {
		for _, h := range t.hits[g.parts[0].class] {
			if gapToAny(h, spans) <= near && !t.sentenceEnds(h, spans) && !overlapsAny(h, spans) && !isMaybe(t, h) {
				return true
			}
		}
	}
	return false
}

// isMaybe spares 怕是 and 恐怕, which mean "probably" and not "I fear that".
func isMaybe(t *text, s span) bool {
	if t.runes[s.from] != '怕' {
		return false
	}
	before := s.from > 0 && containsRune("恐哪只", t.runes[s.from-1])
	behind := s.to < len(t.runes) && t.runes[s.to] == '是'
	return before || behind
}

// From how sure the learner must be that somebody is in danger. Low, because a
// missed emergency is the worst error; lower still when the lists found one.
// Not lower, because every twentieth lamp would page the duty.
const (
	sureOfDanger   = 0.12
	listedDanger   = 0.03
	namedDanger    = 0.03 // when the matters of danger have a good share of the chance of all matters
	goodShare      = 0.2
	plainDanger    = 0.5 // from here on it needs no words to show
	dangerOrSecret = 0.6 // of the chance of a sealed text: violence under way is an emergency first
)

// endangers decides about the emergency lane.
//
// Of words it has never met the learner knows nothing, and so near the line of
// danger that chance decides; it must then have some words to show for it.
func (c *Classifier) endangers(t *text, f findings, o opinion) bool {
	need := sureOfDanger
	switch {
	case f.dangerous:
		need = listedDanger
	case c.share(o, c.dangers) >= goodShare:
		need = namedDanger
	}
	chance := o.chance(LaneEmergency)
	if chance < need || chance < dangerOrSecret*o.chance(LaneSealed) {
		return false
	}
	return f.dangerous || chance >= plainDanger || len(c.learner.telling(t, c.learner.lane, LaneEmergency)) > 0
}

// MatterDanger is the matter of an emergency that texts like it suggest while
// nothing says which.
const MatterDanger = "danger"

// emergencyResult names the danger: the lists' own, or the one that texts like
// this were about.
func (c *Classifier) emergencyResult(t *text, f findings, o opinion) Result {
	d, spans := f.danger, f.dangerSpans
	if !f.dangerous {
		spans = c.learner.telling(t, c.learner.lane, LaneEmergency)
		d = c.likeliestDanger(o)
	}
	words := t.quote(spans)
	return Result{
		Lane: LaneEmergency, Kind: KindHelp, Category: d.category, Tier: d.tier, Matter: d.code, Words: words,
		Confidence: float64(int(100*o.chance(LaneEmergency))) / 100,
		Reason:     mention(words) + "，可能是" + d.name + "，" + d.advice,
	}
}

// likeliestDanger is the danger that the learner holds more likely than all
// others together, or the unnamed one.
func (c *Classifier) likeliestDanger(o opinion) danger {
	likeliest := danger{code: MatterDanger, name: "有人正处在危险中", category: Government, tier: TierCommunity, advice: "请先拨打 110、119 或 120"}
	best, top, sum := "", 0.0, 0.0
	for code := range c.dangers {
		p := o.matter.at(o.all, code)
		if sum += p; p > top || p == top && code < best {
			best, top = code, p
		}
	}
	for _, d := range c.emergency {
		if d.code == best && top > sum/2 {
			return d
		}
	}
	return likeliest
}

// share is the chance that the learner gives all matters of a lane together,
// asked which matter it is and not which lane.
func (c *Classifier) share(o opinion, lane map[string]bool) float64 {
	sum := 0.0
	for code := range lane {
		sum += o.matter.at(o.all, code)
	}
	return sum
}

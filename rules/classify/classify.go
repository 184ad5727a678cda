// Package classify proposes where a resident's words belong: the lane, the
// kind, the category, the tier and the matter of the dispatch catalogue
// (派单目录), each with the words that decided.
//
// It only proposes. A clerk confirms, so an honest 『说不清』 is worth more than
// a lucky guess. Two things are not left to the catalogue, which the office may
// edit: the emergency lane and the sealed lane. Their words live in
// words/emergency.tsv and words/sealed.tsv.
//
// The order of decisions is the order an experienced secretary follows:
//
//	is somebody in danger?  →  is it about a person's conduct?  →
//	which matter?  →  how far must it travel?  →  what does the person want?
//
// Two kinds of knowledge decide together. The word lists say what they found and
// can be read and mended by anyone. The learner (learned.go, model.go) has read
// some fourteen thousand texts with known answers; it is told what the lists
// found, weighs it with every word of the text, and decides. Where a list found
// a danger or a matter of conduct, a small chance is enough for it. Where to
// change what:
//
//	a matter, its words, its handler      matters/<category>.tsv
//	synonyms, typos, traditional signs    words/sets.tsv, typos.tsv, characters.txt
//	emergency, sealed, reasons to climb   words/emergency.tsv, sealed.tsv, climbs.tsv
//	a danger's word without danger        words/unreal.tsv (没电梯, 防走失); both sides in unreal_test.go
//	a text that was judged wrongly        add it, with the right answer, to lessons/mended.tsv
//	then                                  go test ./rules/classify -run TestModel -update
//	and                                   go test ./rules/classify -v
//
// The texts of testdata/ are held out: nothing is tuned on them.
package classify

import "sync"

// The codes a Result may carry. They are the stored values of a request.
const (
	LaneNormal    = "normal"    // 普通
	LaneEmergency = "emergency" // 紧急
	LaneSealed    = "sealed"    // 保密

	KindHelp       = "help"       // 求助
	KindConsult    = "consult"    // 咨询
	KindSuggestion = "suggestion" // 建议
	KindComplaint  = "complaint"  // 投诉
	KindPraise     = "praise"     // 表扬

	Government     = "government"      // 政务类
	SelfGovernance = "self_governance" // 民主自治类
	MarketService  = "market_service"  // 市场服务类
	PublicWelfare  = "public_welfare"  // 公益类

	TierCommunity  = "community"  // 社区协调
	TierDepartment = "department" // 部门转办
	TierComplex    = "complex"    // 复杂承办
)

// MatterOther is the code of 其他/说不清: the machine does not know and says so.
const MatterOther = "other"

// Result is a proposal about one text. Reason is one Chinese sentence the
// resident can read; Words are the decisive words as the resident wrote them.
// Confidence runs from 0 (no idea) to 1. Near names the three most likely matters,
// the proposed one first. Corrected tells that staff decided so about a text like
// this one.
type Result struct {
	Lane, Kind, Category, Tier, Matter string
	Confidence                         float64
	Reason                             string
	Words                              []string
	Near                               []string
	Corrected                          bool
}

// Part is one piece of a text that speaks of a matter of its own.
type Part struct {
	Text, Matter string
}

// Classifier is a compiled catalogue. It is read-only after New and safe for
// concurrent use.
type Classifier struct {
	lexicon   *lexicon
	matters   []compiledMatter
	byCode    map[string]Matter
	examples  *examples
	learner   *learner
	fence     fence
	emergency []danger
	guards    dangerGuards
	dangers   map[string]bool // the matters of the emergency lane
	sealed    sealing
	travel    []climb
	passed    passing
	greeting  int // the class of {招呼}

	corrections []corrected
}

// New compiles a catalogue together with the built-in lanes. Keywords that
// cannot be read as a pattern are taken literally, so a slip of the pen in the
// admin UI costs one keyword and never the whole classifier.
func New(matters []Matter) *Classifier {
	return newWith(matters, builtIn())
}

// builtIn is the model the program carries. Nobody writes to it, so that all
// classifiers read the same one: a changed catalogue must not unpack it again.
var builtIn = sync.OnceValue(func() *model {
	m, err := readModel(modelFile)
	if err != nil {
		panic("classify: model.bin: " + err.Error()) // broken embed
	}
	return m
})

func newWith(matters []Matter, m *model) *Classifier {
	lx := newLexicon()
	c := &Classifier{lexicon: lx, byCode: make(map[string]Matter, len(matters))}
	c.learner = newLearner(lx, m)
	for _, m := range matters {
		c.byCode[m.Code] = m
		c.matters = append(c.matters, compileMatter(lx, c.learner, m))
	}
	c.examples = learnExamples(matters)
	c.fence = compileFence(lx)
	c.emergency, c.guards = compileDangers(lx)
	c.dangers = map[string]bool{MatterDanger: true}
	for _, d := range c.emergency {
		c.dangers[d.code] = true
	}
	c.sealed = compileSealing(lx)
	c.travel = compileClimbs(lx)
	c.greeting = lx.class("{招呼}")
	c.passed = passing{lx.class("{单位}"), lx.class("{推话}")}
	lx.close()
	return c
}

// Classify reads one text. The same text and catalogue always give the same
// Result; it never fails, not even on an empty text (a photo alone suffices to
// ask for help).
func (c *Classifier) Classify(text string) Result {
	t := c.lexicon.read(text)
	defer c.lexicon.release(t)
	r, guessed := c.decide(t)
	return c.applyCorrection(t, r, guessed)
}

// decide is the machine's own answer; guessed tells that the learner alone chose
// the lane.
func (c *Classifier) decide(t *text) (r Result, guessed bool) {
	if !t.hasWords() {
		return c.unknown(t, "没有文字说明，暂归“其他/说不清”，由社区工作人员看过照片或与您联系后确定"), false
	}
	if c.greets(t) {
		return c.unknown(t, "没有说是什么事，暂归“其他/说不清”，由社区工作人员与您联系后确定"), false
	}
	f := c.find(t)
	o := c.learner.judge(t, f)
	if c.endangers(t, f, o) {
		return c.emergencyResult(t, f, o), !f.dangerous
	}
	if c.concerns(f, o) {
		return c.sealedResult(t, f, o), !f.secret
	}
	ranked := c.rank(t, f, o)
	if len(ranked) == 0 || ranked[0].score < enoughScore && (ranked[0].likely < enoughLikely || c.vague(ranked[0], o)) {
		return c.unsure(t, f, o), false
	}
	kind := o.wish()
	ranked = commonFirst(ranked, kind)
	best := ranked[0]
	if len(best.spans) == 0 {
		best.spans = c.learner.telling(t, c.learner.matter, best.matter.Code)
	}
	tier, why, climbed := c.tier(*best.matter, kind, f, o)
	if why != "" && kind == KindHelp {
		kind = KindComplaint // who asks again and again no longer just asks
	}
	r = Result{
		Lane: LaneNormal, Kind: kind, Category: best.matter.Category, Tier: tier, Matter: best.matter.Code,
		Confidence: confidence(ranked), Words: t.quote(append(best.spans, climbed...)), Near: nearestMatters(ranked),
	}
	r.Reason = normalReason(t.quote(best.spans), *best.matter, tier, why, t.quote(climbed))
	return r, false
}

// greets tells that a text is a greeting and nothing else.
func (c *Classifier) greets(t *text) bool {
	covered := 0
	for i := 0; i < len(t.runes); {
		end := i
		for _, h := range t.hits[c.greeting] {
			if h.from == i {
				end = max(end, h.to)
			}
		}
		switch {
		case end > i:
			covered, i = covered+end-i, end
		case isPunctuation(t.runes[i]):
			i++
		default:
			return false
		}
	}
	return covered > 0
}

// vague tells that the learner takes a text for one that names no matter at
// all, 『在吗』, rather than for the best one.
func (c *Classifier) vague(best candidate, o opinion) bool {
	return o.matter.at(o.all, MatterOther) >= o.matter.at(o.all, best.matter.Code)
}

// findings are what the word lists of the lanes say of one text.
type findings struct {
	dangerous   bool
	danger      danger
	dangerSpans []span
	secret      bool
	seal        seal
	sealSpans   []span
	why         string // a reason to climb, empty for none
	whySpans    []span
	keyed       []keyed
	said        map[string]bool // the signs that hold, sets apart
}

func (c *Classifier) find(t *text) findings {
	var f findings
	f.danger, f.dangerSpans, f.dangerous = c.danger(t)
	f.seal, f.sealSpans, f.secret = c.sealed.match(t)
	f.why, f.whySpans = c.climb(t)
	t.outside, t.fence = c.fence.judge(t)
	f.keyed = c.keywords(t)
	f.said = map[string]bool{signDanger: f.dangerous, signSealed: f.secret, signClimb: f.why != "", signOutside: t.outside}
	best := -1
	for i, k := range f.keyed {
		if k.score >= enoughScore {
			f.said[signNamed+c.matters[i].Code] = true
		}
		if k.score > 0 && (best < 0 || k.score > f.keyed[best].score) {
			best = i
		}
	}
	if best >= 0 {
		f.said[signFirst+c.matters[best].Code] = true
		f.said[signCategory+c.matters[best].Category] = true
	}
	return f
}

// unknown is the honest answer. It belongs to the station, which receives
// everybody, so its category is the one the station answers for.
func (c *Classifier) unknown(t *text, reason string) Result {
	r := Result{Lane: LaneNormal, Kind: KindHelp, Category: Government, Tier: TierCommunity, Matter: MatterOther, Reason: reason}
	if m, ok := c.byCode[MatterOther]; ok {
		r.Category, r.Tier = m.Category, m.Tier
	}
	return r
}

// guessCategory is how sure the learner must be to lend its category to a text
// whose matter stays 其他/说不清; four categories make 0.25 a blind guess.
const guessCategory = 0.4

// unsure keeps what little the words say: the wish, a hint at the category, and
// a reason to travel further; the matter stays 其他/说不清.
func (c *Classifier) unsure(t *text, f findings, o opinion) Result {
	r := c.unknown(t, "没有找到能确定事项的词语，暂归“其他/说不清”，由社区工作人员看过后确定")
	r.Kind = o.wish()
	if tier, why, spans := c.tier(Matter{Tier: TierCommunity}, r.Kind, f, o); tier == TierComplex {
		r.Tier, r.Words = tier, t.quote(spans)
		r.Reason = mention(r.Words) + "，" + why + "，但具体是哪类事项还说不清，由社区工作人员看过后确定"
	}
	if category, chance := o.category(); chance >= guessCategory {
		r.Category, r.Confidence = category, 0.2
	}
	return r
}

package classify_test

import (
	"strings"
	"sync"
	"testing"

	"hongguan/rules/classify"
)

// TestLessons keeps the word lists and the learner honest about the texts they
// were made with: a changed word must not lose what was right before.
func TestLessons(t *testing.T) {
	s := measure(t, corpus(t, "lessons/*.tsv"), false)
	s.log(t)
	s.need(t, "emergency", s.emergency, 0.99)
	s.need(t, "sealed", s.sealed, 0.98)
	s.need(t, "ordinary kept ordinary", s.falseAlarm, 0.97)
	s.need(t, "category", s.category, 0.95)
	s.need(t, "tier", s.tier, 0.95)
}

func TestTraps(t *testing.T) {
	c := classify.New(classify.Defaults())
	for _, x := range []struct{ text, lane, kind, category, tier, matter string }{
		{"单元门口的灯坏了三天,晚上老人进出看不见", "normal", "help", "market_service", "community", "public_light"},
		// The same lamp inside and outside the fence.
		{"小区里的路灯不亮", "normal", "help", "market_service", "community", "public_light"},
		{"马路上的路灯不亮", "normal", "help", "government", "department", "city_light"},
		{"小区门口的马路上路灯不亮", "normal", "help", "government", "department", "city_light"},
		// Fear of fire is no fire.
		{"楼道堆物，万一着火怎么办", "normal", "complaint", "self_governance", "community", "corridor_clutter"},
		{"楼道着火了怎么办", "emergency", "", "", "", "fire"},
		{"怕是煤气漏了，一股味道", "emergency", "", "", "", "gas_leak"},
		// Needs many people's agreement.
		{"提建议：我们楼加装电梯，请大家商量", "normal", "suggestion", "self_governance", "community", "lift_install"},
		{"能不能建个电动车充电棚", "normal", "suggestion", "self_governance", "community", "new_facility"},
		{"建议把楼道灯修一修", "normal", "suggestion", "market_service", "community", "public_light"},
		// Several bodies, legacy, repeated, many households.
		{"楼道灯坏了，物业说归城管，城管说归物业", "normal", "", "market_service", "complex", ""},
		{"楼道灯报修了五次还是没人修", "normal", "complaint", "", "complex", ""},
		{"一百多户联名要求修电梯", "normal", "", "market_service", "complex", ""},
		// A room number is not a number of households.
		{"5幢302户漏水到我家", "normal", "", "self_governance", "community", ""},
		// An organisation's ordinary service is open, a person's conduct is sealed.
		{"物业服务差，灯坏了不修", "normal", "complaint", "market_service", "community", ""},
		{"物业经理骂人", "sealed", "", "", "", "conduct"},
		{"网格员收钱办低保", "sealed", "", "", "", "conduct"},
		{"网格员小李态度很好，表扬", "normal", "praise", "", "community", ""},
		{"书记您好，请问低保怎么申请", "normal", "consult", "government", "community", "low_income"},
		// Violence: under way is danger, habitual is a secret.
		{"隔壁男的正在打老婆，救命", "emergency", "", "", "", "violence_under_way"},
		{"老公经常打我", "sealed", "help", "", "", "domestic_violence"},
		// A threat after "if" is still a threat.
		{"再不解决我就从楼上跳下去", "emergency", "", "", "", "suicide_risk"},
		// Typed as phones and elders type.
		{"樓 道 燈 不 亮 ！！😡😡", "normal", "help", "market_service", "community", "public_light"},
		{"５幢电锑坏了", "normal", "help", "market_service", "community", "lift_fault"},
	} {
		t.Run(x.text, func(t *testing.T) {
			r := c.Classify(x.text)
			for _, p := range [][3]string{{"lane", x.lane, r.Lane}, {"kind", x.kind, r.Kind}, {"category", x.category, r.Category}, {"tier", x.tier, r.Tier}, {"matter", x.matter, r.Matter}} {
				if p[1] != "" && p[1] != p[2] {
					t.Errorf("%s = %s, want %s (%s)", p[0], p[2], p[1], r.Reason)
				}
			}
		})
	}
}

func TestReason(t *testing.T) {
	c := classify.New(classify.Defaults())
	for _, x := range []struct{ text, want string }{
		{"五幢楼道灯不亮", "提到“楼道灯”“不亮”，属于公共照明维修，由物业处理"},
		{"樓道燈不亮", "提到“樓道燈”“不亮”，属于公共照明维修，由物业处理"},
		{"", "没有文字说明，暂归“其他/说不清”，由社区工作人员看过照片或与您联系后确定"},
		{"😀 ！！", "没有文字说明，暂归“其他/说不清”，由社区工作人员看过照片或与您联系后确定"},
		{"你好，在吗？", "没有说是什么事，暂归“其他/说不清”，由社区工作人员与您联系后确定"},
	} {
		if got := c.Classify(x.text).Reason; got != x.want {
			t.Errorf("%q\n got %s\nwant %s", x.text, got, x.want)
		}
	}
}

// TestReasonNamesTheWords: a reason is one sentence that quotes only what the
// resident wrote, and whatever is answered has a row in the catalogue.
func TestReasonNamesTheWords(t *testing.T) {
	known := map[string]bool{}
	for _, m := range classify.Defaults() {
		known[m.Code] = true
	}
	c := classify.New(classify.Defaults())
	for i, x := range corpus(t, "lessons/*.tsv") {
		if i%5 != 0 {
			continue
		}
		r := c.Classify(x.text)
		if strings.ContainsAny(r.Reason, "\n\t") || r.Reason == "" || strings.HasSuffix(r.Reason, ".") {
			t.Errorf("%q: not a sentence: %q", x.text, r.Reason)
		}
		for _, w := range r.Words {
			if !strings.Contains(x.text, w) {
				t.Errorf("%q: word %q is not in the text", x.text, w)
			}
		}
		if !known[r.Matter] {
			t.Errorf("%q: matter %q has no row", x.text, r.Matter)
		}
	}
}

func TestOtherIsHonest(t *testing.T) {
	c := classify.New(classify.Defaults())
	for _, text := range []string{"你好", "在吗", "看照片", "……"} {
		r := c.Classify(text)
		if r.Lane != classify.LaneNormal || r.Matter != classify.MatterOther || r.Confidence > 0.3 {
			t.Errorf("%q: %+v", text, r)
		}
	}
}

// TestEmptyCatalogue: with no matters at all the lanes still work.
func TestEmptyCatalogue(t *testing.T) {
	c := classify.New(nil)
	if r := c.Classify("着火了"); r.Lane != classify.LaneEmergency {
		t.Errorf("fire: %+v", r)
	}
	if r := c.Classify("灯不亮"); r.Matter != classify.MatterOther {
		t.Errorf("light: %+v", r)
	}
}

// TestOwnMatter: a matter the office writes itself, with plain words, works.
func TestOwnMatter(t *testing.T) {
	own := append(classify.Defaults(), classify.Matter{Code: "boat", Name: "湖边游船", Category: classify.PublicWelfare, Tier: classify.TierCommunity,
		HandlerKind: "volunteers", Keywords: []string{"游船码头", "+", "{没有这个词表}", "-", ">>"}})
	if r := classify.New(own).Classify("游船码头几点开"); r.Matter != "boat" || r.Category != classify.PublicWelfare {
		t.Errorf("%+v", r)
	}
}

// TestTogether: one classifier serves all requests at once.
func TestTogether(t *testing.T) {
	c := classify.New(classify.Defaults())
	list := corpus(t, "lessons/first.tsv")
	var alone []string
	for _, x := range list {
		alone = append(alone, c.Classify(x.text).Reason)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, x := range list {
				if got := c.Classify(x.text).Reason; got != alone[i] {
					t.Errorf("%q: %s, alone %s", x.text, got, alone[i])
				}
			}
		})
	}
	wg.Wait()
}

func TestSameTextSameAnswer(t *testing.T) {
	a, b := classify.New(classify.Defaults()), classify.New(classify.Defaults())
	for _, x := range corpus(t, "lessons/third.tsv") {
		r, s := a.Classify(x.text), b.Classify(x.text)
		if r.Lane != s.Lane || r.Matter != s.Matter || r.Reason != s.Reason || r.Confidence != s.Confidence {
			t.Errorf("%q: %+v, then %+v", x.text, r, s)
		}
	}
}

// Benchmark10000 is the office's yardstick: ten thousand texts below two seconds.
func Benchmark10000(b *testing.B) {
	c := classify.New(classify.Defaults())
	list := corpus(b, "lessons/everyday.tsv")
	for b.Loop() {
		for i := range 10_000 {
			c.Classify(list[i%len(list)].text)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for range b.N {
		classify.New(classify.Defaults())
	}
}

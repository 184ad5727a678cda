package classify_test

import (
	"strings"
	"testing"

	"hongguan/rules/classify"
)

// TestCorrection shows that what staff decided about one text speaks for texts
// like it, at once, and no longer once it is taken back.
func TestCorrection(t *testing.T) {
	plain := classify.New(classify.Defaults())
	const first, next = "三号门边上那排信箱的小门都锈死了打不开", "我们单元那排信箱小门锈死了，打不开拿不了信"
	taught := plain.With([]classify.Correction{{Text: first, Lane: "normal", Category: "market_service", Tier: "community", Matter: "express_locker"}})
	if r := taught.Classify(next); r.Matter != "express_locker" || !r.Corrected || !strings.Contains(r.Reason, "相近") {
		t.Errorf("%+v", r)
	}
	if r := taught.Classify("楼道灯不亮了"); r.Corrected {
		t.Errorf("a text about something else was changed: %+v", r)
	}
	if r := taught.With(nil).Classify(next); r.Corrected || r.Matter != plain.Classify(next).Matter {
		t.Errorf("the correction was taken back and still counts: %+v", r)
	}
}

// TestCorrectionNeverHidesDanger holds that staff may send a text into a lane,
// and that no correction takes out of one what its own words put there.
func TestCorrectionNeverHidesDanger(t *testing.T) {
	plain := classify.New(classify.Defaults())
	for _, text := range []string{"隔壁着火了，浓烟滚滚", "网格员收钱办低保"} {
		taught := plain.With([]classify.Correction{{Text: text, Lane: "normal", Matter: "garbage", Category: "market_service"}})
		if r := taught.Classify(text); r.Lane != plain.Classify(text).Lane {
			t.Errorf("%s: %+v", text, r)
		}
	}
	const calm = "对面阳台的灯一明一暗像在打信号"
	taught := plain.With([]classify.Correction{{Text: calm, Lane: "emergency", Matter: "danger"}})
	if r := taught.Classify("对面楼阳台的灯一明一暗，像打信号"); r.Lane != "emergency" {
		t.Errorf("%+v", r)
	}
}

// TestParts cuts a text with several matters into one piece each.
func TestParts(t *testing.T) {
	c := classify.New(classify.Defaults())
	r := c.Classify("电梯老是停在半中间，修了也不行。另外楼道灯也不亮，垃圾桶满出来没人清")
	if len(r.Parts) < 2 {
		t.Fatalf("%+v", r)
	}
	for _, p := range r.Parts {
		if p.Text == "" || p.Matter == "" {
			t.Errorf("%+v", r.Parts)
		}
	}
	if r := c.Classify("楼道灯不亮，晚上看不见，请来修一下"); r.Parts != nil {
		t.Errorf("one matter in %d pieces: %+v", len(r.Parts), r.Parts)
	}
}

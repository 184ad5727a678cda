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
	for _, x := range []struct{ text, matters string }{
		{"电梯老是停在半中间，修了也不行。另外楼道灯也不亮，垃圾桶满出来没人清", "lift_fault public_light garbage"},
		{"楼道灯坏了三天，电梯也老是停，还有楼上漏水漏到我家厕所", "public_light lift_fault neighbour_leak"},
		{"一是楼道灯不亮，二是垃圾没人收，三是有人遛狗不牵绳", "public_light garbage dogs"},
		{"楼道灯不亮，晚上看不见，请来修一下", ""},
		{"电梯坏了三天，打物业电话没人接", ""},
		{"", ""},
	} {
		var got []string
		for _, p := range c.Parts(x.text) {
			got = append(got, p.Matter)
			if p.Text == "" || !strings.Contains(x.text, p.Text) {
				t.Errorf("%s: the piece %q is not in the text", x.text, p.Text)
			}
		}
		if strings.Join(got, " ") != x.matters {
			t.Errorf("%s\n\t%v, want %s", x.text, got, x.matters)
		}
	}
}

package templates

import (
	"strings"
	"testing"
)

func TestPrivate(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Mobile", "电话13900000012。", "电话139****0012。"},
		{"Spaced", "打139 0000 0012或139-0000-0012", "打139****0012或139****0012"},
		{"FullWidth", "１３９００００００１２", "139****0012"},
		{"CountryCode", "+86 13900000012", "+86 139****0012"},
		{"CountryCodeJoined", "+8613900000012、8613900000012、0086-13900000012", "+86139****0012、86139****0012、0086-139****0012"},
		{"AfterDigit", "5幢12+8613900000012", "5幢12+86139****0012"},
		{"NoRoomBetween", "139\u200b0000\u200b0012，\u202d13900000012\u202c", "139****0012，139****0012"},
		{"Identity", "身份证320501195001011234", "身份证3205**********1234"},
		{"IdentityX", "32050119500101123X", "3205**********123X"},
		{"RequestNumberKept", "HP-20261123-0007", "HP-20261123-0007"},
		{"LongNumberKept", "订单20261390000001299", "订单20261390000001299"},
		{"LandlineKept", "0512-62800000", "0512-62800000"},
		{"AlreadyMasked", "139****0012", "139****0012"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := private(test.text); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestBrief(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"一二三四", "一二三四"},
		{"一二三四五六七八九十", "一二三四五六……"},
		{"一二三四五葛\U000e0100七八九十", "一二三四五葛\U000e0100……"},
		{"一二三四五👨\u200d👩\u200d👧八九十", "一二三四五……"},
	} {
		if got := brief(test.text, 8, 1); got != test.want {
			t.Errorf("%q is cut to %q, want %q", test.text, got, test.want)
		}
	}
}

func TestFit(t *testing.T) {
	tests := []struct {
		name, text  string
		wide, lines int
		want        string
		cut         bool
	}{
		{"OK", "一二三", 3, 1, "一二三", false},
		{"TwoLines", "一\n二", 10, 2, "一\n二", false},
		{"LatinIsHalf", "abcdef", 3, 1, "abcdef", false},
		{"Cut", "一二三四五六七八九十一二三四五", 12, 1, "一二三四五六七……见附页", true},
		{"CutTwoLines", strings.Repeat("一", 30), 12, 2, strings.Repeat("一", 15) + "……（全文见附页）", true},
		{"WordMovesWhole", "一二三http://a.cn", 8, 1, "一二三……见附页", true},
		{"VariantKept", "一二葛󠄀四五六七八九十", 8, 1, "一二葛\U000e0100……见附页", true},
		{"FamilyKept", "一二👨‍👩‍👧四五六七八", 8, 1, "一二……见附页", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, cut := fit(test.text, test.wide, test.lines)
			if got != test.want || cut != test.cut {
				t.Errorf("got %q %v", got, cut)
			}
		})
	}
}

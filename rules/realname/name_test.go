package realname_test

import (
	"fmt"
	"testing"

	"hongguan/rules/realname"
)

func TestNames(t *testing.T) {
	for _, tc := range []struct{ raw, normal, masked string }{
		{"王芳", "王芳", "王**"},
		{" 王　芳 ", "王芳", "王**"},
		{"王", "王", "王**"},
		{"王阿姨", "王阿姨", "王**"},
		{"诸葛亮", "诸葛亮", "诸葛**"},
		{"欧阳 春晓", "欧阳春晓", "欧阳**"},
		{"东方", "东方", "东**"}, // two characters: surname and one given name
		{"买买提•艾力", "买买提·艾力", "买**"},
		{"买买提 ・ 艾力", "买买提·艾力", "买**"},
		{"Ｊｏｈｎ  Smith", "John Smith", "J**"},
		{"\u200b李强\ufeff", "李强", "李**"},
		{"𠮷野", "𠮷野", "𠮷**"},
		{"  ", "", ""},
	} {
		if got := realname.NormalizeName(tc.raw); got != tc.normal {
			t.Errorf("NormalizeName(%q) = %q, want %q", tc.raw, got, tc.normal)
		}
		if got := realname.MaskName(tc.raw); got != tc.masked {
			t.Errorf("MaskName(%q) = %q, want %q", tc.raw, got, tc.masked)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"王芳", "王 芳", true}, {"买买提·艾力", "买买提．艾力", true}, {"John Smith", "JOHN  SMITH", true},
		{"王芳", "王方", false}, {"王", "王芳", false}, {"", "", false}, {"", "王芳", false},
	} {
		if got := realname.SameName(tc.a, tc.b); got != tc.want {
			t.Errorf("SameName(%q, %q) = %v", tc.a, tc.b, got)
		}
	}
}

func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{
		"11010519491231002X": true, // the example of GB 11643
		"11010519491231002x": true,
		"１１０１０５１９４９１２３１００２Ｘ": true,
		"110105 19491231 002X": true,
		"440524188001010014":   true, // the standard's second example
		"110105194912310021":   false,
		"11010519491231002":    false,
		"110105491231002":      false, // 15 digits
		"110105194902310026":   false, // 31 February
		"X10105194912310021":   false,
		"":                     false,
		"身份证号码身份证号码身份证号码身份证": false,
	} {
		if got := realname.ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %v", id, got)
		}
	}
	// Each single wrong digit of a right number is found out; so is each swap of neighbours.
	const right = "11010519491231002X"
	for i := range 17 {
		for digit := '0'; digit <= '9'; digit++ {
			if wrong := right[:i] + string(digit) + right[i+1:]; wrong != right && realname.ValidID(wrong) {
				t.Errorf("%s passes", wrong)
			}
		}
		if swapped := fmt.Sprintf("%s%c%c%s", right[:i], right[i+1], right[i], right[i+2:]); swapped != right && realname.ValidID(swapped) {
			t.Errorf("%s passes", swapped)
		}
	}
}

func TestMaskID(t *testing.T) {
	for id, want := range map[string]string{
		"320501194912311234": "3205**********1234", "E12345678": "*******78", "12": "**", "": "",
	} {
		if got := realname.MaskID(id); got != want {
			t.Errorf("MaskID(%q) = %q, want %q", id, got, want)
		}
	}
}

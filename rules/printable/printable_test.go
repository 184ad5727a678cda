package printable_test

import (
	"testing"

	"hongguan/rules/printable"
)

func TestText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Empty", "", ""},
		{"RareCharacters", "𠮷㛃䶮𫖯禤葛󠄀", "𠮷㛃䶮𫖯禤葛󠄀"},
		{"Emoji", "👨‍👩‍👧👍🏽", "👨‍👩‍👧👍🏽"},
		{"Markup", `<b>&"'</b>=SUM(A1)`, `<b>&"'</b>=SUM(A1)`},
		{"Controls", "断\x00\x0b\x1f\x7f\u0085开", "断开"},
		{"Noncharacters", "断\ufffe\uffff\U0001fffe\U0010ffff\ufeff开", "断开"},
		{"TurnedRound", "前\u202e后\u202c\u2066中\u2069\u200f", "前后中"},
		{"NoRoom", "139\u200b0000\u20600012\u00ad", "13900000012"},
		{"LineEnds", "一\r\n二\r三\u2028四\n\t五", "一\n二\n三\n四\n\t五"},
		{"BrokenBytes", "断\xff\xf0开", "断\ufffd\ufffd开"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := printable.Text(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

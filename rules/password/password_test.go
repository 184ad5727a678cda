package password_test

import (
	"strings"
	"testing"

	"hongguan/rules/password"
)

func TestLength(t *testing.T) {
	for _, c := range []struct {
		typed string
		least int
		code  string
	}{
		{"", password.Resident, "password_short"},
		{"12345", password.Resident, "password_short"},
		{"123456", password.Resident, ""},
		{"1234567", password.Office, "password_short"},
		{"小区门口的桂花树", password.Office, ""}, // eight signs, however many bytes
		{strings.Repeat("a", 70), password.Office, ""},
		{strings.Repeat("a", 71), password.Office, "password_long"},
	} {
		w := password.Length(c.typed, c.least)
		if w.Code != c.code || (w.Sentence == "") != (c.code == "") {
			t.Errorf("%q of at least %d: %+v, want %q", c.typed, c.least, w, c.code)
		}
	}
}

func TestOfOffice(t *testing.T) {
	const old, account, phone = "K7M4PQ2XWZ", "wangmin", "0512-62800002"
	for _, c := range []struct{ typed, code string }{
		{"guihua-2026", ""},
		{"桂花开了八月里", "password_short"},
		{"桂花开了在八月里", ""},
		{"short77", "password_short"},
		{strings.Repeat("长", 30), "password_long"},
		{old, "password_same"},
		{"WangMin1", "password_account"},
		{"wang-min-88", "password_account"},
		{"wangmin.guihua", ""}, // much more than the account
		{"051262800002", "password_phone"},
		{"0512-62800002", "password_phone"},
		{"62800002", "password_phone"},
		{"a051262800002", "password_phone"},
		{"62800003", ""},
		{"12345678", "password_common"},
		{"123456789", "password_common"},
		{"87654321", "password_common"},
		{"1234567890", "password_common"},
		{"88888888", "password_common"},
		{"abcdefgh", "password_common"},
		{"PassWord", "password_common"},
		{"A12345678", "password_common"},
		{"!!!!!!!!", "password_common"},
		{"-_-_-_-_", ""}, // nothing but signs is compared with nobody's number
	} {
		if w := password.OfOffice(c.typed, old, account, phone); w.Code != c.code || (w.Sentence == "") != (c.code == "") {
			t.Errorf("%q: %+v, want %q", c.typed, w, c.code)
		}
	}
	if w := password.OfOffice("62800002", old, "", ""); w.Code != "" {
		t.Errorf("without account and number: %+v", w)
	}
	if w := password.OfOffice("13900000061", old, "13900000061", "13900000061"); w.Code != "password_account" {
		t.Errorf("account and number in one: %+v, want password_account", w)
	}
}

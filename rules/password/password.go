// Package password says which passwords people here may choose: long enough,
// and for those who work in the office none that a colleague would try first.
package password

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The fewest signs of a password. Elders choose six digits: the lock after
// five failures is what protects them. The office reads other people's
// numbers and needs more.
const (
	Resident = 6
	Office   = 8
)

// most is how many bytes are told apart: what is beyond them is not looked at.
const most = 70

// Wrong is what is wrong with a password: a stable code and a sentence. The
// empty one means nothing.
type Wrong struct{ Code, Sentence string }

// Length says whether a password is too short or too long.
func Length(typed string, least int) Wrong {
	switch {
	case utf8.RuneCountInString(typed) < least:
		return Wrong{"password_short", "密码至少要 " + string(rune('0'+least)) + " 位"}
	case len(typed) > most:
		return Wrong{"password_long", "密码太长了，请不要超过 70 位"}
	}
	return Wrong{}
}

// OfOffice says what is wrong with the new password of somebody who works in
// the office. Nobody may keep the old one, which somebody else may know, nor
// take what stands beside her name in every list: account and telephone number.
func OfOffice(typed, old, account, phone string) Wrong {
	if w := Length(typed, Office); w != (Wrong{}) {
		return w
	}
	sought, number := plain(typed), plain(phone)
	switch {
	case typed == old:
		return Wrong{"password_same", "新密码和原来的一样，请换一个"}
	case hardlyMore(sought, plain(account)):
		return Wrong{"password_account", "密码不能用登录账号，加几个字也容易被猜到，请换一个"}
	case sought != "" && strings.Contains(number, sought) || hardlyMore(sought, number):
		return Wrong{"password_phone", "密码不能用自己的电话号码，请换一个"}
	case common(typed):
		return Wrong{"password_common", "这个密码用的人太多，一猜就中，请换一个"}
	}
	return Wrong{}
}

// hardlyMore reports whether a password is somebody's word with up to three
// more signs.
func hardlyMore(typed, word string) bool {
	return word != "" && strings.Contains(typed, word) && utf8.RuneCountInString(typed)-utf8.RuneCountInString(word) <= 3
}

// plain is a text without what people add to make it look like another one.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// commonest are the first that anybody tries here, beside rows of one sign and
// of signs that follow each other.
var commonest = []string{
	"1234567890", "0987654321", "12341234", "11223344", "12344321", "123123123", "147258369", "789456123", "52013140", "5201314520", "1314520520",
	"password", "passw0rd", "password1", "password123", "qwertyui", "qwertyuiop", "qwer1234", "asdfghjk", "asdfghjkl", "asdf1234", "zxcvbnm1", "1qaz2wsx", "1q2w3e4r",
	"abcd1234", "abc12345", "abc123456", "a1234567", "a12345678", "a123456789", "aa123456", "qq123456", "123456aa", "123456abc", "12345678a", "123456789a", "1234abcd",
	"woaini1314", "woaini520", "iloveyou", "admin123", "admin888", "admin123456", "shequ123", "hongguan", "hongguan123", "88888888a",
}

func common(typed string) bool {
	typed = strings.ToLower(typed)
	return row(typed) || slices.Contains(commonest, typed)
}

// row reports whether each sign follows from the one before in the same way:
// 11111111, 12345678, hgfedcba.
func row(s string) bool {
	signs := []rune(s)
	step := signs[1] - signs[0]
	if step < -1 || step > 1 {
		return false
	}
	for i := 2; i < len(signs); i++ {
		if signs[i]-signs[i-1] != step {
			return false
		}
	}
	return true
}

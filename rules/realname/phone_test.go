package realname_test

import (
	"strings"
	"testing"

	"hongguan/rules/realname"
)

func TestPhone(t *testing.T) {
	for raw, want := range map[string]string{
		"13900000001":             "mobile 13900000001",
		" 139 0000 0001 ":         "mobile 13900000001",
		"139-0000-0001":           "mobile 13900000001",
		"139－0000－0001":           "mobile 13900000001",
		"１３９００００００００１":            "",
		"１３９０００００００１":             "mobile 13900000001",
		"+8613900000001":          "mobile 13900000001",
		"+86 139 0000 0001":       "mobile 13900000001",
		"＋86-13900000001":         "mobile 13900000001",
		"008613900000001":         "mobile 13900000001",
		"8613900000001":           "mobile 13900000001",
		"013900000001":            "mobile 13900000001",
		"\u202a13900000001\u202c": "mobile 13900000001",
		"19900000001":             "mobile 19900000001",
		"66001234":                "landline 66001234",
		"6600-1234":               "landline 66001234",
		"6600123":                 "landline 6600123",
		"6600123-4":               "landline 6600123-4",
		"0512-66001234":           "landline 0512-66001234",
		"051266001234":            "landline 0512-66001234",
		"（0512）66001234":          "landline 0512-66001234",
		"0512 6600 1234":          "landline 0512-66001234",
		"0512-6600-1234":          "landline 0512-66001234",
		"0512—66001234转801":       "landline 0512-66001234-801",
		"0512-66001234-801":       "landline 0512-66001234-801",
		"051266001234-801":        "landline 0512-66001234-801",
		"0512-66001234分机801":      "landline 0512-66001234-801",
		"0512-66001234 ext. 801":  "landline 0512-66001234-801",
		"010-66001234":            "landline 010-66001234",
		"02066001234":             "landline 020-66001234",
		"0951-6600123":            "landline 0951-6600123",
		"+86 512 66001234":        "landline 0512-66001234",
		"+86-512-66001234":        "landline 0512-66001234",
		"+8610-66001234":          "landline 010-66001234",
	} {
		normal, kind, err := realname.Phone(raw)
		if got := strings.TrimSpace(kind + " " + normal); got != want || (err == nil) != (want != "") {
			t.Errorf("Phone(%q) = %q, %v, want %q", raw, got, err, want)
		}
		if err != nil {
			continue
		}
		if again, kindAgain, err := realname.Phone(normal); again != normal || kindAgain != kind || err != nil {
			t.Errorf("Phone(%q) = %q, read again %q %v", raw, normal, again, err)
		}
	}
}

func TestPhoneRefuses(t *testing.T) {
	for raw, want := range map[string]string{
		"":                        "请填写",
		" - ":                     "请填写",
		"1390000000":              "手机号应为11位数字，现在是10位",
		"139000000011":            "现在是12位",
		"12900000001":             "前两位",
		"139O0000001":             "认不出的字符",
		"没有":                      "认不出的字符",
		"110":                     "号码不对",
		"12345":                   "号码不对",
		"1234567":                 "号码不对",
		"400-800-1234":            "服务号码",
		"0512-1234567":            "区号",
		"010-6600123":             "区号",
		"13900000001/66001234":    "只填一个",
		"13900000001、13900000002": "只填一个",
		"13900000001转2":           "分机",
		"138****5678":             "认不出的字符",
		"+852 2345 6789":          "内地",
		"0066001234":              "内地",
	} {
		normal, kind, err := realname.Phone(raw)
		if err == nil || !strings.Contains(err.Error(), want) || normal+kind != "" {
			t.Errorf("Phone(%q) = %q %q %v, want an error with %q", raw, normal, kind, err, want)
		} else if strings.HasSuffix(err.Error(), ".") {
			t.Errorf("Phone(%q): sentence ends in an ASCII dot: %v", raw, err)
		}
	}
}

func TestMaskPhone(t *testing.T) {
	for raw, want := range map[string]string{
		"13800005678":       "138****5678",
		"+86 138 0000 5678": "138****5678",
		"0512-66001234":     "0512-****1234",
		"0951-6600123":      "0951-***0123",
		"66001234":          "****1234",
		"0512-66001234-801": "0512-****1234-***",
		"138****5678":       "****",
		"问他女儿":              "****",
		"":                  "",
	} {
		if got := realname.MaskPhone(raw); got != want {
			t.Errorf("MaskPhone(%q) = %q, want %q", raw, got, want)
		}
	}
}

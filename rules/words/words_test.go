package words_test

import (
	"testing"

	"hongguan/rules/words"
)

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		code     string
		resident bool
		handler  string
		want     string
	}{
		{"pending", false, "", "待受理"},
		{"pending", true, "", "已收到"},
		{"dispatched", false, "安居物业", "待签收"},
		{"dispatched", true, "安居物业", "已交给安居物业"},
		{"dispatched", true, "", "已交给承办单位"},
		{"in_review", true, "安居物业", "办理中"},
		{"unheard-of", true, "", "unheard-of"},
	} {
		if got := words.Status(c.code, c.resident, c.handler); got != c.want {
			t.Errorf("%s, resident %v: %s, want %s", c.code, c.resident, got, c.want)
		}
	}
}

func TestFieldsAndCodes(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{words.Label("requests"), "民意诉求"},
		{words.Label("nothing"), "nothing"},
		{words.Field("requests", "due_at"), "答复期限"},
		{words.Field("staff", "email"), "邮箱"},
		{words.Field("nothing", "due_at"), "due_at"},
		{words.Group("orgs", "kind"), "org_kind"},
		{words.Group("orgs", "name"), ""},
		{words.Code("orgs", "kind", "property"), "物业"},
		{words.Code("assignments", "state", "open"), "待签收"},
		{words.Code("orgs", "name", "安居物业"), "安居物业"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestWordsAreOfferedOnce: no group names a code twice or leaves one blank.
func TestWordsAreOfferedOnce(t *testing.T) {
	for group, list := range words.Values {
		seen := map[string]bool{}
		for _, w := range list {
			if w.Label == "" || seen[w.Code] {
				t.Errorf("%s: %q is blank or double", group, w.Code)
			}
			seen[w.Code] = true
		}
	}
}

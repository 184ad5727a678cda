package pages_test

import (
	"strings"
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/settings"
)

// TestPagesNameTheOfficesNumber: what stands on a page before and without its
// scripts tells whom to call; a new number reaches a phone that was here before.
func TestPagesNameTheOfficesNumber(t *testing.T) {
	o := apptest.New(t)
	b := browser{t, o.Handler()}
	tags := map[string]string{}
	for _, name := range residents(t) {
		res, _ := b.get("/" + name)
		tags[name] = res.Header.Get("ETag")
	}
	c := settings.Of(o).Record
	c.Set("phone", "0512-62800001 转 2")
	apptest.Must(t, o.Save(c))
	for _, name := range residents(t) {
		res, text := b.get("/"+name, "If-None-Match", tags[name])
		if !strings.Contains(text, `社区电话 <a class="link" href="tel:051262800001">0512-62800001 转 2</a>`) || strings.Contains(text, "海报上") {
			t.Errorf("%s, %d, does not name the new number:\n%s", name, res.StatusCode, text)
		}
	}
}

// residents are the pages that others than staff open, and an address that is
// none.
func residents(t *testing.T) []string {
	out := []string{"", "s/ABCDEFGH", "nowhere"}
	for _, name := range pageNames(t) {
		if name != "desk.html" && name != "print.html" {
			out = append(out, name)
		}
	}
	return out
}

// TestEveryPageHasItsPolicy: no page runs anything but files of ours.
func TestEveryPageHasItsPolicy(t *testing.T) {
	b := visit(t)
	for _, name := range append(residents(t), "desk.html", "print.html") {
		res, _ := b.get("/" + name)
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
			t.Errorf("/%s is served with the policy %q", name, policy)
		}
	}
}

package admin_test

import (
	"regexp"
	"strings"
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/rules/lifecycle"
)

// TestHelpNamesWhatIsThere looks for each button and each page that the help
// tells the secretary to use: a help that sends her nowhere is worse than none.
func TestHelpNamesWhatIsThere(t *testing.T) {
	help := read(t, "ui/pages/help.js")
	rest := strings.ReplaceAll(read(t, "ui/*.js")+read(t, "ui/pages/*.js"), help, "")
	labels := []string{}
	for _, v := range lifecycle.Verbs {
		labels = append(labels, `"`+v.Label+`"`)
	}
	said := rest + strings.Join(labels, " ")
	buttons := regexp.MustCompile(`button\("([^"]+)"\)`).FindAllStringSubmatch(help, -1)
	if len(buttons) < 30 {
		t.Fatalf("read only %d buttons", len(buttons))
	}
	for _, b := range buttons {
		if !strings.Contains(said, `"`+b[1]+`"`) {
			t.Errorf("the help names a button %q, which is nowhere", b[1])
		}
	}

	app := apptest.New(t)
	routes := read(t, "ui/main.js") + `"#/settings/backups" "#/settings/mail"`
	pages := regexp.MustCompile(`"(#/[\w/]*\w)"`).FindAllStringSubmatch(help, -1)
	topics := regexp.MustCompile(`(?m)^    (\w+): \{\n        title:`).FindAllStringSubmatch(help, -1)
	if len(pages) < 15 || len(topics) != 7 {
		t.Fatalf("read only %d addresses and %d topics", len(pages), len(topics))
	}
	for _, p := range pages {
		if topic, ok := strings.CutPrefix(p[1], "#/help/"); ok {
			if !strings.Contains(help, "\n    "+topic+": {\n") {
				t.Errorf("the help has no page %s", p[1])
			}
			continue
		}
		if !strings.Contains(routes, `"`+p[1]+`"`) {
			t.Errorf("the help leads to %s, which is no page", p[1])
		}
	}
	for _, list := range regexp.MustCompile(`listHref\("(\w+)"`).FindAllStringSubmatch(help, -1) {
		if _, err := app.FindCollectionByNameOrId(list[1]); err != nil {
			t.Errorf("the help leads to a list %s, which is none", list[1])
		}
	}
	for _, m := range regexp.MustCompile(`"#/help/(\w+)"`).FindAllStringSubmatch(rest, -1) {
		if !strings.Contains(help, "\n    "+m[1]+": {\n") {
			t.Errorf("a page leads to the help %s, which is none", m[1])
		}
	}
}

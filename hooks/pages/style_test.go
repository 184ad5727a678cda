package pages_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

func TestStylesheetsStayOnTheFloor(t *testing.T) {
	for name, source := range files(t, ".css") {
		for _, complaint := range styleTooNew(string(source)) {
			t.Errorf("%s: %s", name, complaint)
		}
	}
}

func TestStyleFloorFindsWhatIsTooNew(t *testing.T) {
	for _, source := range []string{
		"a{display:flex;gap:8px}", "a{row-gap:8px}", "a{inset:0}", "a{aspect-ratio:1}", "a{width:clamp(1px,2vw,3px)}", "a{width:min(1px,2vw)}", "a{width:max(1px,2vw)}",
		":is(a,b){color:red}", "a:where(b){color:red}", "a:has(b){color:red}", "a{height:100dvh}", "a{min-height:calc(100svh - 4px)}", "@media (width>3px){a{gap:0}}",
		"a{b{color:red}}", "@layer x;", "@container (min-width:1px){a{color:red}}", "a{margin-inline:1px}", "a{place-items:center}", "a{color:color-mix(in srgb,red,blue)}",
	} {
		if len(styleTooNew(source)) == 0 {
			t.Errorf("not found: %s", source)
		}
	}
	for _, source := range []string{
		"a{display:grid;gap:8px}", "a{grid-gap:8px}", "a{width:calc(100% - 3px)}", "/* inset: 0; :is(a) clamp( */ a{color:var(--inset)}", "@media (min-width:900px){a{display:grid;column-gap:2px}}", "a::before{content:':is(clamp('}", "a{grid-template-columns:minmax(0,1fr)}",
	} {
		if found := styleTooNew(source); len(found) > 0 {
			t.Errorf("%s: %v", source, found)
		}
	}
}

var (
	newerProperties = strings.Fields("inset inset-inline inset-block aspect-ratio margin-inline margin-block padding-inline padding-block place-items place-content place-self accent-color content-visibility scroll-margin container translate rotate scale")
	newerFunctions  = strings.Fields("clamp( min( max( color-mix( :is( :where( :has( is( where( has(")
	newerRules      = strings.Fields("@layer @container @property @scope @starting-style")
	newerUnits      = regexp.MustCompile(`(?i)^[\d.]+[dsl]v[hw]$`)
	gaps            = strings.Fields("gap row-gap column-gap")
)

// styleTooNew names what Chrome 66 or iOS 12 would not apply. A gap is known
// there in a grid only, so the rule that sets it must say that it is one.
func styleTooNew(source string) (found []string) {
	p := css.NewParser(parse.NewInputString(source), false)
	grid, gap, level := false, "", 0
	for {
		gt, _, data := p.Next()
		switch gt {
		case css.ErrorGrammar:
			if err := p.Err(); err != nil && err.Error() != "EOF" {
				found = append(found, err.Error())
			}
			return found
		case css.BeginAtRuleGrammar, css.AtRuleGrammar:
			if slices.Contains(newerRules, string(data)) {
				found = append(found, string(data))
			}
		case css.BeginRulesetGrammar:
			grid, gap = false, ""
			if level++; level > 1 {
				found = append(found, "nested rule")
			}
		case css.EndRulesetGrammar:
			level--
			if gap != "" && !grid {
				found = append(found, gap+" outside a grid")
			}
		case css.DeclarationGrammar:
			name := strings.ToLower(string(data))
			if slices.Contains(newerProperties, name) {
				found = append(found, name)
			}
			if slices.Contains(gaps, name) {
				gap = name
			}
			for _, v := range p.Values() {
				if name == "display" && strings.Contains(string(v.Data), "grid") {
					grid = true
				}
			}
		}
		for _, v := range p.Values() {
			text := strings.ToLower(string(v.Data))
			switch {
			case v.TokenType == css.FunctionToken && slices.Contains(newerFunctions, text),
				v.TokenType == css.DimensionToken && newerUnits.MatchString(text),
				v.TokenType == css.DelimToken && gt == css.BeginAtRuleGrammar && strings.ContainsAny(text, "<>="):
				found = append(found, fmt.Sprintf("%s in %s", text, data))
			}
		}
	}
}

package hooks_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ground are the packages under hooks that import no feature.
var ground = []string{"settings", "places", "people", "catalogue", "handbook", "calendar", "access", "audit", "outbox", "jobs", "sealed", "watches", "workbench", "labels", "prints", "points"}

// above may import everything.
var above = []string{"", "demo", "apptest", "serve"}

// TestArrows reads every import and fails on one that points the wrong way:
// main → hooks → (feature → requests → ground) → rules, templates.
func TestArrows(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".." {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel("..", filepath.Dir(path))
		if err != nil {
			return err
		}
		from := filepath.ToSlash(rel)
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			p := strings.Trim(i.Path.Value, `"`)
			if i.Name != nil && i.Name.Name != "_" && strings.HasPrefix(p, "hongguan/") {
				t.Errorf("%s renames %s: names of ours never coincide, so no alias is needed", path, p)
			}
			seen++
			if why := wrong(from, p); why != "" {
				t.Errorf("%s imports %s: %s", path, p, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 100 {
		t.Fatalf("only %d imports seen: the walk is broken", seen)
	}
}

// wrong says what is wrong with an import, or nothing.
func wrong(from, to string) string {
	top, _, _ := strings.Cut(from, "/")
	if !strings.HasPrefix(to, "hongguan/") {
		outside := strings.Contains(strings.SplitN(to, "/", 2)[0], ".")
		if top == "rules" && outside {
			return "rules use the standard library only"
		}
		if top == "rules" && (to == "os" || to == "net" || to == "net/http") {
			return "rules do no input or output"
		}
		return ""
	}
	to = strings.TrimPrefix(to, "hongguan/")
	switch top {
	case ".", "hooks":
	case "rules":
		if !strings.HasPrefix(to, "rules/") {
			return "rules import rules only"
		}
		return ""
	case "templates":
		if !strings.HasPrefix(to, "rules/") && !strings.HasPrefix(to, "templates/") {
			return "templates import rules only"
		}
		return ""
	default:
		return top + " imports none of ours"
	}
	feature, ok := strings.CutPrefix(to, "hooks/")
	if !ok || from == "." {
		return ""
	}
	return between(strings.TrimPrefix(strings.TrimPrefix(from, "hooks"), "/"), feature)
}

// between judges an import from one package under hooks to another.
func between(from, to string) string {
	from, _, _ = strings.Cut(from, "/")
	to, _, _ = strings.Cut(to, "/")
	switch {
	case slices.Contains(above, from) || from == to || slices.Contains(ground, to):
		return ""
	case slices.Contains(ground, from):
		return "ground imports no feature"
	case to == "requests":
		return ""
	}
	return "features import ground and requests, never a sibling"
}

// TestWrong checks the judge itself: a guard that cannot fail guards nothing.
func TestWrong(t *testing.T) {
	for _, c := range []struct {
		from, to string
		bad      bool
	}{
		{"rules/deadline", "hongguan/rules/workday", false},
		{"rules/deadline", "hongguan/hooks/calendar", true},
		{"rules/deadline", "github.com/pocketbase/pocketbase/core", true},
		{"rules/deadline", "os", true},
		{"templates", "hongguan/hooks/requests", true},
		{"pb_migrations", "hongguan/rules/words", true},
		{"hooks/people", "hongguan/hooks/places", false},
		{"hooks/people", "hongguan/hooks/requests", true},
		{"hooks/requests", "hongguan/hooks/people", false},
		{"hooks/requests", "hongguan/hooks/posters", true},
		{"hooks/posters", "hongguan/hooks/requests", false},
		{"hooks/posters", "hongguan/hooks/reports", true},
		{"hooks/demo", "hongguan/hooks/posters", false},
		{"hooks", "hongguan/hooks/posters", false},
		{".", "hongguan/hooks", false},
		{"pb_public", "hongguan/hooks", true},
	} {
		if got := wrong(c.from, c.to); (got != "") != c.bad {
			t.Errorf("%s → %s: %q", c.from, c.to, got)
		}
	}
}

package admin_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/ui"

	"hongguan/hooks/apptest"
)

// read joins the scripts of the extension.
func read(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	apptest.Must(t, err)
	all := strings.Builder{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		apptest.Must(t, err)
		all.Write(content)
	}
	return all.String()
}

// block is what stands between the braces of the JavaScript object that opens with start.
func block(t *testing.T, source, start string) string {
	t.Helper()
	_, after, found := strings.Cut(source, start)
	if !found {
		t.Fatalf("no %q", start)
	}
	body, _, _ := strings.Cut(after, "\n};")
	return body
}

var (
	listed = regexp.MustCompile(`(?m)^\s*"?([\p{Han}\w]+)"?: \[([^\]]*)\]`)
	quoted = regexp.MustCompile(`"([^"]+)"`)
)

// lists reads lines such as name: ["a", "b"].
func lists(source string) map[string][]string {
	found := map[string][]string{}
	for _, line := range listed.FindAllStringSubmatch(source, -1) {
		for _, word := range quoted.FindAllStringSubmatch(line[2], -1) {
			found[line[1]] = append(found[line[1]], word[1])
		}
	}
	return found
}

// A renamed field would silently lose its column.
func TestColumnsAreFieldsOfTheirCollections(t *testing.T) {
	app := apptest.New(t)
	columns := lists(block(t, read(t, "ui/lists.js"), "const columns = {"))
	if len(columns) < 20 {
		t.Fatalf("read only %d collections from lists.js", len(columns))
	}
	for name, fields := range lists(block(t, read(t, "ui/fields.js"), "const technical = {")) {
		columns[name] = append(columns[name], fields...) // what only a technician sees
	}
	for name, fields := range columns {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			t.Errorf("columns of %s: no such collection", name)
			continue
		}
		for _, f := range fields {
			if !strings.HasPrefix(f, "hg_") && c.Fields.GetByName(f) == nil {
				t.Errorf("%s has no field %q", name, f)
			}
		}
	}
}

// Each table of the office has its place in the menu; none turns up under 其他 by accident.
func TestEveryCollectionIsOnAShelf(t *testing.T) {
	app := apptest.New(t)
	menus := read(t, "ui/menus.js")
	shelved := slices.Concat(slices.Collect(func(yield func([]string) bool) {
		for _, names := range lists(block(t, menus, "const shelves = {")) {
			if !yield(names) {
				return
			}
		}
	})...)
	hidden := regexp.MustCompile(regexp.MustCompile(`hiddenShelves = /(.+)/;`).FindStringSubmatch(menus)[1])
	all, err := app.FindAllCollections()
	apptest.Must(t, err)
	names := []string{}
	for _, c := range all {
		names = append(names, c.Name)
		if !slices.Contains(shelved, c.Name) && !hidden.MatchString(c.Name) {
			t.Errorf("%s stands on no shelf of menus.js", c.Name)
		}
	}
	for _, name := range shelved {
		if !slices.Contains(names, name) {
			t.Errorf("the shelf of %s is empty: no such collection", name)
		}
	}
}

// Values of selects are shown in the office's words; a code without one would be shown in English.
func TestEveryCodeHasAWord(t *testing.T) {
	app := apptest.New(t)
	var table struct {
		Groups map[string]map[string]string
		Values map[string]map[string]string
	}
	answer := app.Call(nil, "GET", "/api/words", nil)
	raw, err := json.Marshal(answer.Body)
	apptest.Must(t, err)
	apptest.Must(t, json.Unmarshal(raw, &table))
	all, err := app.FindAllCollections()
	apptest.Must(t, err)
	for _, c := range all {
		if c.System {
			continue
		}
		for _, f := range c.Fields {
			choice, ok := f.(*core.SelectField)
			if !ok {
				continue
			}
			group := table.Groups[c.Name][choice.Name]
			if group == "" {
				group = choice.Name // as words.js does
			}
			for _, code := range choice.Values {
				if table.Values[group][code] == "" {
					t.Errorf("%s.%s: no word for %q", c.Name, choice.Name, code)
				}
			}
		}
	}
}

// Each address the pages ask is one the program knows.
func TestAskedRoutesExist(t *testing.T) {
	app := apptest.New(t)
	super := app.Super()
	source := read(t, "ui/*.js") + read(t, "ui/pages/*.js")
	verbAtEnd := regexp.MustCompile(`/(posters|weekly)/accept/accept$`)
	holes := regexp.MustCompile(`\$\{[^}]*\}`)
	asked := map[string]bool{}
	for _, found := range regexp.MustCompile("[\"`](/api/[^\"`]+)[\"`]").FindAllStringSubmatch(source, -1) {
		path, _, _ := strings.Cut(found[1], "?")
		path = holes.ReplaceAllString(path, "accept")
		if !strings.Contains(path, "$") && !verbAtEnd.MatchString(path) { // which verb is only known on the page
			asked[path] = true
		}
	}
	if len(asked) < 20 {
		t.Fatalf("read only %d addresses", len(asked))
	}
	for path := range asked {
		if strings.HasSuffix(path, "/") {
			path += map[string]string{"/api/imports/": "places", "/api/sealed/": "x"}[path]
		}
		known := false
		for _, method := range []string{"GET", "POST"} {
			got := app.Call(super, method, path, nil)
			known = known || got.Code != 404 || !strings.Contains(got.Message(), "没有这个接口")
		}
		if !known {
			t.Errorf("%s: the program does not know this address", path)
		}
	}
}

// What the dictionary translates is what PocketBase's UI still says; after an upgrade the lines that changed show here.
func TestDictionaryIsWhatPocketBaseSays(t *testing.T) {
	says := strings.Builder{}
	err := fs.WalkDir(ui.DistDirFS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".js") {
			return err
		}
		content, err := fs.ReadFile(ui.DistDirFS, path)
		says.Write(content)
		return err
	})
	apptest.Must(t, err)
	plain := strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\'`, `'`, "\\`", "`", `\u00A0`, " ")
	spaces := regexp.MustCompile(`\s+`)
	told := spaces.ReplaceAllString(plain.Replace(says.String()), " ")
	pieced := []string{"Refresh (list changed)", "Asia/Shanghai"} // put together while running, or the browser's own
	entry := regexp.MustCompile(`(?m)^    (?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'): `)
	lines := 0
	for _, file := range []string{"ui/dictionary.js", "ui/dictionary_settings.js"} {
		for _, found := range entry.FindAllStringSubmatch(read(t, file), -1) {
			english := spaces.ReplaceAllString(plain.Replace(found[1]+found[2]), " ")
			lines++
			if !strings.Contains(told, english) && !slices.Contains(pieced, english) {
				t.Errorf("%s: PocketBase no longer says %q", file, english)
			}
		}
	}
	if lines < 200 {
		t.Errorf("read only %d lines of the dictionary", lines)
	}
}

// What the extension takes hold of in PocketBase's UI is still there. After an upgrade this names, one by one, what is
// gone and which of our files relied on it.
func TestHoldsInPocketBase(t *testing.T) {
	theirs := strings.Builder{}
	err := fs.WalkDir(ui.DistDirFS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".js") && !strings.HasSuffix(path, ".css") && !strings.HasSuffix(path, ".html") {
			return err
		}
		content, err := fs.ReadFile(ui.DistDirFS, path)
		theirs.Write(content)
		return err
	})
	apptest.Must(t, err)
	there := map[string]bool{}
	for _, word := range regexp.MustCompile(`[A-Za-z_][\w-]*`).FindAllString(theirs.String(), -1) {
		there[word] = true
	}
	files, err := filepath.Glob("ui/*.js")
	apptest.Must(t, err)
	sheets, err := filepath.Glob("ui/*.css")
	apptest.Must(t, err)
	holds := 0
	check := func(file, what, word string) {
		holds++
		if !there[word] {
			t.Errorf("%s relies on %s %q, which PocketBase's UI no longer has", file, what, word)
		}
	}
	ours := read(t, "ui/*.js") + read(t, "ui/pages/*.js")
	for _, file := range slices.Concat(files, sheets) {
		source := read(t, file)
		for _, found := range regexp.MustCompile(`\bapp\.(components|modals|utils|store|attrs|routes|consts|toasts|fieldTypes|pb)\.([A-Za-z_]\w*)`).FindAllStringSubmatch(source, -1) {
			if name := found[2]; !strings.HasPrefix(name, "hg_") && name != "__raw" {
				check(file, "app."+found[1], name)
			}
		}
		for _, found := range regexp.MustCompile(`"mount:(\w+)"`).FindAllStringSubmatch(source, -1) {
			check(file, "the event of", found[1])
		}
		for _, found := range regexp.MustCompile(`querySelector(?:All)?\("([^"]+)"\)|closest\("([^"]+)"\)`).FindAllStringSubmatch(source, -1) {
			for _, class := range regexp.MustCompile(`\.([a-z][\w-]*)`).FindAllStringSubmatch(found[1]+found[2], -1) {
				if !strings.HasPrefix(class[1], "hg-") && !strings.HasPrefix(class[1], "ri-") {
					check(file, "the class", class[1])
				}
			}
		}
		if !strings.HasSuffix(file, ".css") {
			continue
		}
		rules := regexp.MustCompile(`(?s)/\*.*?\*/|"[^"]*"|\{[^{}]*\}`).ReplaceAllString(source, " ")
		for _, class := range regexp.MustCompile(`\.([a-z][\w-]*)`).FindAllStringSubmatch(rules, -1) {
			if name := class[1]; !strings.HasPrefix(name, "hg-") && !strings.Contains(ours, name) && !strings.Contains(name, "hg_") {
				check(file, "the class", name)
			}
		}
	}
	if holds < 200 {
		t.Errorf("looked for only %d holds", holds)
	}
}

package pages_test

import (
	"bytes"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"hongguan/pb_public"
)

// files are the embedded files with an extension, vendored ones apart: those
// are checked by hand when they are renewed.
func files(t testing.TB, ext string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := fs.WalkDir(pb_public.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ext || strings.HasPrefix(name, "vendor/") {
			return err
		}
		found[name], err = fs.ReadFile(pb_public.FS, name)
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("no %s files: %v", ext, err)
	}
	return found
}

// Chrome 66 and iOS 12 are what the phones of the elders run.
func TestModulesStayOnTheSyntaxFloor(t *testing.T) {
	for name, source := range files(t, ".js") {
		for _, complaint := range tooNew(source) {
			t.Errorf("%s: %s", name, complaint)
		}
	}
}

func TestSyntaxFloorFindsWhatIsTooNew(t *testing.T) {
	for _, source := range []string{
		"a?.b", "a?.[0]", "a?.()", "a ?? b", "a ??= b", "a ||= b", "a &&= b", "a **= 2", "class A { #x = 1 }", "class A { x = 1 }", "class A { static {} }",
		"try { a() } catch { b() }", "await fetch('/')", "for await (const a of b) {}", "const n = 1_000", "const n = 10n", "export * as a from './a.js'",
		"a.replaceAll('x', 'y')", "a.at(-1)", "a.flat()", "a.flatMap(f)", "Object.fromEntries(a)", "Promise.allSettled(a)", "Promise.any(a)", "globalThis.a", "structuredClone(a)",
		"a.match(/(?<=x)y/)", "a.match(/(?<!x)y/)", "new RegExp('(?<=x)y')", "queueMicrotask(f)", "a.matchAll(/x/g)", "a.replaceChildren()", "new ResizeObserver(f)", "a.trimStart()", "const f = (", "x = html`${a?.b}`",
		"while (a?.b) {}", "if (a ?? b) {}", "const {a = b?.c} = d", "switch (a) { case b?.c: }",
	} {
		if len(tooNew([]byte(source))) == 0 {
			t.Errorf("not found: %s", source)
		}
	}
	for _, source := range []string{
		"const {a, ...rest} = b; const c = {...rest}", "async function f() { await g(); for await (const a of b) {} }", "import('./later.js').then(f)", "const at = 1; a.flatten()",
		"a ? .5 : 1", "'a?.b ?? c'", "/* a?.b */ a ** 2", "/(?<name>x)\\?\\./su.exec(a)", "try { a() } catch (e) { b() }", "class A { m() {} static s() {} get x() { return 1 } }", "import.meta.url", "html`a?.b ?? ${c}`",
	} {
		if found := tooNew([]byte(source)); len(found) > 0 {
			t.Errorf("%s: %v", source, found)
		}
	}
}

// What phones on the floor do not have: methods as they are called, and globals.
var (
	newerMethods = strings.Fields("replaceAll at flat flatMap fromEntries allSettled any matchAll trimStart trimEnd findLast findLastIndex hasOwn toSorted toReversed replaceChildren randomUUID groupBy")
	newerGlobals = strings.Fields("globalThis structuredClone queueMicrotask ResizeObserver WeakRef BigInt AggregateError CompressionStream BroadcastChannel")
	newerTokens  = []js.TokenType{js.NullishToken, js.NullishEqToken, js.AndEqToken, js.OrEqToken, js.ExpEqToken}
	lookbehind   = regexp.MustCompile(`\(\?<[=!]`)
)

// tooNew names everything in a module that ECMAScript 2018 does not know.
// import() and import.meta are younger on paper, yet Chrome 64 and iOS 12
// have them.
func tooNew(source []byte) []string {
	tree, err := js.Parse(parse.NewInputBytes(bytes.Clone(source)), js.Options{})
	if err != nil {
		return []string{err.Error()}
	}
	f := &floor{}
	f.look(reflect.ValueOf(tree.List))
	return f.found
}

type floor struct {
	found []string
	depth int // functions around the present node
}

func (f *floor) complain(what string, source []byte) {
	f.found = append(f.found, what+" "+string(source))
}

// look goes through the whole tree by reflection: the parser's own walk leaves
// some branches out, and the forbidden thing would sit just there.
func (f *floor) look(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			f.look(v.Elem())
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				f.look(v.Index(i))
			}
		}
	case reflect.Struct:
		f.judge(v.Interface())
		switch v.Interface().(type) {
		case js.Scope, js.Var: // lists of names and links between them, no code
			return
		case js.FuncDecl, js.MethodDecl, js.ArrowFunc:
			f.depth++
			defer func() { f.depth-- }()
		}
		for i := range v.NumField() {
			f.look(v.Field(i))
		}
	}
}

func (f *floor) judge(node any) {
	switch n := node.(type) {
	case js.Var:
		if n.Decl == js.NoDecl && slices.Contains(newerGlobals, string(n.Data)) {
			f.complain("global", n.Data)
		}
	case js.DotExpr:
		f.optional(n.Optional)
		if y, ok := n.Y.(*js.Var); ok && bytes.HasPrefix(y.Data, []byte("#")) {
			f.complain("private field", y.Data)
		}
	case js.IndexExpr:
		f.optional(n.Optional)
	case js.TemplateExpr:
		f.optional(n.Optional)
	case js.CallExpr:
		f.optional(n.Optional)
		if dot, ok := n.X.(*js.DotExpr); ok {
			if y, ok := literal(dot.Y); ok && slices.Contains(newerMethods, string(y.Data)) {
				f.complain("method", y.Data)
			}
		}
	case js.BinaryExpr:
		if slices.Contains(newerTokens, n.Op) {
			f.complain("operator", n.Op.Bytes())
		}
	case js.UnaryExpr:
		if n.Op == js.AwaitToken && f.depth == 0 {
			f.complain("top-level await", nil)
		}
	case js.ForOfStmt:
		if n.Await && f.depth == 0 {
			f.complain("top-level for await", nil)
		}
	case js.TryStmt:
		if n.Catch != nil && n.Binding == nil {
			f.complain("catch without a name", nil)
		}
	case js.ClassElement:
		if n.Method == nil {
			f.complain("class field or static block", nil)
		} else if n.Method.Name.Private != nil {
			f.complain("private method", n.Method.Name.Private.Data)
		}
	case js.ExportStmt:
		for _, a := range n.List {
			if string(a.Name) == "*" {
				f.complain("export * as", a.Binding)
			}
		}
	case js.LiteralExpr:
		f.literal(n)
	}
}

func (f *floor) literal(n js.LiteralExpr) {
	numeric := n.TokenType&js.NumericToken != 0
	switch {
	case numeric && bytes.ContainsAny(n.Data, "_n"):
		f.complain("number", n.Data)
	case (n.TokenType == js.RegExpToken || n.TokenType == js.StringToken) && lookbehind.Match(n.Data):
		f.complain("lookbehind", n.Data)
	case n.TokenType == js.RegExpToken && bytes.ContainsAny(n.Data[bytes.LastIndexByte(n.Data, '/'):], "dv"):
		f.complain("flag", n.Data)
	}
}

func (f *floor) optional(is bool) {
	if is {
		f.complain("?.", nil)
	}
}

func literal(n js.IExpr) (js.LiteralExpr, bool) {
	switch y := n.(type) {
	case *js.LiteralExpr:
		return *y, true
	case js.LiteralExpr:
		return y, true
	}
	return js.LiteralExpr{}, false
}

func TestNoImportMapsInPages(t *testing.T) {
	for name, page := range files(t, ".html") {
		if bytes.Contains(page, []byte("importmap")) {
			t.Errorf("%s: import maps need Chrome 89", name)
		}
		if inline.Match(page) {
			t.Errorf("%s: inline scripts, styles and handlers are refused by the page's own policy", name)
		}
	}
}

var inline = regexp.MustCompile(`<style\b|\sstyle="|\son[a-z]+="|<script(?:\s+(?:type|nomodule|defer|async)(?:="[^"]*")?)*\s*>`)

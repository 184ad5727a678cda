package admin_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	_ "github.com/pocketbase/pocketbase/migrations"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"hongguan/hooks/admin"
)

// handler serves a bare PocketBase with nothing of ours but the extension.
func handler(t *testing.T) http.Handler {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir()})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.ResetBootstrapState() })
	if err := app.RunSystemMigrations(); err != nil {
		t.Fatal(err)
	}
	admin.Bind(app)
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	var mux http.Handler
	err = app.OnServe().Trigger(&core.ServeEvent{App: app, Router: router}, func(e *core.ServeEvent) error {
		m, err := e.Router.BuildMux()
		mux = m
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return mux
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
	return answer
}

func TestExtensionIsServedAndAskedForAgain(t *testing.T) {
	h := handler(t)
	for _, c := range []struct{ path, contains string }{
		{"/_/extensions.js", "工作台"},
		{"/_/extensions.js", "Superuser login"},
		{"/_/extensions/hongguan/main.js", "app.routes.fallbackPath"},
		{"/_/extensions/hongguan/hongguan.css", "--hg-red"},
		{"/_/extensions/hongguan/pages/desk.js", "今天先办"},
		{"/_/extensions/hongguan/mark.svg", "<svg"},
	} {
		answer := get(h, c.path)
		if answer.Code != 200 || !strings.Contains(answer.Body.String(), c.contains) {
			t.Errorf("%s: %d, want 200 with %q", c.path, answer.Code, c.contains)
		}
		if got := answer.Header().Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control %q, want no-cache", c.path, got)
		}
	}
	if answer := get(h, "/_/extensions/hongguan/pages/nothing.js"); answer.Code != 404 {
		t.Errorf("unknown file: %d, want 404", answer.Code)
	}
}

// A script that does not parse would leave the secretary with an English UI.
func TestScriptsParse(t *testing.T) {
	joined := get(handler(t), "/_/extensions.js").Body.String()
	if _, err := js.Parse(parse.NewInputString(joined), js.Options{}); err != nil {
		t.Errorf("joined main.js: %v", err)
	}
	err := filepath.WalkDir("ui/pages", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := js.Parse(parse.NewInputBytes(content), js.Options{}); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Each script beside main.js is part of it; a forgotten one would never run.
func TestEveryScriptIsJoined(t *testing.T) {
	joined := get(handler(t), "/_/extensions.js").Body.String()
	files, err := filepath.Glob("ui/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(joined, strings.TrimSpace(string(content))) {
			t.Errorf("%s is not in firstParts", file)
		}
	}
}

// The extension is public before anybody logs in: it holds words, never keys or addresses of the office.
func TestNothingSecretInTheExtension(t *testing.T) {
	joined := get(handler(t), "/_/extensions.js").Body.String()
	for _, word := range strings.FieldsFunc(joined, func(r rune) bool { return !strings.ContainsRune("0123456789", r) }) {
		if len(word) == 11 && slices.Contains([]string{"13", "15", "17", "18", "19"}, word[:2]) {
			t.Errorf("a phone number in the extension: %s", word)
		}
	}
}

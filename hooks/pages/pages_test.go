package pages_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"hongguan/hooks/apptest"
)

// browser asks one handler, as one phone would.
type browser struct {
	t testing.TB
	h http.Handler
}

func visit(t testing.TB) browser { return browser{t, apptest.New(t).Handler()} }

func (b browser) ask(method, path string, headers ...string) *http.Response {
	b.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.h.ServeHTTP(w, r)
	return w.Result()
}

func (b browser) get(path string, headers ...string) (*http.Response, string) {
	b.t.Helper()
	res := b.ask("GET", path, headers...)
	body, err := io.ReadAll(res.Body)
	apptest.Must(b.t, err)
	return res, string(body)
}

func wantStatus(t testing.TB, res *http.Response, status int) {
	t.Helper()
	if res.StatusCode != status {
		t.Fatalf("status %d, want %d", res.StatusCode, status)
	}
}

func wantHeader(t testing.TB, res *http.Response, name, value string) {
	t.Helper()
	if got := res.Header.Get(name); got != value {
		t.Errorf("%s: %q, want %q", name, got, value)
	}
}

func TestPageIsCompressedAndAnswers304(t *testing.T) {
	b := visit(t)
	res, plain := b.get("/")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Content-Type", "text/html; charset=utf-8")
	wantHeader(t, res, "Cache-Control", "no-cache")
	wantHeader(t, res, "Vary", "Accept-Encoding")
	wantHeader(t, res, "Content-Encoding", "")
	wantHeader(t, res, "X-Content-Type-Options", "nosniff")
	wantHeader(t, res, "Referrer-Policy", "no-referrer")
	for _, part := range []string{"default-src 'self'", "img-src 'self' data: blob:", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
		if !strings.Contains(res.Header.Get("Content-Security-Policy"), part) {
			t.Errorf("CSP lacks %s", part)
		}
	}

	res, packed := b.get("/", "Accept-Encoding", "br, gzip;q=0.8")
	wantHeader(t, res, "Content-Encoding", "gzip")
	zip, err := gzip.NewReader(strings.NewReader(packed))
	apptest.Must(t, err)
	unpacked, err := io.ReadAll(zip)
	apptest.Must(t, err)
	if string(unpacked) != plain {
		t.Error("the compressed page differs from the plain one")
	}
	if res, _ := b.get("/", "Accept-Encoding", "gzip;q=0, br"); res.Header.Get("Content-Encoding") != "" {
		t.Error("gzip was sent although the browser refuses it")
	}

	tag := res.Header.Get("ETag")
	for _, held := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag} {
		res, body := b.get("/", "If-None-Match", held)
		wantStatus(t, res, 304)
		if body != "" {
			t.Error("304 with a body")
		}
	}
	res, _ = b.get("/", "If-None-Match", `"other"`)
	wantStatus(t, res, 200)

	res = b.ask("HEAD", "/")
	wantStatus(t, res, 200)
	if body, _ := io.ReadAll(res.Body); len(body) != 0 {
		t.Error("HEAD with a body")
	}
	wantHeader(t, res, "Cache-Control", "no-cache")
}

var addresses = regexp.MustCompile(`(?:href|src)="(/[^"#?]+)"`)

func TestEveryAddressInAPageResolves(t *testing.T) {
	b := visit(t)
	for _, page := range pageNames(t) {
		_, html := b.get("/" + page)
		for _, m := range addresses.FindAllStringSubmatch(html, -1) {
			res, _ := b.get(m[1])
			if res.StatusCode != 200 {
				t.Errorf("%s names %s, which answers %d", page, m[1], res.StatusCode)
				continue
			}
			if !strings.HasSuffix(m[1], ".html") && m[1] != "/" {
				if !strings.HasPrefix(m[1], "/a/") {
					t.Errorf("%s: %s does not carry the hash", page, m[1])
				}
				wantHeader(t, res, "Cache-Control", "public, max-age=31536000, immutable")
				wantHeader(t, res, "Content-Security-Policy", "")
			}
		}
	}
}

func TestAssetsByPlainAndOldAddress(t *testing.T) {
	b := visit(t)
	res, plain := b.get("/js/api.js")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Content-Type", "text/javascript; charset=utf-8")
	wantHeader(t, res, "Cache-Control", "no-cache")
	wantHeader(t, res, "X-Content-Type-Options", "nosniff")
	res, _ = b.get("/js/api.js", "If-None-Match", res.Header.Get("ETag"))
	wantStatus(t, res, 304)

	res, old := b.get("/a/0123456789ab/js/api.js")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Cache-Control", "no-cache")
	if old != plain {
		t.Error("an old hash must give the present file")
	}
	res, _ = b.get("/css/base.css")
	wantHeader(t, res, "Content-Type", "text/css; charset=utf-8")
}

func TestPosterPageIsTheAskPage(t *testing.T) {
	b := visit(t)
	_, ask := b.get("/ask.html")
	res, poster := b.get("/s/K7M2QX")
	wantStatus(t, res, 200)
	if poster != ask || len(ask) == 0 {
		t.Error("the poster's page must be the ask page, byte for byte")
	}
}

func TestUnknownAddresses(t *testing.T) {
	b := visit(t)
	for _, path := range []string{
		"/keinesolche.html", "/s/", "/s/A/B", "/a/0123456789ab/index.html", "/a/short/js/api.js", "/a/0123456789ab",
		"/embed.go", "/vendor/README.md", "/js", "/js/", "/js/nein.js",
		"/..%2fgo.mod", "/%2e%2e/go.mod.html", "/js/..%5c..%5cgo.mod", "/js/%00.js",
	} {
		res, body := b.get(path, "Accept", "text/html")
		if res.StatusCode == http.StatusTemporaryRedirect || res.StatusCode == http.StatusMovedPermanently {
			res, body = b.get(res.Header.Get("Location"))
		}
		if res.StatusCode != 404 || !strings.Contains(body, "<html") {
			t.Errorf("%s: %d %.60s", path, res.StatusCode, body)
		}
		wantHeader(t, res, "Content-Type", "text/html; charset=utf-8")
		wantHeader(t, res, "Cache-Control", "no-store")
		if res.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: 404 page without CSP", path)
		}
	}
	for _, call := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/api", 404}, {"GET", "/api/nein", 404}, {"POST", "/api/nein", 404}, {"DELETE", "/api/collections/requests/nein/x", 404},
		{"POST", "/index.html", 405}, {"POST", "/s/K7M2QX", 405},
	} {
		res := b.ask(call.method, call.path)
		body, _ := io.ReadAll(res.Body)
		var answer struct {
			Status  int
			Message string
		}
		apptest.Must(t, json.NewDecoder(bytes.NewReader(body)).Decode(&answer))
		if res.StatusCode != call.status || answer.Status != call.status || strings.HasSuffix(answer.Message, ".") || answer.Message[0] < 0x80 {
			t.Errorf("%s %s: %d %s", call.method, call.path, res.StatusCode, body)
		}
	}
}

func TestAdminUIAndAPIKeepTheirOwnHeaders(t *testing.T) {
	b := visit(t)
	res, _ := b.get("/api/health")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Content-Security-Policy", "")
}

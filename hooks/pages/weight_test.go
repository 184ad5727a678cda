package pages_test

import (
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"hongguan/pb_public"
)

// pageNames are all pages of pb_public.
func pageNames(t testing.TB) []string {
	t.Helper()
	names, err := fs.Glob(pb_public.FS, "*.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	return names
}

// budgets are what a first visit may cost on a slow line: kilobytes as sent
// and files, the page itself among them. The desk is opened on a PC all day.
var budgets = map[string]struct{ kilobytes, files int }{
	"index.html": {20, 7},
	"ask.html":   {20, 7}, // the page and six files
	"desk.html":  {60, 99},
}

func TestPagesStayLight(t *testing.T) {
	b := visit(t)
	for _, name := range pageNames(t) {
		budget, ok := budgets[name]
		if !ok {
			budget.kilobytes, budget.files = 35, 99
		}
		seen := map[string]int{}
		b.weigh("/"+name, seen)
		sum := 0
		for _, n := range seen {
			sum += n
		}
		t.Logf("%-14s %5.1f KB in %d files", name, float64(sum)/1024, len(seen))
		if sum > budget.kilobytes*1024 || len(seen) > budget.files {
			t.Errorf("%s: %.1f KB in %d files, allowed are %d KB and %d: %v", name, float64(sum)/1024, len(seen), budget.kilobytes, budget.files, seen)
		}
	}
}

var (
	loads   = regexp.MustCompile(`<(?:link|script)\b[^>]*(?:href|src)="([^"]+\.(?:css|js))"`)
	imports = regexp.MustCompile(`(?m)(?:from|^\s*import)\s*["']([./][^"']+)["']`)
)

// weigh follows a page to everything its first view fetches. The script for
// phones below the floor counts too, since some fetch it without running it.
// import() is left out: it is there to come later.
func (b browser) weigh(address string, seen map[string]int) {
	b.t.Helper()
	if _, ok := seen[address]; ok {
		return
	}
	res := b.ask("GET", address, "Accept-Encoding", "gzip")
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 200 {
		b.t.Errorf("%s: %d %v", address, res.StatusCode, err)
	}
	seen[address] = len(raw)
	_, text := b.get(address)
	switch path.Ext(address) {
	case ".html":
		for _, m := range loads.FindAllStringSubmatch(text, -1) {
			b.weigh(m[1], seen)
		}
	case ".js":
		for _, m := range imports.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(m[1], "/") {
				b.t.Errorf("%s imports %s: write it relative, or it leaves the hashed folder", address, m[1])
				continue
			}
			b.weigh(path.Join(path.Dir(address), m[1]), seen)
		}
	}
}

// TestWeightOfComingBack adds up what the second visit to a page fetches: files
// under a hashed address are not asked for again, and of the page itself the
// answer is that nothing changed. The one call of the program is told apart.
func TestWeightOfComingBack(t *testing.T) {
	b := visit(t)
	for _, page := range []string{"/ask.html", "/index.html", "/requests.html"} { // the poster's page is the first of them
		seen := map[string]int{}
		b.weigh(page, seen)
		sum, asked := 0, 0
		for file := range seen {
			first := b.ask("GET", file, "Accept-Encoding", "gzip")
			first.Body.Close()
			if strings.Contains(first.Header.Get("Cache-Control"), "immutable") {
				continue
			}
			asked++
			again := b.ask("GET", file, "Accept-Encoding", "gzip", "If-None-Match", first.Header.Get("ETag"))
			raw, err := io.ReadAll(again.Body)
			if err != nil {
				t.Fatal(err)
			}
			sum += len(raw)
		}
		t.Logf("%-14s %d bytes in %d files", page, sum, asked)
		if sum > 2*1024 || asked == len(seen) {
			t.Errorf("%s: %d bytes and %d of %d files on the second visit", page, sum, asked, len(seen))
		}
	}
}

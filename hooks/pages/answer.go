package pages

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// How long a browser may keep an answer.
const (
	forever  = "public, max-age=31536000, immutable" // the address changes with the content
	askAgain = "no-cache"                            // keep it, but ask whether it is still the same
	noStore  = "no-store"
)

// policy is set on pages only; PocketBase's admin UI needs a wider one.
const policy = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

func keep(f *file, current bool) string {
	switch {
	case f.fresh:
		return noStore
	case current && !f.page:
		return forever
	}
	return askAgain
}

// answer sends the file: nothing but headers when the browser has it already,
// compressed when it can unpack.
func (f *file) answer(e *core.RequestEvent, status int, cache string) error {
	h := e.Response.Header()
	h.Set("Cache-Control", cache)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if f.page {
		h.Set("Content-Security-Policy", policy)
	}
	if len(f.packed) > 0 {
		h.Set("Vary", "Accept-Encoding")
	}
	if cache != noStore {
		h.Set("ETag", f.etag)
		if status == http.StatusOK && matches(e.Request.Header.Get("If-None-Match"), f.etag) {
			e.Response.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	body := f.body
	if len(f.packed) > 0 && unpacks(e.Request.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		body = f.packed
	}
	h.Set("Content-Type", f.mime)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	e.Response.WriteHeader(status)
	if e.Request.Method == http.MethodHead {
		return nil
	}
	_, err := e.Response.Write(body)
	return err
}

// matches compares the tags the browser holds with ours, weakly as RFC 9110 asks.
func matches(held, etag string) bool {
	for tag := range strings.SplitSeq(held, ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return tag != ""
		}
	}
	return false
}

// unpacks reports whether the browser accepts gzip and does not refuse it by q=0.
func unpacks(accepted string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name = strings.TrimSpace(name); !strings.EqualFold(name, "gzip") && name != "*" {
			continue
		}
		weight, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(q), "q="), 64)
		return err != nil || weight > 0
	}
	return false
}

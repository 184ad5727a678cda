package prints

import (
	"net"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/settings"
)

// Base is the beginning of the addresses that a printed code says: the office's
// public one, or the one this very request came to while none is set.
func Base(e *core.RequestEvent) string {
	if public := settings.Of(e.App).PublicURL(); public != "" {
		return public
	}
	scheme := "http"
	if e.IsTLS() {
		scheme = "https"
	}
	return scheme + "://" + e.Request.Host
}

// Trial reports whether an address is no good for paper: a bare IP number or
// a name of the office's own network changes with the router, and without
// https phones warn.
func Trial(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" {
		return true
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if net.ParseIP(host) != nil || !strings.Contains(host, ".") {
		return true
	}
	for _, end := range []string{".local", ".localhost", ".lan", ".internal", ".intranet", ".home", ".home.arpa", ".test", ".invalid"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

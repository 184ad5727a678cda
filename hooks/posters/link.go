package posters

import (
	"net"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/settings"
)

// Link is what a poster's code says: the office's public address, or the one
// this very request came to while none is set.
func Link(e *core.RequestEvent, code string) string { return base(e) + "/s/" + code }

func base(e *core.RequestEvent) string {
	if public := settings.Of(e.App).PublicURL(); public != "" {
		return public
	}
	scheme := "http"
	if e.IsTLS() {
		scheme = "https"
	}
	return scheme + "://" + e.Request.Host
}

// Trial reports whether an address is no good for the wall: a bare IP number or
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

// typed is an address as somebody types it on a phone: without https://.
func typed(link string) string {
	_, rest, found := strings.Cut(link, "://")
	if !found {
		return link
	}
	return rest
}

package posters

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/prints"
)

// Link is what a poster's code says.
func Link(e *core.RequestEvent, code string) string { return prints.Base(e) + "/s/" + code }

// typed is an address as somebody types it on a phone: without https://.
func typed(link string) string {
	_, rest, found := strings.Cut(link, "://")
	if !found {
		return link
	}
	return rest
}

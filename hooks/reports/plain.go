package reports

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/requests"
)

// plain is a handler's sentence as it may go up: one line, short, without the
// requester's name, numbers and rooms.
func plain(app core.App, req *core.Record, text string, n int) string {
	text = requests.Private(app, req)(oneLine(text))
	if r := []rune(text); len(r) > n {
		text = string(r[:n-1]) + "…"
	}
	return text
}

func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.TrimSpace(text), func(r rune) bool { return r == '\n' || r == '\r' }), "；")
}

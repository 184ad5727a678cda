package referrals

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/requests"
)

// maxSummary is what an upper office reads, in characters.
const maxSummary = 200

// summary is the resident's own words, shortened: nobody may put others into
// her mouth.
func summary(app core.App, req *core.Record) string {
	text := strings.Join(strings.Fields(req.GetString("text")), " ")
	if text == "" {
		text = req.GetString("summary")
	}
	return cut(requests.Private(app, req)(text), maxSummary)
}

// cut shortens a text to n characters, the last of which says so.
func cut(text string, n int) string {
	text = strings.TrimSpace(text)
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}

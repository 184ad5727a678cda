package requests

import (
	"regexp"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// bindAsking keeps from other organisations' contacts what Enrich hides from
// them: who asked, when she rated and whether she was asked.
func bindAsking(app core.App) {
	access.Unask(app, access.Unasked{
		From:   func(who access.Actor) bool { return who.Kind == access.Staff && !who.Community() },
		Tables: []string{"requests"},
		Field:  regexp.MustCompile(`\b(resident|rated_at|heard)\b`),
		Path:   regexp.MustCompile(`\b(request|parent|merged_into|requests_via_\w+)(:\w+)?\.(resident|rated_at|heard)\b`),
	})
}

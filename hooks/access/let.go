package access

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"
)

// Let says who sent a request, and refuses whoever is not logged in (401) or may
// not do what it asks (403, with the sentence).
func Let(e *core.RequestEvent, may func(Actor) bool, refusal string) (Actor, error) {
	who := Of(e)
	switch {
	case who.Kind == Guest:
		return who, Answer(http.StatusUnauthorized, "请先登录")
	case !may(who):
		return who, Answer(http.StatusForbidden, refusal)
	}
	return who, nil
}

package access

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"
)

// Secretary lets the secretary through and nobody else; whoever is logged in as
// somebody else is told refusal. What she reads there no browser keeps.
func Secretary(refusal string, act func(e *core.RequestEvent) error) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		switch Of(e).Kind {
		case Superuser:
			e.Response.Header().Set("Cache-Control", "no-store")
			return act(e)
		case Guest:
			return Answer(http.StatusUnauthorized, "请先登录管理后台")
		}
		return Answer(http.StatusForbidden, refusal)
	}
}

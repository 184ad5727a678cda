package access

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
)

// sessionEnded reports whether somebody of the staff asks PocketBase for
// records with a session that is over, such as after a new password.
// PocketBase would take her for a guest and answer with an empty list, as if
// nothing waited for her.
func sessionEnded(e *core.RequestEvent) bool {
	if e.Auth != nil || !strings.HasPrefix(e.Request.Pattern, "GET /api/collections/{collection}/records") {
		return false
	}
	claims, err := security.ParseUnverifiedJWT(strings.TrimPrefix(e.Request.Header.Get("Authorization"), "Bearer "))
	if err != nil {
		return false
	}
	id, _ := claims[core.TokenClaimCollectionId].(string) // believed only as far as to refuse
	c, err := e.App.FindCachedCollectionByNameOrId(id)
	return err == nil && c.Name == "staff"
}

func loginOver() error { return Answer(http.StatusUnauthorized, "登录已失效，请重新登录") }

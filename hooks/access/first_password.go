package access

import (
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// changeFirst is what every door but a few says to whoever came with a password
// that somebody else knows.
const changeFirst = "您的密码是别人给的，请先改成只有您自己知道的，改好就能接着办"

// beforeChange are the doors that stay open to her: log-in, the change itself,
// and what the page of the change is written with. A log-out has no door: the
// browser forgets its token.
var beforeChange = []string{
	"POST /api/collections/{collection}/auth-with-password",
	"POST /api/collections/{collection}/auth-refresh",
	"POST /api/staff/password",
	"GET /api/home",
	"GET /api/words",
}

// FirstPassword reports whether a member of staff still has the password that
// somebody else gave her.
func FirstPassword(r *core.Record) bool {
	return r != nil && r.Collection().Name == "staff" && r.GetBool("first_password")
}

// mustChange reports whether a request has to wait until its sender has chosen
// a password of her own.
func mustChange(e *core.RequestEvent) bool {
	return FirstPassword(e.Auth) && strings.HasPrefix(e.Request.URL.Path, "/api/") && !slices.Contains(beforeChange, e.Request.Pattern)
}

// askedToChange is the refusal; its code tells a program what is missing.
func askedToChange() error {
	err := Answer(http.StatusForbidden, changeFirst)
	err.Data = map[string]any{"first_password": map[string]string{"code": "password_first", "message": changeFirst}}
	return err
}

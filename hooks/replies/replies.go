// Package replies is the door without an account: whoever holds an
// assignment's link signs, asks for time, returns or answers.
package replies

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
)

// Bind opens the three routes of a link. Opening a link changes nothing: mail
// scanners open every address they see.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/reply/{token}", show)
		e.Router.POST("/api/reply/{token}", act).Bind(requests.Upload())
		e.Router.GET("/api/reply/{token}/files/{name}", file)
		return e.Next()
	})
}

const (
	elsewhere = "这件诉求已不在此办理，不用再签收和答复；有疑问请打电话给社区"

	unknown = "这个链接打不开：可能已经收回、改派或过期，请联系社区要新的链接"
	tooMany = "对接码输错的次数太多，这个链接不能再看联系方式，请打电话给社区"
)

// maxCodeFailures is how often a link may guess the organisation's 对接码.
const maxCodeFailures = 5

// holder is who came in by a link.
type holder struct {
	app        core.App
	assignment *core.Record
	request    *core.Record
	org        places.OrgInfo
}

// open finds the assignment of a token. Links end when the request is given
// to somebody else, and some time after its deadline.
func open(e *core.RequestEvent) (*holder, error) {
	h := &holder{app: e.App}
	var err error
	token := e.Request.PathValue("token")
	h.assignment, err = e.App.FindFirstRecordByFilter("assignments", "token_hash = {:h}", dbx.Params{"h": access.Hash(token)})
	if err != nil {
		return nil, access.Answer(404, unknown)
	}
	// The same sentence whatever the reason: a link must not tell which request
	// was given to others and which one was sealed.
	if state := h.assignment.GetString("state"); state == "revoked" || state == "returned" {
		return nil, access.Answer(404, elsewhere)
	}
	if calendar.Now(e.App).After(h.assignment.GetDateTime("expires_at").Time()) {
		return nil, access.Answer(404, unknown)
	}
	if h.request, err = e.App.FindRecordById("requests", h.assignment.GetString("request")); err != nil {
		return nil, access.Answer(404, unknown)
	}
	h.org, _ = places.Org(e.App, h.assignment.GetString("org"))
	return h, nil
}

// actor is the link-holder as the life of the request sees her.
func (h *holder) actor(by string) access.Actor {
	return access.Actor{Kind: access.Link, ID: h.assignment.Id, Name: by, Org: h.assignment.GetString("org"), Label: h.org.Name}
}

// file sends a photo of the request or a file of this organisation's reply.
func file(e *core.RequestEvent) error {
	h, err := open(e)
	if err != nil {
		return err
	}
	return requests.ServeFile(e, h.request, e.Request.PathValue("name"), func(reply *core.Record) bool {
		return reply.GetString("org") == h.assignment.GetString("org")
	})
}

package bulletin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/posting"
	"hongguan/rules/words"
)

const aPage = 20 // posts

// list answers what the bulletin shows to whoever asks.
func list(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil || n < 1 || n > 10_000 {
		n = 1
	}
	at := where(e.App, e.Auth, q.Get("poster"))
	items, more, err := page(e.App, at, calendar.Now(e.App), (n-1)*aPage, aPage)
	if err != nil {
		e.App.Logger().Error("bulletin: list", "error", err)
		return access.Answer(http.StatusInternalServerError, "通知暂时读不出来，请稍后再试")
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{
		"items": items, "page": n, "more": more, "place": places.NameOf(e.App, "estates", at.Estate),
	})
}

// article is a post as it is read.
type article struct {
	Headline
	Until    types.DateTime `json:"until"`
	Author   string         `json:"author"`
	Body     string         `json:"body"` // clean HTML
	Pictures []string       `json:"pictures"`
}

func whole(app core.App, r *core.Record) article {
	a := article{Headline: headline(r), Until: r.GetDateTime("expires_at"), Author: r.GetString("author"), Body: Clean(r.GetString("body")), Pictures: r.GetStringSlice("pictures")}
	if a.Author == "" {
		a.Author = settings.Of(app).Name()
	}
	return a
}

// read answers one post.
func read(e *core.RequestEvent) error {
	r, err := e.App.FindRecordById(table, e.Request.PathValue("id"))
	if err != nil {
		return gone()
	}
	p := of(r)
	reach := p.Reach(where(e.App, e.Auth, e.Request.URL.Query().Get("poster")))
	if reach == "" || p.Stage(calendar.Now(e.App)) != "shown" {
		return gone()
	}
	a := whole(e.App, r)
	a.Place = words.Value("post_reach", reach)
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, a)
}

// preview shows the secretary what residents will read, at any stage, and whom
// it is for.
func preview(e *core.RequestEvent) error {
	if access.Of(e).Kind != access.Superuser {
		return gone()
	}
	r, err := e.App.FindRecordById(table, e.Request.PathValue("id"))
	if err != nil {
		return gone()
	}
	p := of(r)
	return e.JSON(http.StatusOK, struct {
		article
		Stage string `json:"stage"`
		For   string `json:"for"`
	}{whole(e.App, r), words.Value("post_stage", p.Stage(calendar.Now(e.App))), audience(e.App, p)})
}

// audience names whom a post is for: 全社区, or the estates and buildings.
func audience(app core.App, p posting.Post) string {
	names := []string{}
	for _, id := range p.Estates {
		names = append(names, places.NameOf(app, "estates", id))
	}
	for _, id := range p.Buildings {
		if b, err := app.FindRecordById("buildings", id); err == nil {
			names = append(names, places.Label(app, b.GetString("estate"), id, ""))
		}
	}
	if len(names) == 0 {
		return words.Value("post_reach", posting.Everybody)
	}
	return join(names)
}

const named = 3 // targets in one sentence

func join(names []string) string {
	more := ""
	if len(names) > named {
		more = "等 " + strconv.Itoa(len(names)) + " 处"
		names = names[:named]
	}
	return strings.Join(names, "、") + more
}

// picture sends a picture of a post that is shown. An <img> carries no log-in,
// so the place is not asked again: the picture's name, which only the post
// tells, is hard to guess.
func picture(e *core.RequestEvent) error {
	r, err := e.App.FindRecordById(table, e.Request.PathValue("id"))
	if err != nil {
		return gone()
	}
	name := e.Request.PathValue("name")
	if of(r).Stage(calendar.Now(e.App)) != "shown" || !slices.Contains(r.GetStringSlice("pictures"), name) {
		return gone()
	}
	fsys, err := e.App.NewFilesystem()
	if err != nil {
		return err
	}
	defer fsys.Close()
	e.Response.Header().Set("Cache-Control", "private, max-age=3600")
	return fsys.Serve(e.Response, e.Request, r.BaseFilesPath()+"/"+name, name)
}

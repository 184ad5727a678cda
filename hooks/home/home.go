// Package home is what a phone needs to know to show the first page: who the
// office is, where the poster hangs, and whether an answer waits.
package home

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/watches"
	"hongguan/rules/words"
)

// Titles are the first titles of the bulletin for a resident, or for somebody
// unknown who scanned a poster: each has an id, a title and the word of its kind.
type Titles[T any] func(app core.App, resident *core.Record, poster string, most int) ([]T, error)

const titles = 2 // of the bulletin on the home page

// Bind opens GET /api/home, the one call of the poster's page. A scan is
// counted where the page itself is opened, not here: the page asks again when
// somebody comes back to it.
func Bind[T any](app core.App, bulletin Titles[T]) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/home", func(e *core.RequestEvent) error {
			news, err := bulletin(e.App, e.Auth, e.Request.URL.Query().Get("poster"), titles)
			if err != nil {
				e.App.Logger().Error("home: bulletin", "error", err) // the page opens without it
				news = []T{}
			}
			return show(e, news)
		}).Bind(apis.SkipSuccessActivityLog())
		return e.Next()
	})
}

func show(e *core.RequestEvent, bulletin any) error {
	place, state := of(e.App, e.Request.URL.Query().Get("poster"))
	month, err := thisMonth(e.App)
	if err != nil {
		e.App.Logger().Error("home: month", "error", err) // the page opens without the numbers
	}
	answer := map[string]any{
		"community": office(e.App), "place": place, "poster_state": state,
		"me": nil, "answers": []waiting{}, "latest": nil,
		"month": month, "bulletin": bulletin, "emergency": watches.Numbers(e.App, "", places.Place{}), "duty": watches.Duty(e.App),
		"now": calendar.Now(e.App).UTC().Format(types.DefaultDateLayout), "words": map[string]any{"kinds": kinds()},
	}
	if access.Of(e).Kind == access.Resident {
		if err := mine(e.App, e.Auth, answer); err != nil {
			e.App.Logger().Error("home: resident", "error", err)
			return access.Answer(http.StatusInternalServerError, "您的诉求暂时读不出来，请稍后再试，急事请打电话")
		}
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, answer)
}

// kinds are the words of the five kinds, all that the first page needs of the
// label table.
func kinds() map[string]string {
	k := map[string]string{}
	for _, w := range words.Values["kind"] {
		k[w.Code] = w.Label
	}
	return k
}

package posters

import (
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
)

// launch is what hangs on the wall on the first day: one code for everybody in
// the hall, and how many have registered. Numbers only, never a name: the wall
// has many readers.
func launch(e *core.RequestEvent) error {
	c, link := settings.Of(e.App), prints.Base(e)+"/me.html"
	all, today, err := registered(e.App)
	if err != nil {
		return err
	}
	qr, err := prints.QR(link)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{
		"community": c.Name(), "brand": c.Brand(), "slogan": c.Slogan(), "phone": c.Phone(),
		"address": typed(link), "qr": qr, "trial": prints.Trial(link), "registered": all, "today": today,
	})
}

// registered counts people, not registrations: what staff found to be the same
// person is one.
func registered(app core.App) (all, today int, err error) {
	y, m, d := calendar.Now(app).In(workday.Zone).Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, workday.Zone).UTC().Format(types.DefaultDateLayout)
	err = app.DB().NewQuery("SELECT count(*), coalesce(sum([[consent_at]] >= {:midnight}), 0) FROM {{residents}} WHERE [[active]] = TRUE AND [[linked_to]] = ''").
		Bind(dbx.Params{"midnight": midnight}).Row(&all, &today)
	if err != nil {
		return 0, 0, fmt.Errorf("count residents: %w", err)
	}
	return all, today, nil
}

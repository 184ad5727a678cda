package posters

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// sheet prints the posters of a list of codes, one page each.
func sheet(e *core.RequestEvent, id string) (string, error) {
	if err := mustBeCommunity(e); err != nil {
		return "", err
	}
	variant := templates.Colour
	if e.Request.URL.Query().Get("variant") == templates.Ink {
		variant = templates.Ink
	}
	var views []templates.PosterView
	for code := range strings.SplitSeq(id, ",") {
		if strings.TrimSpace(code) == "" {
			continue
		}
		r, ok := ByCode(e.App, code)
		if !ok {
			return "", access.Answer(404, "没有楼道码是 "+code+" 的海报")
		}
		if r.GetString("state") != Active {
			return "", access.Refuse("海报 " + r.GetString("code") + " 已经停用，请不要再打印")
		}
		v, err := view(e, r)
		if err != nil {
			return "", err
		}
		v.Variant = variant
		views = append(views, v)
	}
	switch {
	case len(views) == 0:
		return "", access.Refuse("请先选择要打印的海报")
	case len(views) > most:
		return "", access.Refuse(fmt.Sprintf("一次最多打印%d张海报", most))
	}
	return templates.Posters(views)
}

// view is a poster in print. Nobody's name is on it.
func view(e *core.RequestEvent, poster *core.Record) (templates.PosterView, error) {
	office, place := settings.Of(e.App), places.OfPoster(e.App, poster)
	link := Link(e, poster.GetString("code"))
	qr, err := prints.QR(link)
	if err != nil {
		return templates.PosterView{}, err
	}
	v := templates.PosterView{
		Brand: office.Brand(), Slogan: office.Slogan(), PartyOrg: office.GetString("party_org"), Place: place.Label,
		QR: qr, Address: typed(link), Code: poster.GetString("code"), Phone: office.Phone(), Hours: office.GetString("phone_hours"),
		Repair: place.PropertyPhone, Trial: prints.Trial(link),
	}
	if v.PartyOrg == "" {
		v.PartyOrg = office.Name()
	}
	if office.GetBool("sleeps_at_night") {
		v.OnlineHours = office.GetString("online_hours")
	}
	return v, nil
}

package home

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/places"
	"hongguan/hooks/settings"
)

// office is what every page says about the community.
func office(app core.App) map[string]any {
	c := settings.Of(app)
	return map[string]any{
		"name": c.Name(), "brand": c.Brand(), "slogan": c.Slogan(), "party_org": c.GetString("party_org"),
		"phone": c.Phone(), "phone_hours": c.GetString("phone_hours"), "address": c.GetString("address"),
		"contact_name": c.GetString("contact_name"), "filing_no": c.GetString("filing_no"),
		"consent_version": c.ConsentVersion(), "consent_text": c.ConsentText(),
		"online_hours": c.GetString("online_hours"), "sleeps_at_night": c.GetBool("sleeps_at_night"),
	}
}

// where is a poster's place as the page shows it.
type where struct {
	Poster        string `json:"poster"`
	Scope         string `json:"scope"`
	Label         string `json:"label"`
	Estate        string `json:"estate"`
	EstateName    string `json:"estate_name"`
	Building      string `json:"building"`
	BuildingName  string `json:"building_name"`
	Unit          string `json:"unit"`
	UnitName      string `json:"unit_name"`
	Room          string `json:"room"`
	PropertyName  string `json:"property_name"`
	PropertyPhone string `json:"property_phone"`
}

// of finds a poster's place. A revoked poster tells none: it was taken down
// because it hung in the wrong place, or its code was copied.
func of(app core.App, code string) (place *where, state string) {
	if code == "" {
		return nil, ""
	}
	poster, ok := places.ByCode(app, code)
	if !ok {
		return nil, "unknown"
	}
	if poster.GetString("state") != "active" {
		return nil, "revoked"
	}
	p := places.OfPoster(app, poster)
	return &where{
		Poster: poster.GetString("code"), Scope: p.Scope, Label: p.Label, Estate: p.Estate, EstateName: p.EstateName,
		Building: p.Building, BuildingName: p.BuildingName, Unit: p.Unit, UnitName: p.UnitName, Room: p.Room,
		PropertyName: p.PropertyName, PropertyPhone: p.PropertyPhone,
	}, "active"
}

// number is one line of the list of emergency numbers.
type number struct {
	Name string `json:"name"`
	Tel  string `json:"tel"`
}

// emergency is the numbers that are the same everywhere in China, and the gas
// company's, which is not: it is the organisation with the function 燃气.
func emergency(app core.App) []number {
	list := []number{{"报警", "110"}, {"火警", "119"}, {"急救", "120"}, {"交通事故", "122"}}
	var gas []struct {
		Phone string `db:"contact_phone"`
	}
	err := app.DB().Select("contact_phone").From("orgs").
		Where(dbx.NewExp("[[active]] = 1 AND [[contact_phone]] <> '' AND [[department]] LIKE '%燃气%'")).
		OrderBy("created").Limit(1).All(&gas)
	if err != nil {
		app.Logger().Error("home: gas company", "error", err)
	}
	for _, g := range gas {
		list = append(list, number{"燃气抢修", g.Phone})
	}
	return append(list, number{"反诈", "96110"}, number{"心理援助", "12356"})
}

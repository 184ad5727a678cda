package home

import (
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

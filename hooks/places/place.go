package places

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Place is where something is: ids, and the words people use for it.
type Place struct {
	Estate, Building, Unit, Room, Poster  string // ids, but the room is as typed
	Scope                                 string // of the poster: estate, building, unit, square, door
	EstateName, BuildingName, UnitName    string
	Label                                 string // 湖畔花园一期 5幢 2单元, or what a square's poster says; never a room
	Property, PropertyName, PropertyPhone string // the estate's property company; empty if none
}

// Asked is what a page knows about the place: a poster's code, or what was picked.
type Asked struct{ Poster, Estate, Building, Unit string }

// From resolves a page's place. What was picked by hand outranks the poster;
// nothing at all is no error: the office can ask back.
func From(app core.App, a Asked) (Place, error) {
	if a.Building != "" {
		p, err := Find(app, a.Building, a.Unit)
		if err == nil && a.Poster != "" {
			if poster, ok := ByCode(app, a.Poster); ok {
				p.Poster = poster.Id
			}
		}
		return p, err
	}
	if a.Estate != "" {
		if _, err := app.FindRecordById("estates", a.Estate); err != nil {
			return Place{}, access.RefuseFields(access.Field{Name: "estate", Code: "estate_unknown", Sentence: "没有找到这个小区，请重新选择"})
		}
		return named(app, a.Estate, "", ""), nil
	}
	if a.Poster == "" {
		return Place{}, nil
	}
	poster, ok := ByCode(app, a.Poster)
	if !ok {
		return Place{}, nil
	}
	return OfPoster(app, poster), nil
}

// ByCode finds a poster by its printed code, however it was typed.
func ByCode(app core.App, code string) (*core.Record, bool) {
	code = strings.ToUpper(strings.Join(strings.Fields(code), ""))
	r, err := app.FindFirstRecordByFilter("posters", "code = {:c}", dbx.Params{"c": code})
	return r, err == nil
}

// OfPoster is the place a poster hangs at.
func OfPoster(app core.App, poster *core.Record) Place {
	p := named(app, poster.GetString("estate"), poster.GetString("building"), poster.GetString("unit"))
	p.Poster, p.Scope, p.Room = poster.Id, poster.GetString("scope"), poster.GetString("room")
	if l := poster.GetString("place_label"); l != "" {
		p.Label = l
	}
	return p
}

// Find resolves a picked building and unit; the unit may be an id or a name.
func Find(app core.App, building, unit string) (Place, error) {
	b, err := app.FindRecordById("buildings", building)
	if err != nil {
		return Place{}, access.RefuseFields(access.Field{Name: "building", Code: "building_unknown", Sentence: "没有找到这栋楼，请重新选择"})
	}
	p := Place{Estate: b.GetString("estate"), Building: b.Id, BuildingName: b.GetString("name")}
	if unit != "" {
		u, err := app.FindFirstRecordByFilter("units", "building = {:b} && (id = {:u} || name = {:u})", dbx.Params{"b": b.Id, "u": unit})
		if err != nil {
			return Place{}, access.RefuseFields(access.Field{Name: "unit", Code: "unit_unknown", Sentence: "这栋楼没有这个单元，请重新选择"})
		}
		p.Unit, p.UnitName = u.Id, u.GetString("name")
	}
	return inEstate(app, p), nil
}

func named(app core.App, estate, building, unit string) Place {
	p := Place{Estate: estate, Building: building, Unit: unit}
	p.UnitName = NameOf(app, "units", unit)
	p.BuildingName = NameOf(app, "buildings", building)
	return inEstate(app, p)
}

// inEstate completes a place with its estate and what it is called as a whole.
func inEstate(app core.App, p Place) Place {
	if e, err := app.FindRecordById("estates", p.Estate); err == nil {
		p.EstateName = e.GetString("name")
		if o, err := app.FindRecordById("orgs", e.GetString("property")); err == nil {
			p.Property, p.PropertyName, p.PropertyPhone = o.Id, o.GetString("name"), o.GetString("phone")
		}
	}
	p.Label = strings.Join(strings.Fields(p.EstateName+" "+p.BuildingName+" "+p.UnitName), " ")
	return p
}

// NameOf is the name of a row of estates, buildings, units, orgs or matters;
// empty when it is gone.
func NameOf(app core.App, table, id string) string {
	if id == "" {
		return ""
	}
	r, err := app.FindRecordById(table, id)
	if err != nil {
		return ""
	}
	return r.GetString("name")
}

package people

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
	"hongguan/rules/service"
)

// Doors are where somebody lives by each of her registrations: the one she made
// on a second telephone may lack the room that the first one names.
func Doors(app core.App, id string) []service.Door {
	rows, _, err := registrations(app, id)
	if id == "" || err != nil {
		return nil
	}
	list := make([]service.Door, len(rows))
	for i, r := range rows {
		list[i] = doorOf(r)
	}
	return list
}

func doorOf(r *core.Record) service.Door {
	return service.Door{Person: Root(r), Phone: r.GetString("phone"), Estate: r.GetString("estate"), Building: r.GetString("building"), Unit: r.GetString("unit"), Room: r.GetString("room")}
}

// Near tells how near somebody of the staff stands to a resident: she is that
// resident, known by her number however it was typed, or lives behind one door
// with her. Of staff without a number, and of the secretary, nothing is known.
func Near(app core.App, who access.Actor, resident string) (self, family bool) {
	if who.Kind != access.Staff {
		return false, false
	}
	staff, err := app.FindRecordById("staff", who.ID)
	if err != nil {
		return false, false
	}
	phone, _, err := realname.Phone(staff.GetString("phone"))
	if err != nil {
		return false, false
	}
	theirs := Doors(app, resident)
	own, err := byPhone(app, phone)
	if err != nil {
		return false, false
	}
	for _, d := range theirs {
		self = self || service.Self(service.Door{Phone: phone}, d)
		for _, r := range own {
			family = family || service.Household(doorOf(r), d)
		}
	}
	return self, family && !self
}

// Staffed reports whether a resident is paid by the office: somebody on duty has
// her number.
func Staffed(app core.App, resident *core.Record) bool {
	phone := resident.GetString("phone")
	if phone == "" {
		return false
	}
	rows, err := app.FindAllRecords("staff", dbx.HashExp{"active": true}, dbx.NewExp("phone != ''"))
	if err != nil {
		return false
	}
	for _, r := range rows {
		if p, _, err := realname.Phone(r.GetString("phone")); err == nil && p == phone {
			return true
		}
	}
	return false
}

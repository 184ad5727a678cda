package people

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
	"hongguan/rules/service"
)

// Doors are where somebody lives by each of her registrations: the one she made
// on a second telephone may lack the room that the first one names. Of nobody,
// and of whoever was erased, there are none.
func Doors(app core.App, id string) []service.Door {
	if id == "" {
		return nil
	}
	rows, _, err := registrations(app, id)
	if err != nil {
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

// Apart refuses a member of staff who would handle what is a resident's when she
// is that resident, known by her number however it was typed, with the sentence
// self; and with the sentence family when both live behind one door. Of staff
// without a number, and of the secretary, nothing is known.
func Apart(app core.App, who access.Actor, resident, self, family string) error {
	if who.Kind != access.Staff {
		return nil
	}
	staff, err := app.FindRecordById("staff", who.ID)
	if err != nil {
		return fmt.Errorf("whose telephone: %w", err)
	}
	phone, _, err := realname.Phone(staff.GetString("phone"))
	if err != nil {
		return nil
	}
	own, err := byPhone(app, phone)
	if err != nil {
		return fmt.Errorf("registrations of staff: %w", err)
	}
	kin := false
	for _, d := range Doors(app, resident) {
		if service.Self(service.Door{Phone: phone}, d) {
			return access.Refuse(self)
		}
		kin = kin || slices.ContainsFunc(own, func(r *core.Record) bool { return service.Household(doorOf(r), d) })
	}
	if kin {
		return access.Refuse(family)
	}
	return nil
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

package places

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// EstateProperty is who repairs what is broken in an estate, with the number
// that hangs in its stairwells.
type EstateProperty struct{ Estate, Name, Phone string }

// Properties lists the estates that have a property company with a public
// number, in the order of the directory.
func Properties(app core.App) ([]EstateProperty, error) {
	d, err := Read(app)
	if err != nil {
		return nil, err
	}
	var list []EstateProperty
	for _, e := range d.Estates {
		estate, err := app.FindRecordById("estates", e.ID)
		if err != nil {
			return nil, fmt.Errorf("read estate %s: %w", e.Name, err)
		}
		org, err := app.FindRecordById("orgs", estate.GetString("property"))
		if err != nil || !org.GetBool("active") || org.GetString("phone") == "" {
			continue // self-managed, or nobody to call
		}
		list = append(list, EstateProperty{Estate: e.Name, Name: org.GetString("name"), Phone: org.GetString("phone")})
	}
	return list, nil
}

package departments

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/settings"
)

// orgDept is the organisation department, which sees every letter to a
// department in copy; nil while none is named.
func orgDept(app core.App) *core.Record {
	id := settings.Of(app).GetString("org_dept")
	if id == "" {
		return nil
	}
	org, err := app.FindRecordById("orgs", id)
	if err != nil {
		return nil
	}
	return org
}

func orgDeptMail(app core.App) []string {
	if org := orgDept(app); org != nil {
		return filled(org.GetString("email"))
	}
	return nil
}

func orgDeptName(app core.App) string {
	if org := orgDept(app); org != nil {
		return org.GetString("name")
	}
	return "组织部"
}

// street is how the street is addressed: 星湖街道（星湖社工委）.
func street(app core.App) string {
	c := settings.Of(app)
	name, social := c.GetString("street"), c.GetString("social_dept")
	switch {
	case name == "" && social == "":
		return "街道（社工委）"
	case name == "" || social == "":
		return name + social
	}
	return name + "（" + social + "）"
}

func filled(address string) []string {
	if strings.TrimSpace(address) == "" {
		return nil
	}
	return []string{address}
}

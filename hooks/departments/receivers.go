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

func filled(address string) []string {
	if strings.TrimSpace(address) == "" {
		return nil
	}
	return []string{address}
}

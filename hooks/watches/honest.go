package watches

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/places"
	"hongguan/rules/watch"
)

// What a resident in danger reads of the office. Nothing here says that help is
// coming, because nobody can know that.
const (
	Nobody   = "现在无人值守，请立即拨打 110/119/120"
	Somebody = "社区值班人员会看到您写的；但这不是救援，不代表有人赶来，请先拨打 110/119/120"
)

// Duty is one of the two. A roster that cannot be read is one with nobody on
// it: too little promised is better than too much.
func Duty(app core.App) string {
	s, err := Look(app)
	if err != nil {
		app.Logger().Error("duty roster", "error", err)
	}
	if len(s.On) == 0 {
		return Nobody
	}
	return Somebody
}

// Numbers lists the emergency numbers, those a danger calls for in front. The
// gas company is the organisation with the function 燃气.
func Numbers(app core.App, danger string, at places.Place) []watch.Number {
	local := watch.Local{Property: at.PropertyPhone}
	orgs, _, err := places.Routes(app, "")
	if err != nil {
		app.Logger().Error("emergency numbers", "error", err)
	}
	for _, o := range orgs {
		if info, ok := places.Org(app, o.ID); ok && o.Active && info.ContactPhone != "" && strings.Contains(o.Department, "燃气") {
			local.Gas = info.ContactPhone
			break
		}
	}
	return watch.Numbers(danger, local)
}

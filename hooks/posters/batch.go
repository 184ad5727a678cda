package posters

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
)

// most is how many posters one batch may hold: more than any community has
// stairwells, and still printable in one go.
const most = 1000

// batch makes the posters of whole buildings or estates. A place that has one
// keeps it, so the button may be pressed again after a building was added.
func batch(e *core.RequestEvent) error {
	var form struct {
		Scope     string   `json:"scope"`
		Buildings []string `json:"buildings"`
		Estates   []string `json:"estates"`
	}
	if err := e.BindBody(&form); err != nil {
		return access.Refuse("没有看懂这次提交，请刷新页面再试")
	}
	codes, created := []string{}, 0
	err := e.App.RunInTransaction(func(tx core.App) error {
		spots, err := spots(tx, form.Scope, form.Buildings, form.Estates)
		if err != nil {
			return err
		}
		for _, s := range spots {
			r, there := at(tx, s.scope, s.place)
			if !there {
				if r, err = New(tx, s.scope, s.place); err != nil {
					return err
				}
				created++
			}
			codes = append(codes, r.GetString("code"))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{
		"codes": codes, "created": created,
		"sentence": fmt.Sprintf("共%d张海报，新做%d张，其余沿用原来的码", len(codes), created),
	})
}

// spot is one wall a poster hangs on.
type spot struct {
	scope string
	place places.Place
}

// spots lists the walls of the chosen buildings and estates, in the order of
// the directory, so that the pile from the printer is in walking order.
func spots(app core.App, scope string, buildings, estates []string) ([]spot, error) {
	if !slices.Contains([]string{Unit, Building, Estate}, scope) {
		return nil, access.RefuseFields(access.Field{Name: "scope", Code: "unknown_scope", Sentence: "请选择按单元、按楼栋还是按小区制作海报"})
	}
	d, err := places.Read(app)
	if err != nil {
		return nil, err
	}
	var found []spot
	add := func(scope string, e *places.Estate, b *places.Building, u *places.Unit) {
		p := places.Place{Estate: e.ID, EstateName: e.Name}
		if b != nil {
			p.Building, p.BuildingName = b.ID, b.Name
		}
		if u != nil {
			p.Unit, p.UnitName = u.ID, u.Name
		}
		p.Label = places.Words(p.EstateName, p.BuildingName, p.UnitName)
		found = append(found, spot{scope, p})
	}
	for _, e := range d.Estates {
		whole := slices.Contains(estates, e.ID)
		if scope == Estate {
			if whole {
				add(Estate, e, nil, nil)
			}
			continue
		}
		for _, b := range e.Buildings {
			switch {
			case !whole && !slices.Contains(buildings, b.ID):
			case scope == Building || len(b.Units) == 0: // a house without units has one door
				add(Building, e, b, nil)
			default:
				for _, u := range b.Units {
					add(Unit, e, b, u)
				}
			}
		}
	}
	switch {
	case len(found) == 0:
		return nil, access.Refuse("请先选择要制作海报的楼栋或小区")
	case len(found) > most:
		return nil, access.Refuse(fmt.Sprintf("一次最多做%d张海报，这次有%d张，请分几次做", most, len(found)))
	}
	return found, nil
}

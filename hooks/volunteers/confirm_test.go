package volunteers_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestWhoConfirms: the one who was helped, or staff who asked her; never the
// volunteer himself, his family, or a stranger.
func TestWhoConfirms(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, zhang, chen := known(t, app, town, "李秀英", "13900000001"), known(t, app, town, "张志明", "13900000011"), app.Resident(town, "陈路", "13900000013")
	joins(t, app, town, zhang)
	req := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	app.Do(town.Clerk, req, "accept")
	o := order(t, app, town.Clerk, "request", req.Id)
	claim := serves(t, app, town, zhang, o, clock(9, 0), clock(10, 0))
	path := "/api/claims/" + claim + "/confirm"
	for name, c := range map[string]struct {
		who  *core.Record
		code int
	}{"guest": {nil, 401}, "another resident": {chen, 404}, "the volunteer": {zhang, 404}, "staff of another organisation": {town.Contact, 403}} {
		app.Chinese(name, app.Call(c.who, "POST", path, map[string]any{"how": "phone"}), c.code)
	}
	town.Clerk.Set("phone", "13900000011")
	apptest.Must(t, app.Save(town.Clerk))
	refused(t, app, town.Clerk, path, map[string]any{"how": "phone"}, "不能确认自己的服务")
	refused(t, app, town.Grid, path, nil, "请选怎样确认的")
	// He moved in with her since.
	zhang.Set("room", "301")
	li.Set("room", "301")
	apptest.Must(t, app.Save(zhang))
	apptest.Must(t, app.Save(li))
	refused(t, app, li, path, nil, "一家人")
	must(t, app, town.Grid, path, map[string]any{"how": "phone", "quality": "fair"})
	if r := records(t, app, zhang)[0]; r.GetString("quality") != "fair" || !strings.Contains(r.GetString("recorder"), "网格员") {
		t.Errorf("recorded %v", r)
	}
}

package places

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Bind gives every building and unit its key, refuses the same house under
// another name, and lists the places for the forms.
func Bind(app core.App) {
	app.OnRecordCreate("estates", "buildings", "units").BindFunc(settle)
	app.OnRecordUpdate("estates", "buildings", "units").BindFunc(settle)
	app.OnRecordCreate("orgs", "grids").BindFunc(check)
	app.OnRecordUpdate("orgs", "grids").BindFunc(check)
	app.OnRecordDelete("estates", "buildings", "units", "orgs", "grids").BindFunc(stay)
	bindOrgs(app)
	access.Keep(app, linkTable, "单位的总链接请用单位上的“总链接”按钮，不能手工修改")
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/places", list).Bind(apis.SkipSuccessActivityLog())
		e.Router.POST("/api/orgs/{id}/link", linkRoute(false))
		e.Router.POST("/api/orgs/{id}/link/renew", linkRoute(true))
		return e.Next()
	})
}

// Label names a place in words from its ids, leaving out what is unknown.
func Label(app core.App, estate, building, unit string) string {
	return Words(NameOf(app, "estates", estate), NameOf(app, "buildings", building), NameOf(app, "units", unit))
}

// Words joins the names of a place, leaving out the empty ones.
func Words(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

func list(e *core.RequestEvent) error {
	d, err := Read(e.App)
	if err != nil {
		e.App.Logger().Error("list places", "error", err)
		return access.Answer(http.StatusInternalServerError, "小区和楼栋暂时读不出来，请稍后再试")
	}
	return e.JSON(http.StatusOK, map[string]any{"estates": d.Estates})
}

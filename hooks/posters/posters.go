// Package posters makes the codes that hang in the stairwells: whoever scans
// one need not say where he is.
package posters

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/prints"
)

// Bind reserves the tables and opens the routes.
func Bind(app core.App) {
	access.Keep(app, "posters", "海报请用“生成海报”“停用”“换一张”办理，不能直接改：码一改，墙上贴着的就失效了", "note")
	access.Keep(app, "poster_scans", "扫码次数由程序记录，不能手工修改")
	bindScans(app)
	bindCorrections(app)
	prints.Add(app, "posters", prints.Sheet{Label: "海报", Render: sheet})
	prints.Add(app, "plates", prints.Sheet{Label: "门牌贴", Render: plates})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		g := e.Router.Group("/api/posters")
		g.GET("/{code}/qr.svg", image).Bind(apis.SkipSuccessActivityLog())
		g.GET("/launch", launch).BindFunc(communityOnly).Bind(apis.SkipSuccessActivityLog())
		g.POST("/batch", batch).BindFunc(communityOnly)
		g.POST("/doors", doors).BindFunc(communityOnly)
		g.POST("/{code}/revoke", revoke).BindFunc(communityOnly)
		g.POST("/{code}/replace", replace).BindFunc(communityOnly)
		return e.Next()
	})
}

// communityOnly lets the community's own people through: the grid worker who
// finds a torn poster replaces it on the spot.
func communityOnly(e *core.RequestEvent) error {
	if err := mustBeCommunity(e); err != nil {
		return err
	}
	return e.Next()
}

func mustBeCommunity(e *core.RequestEvent) error {
	switch who := access.Of(e); {
	case who.Kind == access.Guest:
		return access.Answer(http.StatusUnauthorized, "请先登录工作台")
	case !who.Community():
		return access.Answer(http.StatusForbidden, "海报由社区工作人员管理")
	}
	return nil
}

// asked is the poster of the address.
func asked(e *core.RequestEvent) (*core.Record, error) {
	r, ok := ByCode(e.App, e.Request.PathValue("code"))
	if !ok {
		return nil, access.Answer(http.StatusNotFound, "没有这张海报，请核对海报上的楼道码")
	}
	return r, nil
}

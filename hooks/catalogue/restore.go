package catalogue

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

// restoreRoute brings a matter back to one of its earlier versions. That is a
// change like any other: the history goes on, nothing in it is undone.
func restoreRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, "派单目录由社区书记在管理后台修改")
	}
	var f struct {
		Version string `json:"version"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("没有看懂要恢复成哪一版，请刷新页面再试")
	}
	matter, err := e.App.FindRecordById("matters", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(http.StatusNotFound, "没有找到这个事项")
	}
	version, err := e.App.FindRecordById("matter_history", f.Version)
	if err != nil || version.GetString("matter") != matter.Id {
		return access.Answer(http.StatusNotFound, "没有找到这一版，请刷新页面再试")
	}
	var full map[string]any
	if err := version.UnmarshalJSONField("snapshot", &full); err != nil || len(full) == 0 {
		return access.Refuse("这一版没有存下全部内容，不能恢复")
	}
	before := matter.Fresh()
	for _, field := range kept {
		if v, ok := full[field]; ok {
			matter.Set(field, v)
		}
	}
	if len(compare(before, matter)) == 0 {
		return access.Refuse("现在就是这一版的内容，不用恢复")
	}
	at := version.GetDateTime("at").Time().In(workday.Zone).Format("2006年1月2日 15:04")
	if err := Save(e.App, matter, Change{By: who, Action: "restore", Note: "恢复成 " + at + " 的内容"}); err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"id": matter.Id, "sentence": "“" + matter.GetString("name") + "”已恢复成 " + at + " 的内容", "now": calendar.Now(e.App).UTC()})
}

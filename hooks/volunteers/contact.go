package volunteers

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/audit"
)

// contactRoute opens the numbers of a volunteer, and of a child's guardian, to
// whoever of the office has to call; each look is logged.
func contactRoute(e *core.RequestEvent) error {
	who, err := organiser(e)
	if err != nil {
		return err
	}
	v, err := find(e.App, table, e.Request.PathValue("id"), "没有找到这位志愿者")
	if err != nil {
		return err
	}
	resident, err := find(e.App, "residents", v.GetString("resident"), "这位志愿者的居民登记已经删除")
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "查看志愿者电话", Collection: table, ID: v.Id}); err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"name": v.GetString("name"), "phone": resident.GetString("phone"), "guardian_name": v.GetString("guardian_name"), "guardian_phone": v.GetString("guardian_phone")})
}

package requests

import (
	"errors"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
)

// joinRoute counts a neighbour among those who have the same trouble. What she
// joins she knows only by the ticket she was shown with it.
func joinRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Resident {
		return access.Answer(http.StatusUnauthorized, "请先留下您的姓和电话，再点『我家也是』")
	}
	var f struct {
		Handle string `json:"handle"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	id, ok := access.OpenTicket(e.App, "join", f.Handle, calendar.Now(e.App))
	if !ok {
		return access.Refuse("这条提示放得太久了，请返回上一页，再看一眼")
	}
	req, err := e.App.FindRecordById("requests", id)
	if err != nil {
		return access.Refuse("这件事刚刚有了变化，请返回上一页，再看一眼")
	}
	if owns(who, req) {
		return access.Refuse("这件就是您自己反映的，我们正在办，不用再点")
	}
	mine := joined(e.App, e.Auth, req.Id)
	if mine == nil {
		if _, err := Apply(e.App, who, req.Id, "join", Input{}); err != nil {
			return sayEnded(err, req)
		}
		if mine = joined(e.App, e.Auth, req.Id); mine == nil {
			return errors.New("joined, but no request of the joiner's")
		}
	}
	next := "已和邻居反映的同一件事一并办理，有结果会告诉您，您可以单独评价。"
	if phone := settings.Of(e.App).Phone(); phone != "" {
		next += "急事请打社区电话 " + phone + "。"
	}
	return e.JSON(http.StatusOK, map[string]any{
		"id": mine.Id, "request_no": mine.GetString("request_no"), "query_code": QueryCode(e.App, mine.Id), "joined": true, "next": next,
	})
}

// joined finds the request by which somebody joined another one; nil if none.
// A second tap, or a first one whose answer got lost, finds it too.
func joined(app core.App, resident *core.Record, into string) *core.Record {
	r, err := app.FindFirstRecordByFilter("requests", "merged_into != '' && merged_into = {:into} && resident = {:me}",
		dbx.Params{"into": into, "me": people.Root(resident)})
	if err != nil {
		return nil
	}
	return r
}

// sayEnded explains to a neighbour why she came too late; the table of verbs
// speaks to whoever handles the request.
func sayEnded(err error, req *core.Record) error {
	status := lifecycle.Status(req.GetString("status"))
	var refused *router.ApiError
	if !errors.As(err, &refused) || status.Open() && status != lifecycle.Replied {
		return err
	}
	return access.Refuse("邻居反映的那件刚刚办完了。您家如果还是这样，请点『下一步』单独反映")
}

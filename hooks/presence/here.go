package presence

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
)

// here takes note that a member of staff or the secretary has a request open, and
// answers who else has, those who write first, and what somebody else did with it
// since the line of its timeline she has before her. Residents have no part in it.
func here(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Staff && who.Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, "这一项只给工作人员用")
	}
	var body struct {
		Writing bool   `json:"writing"`
		Left    bool   `json:"left"`
		Seen    string `json:"seen"`
	}
	if err := e.BindBody(&body); err != nil {
		return access.Refuse("提交的内容读不懂，请刷新页面再试")
	}
	guests, person := e.App.Store().Get(storeKey).(*room), who.Kind+"/"+who.ID
	if body.Left {
		// She may leave what she no longer sees: she sealed it, or it went to another organisation.
		guests.leave(e.Request.PathValue("id"), person)
		return e.JSON(http.StatusOK, map[string]any{"others": []guest{}, "news": ""})
	}
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	info, err := e.RequestInfo()
	if err != nil {
		return err
	}
	if may, err := e.App.CanAccessRecord(req, info, req.Collection().ViewRule); err != nil || !may {
		return access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	others := guests.enter(req.Id, person, guest{Name: name(who), Writing: body.Writing}, calendar.Now(e.App))
	slices.SortFunc(others, func(a, b guest) int {
		if a.Writing != b.Writing {
			return map[bool]int{true: -1, false: 1}[a.Writing]
		}
		return cmp.Compare(a.Name, b.Name)
	})
	answer := map[string]any{"others": others, "news": ""}
	if body.Seen != "" {
		newer, err := requests.Newer(e.App, req.Id, body.Seen, who)
		if err != nil {
			return err
		}
		if newer != nil {
			answer["news"] = requests.Told(newer, who)
		}
	}
	return e.JSON(http.StatusOK, answer)
}

// name is how colleagues know her.
func name(who access.Actor) string {
	if who.Kind == access.Superuser {
		return who.Label
	}
	return who.Name
}

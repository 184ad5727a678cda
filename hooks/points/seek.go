package points

import (
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/realname"
)

// seeks is how many numbers one of the staff may look up: a busy counter, not a
// directory.
var seeks = access.Limit{Times: 40, Within: 15 * time.Minute}

// seekRoute finds whoever stands at the counter by the whole number she says.
func seekRoute(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	var f struct {
		Phone string `json:"phone"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	phone, _, err := realname.Phone(f.Phone)
	if err != nil {
		return access.RefuseFields(access.Field{Name: "phone", Code: "phone_form", Sentence: err.Error()})
	}
	if !access.Take(e.App, "points of "+who.ID, seeks) {
		return access.Answer(http.StatusTooManyRequests, "查得太快了，请 15 分钟后再查")
	}
	rows, err := e.App.FindAllRecords("residents", dbx.HashExp{"phone": phone, "active": true, "linked_to": ""})
	if err != nil {
		return err
	}
	found := []map[string]any{}
	for _, r := range rows {
		s, err := StandingOf(e.App, r.Id)
		if err != nil {
			return err
		}
		name, masked := people.Masked(r)
		found = append(found, map[string]any{"id": r.Id, "name": name, "phone_masked": masked, "verified": r.GetString("real_name") == "confirmed", "standing": s})
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"items": found})
}

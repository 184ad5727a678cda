package reminders

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// demandDays is how long an organisation gets to answer a 《督办单》, in working
// days: longer than that is no urging.
const demandDays = 2

// sheet prints the 《督办单》, the paper twin of urging, for an organisation that
// takes stamped paper. The id is the request's.
func sheet(e *core.RequestEvent, id string) (string, error) {
	if !access.Of(e).Community() {
		return "", access.Answer(http.StatusForbidden, "督办单由社区工作人员打印")
	}
	view, err := supervision(e.App, id)
	if err != nil {
		return "", err
	}
	return templates.Supervision(view)
}

// supervision fills the paper from the request as it stands. Its number is that of
// the last urging: printed twice it is the same paper, and one that was never
// urged leaves the number to be written by hand.
func supervision(app core.App, id string) (templates.SupervisionView, error) {
	var v templates.SupervisionView
	req, err := app.FindRecordById("requests", id)
	if err != nil || requests.Shell(req) {
		return v, access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	a, err := requests.Current(app, req.Id)
	if err != nil {
		return v, err
	}
	if s := req.GetString("status"); a == nil || s != "dispatched" && s != "in_progress" {
		return v, access.Refuse("这件诉求现在没有单位在承办，不用督办")
	}
	notice := requests.Notice(app, req, a, "")
	now := calendar.Now(app)
	v = templates.SupervisionView{
		Prefix: strings.TrimSuffix(notice.Community, "社区"), Community: notice.Community, Office: notice.Office, Org: notice.Org,
		RequestNo: notice.RequestNo, Matter: requests.Topic(app, req), Place: requests.Private(app, req)(req.GetString("place_label")),
		SentAt: a.GetDateTime("at").Time(), SignedAt: a.GetDateTime("signed_at").Time(), Due: notice.Due,
		ReplyBy: calendar.Workdays(app).AddDays(now, demandDays), ContactName: notice.ContactName, ContactPhone: notice.ContactPhone, SentDay: now,
	}
	if v.ContactName == "" {
		v.ContactName = "社区值班人员"
	}
	if now.After(v.Due) && !v.Due.IsZero() {
		v.LateDays = max(calendar.Workdays(app).Between(v.Due, now), 0)
	}
	if o, ok := places.Org(app, a.GetString("org")); ok {
		v.Org = o.Name
	}
	if v.Org == v.Office {
		return v, access.Refuse("这件诉求由" + v.Office + "自己承办，不用督办单")
	}
	events, err := requests.Events(app, req.Id)
	if err != nil {
		return v, err
	}
	for _, ev := range events {
		if ev.GetString("verb") != "urge" || ev.GetDateTime("at").Time().Before(v.SentAt) {
			continue
		}
		v.Urged++
		var data struct {
			No string `json:"supervision_no"`
		}
		if ev.UnmarshalJSONField("data", &data) == nil && data.No != "" {
			v.No = data.No
		}
	}
	if settings.Of(app).PublicURL() != "" {
		v.QR, err = prints.QR(requests.Link(app, a.Id))
	}
	return v, err
}

package overview

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/rules/deadline"
)

// most is how many lines of the due table are of use at one glance.
const most = 15

type due struct {
	ID        string `json:"id"`
	No        string `json:"request_no"`
	Summary   string `json:"summary"`
	Place     string `json:"place_label"`
	Handler   string `json:"handler_name"`
	DueAt     string `json:"due_at"`
	Lamp      string `json:"lamp"`
	LampLabel string `json:"lamp_label"`
}

// dueSoon lists what is overdue and what falls due within a working day, the
// worst first.
func dueSoon(app core.App) (any, error) {
	var rows []*core.Record
	err := app.RecordQuery("requests").
		AndWhere(dbx.In("status", "pending", "accepted", "dispatched", "in_progress", "in_review")).
		AndWhere(dbx.NewExp("due_at > ''")).
		OrderBy("due_at").Limit(most).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read what falls due: %w", err)
	}
	list, now := []due{}, calendar.Now(app)
	for _, r := range rows {
		lamp, label := requests.Lamp(app, r, now)
		if lamp != string(deadline.Red) && lamp != string(deadline.Yellow) {
			break
		}
		handler, _ := places.Org(app, r.GetString("handler_org"))
		list = append(list, due{
			ID: r.Id, No: r.GetString("request_no"), Summary: r.GetString("summary"), Place: r.GetString("place_label"),
			Handler: handler.Name, DueAt: r.GetDateTime("due_at").String(), Lamp: lamp, LampLabel: label,
		})
	}
	return list, nil
}

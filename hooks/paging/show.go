package paging

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/hooks/watches"
	"hongguan/hooks/workbench"
)

func onWatch(app core.App) (any, error) { return watches.Look(app) }

// ready says on the workbench what would go wrong at night.
func ready(app core.App) workbench.Line {
	state, err := watches.Look(app)
	if err != nil {
		app.Logger().Error("workbench: roster", "error", err)
		return workbench.Line{Label: "值班", State: workbench.Bad, Sentence: "值班表读不出来，请重启程序"}
	}
	up, err := leads(app)
	if err != nil {
		app.Logger().Error("workbench: leads", "error", err)
	}
	robot := settings.Of(app).GetString("robot_url") != ""
	switch {
	case state.Empty:
		return workbench.Line{Label: "值班", State: workbench.Warn, Sentence: "还没有排值班表，请到“值班表”里排上；没有人值班时，紧急通知发给负责人和书记"}
	case len(state.On) == 0 && state.Next == nil:
		return workbench.Line{Label: "值班", State: workbench.Warn, Sentence: state.Sentence}
	case !mailboxes(state.On) && !reachable(up) && !robot:
		return workbench.Line{Label: "值班", State: workbench.Bad, Sentence: "有人报险时通知不到人：请在“值班表”里填邮箱，或在“社区资料”里填群机器人地址"}
	}
	return workbench.Line{Label: "值班", State: workbench.OK, Sentence: state.Sentence}
}

func mailboxes(on []watches.Person) bool {
	for _, p := range on {
		if p.Email != "" {
			return true
		}
	}
	return false
}

// most is how many emergencies the banner lists; more is a disaster, not a list.
const most = 10

// alarm is one emergency as the banner shows it.
type alarm struct {
	ID         string `json:"id"`
	No         string `json:"request_no"`
	Danger     string `json:"danger_label"`
	Summary    string `json:"summary"`
	Place      string `json:"place_label"`
	ReceivedAt string `json:"received_at"`
	CalledAt   string `json:"called_at"`
	CalledBy   string `json:"called_by"`
	Lamp       string `json:"lamp"`
	LampLabel  string `json:"lamp_label"`
	Shielded   bool   `json:"shielded"`
}

// emergencies lists what nobody has handled yet, the oldest first.
func emergencies(app core.App) (any, error) {
	var rows []*core.Record
	err := app.RecordQuery("requests").AndWhere(dbx.HashExp{"lane": "emergency", "handled_at": ""}).
		AndWhere(dbx.In("status", "pending", "accepted", "need_info", "dispatched", "in_progress", "in_review", "suspended")).
		OrderBy("received_at").Limit(most).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read emergencies: %w", err)
	}
	list := []alarm{}
	for _, r := range rows {
		if err := requests.Enrich(app, r, access.Program()); err != nil {
			return nil, fmt.Errorf("enrich %s: %w", r.Id, err)
		}
		list = append(list, alarm{
			ID: r.Id, No: r.GetString("request_no"), Danger: requests.Danger(r), Summary: r.GetString("summary"), Place: r.GetString("place_label"),
			ReceivedAt: r.GetString("received_at"), CalledAt: r.GetString("called_at"), CalledBy: r.GetString("called_by"),
			Lamp: r.GetString("lamp"), LampLabel: r.GetString("lamp_label"), Shielded: requests.Shielded(r),
		})
	}
	return list, nil
}

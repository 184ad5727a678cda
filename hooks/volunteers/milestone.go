package volunteers

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/points"
	"hongguan/rules/watch"
)

// bindMilestones thanks those who worked on a step of a joint project when it is
// done, and takes the thanks back when it turns out that it was not.
func bindMilestones(app core.App) {
	for table, fields := range map[string][]string{"projects": {"from_day", "until_day"}, "milestones": {"due_day", "done_day"}} {
		app.OnRecordValidate(table).BindFunc(func(e *core.RecordEvent) error {
			for _, f := range fields {
				if _, err := watch.ParseDate(e.Record.GetString(f)); err != nil {
					return access.RefuseFields(access.Field{Name: f, Code: "day_wrong", Sentence: err.Error()})
				}
			}
			return e.Next()
		})
	}
	app.OnRecordUpdate("milestones").BindFunc(func(e *core.RecordEvent) error {
		was, is := e.Record.Original().GetString("done_day"), e.Record.GetString("done_day")
		if err := e.Next(); err != nil || (was == "") == (is == "") {
			return err
		}
		if is == "" {
			return points.ReverseOf(e.App, access.Program(), "milestones", e.Record.Id, "", "项目步骤“"+e.Record.GetString("title")+"”还没有做到")
		}
		people, err := workedOn(e.App, e.Record.Id)
		if err != nil {
			return err
		}
		for _, id := range people {
			if err := reached(e.App, e.Record, id, is); err != nil {
				return err
			}
		}
		return nil
	})
	app.OnRecordUpdateRequest("milestones").BindFunc(func(e *core.RecordRequestEvent) error {
		if e.Record.GetString("done_day") == e.Record.Original().GetString("done_day") {
			return e.Next()
		}
		who := access.Of(e.RequestEvent)
		people, err := workedOn(e.App, e.Record.Id)
		if err != nil {
			return err
		}
		for _, id := range people {
			if err := near(e.App, who, id, "这一步您自己参加了，做到没有请同事来写"); err != nil {
				return err
			}
		}
		return e.Next()
	})
}

// workedOn are the residents with a valid record of service for a step.
func workedOn(app core.App, milestone string) ([]string, error) {
	var ids []string
	err := app.DB().NewQuery(`SELECT DISTINCT [[r.resident]] FROM {{service_records}} {{r}} JOIN {{claims}} {{c}} ON [[c.id]] = [[r.claim]] JOIN {{orders}} {{o}} ON [[o.id]] = [[c.order]]
		WHERE [[o.milestone]] = {:m} AND [[r.state]] = 'valid' AND [[r.resident]] != '' ORDER BY 1`).Bind(dbx.Params{"m": milestone}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("who worked on a milestone: %w", err)
	}
	return ids, nil
}

// unearned takes the thanks for a step back from somebody whose only service for
// it counts no more.
func unearned(tx core.App, who access.Actor, r *core.Record) error {
	c, err := tx.FindRecordById(claimsTable, r.GetString("claim"))
	if err != nil {
		return nil
	}
	o, err := tx.FindRecordById(ordersTable, c.GetString("order"))
	if err != nil || o.GetString("milestone") == "" {
		return nil
	}
	people, err := workedOn(tx, o.GetString("milestone"))
	if err != nil || slices.Contains(people, r.GetString("resident")) {
		return err
	}
	return points.ReverseOf(tx, who, "milestones", o.GetString("milestone"), r.GetString("resident"), r.GetString("reason"))
}

// reached thanks one who worked on a step for the day it was done. Done again on
// another day it counts again.
func reached(tx core.App, milestone *core.Record, resident, day string) error {
	key := "milestone:" + milestone.Id + ":" + day + ":" + resident
	now := calendar.Now(tx)
	_, err := points.Award(tx, access.Program(), points.Service{Account: resident, Key: key, Trigger: points.ForMilestone, Start: now, End: now, Confirmed: true,
		Source: "milestones", SourceID: milestone.Id, Sentence: "共建项目做到了“" + milestone.GetString("title") + "”"})
	return err
}

package volunteers

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
	"hongguan/hooks/settings"
	"hongguan/rules/service"
)

// award thanks for a record of service with what the community's rules give for
// it, in the transaction of the record. Hours that somebody is paid for bring
// nothing; they are refused before they come here, and once more for safety.
func award(tx core.App, who access.Actor, r *core.Record, old string) error {
	resident, err := tx.FindRecordById("residents", r.GetString("resident"))
	if err != nil {
		return nil // whoever served had her data erased meanwhile
	}
	s := serviceOf(r)
	if old != "" {
		s.Instead = "service:" + old
	}
	if people.Staffed(tx, resident) && service.AtWork(service.Span{From: s.Start, Until: s.End}, calendar.Workdays(tx), settings.Of(tx).Hours()) {
		return nil
	}
	if _, err := points.Award(tx, who, s); err != nil {
		return fmt.Errorf("award service: %w", err)
	}
	return nil
}

// takeBack takes the thanks for a record back that counts no more.
func takeBack(tx core.App, who access.Actor, r *core.Record, reason string) error {
	return points.Reverse(tx, who, "service:"+r.Id, reason)
}

// serviceOf is a record as the points' rules see it.
func serviceOf(r *core.Record) points.Service {
	return points.Service{
		Account: r.GetString("resident"), Key: "service:" + r.Id, Trigger: points.ForService, Start: r.GetDateTime("started_at").Time(), End: r.GetDateTime("ended_at").Time(),
		Minutes: r.GetInt("minutes"), Confirmed: true, Source: recordsTable, SourceID: r.Id, Sentence: r.GetString("activity") + "，" + service.Hours(r.GetInt("minutes")),
	}
}

// served lists what a new rule is tried out on: every valid record since a moment.
func served(app core.App, since time.Time) ([]points.Service, error) {
	var rows []*core.Record
	err := app.RecordQuery(recordsTable).AndWhere(dbx.HashExp{"state": "valid"}).
		AndWhere(dbx.NewExp("started_at >= {:t} AND resident != ''", dbx.Params{"t": since.UTC().Format("2006-01-02 15:04:05.000Z")})).OrderBy("started_at").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("services to try a rule on: %w", err)
	}
	list := make([]points.Service, len(rows))
	for i, r := range rows {
		list[i] = serviceOf(r)
	}
	return list, nil
}

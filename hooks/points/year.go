package points

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/rules/ledger"
	"hongguan/templates"
)

// yearly are the kinds of entry as the yearly account tells them. What two
// registrations of one person join, and what pays a debt, is nothing new.
var yearly = []struct{ kind, label string }{
	{ledger.Award, "服务得分"}, {ledger.Redeem, "兑换用去"}, {ledger.Refund, "取消兑换退回"}, {ledger.Expire, "到期没有用"}, {ledger.Reverse, "记错收回"}, {ledger.Adjust, "更正（加减相抵）"},
}

// Year sums up what happened between two moments, and what was left at the end.
func Year(app core.App, from, to time.Time) (sums []templates.PointsSum, standing int, err error) {
	var rows []struct {
		Kind    string `db:"kind"`
		Points  int    `db:"points"`
		Persons int    `db:"persons"`
	}
	at := dbx.Params{"from": from.UTC().Format(types.DefaultDateLayout), "to": to.UTC().Format(types.DefaultDateLayout)}
	err = app.DB().NewQuery(`SELECT [[kind]], SUM([[amount]] - [[owed]]) AS points, COUNT(DISTINCT [[account]]) AS persons FROM {{point_entries}}
		WHERE [[at]] >= {:from} AND [[at]] < {:to} AND [[amount]] - [[owed]] != 0 GROUP BY [[kind]]`).Bind(at).All(&rows)
	if err != nil {
		return nil, 0, fmt.Errorf("points of the year: %w", err)
	}
	for _, y := range yearly {
		sum := templates.PointsSum{Label: y.label}
		for _, r := range rows {
			if r.Kind == y.kind {
				sum.Points, sum.Persons = max(r.Points, -r.Points), r.Persons
				if y.kind == ledger.Adjust {
					sum.Points = r.Points
				}
			}
		}
		sums = append(sums, sum)
	}
	err = app.DB().NewQuery("SELECT COALESCE(SUM([[amount]]), 0) FROM {{point_entries}} WHERE [[at]] < {:to}").Bind(at).Row(&standing)
	return sums, standing, err
}

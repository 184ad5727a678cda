package rewards

import (
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/points"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/templates"
)

// stockSheet is the list for counting what lies on the shelf.
func stockSheet(e *core.RequestEvent, _ string) (string, error) {
	if _, err := office(e); err != nil {
		return "", err
	}
	c := settings.Of(e.App)
	view := templates.StockView{Community: c.Name(), Office: c.Name() + "居民委员会", At: calendar.Now(e.App)}
	var rows []*core.Record
	if err := e.App.RecordQuery(table).AndWhere(dbx.HashExp{"kind": "goods"}).OrderBy("active DESC", "name").All(&rows); err != nil {
		return "", fmt.Errorf("goods: %w", err)
	}
	for _, x := range rows {
		left, err := Left(e.App, x.Id)
		if err != nil {
			return "", err
		}
		n, err := held(e.App, x.Id)
		if err != nil {
			return "", err
		}
		if x.GetBool("active") || left+n > 0 {
			view.Rows = append(view.Rows, templates.StockRow{Name: x.GetString("name"), Source: x.GetString("source"), Left: left, Waiting: n})
		}
	}
	return templates.Stock(view)
}

// yearSheet is the account of a year that hangs on the wall.
func yearSheet(e *core.RequestEvent, id string) (string, error) {
	if _, err := office(e); err != nil {
		return "", err
	}
	now := calendar.Now(e.App)
	year, err := strconv.Atoi(id)
	if id == "now" {
		year, err = now.In(zone).Year(), nil
	}
	if err != nil || year < 2020 || year > now.In(zone).Year() {
		return "", access.Refuse("年份看不懂，请写成 2026 这样，不晚于今年")
	}
	from, to := yearStart(year), yearStart(year+1)
	c := settings.Of(e.App)
	view := templates.PointsYearView{Community: c.Name(), Office: c.Name() + "居民委员会", Phone: c.Phone(), Year: year, PrintedAt: now, Until: to.Add(-time.Second)}
	if now.Before(to) {
		view.Until = now
	}
	if view.Sums, view.Standing, err = points.Year(e.App, from, to); err != nil {
		return "", err
	}
	if view.Goods, err = goodsOf(e.App, from, to); err != nil {
		return "", err
	}
	return templates.PointsYear(view)
}

// goodsOf is every reward that moved in a time, priority first.
func goodsOf(app core.App, from, to time.Time) ([]templates.GoodsYear, error) {
	var rows []*core.Record
	if err := app.RecordQuery(table).OrderBy("kind DESC", "name").All(&rows); err != nil {
		return nil, fmt.Errorf("rewards: %w", err)
	}
	var list []templates.GoodsYear
	for _, x := range rows {
		at := dbx.Params{"r": x.Id, "from": from.UTC().Format(types.DefaultDateLayout), "to": to.UTC().Format(types.DefaultDateLayout)}
		g := templates.GoodsYear{Name: x.GetString("name"), Kind: words.Value("reward_kind", x.GetString("kind")), Source: x.GetString("source"), Worth: x.GetFloat("worth")}
		if x.GetString("budget_year") == strconv.Itoa(from.In(zone).Year()) {
			g.Budget = x.GetFloat("budget")
		}
		err := app.DB().NewQuery(`SELECT COALESCE(SUM(CASE WHEN [[kind]] = 'in' THEN [[amount]] END), 0), COALESCE(-SUM(CASE WHEN [[kind]] IN ('out', 'counted') THEN [[amount]] END), 0)
			FROM {{stock_moves}} WHERE [[reward]] = {:r} AND [[at]] >= {:from} AND [[at]] < {:to}`).Bind(at).Row(&g.In, &g.Lost)
		if err != nil {
			return nil, fmt.Errorf("moves of the year: %w", err)
		}
		// Whose data were erased counts as a piece, and as nobody.
		err = app.DB().NewQuery(`SELECT COUNT(*), COUNT(DISTINCT NULLIF([[resident]], '')) FROM {{redemptions}} WHERE [[reward]] = {:r} AND [[state]] = 'handed' AND [[ended_at]] >= {:from} AND [[ended_at]] < {:to}`).
			Bind(at).Row(&g.Handed, &g.Persons)
		if err != nil {
			return nil, fmt.Errorf("handed over in the year: %w", err)
		}
		// What was redeemed and not fetched by then lay on the shelf still.
		err = app.DB().NewQuery(`SELECT COALESCE((SELECT [[left]] FROM {{stock_moves}} WHERE [[reward]] = {:r} AND [[at]] < {:to} ORDER BY [[seq]] DESC LIMIT 1), 0)
			+ (SELECT COUNT(*) FROM {{redemptions}} WHERE [[reward]] = {:r} AND [[at]] < {:to} AND ([[ended_at]] = '' OR [[ended_at]] >= {:to}))`).Bind(at).Row(&g.Left)
		if err != nil {
			return nil, fmt.Errorf("stock at the end of the year: %w", err)
		}
		if x.GetBool("active") || g.In+g.Lost+g.Handed+g.Left > 0 {
			list = append(list, g)
		}
	}
	return list, nil
}

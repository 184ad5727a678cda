package visits

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/words"
	"hongguan/templates"
)

// forget goes with the request: what was sealed leaves no visit behind, of what
// was anonymised stays that somebody called.
func forget(tx core.App, req *core.Record, what requests.Extent) ([]string, error) {
	rows, err := tx.FindAllRecords(table, dbx.HashExp{"request": req.Id})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if what == requests.Whole {
			err = remove(tx, r)
		} else {
			err = blank(tx, r, calendar.Now(tx))
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// atATime is how many visits one run empties: nobody else can write meanwhile.
const atATime = 200

// Retain empties visits that became no request, after as many years as the
// office keeps requests. Those that did go with theirs.
func Retain(tx core.App, now time.Time) error {
	years := settings.Of(tx).GetInt("retention_years")
	if years <= 0 {
		return nil // an office that has not decided keeps everything
	}
	rows, err := tx.FindRecordsByFilter(table, "request = '' && erased_at = '' && at < {:t}", "at", atATime, 0,
		dbx.Params{"t": now.AddDate(-years, 0, 0).UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		return fmt.Errorf("visits past their retention: %w", err)
	}
	for _, r := range rows {
		if err := blank(tx, r, now); err != nil {
			return err
		}
	}
	return nil
}

// of are the visits to one person: those linked to her registrations, and those
// under her name and number from before she had one.
func of(app core.App, ids []any) ([]*core.Record, error) {
	var mine []*core.Record
	if err := app.RecordQuery("residents").AndWhere(dbx.In("id", ids...)).All(&mine); err != nil {
		return nil, err
	}
	var rows []*core.Record
	if err := app.RecordQuery(table).AndWhere(dbx.In("resident", ids...)).OrderBy("at").All(&rows); err != nil {
		return nil, fmt.Errorf("visits to a person: %w", err)
	}
	for _, r := range mine {
		if r.GetString("phone") == "" {
			continue
		}
		some, err := app.FindAllRecords(table, dbx.HashExp{"phone": r.GetString("phone"), "resident": ""})
		if err != nil {
			return nil, fmt.Errorf("visits to a number: %w", err)
		}
		for _, v := range some {
			if realname.SameName(v.GetString("person"), r.GetString("name")) {
				rows = append(rows, v)
			}
		}
	}
	return rows, nil
}

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	rows, err := of(app, ids)
	if n := len(rows); n > 0 {
		takes = []string{fmt.Sprintf("%d 次接访、走访记录里您的姓名、电话、室号、说的话和照片", n)}
	}
	return takes, nil, err
}

func erase(tx core.App, ids []any) ([]string, error) {
	rows, err := of(tx, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := blank(tx, r, calendar.Now(tx)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	rows, err := of(app, ids)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	c := templates.Chapter{Title: fmt.Sprintf("接访、走访记录（%d 次）", len(rows))}
	for _, r := range rows {
		e := templates.Entry{Title: templates.Moment(r.GetDateTime("at").Time()) + "　" + words.Value("visit_kind", r.GetString("kind"))}
		e.Fact("记录人", r.GetString("by_label"))
		e.Fact("地点", r.GetString("place_label"))
		e.Fact("室号", r.GetString("room"))
		e.Fact("姓名", r.GetString("person"))
		e.Fact("电话", r.GetString("phone"))
		e.Fact("说了什么", r.GetString("said"))
		if n := len(r.GetStringSlice("photos")); n > 0 {
			e.Fact("照片", fmt.Sprintf("%d 张，可以到社区看", n))
		}
		e.Fact("当场结果", words.Value("visit_outcome", r.GetString("outcome")))
		c.Entries = append(c.Entries, e)
	}
	return []templates.Chapter{c}, nil
}

package reports

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/schedule"
)

const collection = "weekly_reports"

// The states of a report. Draft is a row somebody wrote a remark into before
// the slot; held is made or not, but does not go out.
const (
	draft  = "draft"
	held   = "held"
	queued = "queued"
	sent   = "sent"
	manual = "manual"
)

// find returns the row of a week, nil when there is none.
func find(app core.App, week schedule.ISOWeek) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"week": week.String()}).Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return r, err
}

// open returns the row of a week, or a new draft that is not stored yet.
func open(app core.App, week schedule.ISOWeek) (*core.Record, error) {
	r, err := find(app, week)
	if err != nil || r != nil {
		return r, err
	}
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	slot, _, ok := slotOf(app, week)
	if !ok {
		return nil, access.Refuse("这一周没有工作日，诉求并入下一周的周报")
	}
	r = core.NewRecord(c)
	r.Load(map[string]any{"week": week.String(), "slot_at": slot, "state": draft})
	return r, nil
}

// frozen reports whether a week's report has been made.
func frozen(r *core.Record) bool { return r != nil && r.GetString("subject") != "" }

// newest is the report of the latest week that has been made; nil when there
// is none. Weeks sort as text.
func newest(app core.App, before string) (*core.Record, error) {
	q := app.RecordQuery(collection).AndWhere(dbx.NewExp("subject != ''"))
	if before != "" {
		q = q.AndWhere(dbx.NewExp("week < {:w}", dbx.Params{"w": before}))
	}
	r := &core.Record{}
	err := q.OrderBy("week DESC").Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return r, err
}

// save is the only write to the table.
func save(tx core.App, r *core.Record) error {
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("save weekly report %s: %w", r.GetString("week"), err)
	}
	return nil
}

// figures is what is kept of a report for counting on.
type figures struct {
	Total   int    `json:"total"`
	Complex int    `json:"complex"`
	New     int    `json:"new"`
	Seen    int    `json:"seen"` // requests there were when it was made
	Files   []file `json:"files"`
}

// file is a stored file with its proper name: PocketBase stores plain names only.
type file struct {
	Stored string `json:"stored"`
	Name   string `json:"name"`
}

func figuresOf(r *core.Record) figures {
	var f figures
	_ = r.UnmarshalJSONField("figures", &f) // an empty draft has none
	return f
}

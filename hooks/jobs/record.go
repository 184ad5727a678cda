package jobs

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
)

const collection = "job_runs"

// The states of a run. There is none for a run under way: it becomes visible
// when it is over.
const (
	done   = "done"
	failed = "failed"
)

// find returns the row of a slot, nil when there is none.
func find(app core.App, job, slot string) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"job": job, "slot": slot}).Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return r, err
}

// last is the latest slot of a job that is over and done with: run, or failed
// for good. Zero for a job that is new here.
func last(app core.App, job string) (time.Time, error) {
	var at string
	err := app.RecordQuery(collection).Select("coalesce(max(slot_at), '')").
		AndWhere(dbx.NewExp("job={:job} AND (state={:done} OR attempts>={:most})",
			dbx.Params{"job": job, "done": done, "most": mostAttempts})).
		Row(&at)
	if err != nil || at == "" {
		return time.Time{}, err
	}
	return time.Parse(types.DefaultDateLayout, at)
}

// runs lists the latest runs of a job, newest first.
func runs(app core.App, job string, n int64) ([]*core.Record, error) {
	var rows []*core.Record
	err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"job": job}).
		OrderBy("slot_at DESC", "started_at DESC").Limit(n).All(&rows)
	return rows, err
}

// later lists the runs of a job whose slot lies after t.
func later(app core.App, job string, t time.Time) ([]*core.Record, error) {
	var rows []*core.Record
	err := app.RecordQuery(collection).
		AndWhere(dbx.NewExp("job={:job} AND slot_at>{:t}",
			dbx.Params{"job": job, "t": t.UTC().Format(types.DefaultDateLayout)})).
		All(&rows)
	return rows, err
}

// row is the stored row of a slot, or a new one.
func row(app core.App, job, slot string, at time.Time) (*core.Record, error) {
	r, err := find(app, job, slot)
	if err != nil {
		return nil, fmt.Errorf("find slot %s %s: %w", job, slot, err)
	}
	if r == nil {
		c, err := app.FindCollectionByNameOrId(collection)
		if err != nil {
			return nil, err
		}
		r = core.NewRecord(c)
		r.Set("job", job)
		r.Set("slot", slot)
		r.Set("slot_at", at)
	}
	return r, nil
}

// mark stores a row that stands for no run: the day a job came to this office,
// or a person's word that the clock is right.
func mark(app core.App, job, slot string, at, now time.Time, note string) error {
	r, err := row(app, job, slot, at)
	if err != nil {
		return err
	}
	r.Load(map[string]any{"state": done, "slot_at": at, "started_at": now, "finished_at": now, "note": note})
	return save(app, r)
}

const (
	keptFor  = 400 * 24 * time.Hour // an inspection asks about last year
	keptRows = 60                   // of a weekly job more than a year, of an hourly one the last days
)

// prune takes out what nobody looks at any more: the oldest runs of a job that
// has enough younger ones. The latest slot stays, by it the job knows what it
// has done.
func prune(tx core.App, job string, now time.Time) error {
	_, err := tx.DB().NewQuery(`DELETE FROM {{job_runs}} WHERE [[job]] = {:job} AND [[slot_at]] < {:old} AND [[id]] NOT IN
		(SELECT [[id]] FROM {{job_runs}} WHERE [[job]] = {:job} ORDER BY [[slot_at]] DESC LIMIT {:kept})`).
		Bind(dbx.Params{"job": job, "old": now.Add(-keptFor).UTC().Format(types.DefaultDateLayout), "kept": keptRows}).Execute()
	if err != nil {
		return fmt.Errorf("prune runs of %s: %w", job, err)
	}
	return nil
}

// save is the only write to the table.
func save(app core.App, r *core.Record) error {
	if err := access.Own(app, r); err != nil {
		return fmt.Errorf("save slot %s %s: %w", r.GetString("job"), r.GetString("slot"), err)
	}
	return nil
}

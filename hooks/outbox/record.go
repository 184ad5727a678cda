package outbox

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
)

const collection = "outbox"

// The kinds of row.
const (
	kindMail    = "mail"
	kindWebhook = "webhook"
)

// The states of a row. A row that a person has to look at is in Human; nothing
// is ever dropped.
const (
	Queued    = "queued"
	Sending   = "sending"
	Sent      = "sent"
	Human     = "human"
	Cancelled = "cancelled"
)

// account marks PocketBase's own mails. Their text opens somebody's account,
// so it is blanked as soon as the mail is out.
const account = "account"

// enclosure says what a stored file was called: PocketBase stores files under
// plain names only, and a Chinese name must arrive as it was given.
type enclosure struct {
	File string `json:"file"`
	Name string `json:"name"`
	Type string `json:"type"`
	Size int    `json:"size"`
}

func enclosures(r *core.Record) []enclosure {
	var list []enclosure
	_ = r.UnmarshalJSONField("attachment_list", &list) // empty JSON is an empty list
	return list
}

func weight(r *core.Record) int {
	n := len(r.GetString("body_text")) + len(r.GetString("body_html"))
	for _, a := range enclosures(r) {
		n += a.Size
	}
	return n
}

func find(app core.App, id string) (*core.Record, error) {
	return app.FindRecordById(collection, id)
}

func findByKey(app core.App, key string) (*core.Record, error) {
	return app.FindFirstRecordByData(collection, "dedup_key", key)
}

// farAhead is later than any honest time of a next attempt or a lease; a row
// that names one was written while the clock was wrong, and is due.
const farAhead = 24 * time.Hour

// due returns the row whose sender died with it, or the one that is due and has
// been in the outbox longest; sql.ErrNoRows when there is none.
func due(app core.App, now time.Time, may allowed) (*core.Record, error) {
	for _, turn := range []struct{ state, at string }{{Sending, "lease_until"}, {Queued, "next_at"}} {
		r := &core.Record{}
		err := app.RecordQuery(collection).
			AndWhere(dbx.NewExp("state={:state} AND ("+turn.at+"<={:now} OR "+turn.at+">{:far})",
				dbx.Params{"state": turn.state, "now": stamp(now), "far": stamp(now.Add(farAhead))})).
			AndWhere(dbx.Or(dbx.In("kind", may.kinds...), dbx.HashExp{"urgent": true, "kind": may.urgent})).
			OrderBy("urgent DESC", "queued_at", "created", "_rowid_").Limit(1).One(r)
		if !errors.Is(err, sql.ErrNoRows) {
			return r, err
		}
	}
	return nil, sql.ErrNoRows
}

// away says whether a letter has found the mail server out of reach and waits
// for its next attempt; the others wait behind it.
func away(app core.App, now time.Time) (bool, error) {
	var n int
	err := app.RecordQuery(collection).Select("count(*)").
		AndWhere(dbx.NewExp("state={:q} AND held>0 AND next_at>{:now} AND next_at<={:far}",
			dbx.Params{"q": Queued, "now": stamp(now), "far": stamp(now.Add(farAhead))})).
		Row(&n)
	return n > 0, err
}

// stale lists letters that have waited since before t.
func stale(app core.App, t time.Time) ([]*core.Record, error) {
	var rows []*core.Record
	err := app.RecordQuery(collection).
		AndWhere(dbx.NewExp("state={:q} AND kind={:mail} AND queued_at<{:t}",
			dbx.Params{"q": Queued, "mail": kindMail, "t": stamp(t)})).
		Limit(200).All(&rows)
	return rows, err
}

// hurry makes every waiting row due: somebody has just seen that mail works.
func hurry(app core.App, now time.Time) error {
	var rows []*core.Record
	err := app.RecordQuery(collection).
		AndWhere(dbx.NewExp("state={:q} AND next_at>{:now}", dbx.Params{"q": Queued, "now": stamp(now)})).
		Limit(200).All(&rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		_, err := change(app, row.Id, []string{Queued}, func(tx core.App, r *core.Record) error {
			r.Set("next_at", now)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sentBetween counts the letters that went out after t, up to now.
func sentBetween(app core.App, t, now time.Time) (int, error) {
	var n int
	err := app.RecordQuery(collection).Select("count(*)").
		AndWhere(dbx.NewExp("kind={:mail} AND sent_at>{:t} AND sent_at<={:now}",
			dbx.Params{"mail": kindMail, "t": stamp(t), "now": stamp(now)})).
		Row(&n)
	return n, err
}

// storedTime is how the table writes a time.
const storedTime = types.DefaultDateLayout

// stamp writes a time the way the table stores it.
func stamp(t time.Time) string { return t.UTC().Format(storedTime) }

// change moves a row on in a transaction of its own, provided that it still is
// in one of the states; it reports whether it was.
func change(app core.App, id string, from []string, edit func(tx core.App, r *core.Record) error) (bool, error) {
	changed := false
	err := app.RunInTransaction(func(tx core.App) error {
		r, err := find(tx, id)
		if err != nil {
			return err
		}
		if !slices.Contains(from, r.GetString("state")) {
			return nil
		}
		if err := edit(tx, r); err != nil {
			return err
		}
		changed = true
		return save(tx, r)
	})
	return changed, err
}

// save is the only write to the table.
func save(tx core.App, r *core.Record) error {
	if r.GetString("about") == account && (r.GetString("state") == Sent || r.GetString("state") == Cancelled) {
		r.Set("body_text", "")
		r.Set("body_html", "")
	}
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("save outbox row %s: %w", r.GetString("dedup_key"), err)
	}
	return nil
}

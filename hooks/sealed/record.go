package sealed

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
)

// Report is something to be sealed.
type Report struct {
	Kind          string // letter, conduct, request
	Text          string
	Photos        []*filesystem.File // re-encoded already
	PlaceLabel    string
	Person, Phone string // both may be empty
	Reason        string // why it was sealed
	Key           string // resident and client_key: the same key gives back the same code
}

// Receive stores a report and returns the query code for whoever sent it. It
// writes nothing anywhere else: no number that leaves a gap, no index, no mail.
func Receive(app core.App, in Report) (code string, err error) {
	key := in.Key
	if key == "" {
		key = access.RandomCode(24)
	}
	code = access.Code(app, "sealed", key)
	err = app.RunInTransaction(func(tx core.App) error {
		if _, err := tx.FindFirstRecordByData("sealed_reports", "client_key_hash", access.Hash(key)); err == nil {
			return nil
		}
		c, err := tx.FindCachedCollectionByNameOrId("sealed_reports")
		if err != nil {
			return err
		}
		r := core.NewRecord(c)
		r.Load(map[string]any{
			"report_no": access.RandomCode(10), "query_code_hash": access.Hash(code), "client_key_hash": access.Hash(key),
			"kind": in.Kind, "text": in.Text, "place_label": in.PlaceLabel, "person": in.Person, "phone": in.Phone,
			"reason": in.Reason, "state": "received", "received_at": calendar.Now(tx),
		})
		if len(in.Photos) > 0 {
			r.Set("photos", in.Photos)
		}
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return note(tx, r, "receive", "")
	})
	return code, err
}

func note(tx core.App, r *core.Record, verb, label string) error {
	c, err := tx.FindCachedCollectionByNameOrId("sealed_events")
	if err != nil {
		return err
	}
	e := core.NewRecord(c)
	e.Load(map[string]any{"report": r.Id, "at": calendar.Now(tx), "verb": verb, "actor_label": label})
	return access.Own(tx, e)
}

// Count is how many reports wait for an answer: a number is all the workbench shows.
func Count(app core.App) (int64, error) {
	var n int64
	err := app.DB().Select("count(*)").From("sealed_reports").Where(dbx.Not(dbx.HashExp{"state": "replied"})).Row(&n)
	return n, err
}

// names reports whether a realtime topic is about a table, by whatever name
// PocketBase would understand.
func names(app core.App, topic, table string) bool {
	name, _, _ := strings.Cut(topic, "?")
	name, _, _ = strings.Cut(name, "/")
	c, err := app.FindCachedCollectionByNameOrId(name)
	return err == nil && c.Name == table
}

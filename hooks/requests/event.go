package requests

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Event is one line of a request's timeline.
type Event struct {
	Verb     string
	From, To string
	Sentence string         // public, Chinese, without a full stop
	Note     string         // for the community's own staff
	Data     map[string]any // what was filled in, for rules that look back
	Org      string
}

// write adds the line in the caller's transaction. Features that must happen
// with a step bind to the creation of this record.
func (ev Event) write(tx core.App, req *core.Record, who access.Actor, at any) error {
	c, err := tx.FindCachedCollectionByNameOrId("request_events")
	if err != nil {
		return err
	}
	if Shielded(req) && who.Kind == access.Resident {
		who.ID = "" // it would lead to whoever reported violence
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"request": req.Id, "at": at, "verb": ev.Verb, "from_status": ev.From, "to_status": ev.To,
		"actor_kind": kindOf(who), "actor_label": who.Label, "actor_id": who.ID, "org": ev.Org,
		"sentence": ev.Sentence, "note": ev.Note, "data": ev.Data,
	})
	sum := sha256.Sum256([]byte(strings.Join([]string{req.Id, r.GetDateTime("at").String(), ev.Verb, who.ID, ev.Sentence, ev.Note}, "\x1f")))
	r.Set("digest", hex.EncodeToString(sum[:]))
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("write event %s: %w", ev.Verb, err)
	}
	return nil
}

func kindOf(who access.Actor) string {
	if who.Kind == access.Guest {
		return access.System
	}
	return who.Kind
}

// LastEvent is the newest line of a request's timeline; nil when there is none.
func LastEvent(app core.App, request string) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter("request_events", "request = {:r}", "-at,-@rowid", 1, 0, dbx.Params{"r": request})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

// Filled is one thing that was written down at a step; empty when nothing was.
func Filled(event *core.Record, name string) string { return wordIn(event.GetString("data"), name) }

// Events are the lines of a request in the order they happened.
func Events(app core.App, request string) ([]*core.Record, error) {
	return app.FindRecordsByFilter("request_events", "request = {:r}", "at,@rowid", 0, 0, dbx.Params{"r": request})
}

package requests

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/outbox"
)

// Extent is how much of a request goes.
type Extent int

const (
	// Whole is for a request that is sealed: no line of it may stay anywhere.
	Whole Extent = iota
	// Words is for one that is anonymised: who asked and what anybody wrote go,
	// what was done and when stays and is counted.
	Words
)

// Eraser takes out what a feature keeps of a request whose words must go: an
// index, a form, a correction. It runs in the transaction that seals or
// anonymises the request, while the request's own columns still stand. What
// cannot be taken back, such as a letter that has left the house, it names in a
// Chinese sentence for whoever does it.
type Eraser = func(tx core.App, req *core.Record, what Extent) (notes []string, err error)

const erasersKey = "hongguan.erasers"

// OnErase registers an eraser. A feature that stores anything a resident or a
// handler said calls it from its Bind.
func OnErase(app core.App, blank Eraser) {
	list, _ := app.Store().Get(erasersKey).([]Eraser)
	app.Store().Set(erasersKey, append(list[:len(list):len(list)], blank))
}

// erase takes the words of a request out of every table but its own row: the
// features' first, then letters, replies, call-backs and the timeline's texts.
func erase(tx core.App, req *core.Record, what Extent) (notes []string, err error) {
	list, _ := tx.Store().Get(erasersKey).([]Eraser)
	for _, blank := range list {
		more, err := blank(tx, req, what)
		if err != nil {
			return nil, err
		}
		notes = append(notes, more...)
	}
	if err := catalogue.Erase(tx, req.Id); err != nil { // what staff corrected names the matter
		return nil, err
	}
	more, err := outbox.Erase(tx, req.Id)
	if err != nil {
		return nil, err
	}
	notes = append(notes, more...)
	for table, fields := range map[string][]string{"replies": {"text", "files", "by_label"}, "call_backs": {"words", "by_label"}} {
		if err := removeAll(tx, table, req.Id, fields); err != nil {
			return nil, err
		}
	}
	if err := endAssignments(tx, req.Id, "revoked"); err != nil {
		return nil, err
	}
	if _, err := tx.DB().Update("assignments", dbx.Params{"signed_by": ""}, dbx.HashExp{"request": req.Id}).Execute(); err != nil {
		return nil, fmt.Errorf("blank assignments: %w", err)
	}
	// The ledger lets these columns be blanked and nothing else; the digest
	// beside them still proves what stood there.
	blank := dbx.Params{"actor_label": "", "actor_id": "", "sentence": "", "note": "", "data": ""}
	if _, err := tx.DB().Update("request_events", blank, dbx.HashExp{"request": req.Id}).Execute(); err != nil {
		return nil, fmt.Errorf("blank events: %w", err)
	}
	return notes, nil
}

// removeAll deletes the rows of a request in a table. They are emptied first:
// who has the page open is told of a deletion together with the row.
func removeAll(tx core.App, table, request string, fields []string) error {
	rows, err := tx.FindAllRecords(table, dbx.HashExp{"request": request})
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, f := range fields {
			r.Set(f, nil)
		}
		if err := access.Own(tx, r); err != nil {
			return fmt.Errorf("blank %s: %w", table, err)
		}
		if err := access.Remove(tx, r); err != nil {
			return fmt.Errorf("remove %s: %w", table, err)
		}
	}
	return nil
}

// Package audit keeps the log of who saw, changed or exported what. Rows are
// only ever added, numbered without gaps, and each carries a digest over itself
// and the one before it, so that a row that was edited, removed or put in on
// the disk shows. Who rewrites the whole chain is found out by the heads on
// paper: every Friday report bears the number of rows and the last digest.
package audit

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
)

const (
	table   = "audit_entries"
	counter = "audit entries" // in _counters: how many rows were ever written
)

// Entry is one line of the log. It names records, never people's data.
type Entry struct {
	Action     string // what was done, in Chinese: 查看联系电话
	Collection string
	ID         string
	Note       string
}

// Bind reserves the log for this package.
func Bind(app core.App) {
	access.Keep(app, table, "操作日志由程序记录，不能手工增加或修改")
}

// Write adds a line. Call it with the app of the transaction that does the
// thing: what is not logged must not happen. It opens one itself where there is
// none: between reading the last line and adding the next nobody else may write.
func Write(app core.App, who access.Actor, e Entry) error {
	err := app.RunInTransaction(func(tx core.App) error { return add(tx, who, e) })
	if err != nil {
		return fmt.Errorf("write audit entry %q: %w", e.Action, err)
	}
	return nil
}

func add(tx core.App, who access.Actor, e Entry) error {
	c, err := tx.FindCachedCollectionByNameOrId(table)
	if err != nil {
		return err
	}
	n, before, err := next(tx)
	if err != nil {
		return err
	}
	salt, err := newSalt()
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Id = core.GenerateDefaultRandomId()
	r.Load(map[string]any{
		"seq": n, "at": calendar.Now(tx), "actor_kind": who.Kind, "actor_id": who.ID, "actor_label": label(who),
		"action": e.Action, "target_collection": e.Collection, "target_id": e.ID, "note": e.Note,
		"salt": salt, "words_digest": wordsDigest(salt, label(who), e.Note),
	})
	r.Set("digest", rowOf(r).link(before))
	return access.Own(tx, r)
}

func label(who access.Actor) string {
	if who.Kind == access.Superuser {
		return who.Name
	}
	return who.Label
}

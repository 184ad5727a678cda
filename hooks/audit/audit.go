// Package audit keeps the log of who saw, changed or exported what. Rows are
// only ever added, and each carries a digest over the one before it, so that
// a row edited on the disk shows.
package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
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
	access.Keep(app, "audit_entries", "操作日志由程序记录，不能手工增加或修改")
}

// Write adds a line. Call it with the app of the transaction that does the
// thing: what is not logged must not happen.
func Write(app core.App, who access.Actor, e Entry) error {
	c, err := app.FindCachedCollectionByNameOrId("audit_entries")
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"at": calendar.Now(app), "actor_kind": who.Kind, "actor_id": who.ID, "actor_label": label(who),
		"action": e.Action, "target_collection": e.Collection, "target_id": e.ID, "note": e.Note,
	})
	last, err := lastDigest(app)
	if err != nil {
		return fmt.Errorf("read last audit digest: %w", err)
	}
	r.Set("digest", digest(last, r))
	if err := access.Own(app, r); err != nil {
		return fmt.Errorf("write audit entry %q: %w", e.Action, err)
	}
	return nil
}

func label(who access.Actor) string {
	if who.Kind == access.Superuser {
		return who.Name
	}
	return who.Label
}

func lastDigest(app core.App) (string, error) {
	var last []string
	err := app.DB().Select("digest").From("audit_entries").OrderBy("_rowid_ DESC").Limit(1).Column(&last)
	if err != nil || len(last) == 0 {
		return "", err
	}
	return last[0], nil
}

// Verify reads the whole log and names the first row that does not follow from
// the one before it: changed, removed or put in on the disk. Empty: none.
func Verify(app core.App) (broken string, err error) {
	rows := []*core.Record{}
	if err := app.RecordQuery("audit_entries").OrderBy("_rowid_").All(&rows); err != nil {
		return "", fmt.Errorf("read audit log: %w", err)
	}
	last := ""
	for _, r := range rows {
		if r.GetString("digest") != digest(last, r) {
			return r.Id, nil
		}
		last = r.GetString("digest")
	}
	return "", nil
}

// digest covers what the append-only trigger fixes; the erasable columns are
// left out so that erasure keeps the chain whole.
func digest(last string, r *core.Record) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		last, r.GetDateTime("at").String(), r.GetString("actor_kind"), r.GetString("actor_id"),
		r.GetString("action"), r.GetString("target_collection"), r.GetString("target_id"),
	}, "\x1f")))
	return hex.EncodeToString(sum[:])
}

package audit

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// erased is the action that makes blank words lawful.
const erased = "删除个人信息"

// Erase blanks names and notes in what the log holds about registrations, and
// writes an entry for each: who did what to which record stays, and the check
// knows why these words are gone.
func Erase(tx core.App, who access.Actor, ids []any, how string) error {
	gone := dbx.Params{"actor_label": "", "note": "", "salt": ""}
	of := dbx.Or(dbx.In("actor_id", ids...), dbx.And(dbx.HashExp{"target_collection": "residents"}, dbx.In("target_id", ids...)))
	if _, err := tx.DB().Update(table, gone, of).Execute(); err != nil {
		return fmt.Errorf("blank audit entries: %w", err)
	}
	for _, id := range ids {
		if err := Write(tx, who, Entry{Action: erased, Collection: "residents", ID: fmt.Sprint(id), Note: how}); err != nil {
			return err
		}
	}
	return nil
}

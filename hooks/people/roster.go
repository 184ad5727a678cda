package people

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// MatchRoster compares everybody who is not verified yet with the roster:
// those who registered before the roster was imported deserve the same silent
// check. It returns how many agree now.
func MatchRoster(tx core.App) (int, error) {
	var rows []*core.Record
	err := tx.RecordQuery("residents").
		AndWhere(dbx.HashExp{"real_name": "unverified"}).
		AndWhere(dbx.NewExp("phone IN (SELECT phone FROM roster_entries WHERE phone != '')")).
		All(&rows)
	if err != nil {
		return 0, fmt.Errorf("residents on the roster: %w", err)
	}
	n := 0
	for _, r := range rows {
		compare(tx, r)
		if r.GetString("real_name") == "unverified" {
			continue
		}
		if err := tx.Save(r); err != nil {
			return n, fmt.Errorf("match resident %s: %w", r.Id, err)
		}
		n++
	}
	return n, nil
}

package rewards

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
)

// join brings what somebody redeemed under a second registration along: she sees
// its code, may cancel it, and it counts towards how often one person may have
// a thing.
func join(tx core.App, from, to string) error {
	rows, err := people.Rows(tx, redemptions, []any{from}, "at")
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Load(map[string]any{"resident": to, "client_key": ""}) // two telephones may have made the same key; it has done its work by now
		if err := access.Own(tx, r); err != nil {
			return fmt.Errorf("join redemption %s: %w", r.Id, err)
		}
	}
	return nil
}

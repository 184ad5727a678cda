package volunteers

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// award thanks for a record of service what the community's rules give for it.
func award(tx core.App, who access.Actor, r *core.Record) error { return nil }

// takeBack takes the thanks for a record back that counts no more.
func takeBack(tx core.App, who access.Actor, r *core.Record, reason string) error { return nil }

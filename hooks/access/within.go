package access

import "github.com/pocketbase/pocketbase/core"

// Within does something and what belongs to it in one transaction: what is not
// logged must not happen. Both see the transaction as the event's app.
func Within(e *core.RequestEvent, do func() error, then func(tx core.App) error) error {
	outer := e.App
	defer func() { e.App = outer }()
	return outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		if err := do(); err != nil {
			return err
		}
		return then(tx)
	})
}

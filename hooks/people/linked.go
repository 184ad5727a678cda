package people

import "github.com/pocketbase/pocketbase/core"

// Linked calls a feature in the transaction in which staff find that a
// registration is of the same person as an earlier one: what it keeps under from
// belongs to to from then on.
func Linked(app core.App, do func(tx core.App, from, to string) error) {
	app.OnRecordUpdate("residents").BindFunc(func(e *core.RecordEvent) error {
		to := e.Record.GetString("linked_to")
		if to == "" || to == e.Record.Original().GetString("linked_to") {
			return e.Next()
		}
		outer := e.App
		defer func() { e.App = outer }()
		return outer.RunInTransaction(func(tx core.App) error {
			e.App = tx
			if err := e.Next(); err != nil {
				return err
			}
			return do(tx, e.Record.Id, to)
		})
	})
}

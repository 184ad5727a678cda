package jobs

import "github.com/pocketbase/pocketbase/core"

// Clear takes the office's own jobs out of an app, so that a test sees its own.
func Clear(app core.App) { app.Store().Remove(tableKey) }

// Package logbook is the log 操作日志 as the secretary meets it: a page to read,
// filter and take out, a check at the touch of a button and every night, and
// the lines about what she does herself in PocketBase's own admin UI.
package logbook

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/jobs"
	"hongguan/rules/schedule"
)

// mine keeps the log to the secretary: it says what everybody of the office did.
func mine(act func(e *core.RequestEvent) error) func(e *core.RequestEvent) error {
	return access.Secretary("操作日志由社区书记查看", act)
}

// Bind opens the routes, checks the log every night, and watches the admin UI.
func Bind(app core.App) {
	jobs.Add(app, jobs.Job{
		Name: "audit_verify", Label: "核对操作日志",
		Next: jobs.CronSpec("30 2 * * *"), Policy: schedule.LastOnly, Run: nightly,
	})
	bindAccounts(app)
	bindEdits(app)
	bindReads(app)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/audit", mine(list))
		e.Router.GET("/api/audit/table.xlsx", mine(export))
		e.Router.POST("/api/audit/verify", mine(verify))
		return e.Next()
	})
}

// nightly fails when the log is not whole: the workbench shows the sentence in
// red until somebody has looked into it.
func nightly(tx core.App, _ string, _ time.Time) error {
	found, err := audit.Verify(tx, "")
	if err == nil && found.Broken != nil {
		err = access.Refuse(found.Sentence())
	}
	return err
}

// verify is the button 『核对日志』; with a head it is the paper's turn.
func verify(e *core.RequestEvent) error {
	var f struct {
		Head string `json:"head"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	found, err := audit.Verify(e.App, f.Head)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"whole": found.Broken == nil, "sentence": found.Sentence(), "rows": found.Rows, "at": found.At})
}

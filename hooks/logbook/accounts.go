package logbook

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
)

// wrongTries is how many failed log-ins are written down one by one; a machine
// that tries all night must not fill the disk.
var wrongTries = access.Limit{Times: 30, Within: 15 * time.Minute}

// bindAccounts writes down who logs in as secretary, and who tries in vain.
func bindAccounts(app core.App) {
	const table = core.CollectionNameSuperusers
	app.OnRecordAuthRequest(table).BindFunc(func(e *core.RecordAuthRequestEvent) error {
		if e.AuthMethod == "" { // a token is renewed: nobody has come
			return e.Next()
		}
		if err := audit.Write(e.App, access.FromRecord(e.App, e.Record), audit.Entry{Action: "书记登录后台", Collection: table, ID: e.Record.Id}); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordAuthWithPasswordRequest(table).BindFunc(func(e *core.RecordAuthWithPasswordRequestEvent) error {
		err := e.Next()
		if err != nil {
			failed(e.App, e.Record)
		}
		return err
	})
	app.OnRecordAuthWithOTPRequest(table).BindFunc(func(e *core.RecordAuthWithOTPRequestEvent) error {
		err := e.Next()
		if err != nil {
			failed(e.App, e.Record)
		}
		return err
	})
	app.OnRecordConfirmPasswordResetRequest(table).BindFunc(func(e *core.RecordConfirmPasswordResetRequestEvent) error {
		return access.Within(e.RequestEvent, e.Next, func(tx core.App) error {
			return audit.Write(tx, access.FromRecord(tx, e.Record), audit.Entry{Action: "重设书记密码", Collection: table, ID: e.Record.Id})
		})
	})
}

// failed writes down a log-in that was refused. What was typed is not kept: it
// may be a password in the wrong field.
func failed(app core.App, r *core.Record) {
	if !access.Take(app, "log failed superuser", wrongTries) {
		return
	}
	entry := audit.Entry{Action: "书记登录失败", Collection: core.CollectionNameSuperusers, Note: "没有这个账号"}
	if r != nil {
		entry.ID, entry.Note = r.Id, ""
	}
	if err := audit.Write(app, access.FromRecord(app, nil), entry); err != nil {
		app.Logger().Error("log failed log-in", "error", err) // it was refused either way
	}
}

// Package sealed keeps what only the secretary may read: 书记信箱, 作风意见 and
// requests that speak about a person. Its tables have no API rules, nothing
// links to them, and each reading is written to the audit log.
package sealed

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Bind opens the one audited door to the sealed store, and the letter box.
func Bind(app core.App) {
	for _, t := range []string{"sealed_reports", "sealed_events"} {
		access.Keep(app, t, "保密来信只能在“保密来信”页面查看和答复")
		hide(app, t)
	}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/letters", post)
		e.Router.GET("/api/letters/{code}", track)
		e.Router.GET("/api/sealed", list)
		e.Router.GET("/api/sealed/{id}", read)
		e.Router.POST("/api/sealed/{id}/reply", reply)
		return e.Next()
	})
}

// hide closes PocketBase's own record routes to everybody, superusers too:
// they would show the store without a line in the log.
func hide(app core.App, table string) {
	const sentence = "保密来信只能在“保密来信”页面查看，每次查看都会记录"
	app.OnRecordsListRequest(table).BindFunc(func(e *core.RecordsListRequestEvent) error { return access.Answer(403, sentence) })
	app.OnRecordViewRequest(table).BindFunc(func(e *core.RecordRequestEvent) error { return access.Answer(403, sentence) })
	app.OnFileDownloadRequest(table).BindFunc(func(e *core.FileDownloadRequestEvent) error { return access.Answer(403, sentence) })
	app.OnRealtimeSubscribeRequest().BindFunc(func(e *core.RealtimeSubscribeRequestEvent) error {
		kept := e.Subscriptions[:0]
		for _, s := range e.Subscriptions {
			if !names(e.App, s, table) {
				kept = append(kept, s)
			}
		}
		e.Subscriptions = kept
		return e.Next()
	})
	app.OnRealtimeMessageSend().BindFunc(func(e *core.RealtimeMessageEvent) error {
		if names(e.App, e.Message.Name, table) {
			return nil
		}
		return e.Next()
	})
}

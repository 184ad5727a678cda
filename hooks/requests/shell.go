package requests

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/sealed"
	"hongguan/rules/lifecycle"
)

// Shell reports whether a request was sealed later: its number is left, its
// words lie in the sealed store.
func Shell(req *core.Record) bool { return !req.GetDateTime("sealed_at").IsZero() }

// sealKey names the report a request was sealed into. The query code is derived
// from it, so that the owner can be told and nothing is stored.
func sealKey(request string) string { return "request:" + request }

func ownerMark(app core.App, resident string) string { return access.Mark(app, "owner", resident) }

// sealedRoute tells a resident which of her requests were sealed, each with the
// query code that nobody else is shown.
func sealedRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Resident {
		return access.Answer(401, "请先登录")
	}
	rows, err := shellsOf(e.App, e.Auth)
	if err != nil {
		return err
	}
	items := make([]map[string]any, 0, len(rows))
	for _, r := range rows {
		got, ok := receiptOf(e.App, r)
		if !ok {
			continue
		}
		items = append(items, map[string]any{
			"id": r.Id, "request_no": r.GetString("request_no"), "received_at": r.GetDateTime("received_at"), "status_label": shellLabel,
			"query_code": got.Code, "next": sealed.Next(e.App, got, "request"),
		})
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]any{"items": items})
}

// shellLabel is what the owner reads, with the receipt in her hand or logged in.
const shellLabel = "这件事已按保密来信收好"

// receiptOf is the receipt of the report a shell's words went into: its own, or
// that of the whole it came along with.
func receiptOf(app core.App, shell *core.Record) (sealed.Receipt, bool) {
	if got, ok := sealed.Find(app, sealKey(shell.Id)); ok {
		return got, true
	}
	whole, err := app.FindRecordById("requests", shell.GetString("parent"))
	if err != nil || !Shell(whole) {
		return sealed.Receipt{}, false
	}
	return receiptOf(app, whole)
}

// shellsOf finds a resident's shells by the marks of all her registrations.
func shellsOf(app core.App, resident *core.Record) ([]*core.Record, error) {
	root := people.Root(resident)
	marks := []any{ownerMark(app, resident.Id), ownerMark(app, root)}
	linked, err := app.FindRecordsByFilter("residents", "linked_to = {:r}", "", 50, 0, dbx.Params{"r": root})
	if err != nil {
		return nil, err
	}
	for _, l := range linked {
		marks = append(marks, ownerMark(app, l.Id))
	}
	rows := []*core.Record{}
	err = app.RecordQuery("requests").AndWhere(dbx.In("sealed_for", marks...)).AndWhere(dbx.NewExp("[[sealed_for]] != ''")).
		OrderBy("received_at DESC").Limit(100).All(&rows)
	return rows, err
}

// trackShell is what the receipt's holder reads: that it is in good hands, and
// how its owner gets the new code. The receipt may have been left on a desk.
func trackShell(app core.App, shell *core.Record) map[string]any {
	next := "内容已经移走，办理经过里不再有。新的查询码只给本人：请用反映时的手机登录，在“我的诉求”里看；没有登录过的，请打电话给社区要一个登录码"
	if got, ok := receiptOf(app, shell); ok && got.Upper {
		next = "说的是社区书记或主任，由上级联系人阅看，社区里谁也打不开。" + next
	}
	return map[string]any{
		"request_no": shell.GetString("request_no"), "sealed": true, "summary": shellLabel, "status": string(lifecycle.Withdrawn), "status_label": shellLabel, "step": 0,
		"received_at": shell.GetDateTime("received_at"), "due_at": "", "due_reason": "", "handler_name": "", "reply_text": "", "events": []any{}, "next": next,
	}
}

// shellByKey finds the shell of a submission whose request was sealed since.
func shellByKey(app core.App, s Submission) (sealed.Receipt, bool) {
	if s.Key == "" || s.Resident == nil {
		return sealed.Receipt{}, false
	}
	r := &core.Record{}
	err := app.RecordQuery("requests").
		AndWhere(dbx.HashExp{"resident": "", "client_key": access.Hash(people.Root(s.Resident) + ":" + s.Key)}).
		AndWhere(dbx.NewExp("[[client_key]] != ''")). // says to SQLite that the partial index will do
		Limit(1).One(r)
	if err != nil {
		return sealed.Receipt{}, false
	}
	return receiptOf(app, r)
}

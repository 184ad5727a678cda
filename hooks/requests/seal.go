package requests

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/people"
	"hongguan/hooks/sealed"
	"hongguan/hooks/workbench"
	"hongguan/rules/lifecycle"
)

// shellSummary is all a shell says, to the secretary alone: in every list of
// the staff it is missing.
const shellSummary = "已转入保密，这里只剩编号"

const sealedSentence = "已转入保密。文字、照片、姓名电话和办理经过都已移走，这里只剩编号；本人登录后能看到去处和新的查询码"

// Shell reports whether a request was sealed later: its number is left, its
// words lie in the sealed store.
func Shell(req *core.Record) bool { return !req.GetDateTime("sealed_at").IsZero() }

// sealKey names the report a request was sealed into. The query code is derived
// from it, so that the owner can be told and nothing is stored.
func sealKey(request string) string { return "request:" + request }

// seal moves a request that turned out to be about a person's conduct, or about
// violence at home, into the sealed store, in the transaction of the step. Parts
// it was split into come along, and the whole it was split from loses its words:
// they are the same.
func (s *step) seal() error {
	family, err := parts(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	family = append([]*core.Record{s.req}, family...)
	wholes, err := s.wholes()
	if err != nil {
		return err
	}
	report, err := s.collect(append(slices.Clone(family), wholes...))
	if err != nil {
		return err
	}
	report.Key, report.Reason, report.Concerns = sealKey(s.req.Id), s.in.Text("reason"), s.in.Text("concerns")
	if _, err := sealed.Receive(s.tx, report); err != nil {
		return fmt.Errorf("seal %s: %w", s.req.GetString("request_no"), err)
	}
	var notes []string
	for _, r := range append(slices.Clone(family), wholes...) {
		more, err := erase(s.tx, r)
		if err != nil {
			return fmt.Errorf("erase %s: %w", r.GetString("request_no"), err)
		}
		notes = append(notes, more...)
	}
	for _, r := range family {
		if err := s.hollow(r); err != nil {
			return err
		}
	}
	for _, w := range wholes {
		if err := emptied(s.tx, w); err != nil {
			return err
		}
	}
	joined, err := merged(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	if len(joined) > 0 {
		notes = append(notes, fmt.Sprintf("和它一并办理的 %d 件各有自己的文字，答复也可能写在那几件里，请逐件看一看", len(joined)))
	}
	s.req.SetRaw(leftKey, notes)
	s.req.Hide(leftKey)
	err = audit.Write(s.tx, s.who, audit.Entry{Action: "转入保密", Collection: "requests", ID: s.req.Id, Note: s.req.GetString("request_no")})
	if err != nil {
		return err
	}
	return s.after()
}

// leftKey is where a request that was just sealed carries what could not be
// taken back.
const leftKey = "@left"

func left(req *core.Record) []string {
	notes, _ := req.GetRaw(leftKey).([]string)
	if notes == nil {
		notes = []string{}
	}
	return notes
}

// kept are the columns a shell keeps. Everything else is emptied, whatever
// columns the table has by now.
var kept = []string{"id", "request_no", "received_at", "parent"}

// hollow leaves a shell: a number without a gap, and a mark by which its owner
// finds where it went. Its last event says no more than that.
func (s *step) hollow(req *core.Record) error {
	from := req.GetString("status")
	owner, key := req.GetString("resident"), req.GetString("client_key")
	for _, f := range req.Collection().Fields {
		if f.Type() != core.FieldTypeAutodate && !slices.Contains(kept, f.GetName()) {
			req.Set(f.GetName(), nil)
		}
	}
	req.Load(map[string]any{"status": string(s.to), "summary": shellSummary, "friday": "out", "closed_at": s.now, "sealed_at": s.now})
	if owner != "" {
		req.Set("sealed_for", ownerMark(s.tx, owner))
	}
	if key != "" {
		req.Set("client_key", access.Hash(owner+":"+key))
	}
	ev := Event{Verb: s.verb.Name, From: from, To: string(s.to), Sentence: shellSummary}
	if err := ev.write(s.tx, req, access.Program(), s.now); err != nil {
		return err
	}
	if err := access.Own(s.tx, req); err != nil {
		return fmt.Errorf("hollow %s: %w", req.Id, err)
	}
	return nil
}

// emptied takes the words out of a whole whose part was sealed. It goes on as
// the frame of its other parts.
func emptied(tx core.App, whole *core.Record) error {
	for _, f := range []string{"text", "photos", "reason", "suggested_reason", "reply_text", "rating_text", "prior_note", "extension_reason"} {
		whole.Set(f, nil)
	}
	whole.Set("summary", "已分开办理")
	return access.Own(tx, whole)
}

// parts are the requests one was split into, and theirs.
func parts(tx core.App, request string) ([]*core.Record, error) {
	rows, err := tx.FindRecordsByFilter("requests", "parent = {:p} && sealed_at = ''", "request_no", 0, 0, dbx.Params{"p": request})
	if err != nil {
		return nil, err
	}
	all := rows
	for _, r := range rows {
		more, err := parts(tx, r.Id)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// wholes are the request this one was split from, and what that was split from.
func (s *step) wholes() ([]*core.Record, error) {
	var all []*core.Record
	for id := s.req.GetString("parent"); id != ""; {
		r, err := s.tx.FindRecordById("requests", id)
		if err != nil {
			return nil, err
		}
		if Shell(r) {
			break
		}
		all, id = append(all, r), r.GetString("parent")
	}
	return all, nil
}

func ownerMark(app core.App, resident string) string { return access.Mark(app, "owner", resident) }

// bindSealing makes the workbench look anew once a request has been sealed, and
// writes the journal of the database into its file: old pages with the words
// would stand in it until chance overwrote them.
func bindSealing(app core.App) {
	app.OnRecordAfterCreateSuccess("request_events").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("verb") == "seal" {
			workbench.Forget(e.App)
			if _, err := e.App.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute(); err != nil {
				e.App.Logger().Warn("checkpoint after sealing", "error", err)
			}
		}
		return e.Next()
	})
}

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

package requests

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/sealed"
	"hongguan/hooks/workbench"
)

// shellSummary is all a shell says, to the secretary alone: in every list of
// the staff it is missing.
const shellSummary = "已转入保密，这里只剩编号"

const sealedSentence = "已转入保密。文字、照片、姓名电话和办理经过都已移走，这里只剩编号；本人登录后能看到去处和新的查询码"

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
		more, err := erase(s.tx, r, Whole)
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

// sweep follows a step that took words away. The workbench looks anew, the
// index of words drops the pairs of characters, and the journal of the database
// is written into its file: old pages with the words would stand in it until
// chance overwrote them.
func sweep(app core.App) {
	workbench.Forget(app)
	if err := purge(app); err != nil {
		app.Logger().Warn("purge words after sealing", "error", err)
	}
	if _, err := app.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute(); err != nil {
		app.Logger().Warn("checkpoint after sealing", "error", err)
	}
}

// sweepAfter sweeps once a transaction has been committed.
func sweepAfter(tx, app core.App) {
	tx.TxInfo().OnComplete(func(failed error) error {
		if failed == nil {
			sweep(app)
		}
		return nil
	})
}

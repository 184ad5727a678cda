package requests

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/rules/lifecycle"
)

// reply is the organisation's answer. Where the organisation's answers are
// reviewed it waits; otherwise it goes to the resident at once.
func (s *step) reply() error {
	if dept, err := orgDept(s.tx); err == nil && s.req.GetString("handler_org") == dept.Id && s.req.GetString("tier") == "complex" {
		return access.Refuse("这件诉求还没有转交承办单位，请先转交")
	}
	solved := s.in.Solved()
	if solved == "" {
		solved = "yes"
	}
	a, err := Current(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	c, err := s.tx.FindCachedCollectionByNameOrId("replies")
	if err != nil {
		return err
	}
	org := s.req.GetString("handler_org")
	r := core.NewRecord(c)
	r.Load(map[string]any{"request": s.req.Id, "org": org, "text": s.in.Text("text"), "solved": solved, "state": "sent", "by_label": s.by(), "at": s.now})
	if a != nil {
		r.Set("assignment", a.Id)
	}
	if len(s.in.Files) > 0 {
		r.Set("files", s.in.Files)
	}
	s.to = lifecycle.Replied
	if places.Reviewed(s.tx, org) || accused(s.req, org) {
		s.to = lifecycle.InReview
		r.Set("state", "in_review")
	}
	if err := access.Own(s.tx, r); err != nil {
		return err
	}
	if err := s.mark("replied", nil); err != nil {
		return err
	}
	s.req.Load(map[string]any{"solved_by_handler": solved, "extension_days": 0})
	s.ev.Data = map[string]any{"reply": r.Id, "by": s.who.ID}
	if s.to == lifecycle.InReview {
		s.ev.Sentence = orgName(s.tx, org) + "已提交答复，社区正在核对"
		s.ev.Note = s.in.Text("text")
		return nil
	}
	s.send(r)
	return nil
}

// send puts a reply where the resident reads it.
func (s *step) send(r *core.Record) {
	s.req.Load(map[string]any{
		"reply_text": r.GetString("text"), "reply_by": orgName(s.tx, r.GetString("org")), "replied_at": s.now, "told": false, "told_at": "",
		"solved": "", "stars": 0, "rating_text": "", "rated_at": "", "heard": false,
	})
	s.ev.Sentence = r.GetString("by_label") + "答复：" + r.GetString("text")
}

// approve lets a reply out after one look, by somebody other than its writer.
func (s *step) approve() error {
	r, err := inReview(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	if r == nil {
		return access.Refuse("没有等待审核的答复")
	}
	if own, err := wroteLast(s.tx, s.req.Id, s.who); err != nil {
		return err
	} else if own {
		return access.Refuse("自己提交的答复要由另一位同事审核")
	}
	r.Set("state", "sent")
	if text := s.in.Text("text"); text != "" && text != r.GetString("text") {
		s.ev.Note = "修改前：" + r.GetString("text")
		r.Set("text", text)
	}
	if err := access.Own(s.tx, r); err != nil {
		return err
	}
	s.send(r)
	return nil
}

// inReview is the reply that waits for a look; nil when there is none.
func inReview(app core.App, request string) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter("replies", "request = {:r} && state = 'in_review'", "-at,-@rowid", 1, 0, dbx.Params{"r": request})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

// wroteLast reports whether somebody wrote the reply that waits.
func wroteLast(app core.App, request string, who access.Actor) (bool, error) {
	var ids []string
	err := app.DB().Select("actor_id").From("request_events").Where(dbx.HashExp{"request": request, "verb": "reply"}).
		OrderBy("at DESC", "_rowid_ DESC").Limit(1).Column(&ids)
	return len(ids) == 1 && ids[0] == who.ID, err
}

func setReplies(tx core.App, request, from, to string) error {
	rows, err := tx.FindRecordsByFilter("replies", "request = {:r} && state = {:s}", "", 0, 0, dbx.Params{"r": request, "s": from})
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Set("state", to)
		if err := access.Own(tx, r); err != nil {
			return err
		}
	}
	return nil
}

// handledBefore reports whether the community has a dated step of its own to
// show before it sends a request upward.
func handledBefore(app core.App, request string) (bool, error) {
	var n int
	err := app.DB().Select("count(*)").From("request_events").
		Where(dbx.And(dbx.HashExp{"request": request}, dbx.In("verb", "sign", "progress", "reply", "return"))).Row(&n)
	return n > 0, err
}

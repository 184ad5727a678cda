package requests

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
)

// merge lets one request be answered together with another about the same thing.
func (s *step) merge() error {
	into, err := s.tx.FindFirstRecordByFilter("requests", "id = {:x} || request_no = {:x}", dbx.Params{"x": s.in.Text("into")})
	if err != nil || into.Id == s.req.Id {
		return refuseField("into", "into_unknown", "没有找到要并入的那件诉求，请核对编号")
	}
	if !lifecycle.Status(into.GetString("status")).Open() {
		return refuseField("into", "into_closed", "要并入的那件已经办完了，请另选一件")
	}
	s.req.Set("merged_into", into.Id)
	s.ev.Sentence = "和邻居反映的同一件事一并办理，有结果会一起告诉您"
	s.ev.Note = "并入 " + into.GetString("request_no")
	return nil
}

// answerMerged gives everybody who reported the same thing the reply, each
// with a rating of her own.
func answerMerged(tx core.App, req *core.Record) error {
	rows, err := tx.FindRecordsByFilter("requests", "merged_into = {:r} && status = 'merged'", "", 0, 0, dbx.Params{"r": req.Id})
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Load(map[string]any{"reply_text": req.GetString("reply_text"), "reply_by": req.GetString("reply_by"), "replied_at": req.GetDateTime("replied_at"), "told": false})
		if err := access.Own(tx, r); err != nil {
			return err
		}
		if _, err := apply(tx, access.Program(), r.Id, "answer", Input{}); err != nil {
			return fmt.Errorf("answer merged %s: %w", r.Id, err)
		}
	}
	return nil
}

// join is a neighbour with the same trouble: she gets a request of her own,
// merged at once, and sees nothing of who reported it first.
func (s *step) join() error {
	me, err := s.tx.FindRecordById("residents", s.who.ID)
	if err != nil {
		return err
	}
	root := people.Root(me)
	if _, err := s.tx.FindFirstRecordByFilter("requests", "resident = {:me} && merged_into = {:r}", dbx.Params{"me": root, "r": s.req.Id}); err == nil {
		return access.Refuse("您已经登记过了，有结果会告诉您")
	}
	r := core.NewRecord(s.req.Collection())
	for _, f := range []string{"kind", "estate", "building", "unit", "place_label", "lane", "category", "tier", "matter", "reason"} {
		r.Set(f, s.req.Get(f))
	}
	no, err := nextNo(s.tx, s.now)
	if err != nil {
		return err
	}
	r.Load(map[string]any{"request_no": no, "resident": root, "text": "我家也有这个情况：" + s.req.GetString("summary"), "summary": s.req.GetString("summary"),
		"channel": "web", "status": string(lifecycle.Merged), "received_at": s.now, "merged_into": s.req.Id, "friday": "auto"})
	if err := access.Own(s.tx, r); err != nil {
		return err
	}
	mine := Event{Verb: "submit", To: string(lifecycle.Merged), Sentence: "您家也有这个情况，已和邻居反映的一并办理，有结果会一起告诉您"}
	if err := mine.write(s.tx, r, s.who, s.now); err != nil {
		return err
	}
	s.ev.Sentence = "又有一户邻居反映同一件事"
	s.who = access.Program() // the first household is not told who the second is
	return nil
}

// split makes one request per matter; the parent is answered when all are.
func (s *step) split() error {
	parts := s.in.Lines("parts")
	if len(parts) < 2 || len(parts) > 6 {
		return refuseField("parts", "parts_count", "拆分请写两到六件事，一行一件")
	}
	nos := ""
	for i, text := range parts {
		child := core.NewRecord(s.req.Collection())
		for _, f := range []string{"kind", "resident", "estate", "building", "unit", "room", "place_label", "poster", "channel"} {
			child.Set(f, s.req.Get(f))
		}
		child.Load(map[string]any{"text": text, "parent": s.req.Id, "received_at": s.req.GetDateTime("received_at"), "friday": "auto"})
		if err := stamp(s.tx, child, s.now); err != nil {
			return err
		}
		ev := Event{Verb: "submit", To: string(lifecycle.Pending), Sentence: "由 " + s.req.GetString("request_no") + " 拆分出来单独办理"}
		if err := store(s.tx, child, ev, s.who, s.now); err != nil {
			return err
		}
		if i > 0 {
			nos += "、"
		}
		nos += child.GetString("request_no")
	}
	s.req.Set("accepted_at", s.now)
	s.ev.Sentence = fmt.Sprintf("您说了%d件事，已分开办理：%s", len(parts), nos)
	return nil
}

// finishParent answers a split request once none of its parts is open.
func finishParent(tx core.App, parent string) error {
	p, err := tx.FindRecordById("requests", parent)
	if err != nil || p.GetString("status") != string(lifecycle.InProgress) {
		return err
	}
	parts, err := tx.FindRecordsByFilter("requests", "parent = {:p}", "request_no", 0, 0, dbx.Params{"p": parent})
	if err != nil {
		return err
	}
	text := ""
	for _, c := range parts {
		st := lifecycle.Status(c.GetString("status"))
		if st.Open() && st != lifecycle.Replied {
			return nil
		}
		answer := c.GetString("reply_text")
		if answer == "" {
			answer = "见该件的办理记录"
		}
		text += c.GetString("request_no") + "：" + answer + "\n"
	}
	p.Load(map[string]any{"reply_text": text, "reply_by": settings.Of(tx).Name(), "replied_at": parts[len(parts)-1].GetDateTime("replied_at"), "told": false})
	if err := access.Own(tx, p); err != nil {
		return err
	}
	_, err = apply(tx, access.Program(), parent, "finish", Input{})
	return err
}

package requests

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
)

// split makes one request per matter; the parent is answered when all are.
func (s *step) split() error {
	parts := s.in.Lines("parts")
	if len(parts) < 2 || len(parts) > 6 {
		return refuseField("parts", "parts_count", "拆分请写两到六件事，一行一件")
	}
	nos := ""
	for i, text := range parts {
		child := core.NewRecord(s.req.Collection())
		for _, f := range []string{"kind", "resident", "estate", "building", "unit", "room", "place_label", "poster", "channel", "on_behalf_name", "on_behalf_phone", "on_behalf_relation", "shielded_resident"} {
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
		if st.Open() && st != lifecycle.Replied || st == lifecycle.Merged {
			return nil
		}
		answer := c.GetString("reply_text")
		if answer == "" {
			answer = "见该件的办理记录"
		}
		text += c.GetString("request_no") + "：" + answer + "\n"
	}
	p.Load(map[string]any{"reply_text": text, "reply_by": settings.Of(tx).Name(), "replied_at": calendar.Now(tx), "told": false})
	if err := access.Own(tx, p); err != nil {
		return err
	}
	_, err = apply(tx, access.Program(), parent, "finish", Input{})
	return err
}

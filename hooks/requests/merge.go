package requests

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
)

// merge lets one request be answered together with another about the same
// thing. What was merged into it before comes along.
func (s *step) merge() error {
	into, err := s.tx.FindFirstRecordByFilter("requests", "id = {:x} || request_no = {:x}", dbx.Params{"x": s.in.Text("into")})
	if err == nil && into.GetString("status") == string(lifecycle.Merged) {
		into, err = s.tx.FindRecordById("requests", into.GetString("merged_into"))
	}
	if err != nil || into.Id == s.req.Id {
		return refuseField("into", "into_unknown", "没有找到要并入的那件诉求，请核对编号")
	}
	switch to := lifecycle.Status(into.GetString("status")); {
	case to == lifecycle.Replied:
		return refuseField("into", "into_replied", "要并入的那件已经答复了，请单独办理，或另选一件")
	case !to.Open():
		return refuseField("into", "into_closed", "要并入的那件已经办完了，请另选一件")
	}
	rows, err := merged(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Set("merged_into", into.Id)
		if err := access.Own(s.tx, r); err != nil {
			return err
		}
	}
	s.req.Set("merged_into", into.Id)
	s.ev.Sentence = "和邻居反映的同一件事一并办理，有结果会一起告诉您"
	s.ev.Note = "并入 " + into.GetString("request_no")
	return nil
}

func merged(tx core.App, request string) ([]*core.Record, error) {
	return tx.FindRecordsByFilter("requests", "merged_into = {:r} && status = 'merged'", "received_at", 0, 0, dbx.Params{"r": request})
}

// answerMerged tells everybody who reported the same thing how it ended: the
// reply or the final explanation, each with a rating of her own; why it was
// declined; or, when its owner took it back, that theirs goes on alone.
func (s *step) answerMerged() error {
	end := map[lifecycle.Status]lifecycle.Status{lifecycle.Replied: lifecycle.Replied, lifecycle.Closed: lifecycle.Replied,
		lifecycle.Declined: lifecycle.Declined, lifecycle.Withdrawn: lifecycle.Accepted}[s.to]
	if end == "" || s.to == s.from {
		return nil
	}
	reply := map[string]any{"reply_text": s.req.GetString("reply_text"), "reply_by": s.req.GetString("reply_by"), "replied_at": s.now, "told": false}
	if s.to == lifecycle.Closed {
		reply["reply_text"], reply["reply_by"] = s.ev.Sentence, settings.Of(s.tx).Name()
	}
	rows, err := merged(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	for _, r := range rows {
		in := Input{Values: map[string]any{"to": string(end), "sentence": s.ev.Sentence}}
		if end == lifecycle.Replied {
			r.Load(reply)
			if err := access.Own(s.tx, r); err != nil {
				return err
			}
		}
		if _, err := apply(s.tx, access.Program(), r.Id, "answer", in); err != nil {
			return fmt.Errorf("answer merged %s: %w", r.Id, err)
		}
	}
	return nil
}

// answer is what a merged request learns of the one it was merged into.
func (s *step) answer() {
	s.to = lifecycle.Status(s.in.Text("to"))
	switch s.to {
	case lifecycle.Replied:
		s.ev.Sentence = "邻居反映的同一件事有了答复：" + s.req.GetString("reply_text")
	case lifecycle.Accepted:
		s.req.Load(map[string]any{"merged_into": "", "accepted_at": s.now})
		s.ev.Sentence = "一并办理的那件已撤回，您的这件继续单独办理"
	default:
		s.req.Set("closed_at", s.now)
		s.ev.Sentence = "邻居反映的同一件事有了结果：" + s.in.Text("sentence")
	}
}

// join is a neighbour with the same trouble: she gets a request of her own,
// merged at once, at her own place and in the catalogue's words. Of who
// reported it first, where and how she sees nothing.
func (s *step) join() error {
	if Shielded(s.req) {
		return access.Answer(404, "没有找到这件诉求")
	}
	me, err := s.tx.FindRecordById("residents", s.who.ID)
	if err != nil {
		return err
	}
	root := people.Root(me)
	if _, err := s.tx.FindFirstRecordByFilter("requests", "resident = {:me} && merged_into = {:r}", dbx.Params{"me": root, "r": s.req.Id}); err == nil {
		return access.Refuse("您已经登记过了，有结果会告诉您")
	}
	if settings.Of(s.tx).GetBool("ask_requires_verified") && me.GetString("real_name") == "unverified" {
		return access.Refuse(unverified)
	}
	place, err := places.From(s.tx, places.Asked{Estate: me.GetString("estate"), Building: me.GetString("building"), Unit: me.GetString("unit")})
	if err != nil {
		place = places.Place{}
	}
	if place.Estate == "" {
		place.Estate = s.req.GetString("estate")
	}
	r := core.NewRecord(s.req.Collection())
	for _, f := range []string{"kind", "lane", "category", "tier", "matter"} {
		r.Set(f, s.req.Get(f))
	}
	no, err := nextNo(s.tx, s.now)
	if err != nil {
		return err
	}
	what := matter(s.tx, s.req)
	r.Load(map[string]any{"request_no": no, "resident": root, "text": "我家也有这个情况：" + what, "summary": what, "reason": "和邻居反映的是同一件事",
		"estate": place.Estate, "building": place.Building, "unit": place.Unit, "place_label": place.Label, "room": me.GetString("room"),
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

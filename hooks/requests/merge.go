package requests

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
)

// merge lets requests about the same thing be handled and answered together:
// into names the one that stays, with lists further ones that go into it. Into
// a request itself means that it stays and takes the others in.
func (s *step) merge() error {
	lead, err := s.lead()
	if err != nil {
		return err
	}
	with := slices.DeleteFunc(s.in.Lines("with"), func(id string) bool { return id == s.req.Id || id == lead.Id })
	if lead.Id == s.req.Id {
		return s.gather(with)
	}
	if err := s.mayGoInto(lead); err != nil {
		return err
	}
	for _, id := range with {
		if _, err := s.bringAlong(id, Input{Values: map[string]any{"into": lead.Id}}); err != nil {
			return err
		}
	}
	if len(with) > 0 { // what the others changed of it
		if lead, err = s.tx.FindRecordById("requests", lead.Id); err != nil {
			return err
		}
	}
	rows, err := merged(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	for _, r := range rows { // what was merged into it before comes along
		if r.GetString("parent") == lead.Id {
			return access.Refuse(ownPart)
		}
		r.Set("merged_into", lead.Id)
		if err := access.Own(s.tx, r); err != nil {
			return err
		}
	}
	s.req.Set("merged_into", lead.Id)
	s.ev.Note, s.ev.Data = "并入 "+lead.GetString("request_no"), map[string]any{"into": lead.Id}
	s.ev.Sentence = "和邻居反映的同一件事一并办理，有结果会一起告诉您"
	told := "又有一户邻居反映同一件事，一并办理"
	if n := len(rows) + 1; n > 1 {
		told = fmt.Sprintf("又有%d件反映的是同一件事，一并办理", n)
	}
	if o := owner(s.req); o != "" && o == owner(lead) {
		s.ev.Sentence = "和您另外反映的 " + lead.GetString("request_no") + " 是同一件事，一并办理，有结果会一起告诉您"
		told = "您又反映了一次同一件事，一并办理"
	}
	if s.in.quiet {
		return nil
	}
	if pressed := s.req.GetStringSlice("accused"); len(pressed) > 0 {
		if err := access.Own(s.tx, press(lead, pressed)); err != nil {
			return err
		}
	}
	return s.tellOther(lead, "merge", told, "并进来 "+s.req.GetString("request_no"))
}

// lead is the request that stays.
func (s *step) lead() (*core.Record, error) {
	into, err := s.tx.FindFirstRecordByFilter("requests", "id = {:x} || request_no = {:x}", dbx.Params{"x": s.in.Text("into")})
	if err == nil && into.GetString("status") == string(lifecycle.Merged) {
		into, err = s.tx.FindRecordById("requests", into.GetString("merged_into"))
		if err == nil && into.Id == s.req.Id {
			return nil, refuseField("into", "into_unknown", "那一件已经并在这件里了，请另选一件")
		}
	}
	if err != nil {
		return nil, refuseField("into", "into_unknown", "没有找到要并入的那件诉求，请核对编号")
	}
	if into.Id == s.req.Id {
		return s.req, nil
	}
	switch to := lifecycle.Status(into.GetString("status")); {
	case to == lifecycle.Replied:
		return nil, refuseField("into", "into_replied", "要并入的那件已经答复了，请单独办理，或另选一件")
	case !to.Open():
		return nil, refuseField("into", "into_closed", "要并入的那件已经办完了，请另选一件")
	}
	return into, nil
}

// gather takes others into this request, which stays as it is.
func (s *step) gather(with []string) error {
	if len(with) == 0 {
		return refuseField("into", "into_unknown", "没有找到要并入的那件诉求，请另选一件")
	}
	for _, id := range with {
		other, err := s.bringAlong(id, Input{Values: map[string]any{"into": s.req.Id}, quiet: true})
		if err != nil {
			return err
		}
		press(s.req, other.GetStringSlice("accused"))
	}
	s.to = s.from
	s.ev.Sentence = "又有一户邻居反映同一件事，一并办理"
	if len(with) > 1 {
		s.ev.Sentence = fmt.Sprintf("又有%d件反映的是同一件事，一并办理", len(with))
	}
	return nil
}

// bringAlong merges another one; what is refused says which it was.
func (s *step) bringAlong(id string, in Input) (*core.Record, error) {
	other, err := apply(s.tx, s.who, id, "merge", in)
	if err == nil {
		return other, nil
	}
	if other, _ = s.tx.FindRecordById("requests", id); other == nil {
		return nil, err
	}
	var refused *router.ApiError
	if errors.As(err, &refused) && refused.Status < 500 {
		return nil, access.Refuse(other.GetString("request_no") + "：" + refused.Message)
	}
	return nil, err
}

// press adds to those a request complains about what a merged one says: their
// answer to all of them waits for a look.
func press(req *core.Record, orgs []string) *core.Record {
	list := req.GetStringSlice("accused")
	for _, o := range orgs {
		if !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	req.Set("accused", list)
	return req
}

// A part waiting for the request it was split from, which waits for its parts,
// would never be answered.
const ownPart = "这件就是从那件拆出来的，不能再并回去"

// mayGoInto says whether this request may be handled with another.
func (s *step) mayGoInto(lead *core.Record) error {
	urgent := Urgent(s.req)
	switch {
	case s.from != lifecycle.Pending && s.from != lifecycle.Accepted:
		return access.Refuse("已经派出去的不能并走；可以留下这件，把别的并进来")
	case urgent && s.req.GetDateTime("called_at").IsZero():
		return access.Refuse("这件是紧急诉求，还没有人接手，不能并走：请先点“我来处理”")
	case urgent && !Urgent(lead):
		return access.Refuse("紧急诉求只能并入另一件紧急的；可以留下紧急的这件，把别的并进来")
	case Shielded(s.req) || Shielded(lead):
		return access.Refuse("反映人受保护的不能并案：同一个答复会让别人知道是谁反映的")
	case s.req.GetString("parent") == lead.Id:
		return access.Refuse(ownPart)
	}
	handler := lead.GetString("handler_org")
	if handler == "" {
		handler = lead.GetString("suggested_org")
	}
	if accused(s.req, handler) && !s.rel.Has(lifecycle.Lead) {
		return access.Refuse("这件反映的是" + orgName(s.tx, handler) + "，不能并入由它自己办的那件；确要一并办理，由书记或项目负责人决定")
	}
	return nil
}

// tellOther writes a line into the timeline of another request that a step
// concerns; nothing else of it changes.
func (s *step) tellOther(req *core.Record, verb, sentence, note string) error {
	status := req.GetString("status")
	return Event{Verb: verb, From: status, To: status, Sentence: sentence, Note: note}.write(s.tx, req, s.who, s.now)
}

func merged(tx core.App, request string) ([]*core.Record, error) {
	return tx.FindRecordsByFilter("requests", "merged_into = {:r} && status = 'merged' && anonymised_at = ''", "received_at", 0, 0, dbx.Params{"r": request})
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
	if end == lifecycle.Accepted && len(rows) > 1 {
		if rows, err = s.succeed(rows); err != nil {
			return err
		}
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

// succeed lets the eldest of several take the place of a request that was
// withdrawn; the others stay with it, and need not be dispatched one by one.
func (s *step) succeed(rows []*core.Record) ([]*core.Record, error) {
	for _, r := range rows[1:] {
		r.Set("merged_into", rows[0].Id)
		if err := access.Own(s.tx, r); err != nil {
			return nil, err
		}
		ev := Event{Verb: "answer", From: string(lifecycle.Merged), To: string(lifecycle.Merged), Data: map[string]any{"into": rows[0].Id},
			Sentence: "一并办理的那件已撤回，您的这件和其他邻居的继续一起办理"}
		if err := ev.write(s.tx, r, access.Program(), s.now); err != nil {
			return nil, err
		}
	}
	return rows[:1], nil
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
	mine := Event{Verb: "submit", Data: map[string]any{"into": s.req.Id}, To: string(lifecycle.Merged), Sentence: "您家也有这个情况，已和邻居反映的一并办理，有结果会一起告诉您"}
	if err := mine.write(s.tx, r, s.who, s.now); err != nil {
		return err
	}
	s.ev.Sentence = "又有一户邻居反映同一件事"
	s.who = access.Program() // the first household is not told who the second is
	return nil
}

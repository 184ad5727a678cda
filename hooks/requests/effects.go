package requests

import (
	"fmt"
	"strings"
	"time"

	"hongguan/hooks/access"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// effect does what is particular to a verb: it changes the record, may choose
// the state, and says what happened in one public sentence.
func (s *step) effect() error {
	switch s.verb.Name {
	case "take":
		return s.take()
	case "handle":
		return s.handle()
	case "accept":
		return s.accept()
	case "dispatch", "transfer":
		return s.dispatch()
	case "report":
		return s.report()
	case "forward":
		return s.forward()
	case "sign":
		return s.sign()
	case "progress":
		s.ev.Sentence = s.by() + "：" + s.in.Text("text")
	case "reply":
		return s.reply()
	case "approve":
		return s.approve()
	case "return":
		return s.sendBack()
	case "tell", "read":
		return s.tell()
	case "rate":
		return s.rate()
	case "call_back":
		return s.callBack()
	case "supply":
		return s.supply()
	case "ask_info":
		s.ev.Sentence = "请您补充：" + s.in.Text("question")
	case "extend":
		return s.extend()
	case "grant", "refuse":
		return s.decideExtension()
	case "escalate":
		return s.escalate()
	case "urge":
		return s.urge()
	case "relink":
		return s.relink()
	case "suspend":
		return s.suspend()
	case "resume":
		return s.resume()
	case "conclude":
		return s.conclude()
	case "correct":
		return s.correct()
	case "uncorrect":
		return s.uncorrect()
	case "merge":
		return s.merge()
	case "unmerge":
		return s.unmerge()
	case "split":
		return s.split()
	case "join":
		return s.join()
	case "raise":
		s.raise()
	case "answer":
		s.answer()
	case "finish":
		s.finishWhole()
	case "rework":
		s.ev.Sentence = "其中一件重新办理"
	case "decline":
		s.req.Set("closed_at", s.now)
		s.ev.Sentence = "这件事不属社区职责：" + s.in.Text("reason") + "。请到" + s.in.Text("where") + "办理"
	case "withdraw":
		if heldBack(s.req) {
			return access.Refuse("社区要先确认您平安，才能撤回这件事。有危险请马上拨打 110")
		}
		s.req.Set("closed_at", s.now)
		s.ev.Sentence = "反映人撤回" + colon(s.in.Text("reason"))
		if Shielded(s.req) {
			s.ev.Sentence, s.ev.Note = "反映人撤回", s.in.Text("reason")
		}
	case "close":
		s.req.Set("closed_at", s.now)
		s.ev.Sentence = "答复告知已满7天没有评价，按“未评价”办结，您仍可以评价"
	default:
		return fmt.Errorf("verb %q has no effect", s.verb.Name)
	}
	return nil
}

// by is who acts, as a resident reads it. What the office records for another
// organisation is said to be so.
func (s *step) by() string {
	if s.rel.Has(lifecycle.Handler) || s.rel.Has(lifecycle.Forwarder) && s.who.Kind == access.Link {
		return s.who.Label
	}
	if org := orgName(s.tx, s.req.GetString("handler_org")); org != "" && s.rel.Has(lifecycle.Office) {
		return org + "（" + s.who.Label + "代录）"
	}
	return s.who.Label
}

func colon(text string) string {
	if text == "" {
		return ""
	}
	return "：" + text
}

func (s *step) accept() error {
	s.req.Set("accepted_at", s.now)
	if Urgent(s.req) {
		s.ev.Sentence = s.who.Label + "看到了这条信息" + reminder
		return nil
	}
	s.ev.Sentence = "已受理，由" + s.who.Label + "负责跟进"
	if s.req.GetString("tier") == "complex" {
		s.ev.Sentence += "；这件事需要几家一起解决，将随本周五的民意诉求周报上报"
	}
	return nil
}

func (s *step) urge() error {
	if s.rel.Has(lifecycle.Owner | lifecycle.Overseer) {
		last := s.req.GetDateTime("urged_at").Time()
		if !last.IsZero() && s.now.Sub(last) < 24*time.Hour {
			return access.Refuse("一天里已经催过一次，承办单位看得到；明天还没消息可以再催，或打电话给社区")
		}
	}
	if s.rel.Has(lifecycle.Owner) {
		s.ev.Sentence = "您催办了一次"
	} else {
		s.ev.Sentence = s.who.Label + "催办了一次"
		no, err := supervisionNo(s.tx, s.now)
		if err != nil {
			return err
		}
		s.ev.Data = map[string]any{"supervision_no": no} // its paper twin bears it
	}
	s.req.Set("urged_at", s.now)
	return nil
}

func (s *step) escalate() error {
	tier := s.in.Text("tier")
	if tier == s.req.GetString("tier") {
		return access.Refuse("这件诉求已经是“" + words.Value("tier", tier) + "”")
	}
	if s.req.GetString("tier") == "complex" {
		return access.Refuse("这件诉求已经是“复杂承办”，不能降低层面；如果报错了，请在周五上报前选择“不列入”")
	}
	prior := s.in.Text("prior")
	handled, err := handledBefore(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	if tier == "complex" && !handled && prior == "" {
		return refuseField("prior", "prior_missing", "上报前要写明社区已做过的协调；没有协调过的，请写越级上报的原因")
	}
	if prior != "" {
		s.req.Set("prior_note", prior)
	}
	if err := endAssignments(s.tx, s.req.Id, "revoked"); err != nil {
		return err
	}
	s.req.Load(map[string]any{"tier": tier, "handler_org": "", "sign_by": "", "extension_days": 0})
	if tier == "complex" {
		s.req.Set("raise_suggested", false)
	}
	if s.req.GetDateTime("accepted_at").IsZero() {
		s.req.Set("accepted_at", s.now)
	}
	if err := suggestOrg(s.tx, s.req); err != nil {
		return err
	}
	s.followed(false)
	s.ev.Sentence = "社区协调后上报为“" + words.Value("tier", tier) + "”：" + s.in.Text("reason")
	s.ev.Data = map[string]any{"tier": tier}
	return nil
}

func (s *step) conclude() error {
	if s.req.GetInt("dissatisfied") < 2 {
		return access.Refuse("第二次不满意以后才能解释终结，请先重新办理")
	}
	s.req.Set("closed_at", s.now)
	s.ev.Sentence = "经再次办理，作如下解释：" + s.in.Text("reason") + "。如仍有意见，您可以向" + s.in.Text("where") + "反映"
	return nil
}

func refuseField(name, code, sentence string) error {
	return access.RefuseFields(access.Field{Name: name, Code: code, Sentence: sentence})
}

// brief is a text shortened to n characters.
func brief(text string, n int) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n]) + "…"
}

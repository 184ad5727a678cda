package requests

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// tell records that the resident knows the reply: by opening the page, or by
// somebody who called or went there.
func (s *step) tell() error {
	how := s.in.Text("how")
	if s.verb.Name == "read" {
		how = "page"
	}
	if s.req.GetBool("told") && how == "page" {
		return access.Refuse("已经告知过了")
	}
	s.req.Set("told", true)
	if s.req.GetDateTime("told_at").IsZero() {
		s.req.Set("told_at", s.now)
	}
	s.ev.Data = map[string]any{"how": how}
	s.ev.Note = s.in.Text("note")
	s.ev.Sentence = "已告知您（" + words.Value("how", how) + "）"
	if how == "page" {
		s.ev.Sentence = "您已看到答复"
	}
	return nil
}

// rate is the resident's own word. Nobody rates in her place.
func (s *step) rate() error {
	if !s.req.GetDateTime("rated_at").IsZero() {
		return access.Refuse("您已经评价过了，谢谢；还有问题可以再反映一次")
	}
	stars := s.in.Int("stars")
	if stars < 1 || stars > 5 {
		return refuseField("stars", "stars_range", "请选择满意程度")
	}
	solved := s.in.Solved()
	if solved == "" {
		return refuseField("solved", "solved_missing", "请选择解决了没有")
	}
	s.req.Load(map[string]any{"stars": stars, "solved": solved, "rating_text": s.in.Text("text"), "rated_at": s.now})
	if !s.req.GetBool("told") {
		s.req.Load(map[string]any{"told": true, "told_at": s.now})
	}
	s.ev.Note = s.in.Text("text")
	s.ev.Data = map[string]any{"stars": stars, "solved": solved}
	s.ev.Sentence = fmt.Sprintf("您评价：%s，%s", words.Value("solved", solved), words.Value("stars", fmt.Sprint(stars)))
	return s.judge(stars, solved)
}

// judge closes, or reopens what did not satisfy.
func (s *step) judge(stars int, solved string) error {
	to, dissatisfied := lifecycle.After(stars, solved, s.req.GetInt("dissatisfied"))
	s.to = to
	if !dissatisfied {
		s.req.Set("closed_at", s.now)
		return endAssignments(s.tx, s.req.Id, "done")
	}
	s.req.Set("dissatisfied", s.req.GetInt("dissatisfied")+1)
	s.req.Load(map[string]any{"closed_at": "", "extended": false, "extension_days": 0})
	a, err := Current(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	if to == lifecycle.InProgress && a != nil {
		s.ev.Sentence += "。" + orgName(s.tx, s.req.GetString("handler_org")) + "会重新办理"
		return s.mark("signed", nil)
	}
	s.to = lifecycle.Accepted
	s.ev.Sentence += "。由社区书记决定下一步怎样办理"
	s.req.Set("handler_org", "")
	return endAssignments(s.tx, s.req.Id, "done")
}

// callBack records what a resident said by telephone or at the door. It is
// kept apart from her own rating and labelled so.
func (s *step) callBack() error {
	if s.rel.Has(lifecycle.Handler) {
		return access.Refuse("回访要由承办单位以外的人来做")
	}
	reached, solved, stars := s.in.Bool("reached"), s.in.Solved(), s.in.Int("stars")
	if stars < 0 || stars > 5 {
		return refuseField("stars", "stars_range", "满意程度请选 1 到 5")
	}
	c, err := s.tx.FindCachedCollectionByNameOrId("call_backs")
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"request": s.req.Id, "reached": reached, "words": s.in.Text("words"), "by_label": s.who.Label, "at": s.now})
	if reached {
		r.Set("solved", solved)
		r.Set("stars", stars)
	}
	if err := access.Own(s.tx, r); err != nil {
		return err
	}
	s.ev.Note = s.in.Text("words")
	if !reached {
		s.ev.Sentence = s.who.Label + "回访，没有联系上"
		return nil
	}
	s.ev.Sentence = s.who.Label + "回访"
	if solved != "" {
		s.ev.Sentence += "，您说" + words.Value("solved", solved)
	}
	if !s.req.GetBool("told") {
		s.req.Load(map[string]any{"told": true, "told_at": s.now})
	}
	if solved == "no" || stars > 0 && stars <= 2 {
		if stars == 0 {
			stars = 2
		}
		return s.judge(stars, "no")
	}
	return nil
}

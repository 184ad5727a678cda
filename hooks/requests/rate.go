package requests

import (
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
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

// rated and calledBack are all the stored sentences say: whoever handles a
// request must not read how it was rated. Its owner and the office read more,
// see said.
const (
	rated      = "您已评价"
	calledBack = "回访"
)

// said completes the sentence of a rating or a call-back with what was said.
func said(ev *core.Record) string {
	sentence, stars, solved := ev.GetString("sentence"), numberIn(ev.GetString("data"), "stars"), wordIn(ev.GetString("data"), "solved")
	switch ev.GetString("verb") {
	case "rate":
		return strings.Replace(sentence, rated, "您评价："+words.Value("solved", solved)+"，"+words.Value("stars", strconv.Itoa(stars)), 1)
	case "call_back":
		if solved != "" {
			return strings.Replace(sentence, calledBack, calledBack+"，您说"+words.Value("solved", solved), 1)
		}
	}
	return sentence
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
	s.req.Load(map[string]any{"stars": stars, "solved": solved, "rating_text": s.in.Text("text"), "rated_at": s.now, "heard": true})
	if !s.req.GetBool("told") {
		s.req.Load(map[string]any{"told": true, "told_at": s.now})
	}
	s.ev.Note = s.in.Text("text")
	s.ev.Data = map[string]any{"stars": stars, "solved": solved}
	s.ev.Sentence = rated
	return s.judge(stars, solved)
}

// judge closes, or reopens what did not satisfy.
func (s *step) judge(stars int, solved string) error {
	to, dissatisfied := lifecycle.After(stars, solved, s.req.GetInt("dissatisfied"))
	s.to = to
	if concluded, err := s.done("conclude"); err != nil {
		return err
	} else if concluded || !dissatisfied {
		s.to = lifecycle.Closed
		if s.req.GetDateTime("closed_at").IsZero() {
			s.req.Set("closed_at", s.now)
		}
		return nil
	}
	s.req.Set("dissatisfied", s.req.GetInt("dissatisfied")+1)
	s.req.Load(map[string]any{"closed_at": "", "extended": false, "extension_days": 0})
	if to == lifecycle.InProgress {
		if again, err := s.again(); err != nil {
			return err
		} else if again {
			s.ev.Sentence += "。" + orgName(s.tx, s.req.GetString("handler_org")) + "会重新办理"
			return nil
		}
	}
	s.to = lifecycle.Accepted
	s.ev.Sentence += "。由社区书记决定下一步怎样办理"
	s.req.Set("handler_org", "")
	return endAssignments(s.tx, s.req.Id, "revoked")
}

// done reports whether a verb has happened to the request before.
func (s *step) done(verb string) (bool, error) {
	var n int
	err := s.tx.DB().Select("count(*)").From("request_events").Where(dbx.HashExp{"request": s.req.Id, "verb": verb}).Row(&n)
	return n > 0, err
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
	if reached && solved == "" {
		return refuseField("solved", "solved_missing", "联系上了，请选居民说解决了没有")
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
	s.req.Set("heard", true)
	s.ev.Sentence = s.who.Label + calledBack
	s.ev.Data = map[string]any{"stars": stars, "solved": solved}
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

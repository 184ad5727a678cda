package requests

import (
	"fmt"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/access"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
)

func (s *step) supply() error {
	who := "您"
	if !s.rel.Has(lifecycle.Owner) {
		who = s.who.Label
	}
	s.ev.Sentence = who + "补充：" + s.in.Text("text")
	if Shielded(s.req) && s.rel.Has(lifecycle.Owner) { // who handles it reads the timeline, too
		s.ev.Sentence, s.ev.Note = "您补充了情况，为保护您，这里不显示", s.in.Text("text")
	}
	if s.from != lifecycle.NeedInfo {
		return nil
	}
	return s.goOn()
}

// goOn puts a request that waited back where it stood before.
func (s *step) goOn() error {
	var from []string
	err := s.tx.DB().Select("from_status").From("request_events").
		Where(dbx.HashExp{"request": s.req.Id, "to_status": string(s.from)}).
		AndWhere(dbx.NewExp("[[from_status]] <> [[to_status]]")).
		OrderBy("at DESC", "_rowid_ DESC").Limit(1).Column(&from)
	if err != nil {
		return fmt.Errorf("read state before waiting: %w", err)
	}
	s.to = lifecycle.Accepted
	if len(from) == 1 {
		s.to = lifecycle.Status(from[0])
	}
	return nil
}

func (s *step) suspend() error {
	day := s.in.Day("review_at")
	latest := settings.Of(s.tx).Rules().ReviewBy(s.now)
	if day.IsZero() || !day.After(s.now) || day.After(latest) {
		return refuseField("review_at", "review_range", "复核日期请选明天到 90 天以内的一天")
	}
	s.req.Set("review_at", day)
	s.ev.Sentence = fmt.Sprintf("暂缓办理：%s。%s再议", s.in.Text("reason"), day.Format("1月2日"))
	return nil
}

func (s *step) resume() error {
	s.req.Set("review_at", "")
	s.ev.Sentence = "恢复办理"
	return s.goOn()
}

func (s *step) extend() error {
	days := s.in.Int("days")
	switch {
	case days < 1 || days > 30:
		return refuseField("days", "days_range", "延期请填 1 到 30 个工作日")
	case s.req.GetBool("extended"):
		return access.Refuse("这件诉求已经延期过一次，不能再延；确有困难请联系社区")
	case s.req.GetInt("extension_days") > 0:
		return access.Refuse("延期申请已经提交，正在等社区答复")
	case s.now.After(s.req.GetDateTime("due_at").Time()):
		return access.Refuse("已经过了答复期限，不能再申请延期，请尽快答复")
	}
	s.req.Set("extension_days", days)
	s.req.Set("extension_reason", s.in.Text("reason"))
	s.ev.Sentence = fmt.Sprintf("%s申请延期%d个工作日，等社区同意", s.by(), days)
	s.ev.Note = s.in.Text("reason")
	return nil
}

func (s *step) decideExtension() error {
	days := s.req.GetInt("extension_days")
	if days == 0 {
		return access.Refuse("没有待答复的延期申请")
	}
	s.req.Set("extension_days", 0)
	if s.verb.Name == "grant" {
		s.req.Set("extended", true)
		s.ev.Data = map[string]any{"days": days}
		s.ev.Sentence = fmt.Sprintf("社区同意延期%d个工作日：%s", days, s.req.GetString("extension_reason"))
	} else {
		s.ev.Sentence = "社区不同意延期，请按原来的期限办理" + colon(s.in.Text("reason"))
	}
	return nil
}

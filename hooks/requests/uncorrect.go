package requests

import (
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/catalogue"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// harmless are the steps after a correction that rest on nothing it said.
var harmless = []string{"accept", "supply", "urge", "progress", "join", "merge", "unmerge", "friday"}

// uncorrect takes the latest correction of a request back: the classification
// before it stands again, and it teaches no more.
func (s *step) uncorrect() error {
	rows, err := correctionsOf(s.tx, s.req)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return access.Refuse("这件诉求没有可以撤销的改判，可能同事已经撤销了")
	}
	why, err := stays(s.tx, s.req, rows[0])
	if err != nil {
		return err
	}
	if why != "" {
		return access.Refuse("不能恢复原来的分类：" + why)
	}
	from := catalogue.ClassOf(rows[0], "from")
	if from.Tier != s.req.GetString("tier") && s.req.GetString("prior_note") == rows[0].GetString("reason") {
		s.req.Set("prior_note", "") // it was the reason for what is taken back
	}
	setClass(s.req, from)
	if from.Lane == "normal" && !Shielded(s.req) {
		s.req.Set("danger", "")
	}
	s.req.Load(map[string]any{"corrected": len(rows) > 1, "suggestion": rows[0].GetString("from_suggestion"), "suggestion_week": rows[0].GetString("from_week")})
	if err := catalogue.TakeBack(s.tx, rows[0], s.who); err != nil {
		return err
	}
	if err := s.reasonAgain(len(rows) > 1); err != nil {
		return err
	}
	s.ev.Sentence = s.office() + "撤销了改判，这件事仍归“" + named(matterName(s.tx, from.Matter)) + "”"
	s.ev.Data = map[string]any{"undone": rows[0].Id}
	return suggestOrg(s.tx, s.req)
}

// reasonAgain words why a request is classified as it now is again.
func (s *step) reasonAgain(byStaff bool) error {
	reason, confidence := "社区工作人员看过后定的", float64(staffSure)
	if !byStaff {
		guess, err := catalogue.Plain(s.tx, s.req.GetString("text"))
		if err != nil {
			return err
		}
		if reason = "恢复原来的分类"; guess.Row != nil && guess.Row.Id == s.req.GetString("matter") && guess.Lane == s.req.GetString("lane") {
			reason = guess.Reason
		}
		confidence = guess.Confidence
	}
	s.req.Load(map[string]any{"reason": reason, "confidence": confidence})
	return nil
}

func named(matter string) string {
	if matter == "" {
		return "其他/说不清"
	}
	return matter
}

// stays says why the classification of a request stays although a correction
// is taken back; empty when it can be restored.
func stays(app core.App, req, c *core.Record) (string, error) {
	status := lifecycle.Status(req.GetString("status"))
	verb, _ := lifecycle.Find("correct")
	switch {
	case !slices.Contains(verb.From, status):
		return "这件诉求已经是“" + words.Value("status", string(status)) + "”", nil
	case classOf(req) != catalogue.ClassOf(c, "to"):
		return "后来又改过分类", nil
	case c.GetString("to_tier") != c.GetString("from_tier") && "complex" == c.GetString("to_tier") && !req.GetDateTime("accepted_at").IsZero():
		return "已按“复杂承办”受理，承办单已经编号", nil
	}
	events, err := Events(app, req.Id)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(events, func(e *core.Record) bool { return wordIn(e.GetString("data"), "correction") == c.Id })
	for _, e := range events[at+1:] {
		if v := e.GetString("verb"); !slices.Contains(harmless, v) && v != "uncorrect" && v != "correct" {
			return "改判以后已经“" + words.Value("verb", v) + "”", nil
		}
	}
	return "", nil
}

// undoRoute takes one correction back from the list of them. Where the request
// has gone on meanwhile, its classification stays and only the machine
// forgets; the answer says which.
func undoRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(http.StatusForbidden, "改判由社区工作人员撤销")
	}
	said := ""
	restored := false
	err := e.App.RunInTransaction(func(tx core.App) error {
		c, err := tx.FindRecordById("corrections", e.Request.PathValue("id"))
		if err != nil {
			return access.Answer(http.StatusNotFound, "没有找到这条改判")
		}
		if !c.GetDateTime("undone_at").IsZero() {
			return access.Refuse("这条改判已经撤销了")
		}
		req, err := tx.FindRecordById("requests", c.GetString("request"))
		if err != nil {
			return err
		}
		rows, err := correctionsOf(tx, req)
		if err != nil {
			return err
		}
		why := "后来又改过分类"
		if len(rows) > 0 && rows[0].Id == c.Id {
			if why, err = stays(tx, req, c); err != nil {
				return err
			}
		}
		if why == "" {
			restored, said = true, "已撤销，"+req.GetString("request_no")+" 恢复原来的分类，以后相近的话不再照此建议"
			_, err = apply(tx, who, req.Id, "uncorrect", Input{})
			return err
		}
		said = "以后相近的话不再照此建议。" + req.GetString("request_no") + " 本身的分类不动：" + why
		if err := catalogue.TakeBack(tx, c, who); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "撤销改判", Collection: "corrections", ID: c.Id, Note: req.GetString("request_no")})
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"restored": restored, "sentence": said})
}

// undoable reports whether 撤销改判 would do something.
func undoable(app core.App, req *core.Record) bool {
	if !req.GetBool("corrected") {
		return false
	}
	rows, err := correctionsOf(app, req)
	if err != nil || len(rows) == 0 {
		return false
	}
	why, err := stays(app, req, rows[0])
	return err == nil && why == ""
}

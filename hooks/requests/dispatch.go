package requests

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/realname"
	"hongguan/rules/routing"
	"hongguan/rules/schedule"
)

// dispatch gives the request to an organisation for the first time, or to
// another one with a reason.
func (s *step) dispatch() error {
	org, err := s.tx.FindRecordById("orgs", s.in.Text("org"))
	if err != nil || !org.GetBool("active") {
		return refuseField("org", "org_unknown", "请选择派给哪个单位")
	}
	if org.GetString("kind") == "org_dept" {
		return refuseField("org", "org_upward", "复杂诉求随周五《民意诉求周报》上报组织部门，不用单独派单；要先请某单位协调，请选那个单位")
	}
	if s.verb.Name == "transfer" && org.Id == s.req.GetString("handler_org") {
		return refuseField("org", "org_same", "已经派给这个单位了")
	}
	if s.verb.Name == "transfer" {
		count, secretary := routing.Transfer(s.req.GetInt("transfers"))
		s.req.Set("transfers", count)
		if secretary && !s.rel.Has(lifecycle.Lead) {
			return s.toSecretary(org)
		}
	}
	if err := s.mayPlace(org); err != nil {
		return err
	}
	if err := s.assign(org, "handle"); err != nil {
		return err
	}
	s.ev.Sentence = "已交给" + org.GetString("name") + "办理"
	if s.verb.Name == "transfer" {
		s.ev.Sentence = "改由" + org.GetString("name") + "办理：" + s.in.Text("reason")
	}
	if s.verb.Name == "dispatch" {
		s.followed(s.req.GetString("suggested_org") == org.Id)
	}
	if s.req.GetString("suggested_org") == org.Id {
		s.ev.Note = "采纳建议：" + s.req.GetString("suggested_reason")
	}
	return nil
}

// mayPlace asks the rules whether this person may give the request to that
// organisation.
func (s *step) mayPlace(org *core.Record) error {
	lead := s.rel.Has(lifecycle.Lead)
	if sentence, ok := routing.MayName(s.req.GetInt("transfers"), lead); !ok {
		return access.Refuse(sentence)
	}
	d, err := decided(s.tx, s.req)
	if err != nil {
		return err
	}
	last, err := returnedBy(s.tx, s.req)
	if err != nil {
		return err
	}
	if sentence, ok := routing.Place(d, lastOf(last), org.Id, org.GetString("name"), lead); !ok {
		return refuseField("org", "org_not_fit", sentence)
	}
	return nil
}

// toSecretary is the third change of hands: the request is taken back and waits
// for the secretary to say whose it is. What the clerk had in mind is kept.
func (s *step) toSecretary(org *core.Record) error {
	if err := s.takeBack("revoked"); err != nil {
		return err
	}
	s.to = lifecycle.Accepted
	s.ev.Sentence = "已经转过两次，第三次由社区书记决定交给哪家办理"
	s.ev.Note = "想改派给" + org.GetString("name") + "：" + s.in.Text("reason")
	return suggestOrg(s.tx, s.req)
}

// takeBack ends the assignment a request is with.
func (s *step) takeBack(state string) error {
	if err := s.mark(state, nil); err != nil {
		return err
	}
	s.req.Load(map[string]any{"handler_org": "", "sign_by": "", "extension_days": 0})
	return nil
}

// report hands a complex request to the organisation department with the
// Friday report; its link forwards.
func (s *step) report() error {
	org, err := orgDept(s.tx)
	if err != nil {
		return err
	}
	if err := s.assign(org, "forward"); err != nil {
		return err
	}
	s.followed(true)
	week, err := schedule.ParseISOWeek(s.in.Text("week"))
	if err != nil {
		return access.Refuse(err.Error())
	}
	s.ev.Data["week"] = week.String() // the referral finds its report by it
	s.ev.Sentence = "已随" + week.Spoken() + "《民意诉求周报》上报" + org.GetString("name")
	return nil
}

// forward is the organisation department naming who handles a complex
// request: an organisation of the list, or a new one by name.
func (s *step) forward() error {
	if s.req.GetString("tier") != "complex" {
		return access.Refuse("只有复杂承办的诉求由组织部门转交")
	}
	if dept, err := orgDept(s.tx); err != nil {
		return err
	} else if s.req.GetString("handler_org") != dept.Id {
		return access.Refuse("这件诉求已经转交给承办单位了")
	}
	org, err := s.handling()
	if err != nil {
		return err
	}
	if err := s.mark("done", map[string]any{"signed_at": s.now, "signed_by": s.in.Text("by")}); err != nil {
		return err
	}
	if err := s.assign(org, "handle"); err != nil {
		return err
	}
	s.ev.Sentence = "组织部门已转交" + org.GetString("name") + "承办"
	s.ev.Note = s.in.Text("opinion")
	s.ev.Data = map[string]any{"opinion": s.in.Text("opinion"), "reply_by": s.in.Text("reply_by"), "org": org.Id, "by": s.in.Text("by")}
	return nil
}

func (s *step) handling() (*core.Record, error) {
	if id := s.in.Text("org"); id != "" {
		org, err := s.tx.FindRecordById("orgs", id)
		if err != nil || !org.GetBool("active") || org.GetString("kind") == "org_dept" {
			return nil, refuseField("org", "org_unknown", "请选择转交给哪个单位")
		}
		return org, nil
	}
	name := realname.NormalizeName(s.in.Text("org_name"))
	if name == "" {
		return nil, refuseField("org", "org_missing", "请选择或填写承办党组织")
	}
	if org, err := s.tx.FindFirstRecordByData("orgs", "name", name); err == nil {
		if !org.GetBool("active") || org.GetString("kind") == "org_dept" {
			return nil, refuseField("org_name", "org_unknown", "这个单位不能承办，请另选一个")
		}
		return org, nil
	}
	c, err := s.tx.FindCachedCollectionByNameOrId("orgs")
	if err != nil {
		return nil, err
	}
	org := core.NewRecord(c)
	org.Load(map[string]any{"name": name, "kind": "party_org", "email": s.in.Text("org_email"), "contact_phone": s.in.Text("org_phone"),
		"active": true, "note": "组织部门转交时填写"})
	if err := s.tx.Save(org); err != nil {
		return nil, refuseField("org_name", "org_name", "承办党组织的名称或邮箱填得不对，请检查")
	}
	return org, nil
}

// orgDept is the organisation department named in the settings.
func orgDept(app core.App) (*core.Record, error) {
	if id := settings.Of(app).GetString("org_dept"); id != "" {
		if org, err := app.FindRecordById("orgs", id); err == nil {
			return org, nil
		}
	}
	org, err := app.FindFirstRecordByFilter("orgs", "kind = 'org_dept' && active = true")
	if err != nil {
		return nil, access.Refuse("还没有登记组织部门，请先在“单位”里添加一个“组织部”")
	}
	return org, nil
}

// sign is the organisation saying that it has taken the matter on.
func (s *step) sign() error {
	by := s.in.Text("by")
	s.req.Set("signed_at", s.now)
	if by == "" {
		by = s.who.Name
	}
	s.ev.Sentence = s.by() + "已签收，开始办理"
	s.ev.Note = "签收人：" + by
	return s.mark("signed", map[string]any{"signed_at": s.now, "signed_by": by})
}

// sendBack returns a request: from the organisation to the community, or a
// reply from the checker to the organisation.
func (s *step) sendBack() error {
	reason := s.in.Text("reason")
	if s.from == lifecycle.InReview {
		if !s.rel.Has(lifecycle.Office) {
			return access.Refuse("答复正在等社区审核，请稍候")
		}
		s.to = lifecycle.InProgress
		s.ev.Sentence = "社区请" + orgName(s.tx, s.req.GetString("handler_org")) + "再核实一下"
		s.ev.Note = reason
		if err := setReplies(s.tx, s.req.Id, "in_review", "sent_back"); err != nil {
			return err
		}
		return s.mark("signed", nil)
	}
	s.to = lifecycle.Accepted
	s.ev.Sentence = s.by() + "退回，由社区重新安排"
	s.ev.Note = reason
	count, secretary := routing.Transfer(s.req.GetInt("transfers"))
	if secretary {
		s.ev.Sentence = s.by() + "退回，已经转过两次，由社区书记决定交给哪家办理"
	}
	if err := s.takeBack("returned"); err != nil {
		return err
	}
	s.req.Set("transfers", count)
	return suggestOrg(s.tx, s.req) // anew: not to who has just returned it
}

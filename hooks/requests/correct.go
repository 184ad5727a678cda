package requests

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/sealed"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// staffSure is the confidence of what a person decided.
const staffSure = 1

// classOf is where a request stands in the catalogue.
func classOf(req *core.Record) catalogue.Class {
	return catalogue.Class{Lane: req.GetString("lane"), Kind: req.GetString("kind"), Category: req.GetString("category"),
		Tier: req.GetString("tier"), Matter: req.GetString("matter")}
}

func setClass(req *core.Record, c catalogue.Class) {
	req.Load(map[string]any{"lane": c.Lane, "kind": c.Kind, "category": c.Category, "tier": c.Tier, "matter": c.Matter})
}

// correct puts a request where a person of the office says it belongs. The
// decision is kept with its reason and teaches the machine; who handles it and
// until when is worked out anew.
func (s *step) correct() error {
	from := classOf(s.req)
	to, err := s.corrected(from)
	if err != nil {
		return err
	}
	if err := s.mayCorrect(from, to); err != nil {
		return err
	}
	c, err := catalogue.Remember(s.tx, catalogue.Correction{
		Request: s.req.Id, From: from, To: to, Suggestion: s.req.GetString("suggestion"), Week: s.req.GetString("suggestion_week"),
		Reason: s.in.Text("reason"), By: s.who,
	})
	if err != nil {
		return err
	}
	what := s.sayChange(from, to)
	setClass(s.req, to)
	s.req.Load(map[string]any{"corrected": true, "confidence": staffSure, "reason": "社区工作人员看过后" + what})
	s.setDanger(to)
	if to.Tier == "complex" && from.Tier != to.Tier {
		if err := s.explainComplex(); err != nil {
			return err
		}
	}
	if err := suggestOrg(s.tx, s.req); err != nil {
		return err
	}
	s.followed(false)
	s.ev.Sentence = s.office() + "把这件事" + what
	s.ev.Note = s.in.Text("reason")
	s.ev.Data = map[string]any{"correction": c.Id, "from_lane": from.Lane, "to_lane": to.Lane, "from_tier": from.Tier, "to_tier": to.Tier}
	return nil
}

// corrected reads what was chosen. A matter brings its own category and tier,
// unless others were chosen; whoever handles the request keeps its tier.
func (s *step) corrected(from catalogue.Class) (catalogue.Class, error) {
	to := from
	if chosen := s.in.Text("matter"); chosen != "" && chosen != from.Matter {
		row := catalogue.Matter(s.tx, chosen)
		if row == nil {
			row = catalogue.ByCode(s.tx, chosen)
		}
		switch {
		case row == nil || !row.GetBool("active"):
			return to, refuseField("matter", "matter_unknown", "没有找到这个事项，请从列表里选")
		case slices.Contains(sealedMatters, row.GetString("code")):
			return to, refuseField("matter", "matter_sealed", "这一类要保密办理，不能改在公开的清单里，请用“转入保密”")
		}
		if to.Matter = row.Id; to.Matter != from.Matter {
			to.Category = row.GetString("category")
			if s.req.GetString("handler_org") == "" {
				to.Tier = row.GetString("tier")
			}
		}
	}
	for name, p := range map[string]*string{"kind": &to.Kind, "category": &to.Category, "tier": &to.Tier, "lane": &to.Lane} {
		if v := s.in.Text(name); v != "" {
			*p = v
		}
	}
	return to, nil
}

// sealedMatters are matters whose requests never lie in the open list.
var sealedMatters = []string{sealed.Conduct, sealed.Leaders, sealed.Violence, sealed.Minor}

func (s *step) mayCorrect(from, to catalogue.Class) error {
	was := s.in.Text("was")
	switch {
	case was != "" && was != from.Matter:
		return access.Refuse("刚才有同事把这件改归“" + matterName(s.tx, from.Matter) + "”，请看一眼再改")
	case to == from:
		return access.Refuse("已经是这样分类的，没有要改的地方")
	case to.Lane == "normal" && Urgent(s.req):
		return refuseField("lane", "lane_urgent", "这件紧急情况还没有处置完，请先点“紧急已处置”，再改成普通")
	case to.Tier == from.Tier:
		return nil
	case s.req.GetString("handler_org") != "":
		return refuseField("tier", "tier_handled", "已经交给"+orgName(s.tx, s.req.GetString("handler_org"))+"，层面不在这里改：要往上报请用“上报”，要换单位请用“改派”")
	case from.Tier == "complex" && !s.req.GetDateTime("accepted_at").IsZero():
		return refuseField("tier", "tier_referral", "这件已按“复杂承办”受理，承办单已经编号，不能降低层面；不想上报，请在周五上报前选“不列入”")
	case s.req.GetInt("dissatisfied") >= 2 && !s.rel.Has(lifecycle.Lead):
		return access.Refuse("居民两次不满意，层面由书记或项目负责人决定")
	}
	return nil
}

// setDanger names the danger of what is an emergency now; violence hides its
// reporter from then on. Who was hidden once stays so.
func (s *step) setDanger(to catalogue.Class) {
	if to.Lane != "emergency" || Shielded(s.req) {
		return
	}
	code := ""
	if m := catalogue.Matter(s.tx, to.Matter); m != nil {
		code = m.GetString("code")
	}
	if danger := dangerOf(code); danger == code || s.req.GetString("danger") == "" {
		s.req.Set("danger", danger)
	}
	if shield(s.req); Shielded(s.req) {
		s.req.Set("summary", summary(s.req))
	}
}

// explainComplex keeps the reason as 越级原因 where the community has nothing
// of its own to show: an upper office sends a form back that says neither.
func (s *step) explainComplex() error {
	handled, err := handledBefore(s.tx, s.req.Id)
	if err == nil && !handled && s.req.GetString("prior_note") == "" {
		s.req.Set("prior_note", s.in.Text("reason"))
	}
	return err
}

// sayChange is what changed as a resident reads it: 改归“市政路灯”，转部门办理.
func (s *step) sayChange(from, to catalogue.Class) string {
	text := ""
	add := func(part string) {
		if text != "" {
			text += "，"
		}
		text += part
	}
	if to.Matter != from.Matter {
		add("改归“" + matterName(s.tx, to.Matter) + "”")
	}
	if to.Kind != from.Kind {
		add("按“" + words.Value("kind", to.Kind) + "”办理")
	}
	if to.Category != from.Category && to.Matter == from.Matter {
		add("改为“" + words.Value("category", to.Category) + "”")
	}
	if to.Tier != from.Tier {
		add(map[string]string{"community": "由社区协调办理", "department": "转给主管部门办理", "complex": "作为需要几家一起解决的事上报"}[to.Tier])
	}
	if to.Lane != from.Lane {
		add(map[string]string{"normal": "按普通诉求办理", "emergency": "按紧急情况办理"}[to.Lane])
	}
	return text
}

// office is who of the office acts, without a name: a resident need not know
// which colleague sorted her request.
func (s *step) office() string {
	if s.who.Kind == access.Superuser {
		return s.who.Label
	}
	return "社区工作人员"
}

// correctionsOf fails only with the database; the newest stands first.
func correctionsOf(tx core.App, req *core.Record) ([]*core.Record, error) {
	rows, err := catalogue.InForce(tx, req.Id)
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return rows, nil
}

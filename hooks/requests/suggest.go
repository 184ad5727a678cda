package requests

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/handbook"
	"hongguan/hooks/places"
	"hongguan/hooks/watches"
	"hongguan/rules/bigram"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// classified writes the machine's proposal for a text onto a request.
func classified(app core.App, req *core.Record, s catalogue.Suggestion) {
	req.Load(map[string]any{"lane": s.Lane, "category": s.Category, "tier": s.Tier, "confidence": s.Confidence, "reason": s.Reason})
	if s.Row != nil {
		req.Set("matter", s.Row.Id)
		req.Set("suggested_matter", s.Row.Id)
	}
	near := make([]string, 0, len(s.Near))
	for _, code := range s.Near {
		if m := catalogue.ByCode(app, code); m != nil {
			near = append(near, m.Id)
		}
	}
	req.Set("near", near)
	if s.Lane == "emergency" {
		req.Set("danger", dangerOf(s.Matter))
	}
	if req.GetString("kind") == "" {
		req.Set("kind", s.Kind)
	}
}

// suggestRoute answers while somebody types: what kind of matter it is, what
// to read first, and what neighbours have reported already.
func suggestRoute(e *core.RequestEvent) error {
	var f struct {
		Text     string `json:"text"`
		Estate   string `json:"estate"`
		Building string `json:"building"`
		Unit     string `json:"unit"`
	}
	if err := e.BindBody(&f); err != nil || len([]rune(f.Text)) > longest {
		return access.Refuse("内容看不懂或太长了")
	}
	if strings.TrimSpace(f.Text) == "" {
		return e.JSON(200, map[string]any{"lane": "normal", "similar": []any{}, "faq": []any{}, "resources": []any{}})
	}
	s, err := catalogue.Classify(e.App, f.Text)
	if err != nil {
		return err
	}
	out := map[string]any{
		"lane": s.Lane, "kind": s.Kind, "category": s.Category, "category_label": words.Value("category", s.Category), "tier": s.Tier,
		"matter": s.Matter, "matter_name": "", "guidance": "", "not_ours": "", "reason": s.Reason, "confidence": s.Confidence,
		"similar": []any{}, "faq": []any{}, "resources": []any{},
	}
	if s.Lane == "emergency" {
		at, _ := places.From(e.App, places.Asked{Building: f.Building}) // without a place the numbers are the same but one
		out["danger"], out["duty"], out["numbers"] = dangerOf(s.Matter), watches.Duty(e.App), watches.Numbers(e.App, dangerOf(s.Matter), at)
	}
	if s.Row == nil || s.Lane == "sealed" {
		return e.JSON(200, out)
	}
	out["matter_name"], out["guidance"], out["not_ours"] = s.Row.GetString("name"), s.Row.GetString("guidance"), s.Row.GetString("not_ours")
	if s.Lane == "emergency" {
		return e.JSON(200, out) // who is in danger must call, not read what others did
	}
	who := access.Of(e)
	a := asked{text: f.Text, read: bigram.Read(f.Text), guess: s, estate: f.Estate, building: f.Building, unit: f.Unit}
	if a.estate == "" && a.building == "" && who.Kind == access.Resident {
		a.estate, a.building, a.unit = e.Auth.GetString("estate"), e.Auth.GetString("building"), e.Auth.GetString("unit")
	}
	if a.building != "" {
		if b, err := e.App.FindRecordById("buildings", a.building); err == nil {
			a.estate = b.GetString("estate")
		}
	}
	if out["similar"], err = similarOpen(e.App, a, who); err != nil {
		return err
	}
	if out["faq"], out["resources"], err = handbook.Help(e.App, f.Text, s); err != nil {
		return err
	}
	return e.JSON(200, out)
}

func openStatuses() []string {
	var open []string
	for _, s := range lifecycle.Statuses {
		if s.Open() && s != lifecycle.Replied {
			open = append(open, string(s))
		}
	}
	return open
}

// office loads a request for the community's own staff.
func office(e *core.RequestEvent) (*core.Record, access.Actor, error) {
	who := access.Of(e)
	if !who.Community() {
		return nil, who, access.Answer(403, "这一步由社区工作人员办理")
	}
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("id"))
	if err != nil || Shell(req) {
		return nil, who, access.Answer(404, "没有找到这件诉求")
	}
	return req, who, nil
}

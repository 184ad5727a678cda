package requests

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/places"
	"hongguan/hooks/watches"
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
		Building string `json:"building"`
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
	// Of an emergency nobody is told that a neighbour reported it, least of all the one who hits.
	if f.Building != "" && s.Confidence >= 0.5 && s.Lane != "emergency" {
		similar, err := similarOpen(e.App, f.Building, s.Row.Id, access.Of(e))
		if err != nil {
			return err
		}
		out["similar"] = similar
	}
	return e.JSON(200, out)
}

// similarOpen lists open requests about the same matter in the same building,
// without saying who sent them or in whose words.
func similarOpen(app core.App, building, matter string, who access.Actor) ([]map[string]any, error) {
	since := calendar.Now(app).Add(-60 * 24 * time.Hour)
	var rows []*core.Record
	err := app.RecordQuery("requests").
		AndWhere(dbx.HashExp{"building": building, "matter": matter}).
		AndWhere(dbx.In("status", toAny(openStatuses())...)).
		AndWhere(dbx.NewExp("received_at > {:s}", dbx.Params{"s": stampTime(since)})).
		OrderBy("received_at DESC").Limit(5).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("similar requests: %w", err)
	}
	out := make([]map[string]any, 0, len(rows))
	for _, r := range rows {
		item := map[string]any{
			"summary":      words.Value("category", r.GetString("category")) + "：" + matterName(app, r.GetString("matter")),
			"status_label": words.Status(r.GetString("status"), true, orgName(app, r.GetString("handler_org"))),
			"days":         int(calendar.Now(app).Sub(r.GetDateTime("received_at").Time()).Hours() / 24),
		}
		if who.Kind != access.Guest {
			item["id"] = r.Id
		}
		out = append(out, item)
	}
	return out, nil
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

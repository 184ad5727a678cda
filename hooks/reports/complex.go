package reports

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/templates"
)

// The places an item can have in a report.
const (
	itemIn   = "in"
	itemOut  = "out"
	itemHeld = "held" // waits for the secretary's decision
)

// Item is a complex request as the preview lists it.
type Item struct {
	Request    string `json:"request"`
	Referral   string `json:"referral"`
	RequestNo  string `json:"request_no"`
	ReferralNo string `json:"referral_no"`
	Summary    string `json:"summary"`
	Estate     string `json:"estate"`
	Tier       string `json:"tier"`
	TierLabel  string `json:"tier_label"`
	State      string `json:"state"`
	StateLabel string `json:"state_label"`
	New        bool   `json:"new"` // goes up for the first time, or again
	Note       string `json:"note"`

	line templates.WeeklyComplex
}

// items lists the complex requests of a report: those that go up with it, and
// those that went up before and are in hand still.
func (p period) items(app core.App) ([]Item, error) {
	fresh, err := app.FindRecordsByFilter("requests", "tier = 'complex' && status = 'accepted' && received_at < {:to}", "received_at", 0, 0, dbx.Params{"to": stamp(p.To)})
	if err != nil {
		return nil, fmt.Errorf("find complex requests: %w", err)
	}
	var going []*core.Record
	err = app.RecordQuery("requests").
		InnerJoin("referrals f", dbx.NewExp("f.request = requests.id AND f.reported_at != ''")).
		AndWhere(dbx.NewExp("requests.tier = 'complex' AND requests.status IN ('dispatched','in_progress','in_review','need_info','suspended')")).
		OrderBy("requests.received_at").All(&going)
	if err != nil {
		return nil, fmt.Errorf("find complex requests in hand: %w", err)
	}
	var items []Item
	for i, req := range append(fresh, going...) {
		item, err := p.item(app, req, i < len(fresh))
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

func (p period) item(app core.App, req *core.Record, fresh bool) (Item, error) {
	item := Item{Request: req.Id, RequestNo: req.GetString("request_no"), Estate: places.NameOf(app, "estates", req.GetString("estate")),
		Tier: "complex", TierLabel: words.Value("tier", "complex"), State: itemIn, New: fresh}
	var rows []*core.Record
	if err := app.RecordQuery("referrals").AndWhere(dbx.HashExp{"request": req.Id}).Limit(1).All(&rows); err != nil {
		return item, err
	}
	c := calendar.Workdays(app)
	line := templates.WeeklyComplex{
		RequestNo: item.RequestNo, ReportedAt: req.GetDateTime("received_at").Time(), Place: item.Estate,
		Category: words.Value("category", req.GetString("category")), State: "首次上报",
		UsedDays: c.Between(req.GetDateTime("received_at").Time(), p.To), LeftDays: c.Between(p.To, req.GetDateTime("due_at").Time()),
	}
	if len(rows) > 0 {
		r := rows[0]
		item.Referral, item.ReferralNo, item.Summary = r.Id, r.GetString("referral_no"), r.GetString("summary")
		line.Handler, line.Before = r.GetString("suggested_org"), oneLine(r.GetString("prior"))
		if !r.GetDateTime("reported_at").IsZero() {
			line.State = "继续上报"
		}
		if strings.HasPrefix(r.GetString("prior"), "越级原因") {
			item.Note = "没有写明社区已做的协调，上级可能退回"
		}
	}
	line.ReferralNo, line.Summary = item.ReferralNo, item.Summary
	if line.LeftDays < 0 && !fresh {
		line.State = "超期"
	}
	if fresh {
		item.State = place(req, &item)
	} else {
		if req.GetString("friday") == "out" {
			item.State = itemOut
		}
		line.Handler = places.NameOf(app, "orgs", req.GetString("handler_org"))
		reply, err := lastWord(app, req)
		if err != nil {
			return item, err
		}
		line.LastReply = reply
	}
	if line.Handler == "" {
		line.Handler = "请组织部门指定"
	}
	item.StateLabel = map[string]string{itemIn: "列入", itemOut: "不列入", itemHeld: "暂缓"}[item.State]
	item.line = line
	return item, nil
}

// place says whether a request goes up: what the office decided, else yes,
// unless the secretary still has to decide about it.
func place(req *core.Record, item *Item) string {
	switch {
	case req.GetString("friday") == "out":
		return itemOut
	case req.GetString("friday") != "in" && req.GetInt("dissatisfied") > 1:
		item.Note = "居民两次不满意，等书记决定；要再次上报请点“列入”"
		return itemHeld
	}
	return itemIn
}

// lastWord is the newest that was heard of a request in hand.
func lastWord(app core.App, req *core.Record) (string, error) {
	events, err := requests.Events(app, req.Id)
	if err != nil {
		return "", err
	}
	for i := len(events) - 1; i >= 0; i-- {
		switch events[i].GetString("verb") {
		case "progress", "reply", "sign", "forward", "suspend":
			return plain(app, req, events[i].GetString("sentence"), 120), nil
		}
	}
	return "", nil
}

// coordination is the one sentence an upper leader reads: the office's remark,
// or what the items are about.
func coordination(app core.App, remark string, items []Item) string {
	if remark = oneLine(remark); remark != "" {
		return remark
	}
	n, about := 0, []string{}
	for _, i := range items {
		if i.State != itemIn {
			continue
		}
		if n++; n <= 3 {
			about = append(about, i.Estate+"（"+matterOf(app, i.Request)+"）")
		}
	}
	if n == 0 {
		return ""
	}
	s := strings.Join(about, "、")
	if n > len(about) {
		s += "等"
	}
	return fmt.Sprintf("%s共%d件需要协调，请明确承办党组织。", s, n)
}

func matterOf(app core.App, request string) string {
	req, err := app.FindRecordById("requests", request)
	if err != nil {
		return "居民诉求"
	}
	if m := places.NameOf(app, "matters", req.GetString("matter")); m != "" {
		return m
	}
	return words.Value("category", req.GetString("category")) + "诉求"
}

// office is who signs the report.
func office(app core.App) string { return settings.Of(app).Name() + "居民委员会" }

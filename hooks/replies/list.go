package replies

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

const (
	mostListed = 200
	// overseen is how long the organisation department still sees what it has
	// forwarded: the end of it, and the quarter in which somebody asks.
	overseen = 90 * 24 * time.Hour
)

// desk is an organisation's own page, with everything it has in hand.
type desk struct {
	app  core.App
	link *core.Record
	org  places.OrgInfo
}

// openDesk finds the page of a token; nil when the token is none of a page.
func openDesk(e *core.RequestEvent) (*desk, error) {
	r, gone := places.ByLink(e.App, e.Request.PathValue("token"))
	switch {
	case gone:
		return nil, access.Answer(404, places.LinkGone)
	case r == nil:
		return nil, nil
	}
	org, known := places.Org(e.App, r.GetString("org"))
	if !known || !org.Active {
		return nil, access.Answer(404, places.LinkGone)
	}
	return &desk{app: e.App, link: r, org: org}, nil
}

// head is what the page shows before the 对接码: nothing of any request.
func (d *desk) head() map[string]any {
	c := settings.Of(d.app)
	return map[string]any{"kind": "list", "org_name": d.org.Name, "needs_code": d.org.PassCode != "",
		"community": map[string]any{"name": c.Name(), "phone": c.Phone(), "brand": c.Brand()}, "now": calendar.Now(d.app).UTC()}
}

// act opens the page, or urges whom a matter was forwarded to. Both want the
// 对接码: whoever only has the address reads nothing.
func (d *desk) act(e *core.RequestEvent) error {
	in, err := requests.ReadInput(e)
	if err != nil {
		return err
	}
	action := in.Text("action")
	if action != "open" && action != "urge" {
		return access.Refuse("没有这个操作，请刷新页面再试")
	}
	if in.Text("pass_code") == "" {
		return access.RefuseFields(access.Field{Name: "pass_code", Code: "pass_code_missing", Sentence: "请填写单位的对接码"})
	}
	if err := places.OpenLink(e.App, d.link, in.Text("pass_code")); err != nil {
		return err
	}
	out := d.head()
	if action == "urge" {
		a, err := e.App.FindRecordById("assignments", in.Text("item"))
		if err != nil || a.GetString("org") != d.link.GetString("org") {
			return access.Answer(404, "这件诉求不在您单位的名单里，请刷新页面再试")
		}
		who := access.Actor{Kind: access.Link, ID: a.Id, Org: a.GetString("org"), Label: d.org.Name}
		if _, err := requests.Apply(e.App, who, a.GetString("request"), "urge", in); err != nil {
			return err
		}
		out["done"] = "已经催办。对方有邮箱的，信已经发出"
	}
	if out["items"], err = d.items(); err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, out)
}

// items are what the organisation has to do, the earliest date first, and what
// it forwarded to others.
func (d *desk) items() ([]map[string]any, error) {
	since := calendar.Now(d.app).Add(-overseen).UTC().Format(types.DefaultDateLayout)
	var rows []*core.Record
	err := d.app.RecordQuery("assignments").
		InnerJoin("requests r", dbx.NewExp("r.id = assignments.request AND r.sealed_at = ''")).
		AndWhere(dbx.HashExp{"assignments.org": d.link.GetString("org")}).
		AndWhere(dbx.Or(dbx.In("assignments.state", "open", "signed", "replied"),
			dbx.And(dbx.HashExp{"assignments.kind": "forward", "assignments.state": "done"}, dbx.NewExp("assignments.at >= {:since}", dbx.Params{"since": since})))).
		OrderBy("r.due_at", "assignments.at").Limit(mostListed).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list of %s: %w", d.org.Name, err)
	}
	list := []map[string]any{}
	for _, a := range rows {
		req, err := d.app.FindRecordById("requests", a.GetString("request"))
		if err != nil || requests.Shell(req) {
			continue
		}
		list = append(list, d.item(a, req))
	}
	slices.SortStableFunc(list, func(a, b map[string]any) int { return cmp.Compare(a["rank"].(int), b["rank"].(int)) })
	return list, nil
}

// item is one line. What can still be done opens by the link of its own.
func (d *desk) item(a, req *core.Record) map[string]any {
	colour, label := requests.Lamp(d.app, req, calendar.Now(d.app))
	forwarded := a.GetString("kind") == "forward" && a.GetString("state") == "done"
	answered := a.GetString("state") == "replied"
	out := map[string]any{
		"rank": map[bool]int{true: 1}[forwarded || answered], "answered": answered, // what is to be done comes first
		"id": a.Id, "request_no": req.GetString("request_no"), "kind": a.GetString("kind"), "forwarded": forwarded,
		"matter": requests.Topic(d.app, req), "place_label": req.GetString("place_label"), "summary": requests.Summary(d.app, req),
		"status_label": requests.StatusLabel(d.app, req, false), "lamp": colour, "lamp_label": label,
		"due_at": req.GetDateTime("due_at"), "due_reason": req.GetString("due_reason"), "sign_by": req.GetDateTime("sign_by"), "sign_late": calendar.Now(d.app).After(req.GetDateTime("sign_by").Time()), "state": a.GetString("state"),
		"state_label": words.Value("assign_state", a.GetString("state")), "token": requests.Token(d.app, a.Id),
	}
	if forwarded {
		handler, _ := places.Org(d.app, req.GetString("handler_org"))
		out["handler_name"], out["handler_contact"], out["handler_phone"] = handler.Name, handler.ContactName, handler.ContactPhone
		out["forwarded_at"], out["reply_text"] = a.GetDateTime("signed_at"), requests.Private(d.app, req)(req.GetString("reply_text"))
		out["urges"] = lifecycle.Status(req.GetString("status")).Open() && len(requests.Offered(d.app, req, access.Actor{Kind: access.Link, ID: a.Id}, lifecycle.Overseer)) > 0
	}
	return out
}

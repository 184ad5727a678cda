package requests

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
	"hongguan/templates"
)

// Contact is how to reach whoever asked.
type Contact struct {
	Name       string `json:"name"`
	Phone      string `json:"phone"`
	BehalfName string `json:"on_behalf_name"`
	BehalfTel  string `json:"on_behalf_phone"`
	Relation   string `json:"on_behalf_relation"`
	PlaceLabel string `json:"place_label"`
	Room       string `json:"room"`

	// Of a shielded request, where the ordinary fields hold none.
	Text   string   `json:"text,omitempty"`
	Photos []string `json:"photos,omitempty"`
}

// OpenContact shows the full name and number, and writes down who looked.
func OpenContact(app core.App, who access.Actor, req *core.Record) (Contact, error) {
	var c Contact
	action := "查看联系电话"
	err := app.RunInTransaction(func(tx core.App) error {
		if Shielded(req) {
			action = "查看受保护反映人"
			if err := openShielded(tx, who, req, &c); err != nil {
				return err
			}
		} else {
			c.Relation = req.GetString("on_behalf_relation")
			if r, err := tx.FindRecordById("residents", req.GetString("resident")); err == nil {
				c.Name, c.Phone = r.GetString("name"), r.GetString("phone")
			}
		}
		c.BehalfName, c.BehalfTel = req.GetString("on_behalf_name"), req.GetString("on_behalf_phone")
		c.PlaceLabel, c.Room = req.GetString("place_label"), req.GetString("room")
		return audit.Write(tx, who, audit.Entry{Action: action, Collection: "requests", ID: req.Id, Note: req.GetString("request_no")})
	})
	return c, err
}

// Ended is said to a handler who wants a resident's number after the end.
const Ended = "这件诉求已经办完，不再提供居民的联系方式；要联系居民请找社区"

// contactRoute opens the number for the community's staff, and for the
// handler's contact once she has signed.
func contactRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(404, "没有找到这件诉求")
	}
	rel := relation(e.App, who, req)
	switch {
	case rel.Has(lifecycle.Office | lifecycle.Grid):
	case rel.Has(lifecycle.Handler) && !lifecycle.Status(req.GetString("status")).Open():
		return access.Answer(403, Ended)
	case rel.Has(lifecycle.Handler) && !req.GetDateTime("signed_at").IsZero():
	case rel.Has(lifecycle.Handler):
		return access.Answer(403, "签收以后才能看联系方式")
	default:
		return access.Answer(404, "没有找到这件诉求")
	}
	c, err := OpenContact(e.App, who, req)
	if err != nil {
		return err
	}
	return e.JSON(200, c)
}

// linkRoute gives staff the text to paste into a WeChat group: what and by
// when, never a name, number or room.
func linkRoute(e *core.RequestEvent) error {
	req, _, err := office(e)
	if err != nil {
		return err
	}
	a, err := Current(e.App, req.Id)
	if err != nil {
		return err
	}
	if a == nil {
		return access.Refuse("这件诉求还没有派单，没有办理链接")
	}
	org, _ := places.Org(e.App, a.GetString("org"))
	url := Link(e.App, a.Id)
	if settings.Of(e.App).PublicURL() == "" {
		url = "http://" + e.Request.Host + url
	}
	view := Notice(e.App, req, a, url)
	text := templates.DispatchText(view)
	if e.Request.URL.Query().Get("for") == "urge" {
		text = templates.UrgeText(view)
	}
	return e.JSON(200, map[string]any{"url": url, "text": text, "org": a.GetString("org"), "org_name": org.Name, "contact_name": org.ContactName, "contact_phone": org.ContactPhone})
}

// Notice is an assignment as its messages show it.
func Notice(app core.App, req, assignment *core.Record, url string) templates.NoticeView {
	org, _ := places.Org(app, assignment.GetString("org"))
	c := settings.Of(app)
	view := templates.NoticeView{
		Community: c.Name(), Office: c.Name() + "居民委员会", Org: org.Name, RequestNo: req.GetString("request_no"),
		Matter: strings.TrimSpace(req.GetString("place_label") + " " + matter(app, req)), SignBy: req.GetDateTime("sign_by").Time(),
		Due: req.GetDateTime("due_at").Time(), DueWhy: req.GetString("due_reason"), Signed: assignment.GetString("state") != "open", Forward: assignment.GetString("kind") == "forward",
		Link: url, ContactName: c.GetString("contact_name"), ContactPhone: c.Phone(), SentAt: calendar.Now(app),
	}
	if record, err := app.FindRecordById("orgs", assignment.GetString("org")); err == nil && Way(app, req, record) == templates.ByStreet {
		view.Street = c.Street()
	}
	return view
}

// Topic is what a message about a request may say of it: never the resident's
// own words.
func Topic(app core.App, req *core.Record) string { return matter(app, req) }

// matter is what a message that travels through groups may say of a request:
// the catalogue's words, not the resident's own, which may hold a name.
func matter(app core.App, req *core.Record) string {
	if m := matterName(app, req.GetString("matter")); m != "" {
		return m
	}
	if req.GetString("lane") == "emergency" {
		return "紧急：" + Danger(req)
	}
	return words.Value("category", req.GetString("category")) + "诉求"
}

// smsRoute gives the text that tells a resident of her answer.
func smsRoute(e *core.RequestEvent) error {
	req, who, err := office(e)
	if err != nil {
		return err
	}
	if req.GetString("reply_text") == "" {
		return access.Refuse("这件诉求还没有答复，不用告知")
	}
	c, err := OpenContact(e.App, who, req)
	if err != nil {
		return err
	}
	s := settings.Of(e.App)
	return e.JSON(200, map[string]any{"tel": c.Phone, "text": templates.SMSText(templates.SMSView{
		Community: s.Name(), RequestNo: req.GetString("request_no"), Link: TrackLink(e.App, req), Phone: s.Phone(),
	})})
}

// TrackLink opens the tracking page with number and code after #, where no
// log sees them.
func TrackLink(app core.App, req *core.Record) string {
	base := settings.Of(app).PublicURL()
	if base == "" {
		return ""
	}
	return base + "/track.html#" + req.GetString("request_no") + "/" + QueryCode(app, req.Id)
}

// guesses is how often the code of one number may be tried: a code has 31^8
// values, and nobody mistypes her own twenty times.
var guesses = access.Limit{Times: 20, Within: time.Hour}

// trackRoute shows how far a request is to whoever holds its receipt.
func trackRoute(e *core.RequestEvent) error {
	const unknown = "编号和查询码对不上，请核对回执再试"
	no := access.Plain(e.Request.PathValue("no"))
	// Counted per number: behind a tunnel the whole estate has one address.
	key := "track " + no + " " + e.RealIP()
	if len(no) > 40 || !access.Take(e.App, key, guesses) {
		return access.Answer(429, "试的次数太多了，请过一会儿再试，或打电话给社区")
	}
	req, err := e.App.FindFirstRecordByFilter("requests", "request_no = {:n}", dbx.Params{"n": no})
	if err != nil || !access.Same(e.Request.URL.Query().Get("code"), QueryCode(e.App, req.Id)) {
		return access.Answer(404, unknown)
	}
	access.Forgive(e.App, key)
	if Shell(req) {
		return e.JSON(200, trackShell(e.App, req))
	}
	rows, err := Events(e.App, req.Id)
	if err != nil {
		return err
	}
	events := make([]map[string]any, len(rows))
	for i, r := range rows {
		events[i] = map[string]any{"at": r.GetDateTime("at"), "verb": r.GetString("verb"), "sentence": r.GetString("sentence")}
	}
	handler := orgName(e.App, req.GetString("handler_org"))
	status := req.GetString("status")
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]any{
		"request_no": req.GetString("request_no"), "summary": req.GetString("summary"), "status": status,
		"status_label": StatusLabel(e.App, req, true), "step": lifecycle.Status(status).Step(), "received_at": req.GetDateTime("received_at"),
		"urgent": Urgent(req), "numbers": numbersFor(e.App, req),
		"due_at": req.GetDateTime("due_at"), "due_reason": req.GetString("due_reason"), "handler_name": handler,
		"reply_text": req.GetString("reply_text"), "events": events, "now": calendar.Now(e.App).UTC(),
	})
}

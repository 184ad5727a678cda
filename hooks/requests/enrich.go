package requests

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// bindEnrich adds to every request what its viewer needs to read it and to
// act on it: words, lamp, and exactly the verbs that are open to her.
func bindEnrich(app core.App) {
	app.OnRecordEnrich("requests").BindFunc(func(e *core.RecordEnrichEvent) error {
		who := access.FromRecord(e.App, e.RequestInfo.Auth)
		if err := Enrich(e.App, e.Record, who); err != nil {
			e.App.Logger().Error("enrich request", "id", e.Record.Id, "error", err)
		}
		return e.Next()
	})
	app.OnRecordEnrich("request_events").BindFunc(func(e *core.RecordEnrichEvent) error {
		e.Record.WithCustomData(true)
		e.Record.Set("verb_label", words.Value("verb", e.Record.GetString("verb")))
		if access.FromRecord(e.App, e.RequestInfo.Auth).Community() {
			e.Record.Unhide("note")
		}
		return e.Next()
	})
	app.OnRecordEnrich("replies").BindFunc(func(e *core.RecordEnrichEvent) error {
		e.Record.WithCustomData(true)
		e.Record.Set("state_label", words.Value("reply_state", e.Record.GetString("state")))
		e.Record.Set("solved_label", words.Value("solved", e.Record.GetString("solved")))
		e.Record.Set("org_name", orgName(e.App, e.Record.GetString("org")))
		return e.Next()
	})
}

// Enrich completes one request for one viewer.
func Enrich(app core.App, req *core.Record, who access.Actor) error {
	req.WithCustomData(true)
	resident := who.Kind == access.Resident || who.Kind == access.Guest
	handler := orgName(app, req.GetString("handler_org"))
	status := req.GetString("status")
	req.Set("status_label", words.Status(status, resident, handler))
	for _, f := range []string{"kind", "category", "tier", "lane", "channel"} {
		req.Set(f+"_label", words.Value(f, req.GetString(f)))
	}
	req.Set("matter_name", matterName(app, req.GetString("matter")))
	req.Set("handler_name", handler)
	req.Set("step", lifecycle.Status(status).Step())
	if !resident {
		req.Set("suggested_name", orgName(app, req.GetString("suggested_org")))
		colour, label := lamp(app, req, calendar.Now(app))
		req.Set("lamp", colour)
		req.Set("lamp_label", label)
	}
	if err := enrichPerson(app, req, who); err != nil {
		return err
	}
	rel, err := relation(app, who, req, Input{})
	if err != nil {
		return err
	}
	req.Set("verbs", Offered(app, req, rel))
	return nil
}

// enrichPerson shows the requester as far as the viewer may see her. Contacts
// of other organisations see a masked name; the number opens by its own route.
func enrichPerson(app core.App, req *core.Record, who access.Actor) error {
	r, err := app.FindRecordById("residents", req.GetString("resident"))
	if err != nil {
		return nil // erased: the request stays, without a person
	}
	name, phone := people.Masked(r)
	switch {
	case who.Kind == access.Resident:
		req.Set("resident_label", r.GetString("name"))
		req.Unhide("room", "rating_text", "on_behalf_name")
	case who.Community():
		req.Set("resident_label", name)
		req.Set("phone_masked", phone)
		req.Unhide("rating_text") // the office learns what was wrong; the handler does not learn who said it
	default:
		req.Set("resident_label", name)
		req.Hide("stars", "rated_at", "solved", "resident")
	}
	return nil
}

// Offer is one button with its form.
type Offer struct {
	Verb    string       `json:"verb"`
	Label   string       `json:"label"`
	Primary bool         `json:"primary"`
	Danger  bool         `json:"danger"`
	Confirm string       `json:"confirm"`
	Fields  []OfferField `json:"fields"`
}

// OfferField is one thing to fill in.
type OfferField struct {
	Name     string        `json:"name"`
	Label    string        `json:"label"`
	Type     string        `json:"type"`
	Required bool          `json:"required"`
	Options  []OfferOption `json:"options"`
	Value    string        `json:"value"`
}

// OfferOption is one choice.
type OfferOption struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Offered lists the verbs open to somebody in the given relation.
func Offered(app core.App, req *core.Record, rel lifecycle.Who) []Offer {
	offers := []Offer{}
	status := lifecycle.Status(req.GetString("status"))
	for _, v := range lifecycle.Open(status, rel) {
		if !sensible(app, req, v, rel) {
			continue
		}
		label := v.Label
		if v.Own != "" && rel.Has(lifecycle.Owner) {
			label = v.Own
		}
		o := Offer{Verb: v.Name, Label: label, Primary: v.Primary, Danger: v.Danger, Confirm: v.Confirm, Fields: []OfferField{}}
		for _, f := range v.Fields {
			field := OfferField{Name: f.Name, Label: f.Label, Type: f.Type, Required: f.Required, Value: f.Value, Options: []OfferOption{}}
			for _, c := range f.Options {
				group := f.Name
				field.Options = append(field.Options, OfferOption{c, words.Value(group, c)})
			}
			if f.Name == "org" && v.Name == "dispatch" {
				field.Value = req.GetString("suggested_org")
			}
			if v.Name == "approve" && f.Name == "text" {
				field.Value = waitingReply(app, req.Id)
			}
			o.Fields = append(o.Fields, field)
		}
		offers = append(offers, o)
	}
	return offers
}

// sensible leaves out buttons that would only lead to a refusal.
func sensible(app core.App, req *core.Record, v lifecycle.Verb, rel lifecycle.Who) bool {
	switch v.Name {
	case "grant", "refuse":
		return req.GetInt("extension_days") > 0
	case "extend":
		return !req.GetBool("extended") && req.GetInt("extension_days") == 0
	case "rate":
		return req.GetDateTime("rated_at").IsZero()
	case "conclude":
		return req.GetInt("dissatisfied") >= 2
	case "call_back":
		return !rel.Has(lifecycle.Handler)
	case "tell":
		return !req.GetBool("told")
	case "urge":
		return rel.Has(lifecycle.Office) || req.GetDateTime("urged_at").IsZero() || calendar.Now(app).Sub(req.GetDateTime("urged_at").Time()).Hours() >= 24
	case "escalate":
		return req.GetString("tier") != "complex"
	case "return":
		return req.GetString("status") != string(lifecycle.InReview) || rel.Has(lifecycle.Office)
	case "reply":
		return !waitsForForward(app, req)
	}
	return true
}

func waitsForForward(app core.App, req *core.Record) bool {
	o, ok := places.Org(app, req.GetString("handler_org"))
	return ok && o.Kind == "org_dept"
}

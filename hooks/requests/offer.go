package requests

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/lifecycle"
	"hongguan/rules/neighbours"
	"hongguan/rules/routing"
	"hongguan/rules/words"
)

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
	Fold     bool          `json:"fold"`
}

// OfferOption is one choice.
type OfferOption struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Offered lists the verbs open to somebody in the given relation.
func Offered(app core.App, req *core.Record, who access.Actor, rel lifecycle.Who) []Offer {
	offers := []Offer{}
	if Anonymised(req) {
		return offers // there is nobody left to do it for
	}
	status := lifecycle.Status(req.GetString("status"))
	for _, v := range lifecycle.Open(status, rel) {
		if !sensible(app, req, v, who, rel) || v.Name == "approve" && wrote(app, req.Id, who) {
			continue
		}
		v = spoken(v, status, rel)
		o := Offer{Verb: v.Name, Label: v.Label, Primary: v.Primary, Danger: v.Danger, Confirm: v.Confirm, Fields: []OfferField{}}
		for _, f := range v.Fields {
			field := OfferField{Name: f.Name, Label: f.Label, Type: f.Type, Required: f.Required, Value: f.Value, Fold: f.Fold, Options: []OfferOption{}}
			for _, c := range f.Options {
				group := f.Name
				field.Options = append(field.Options, OfferOption{c, words.Value(group, c)})
			}
			if f.Name == "org" && v.Name == "dispatch" {
				field.Value = req.GetString("suggested_org")
			}
			if v.Name == "escalate" && f.Name == "reason" && req.GetBool("raise_suggested") {
				field.Value = neighbours.Many(households(app, req))
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

// spoken words a verb for whoever stands before it: warmer for the resident,
// exact for the checker, and 代 for the office that records for another.
func spoken(v lifecycle.Verb, status lifecycle.Status, rel lifecycle.Who) lifecycle.Verb {
	switch {
	case rel.Has(lifecycle.Owner) && v.Own != "":
		v.Label = v.Own
	case v.Name == "return" && status == lifecycle.InReview:
		v.Label = "退回修改"
		v.Fields = []lifecycle.Field{{Name: "reason", Label: "哪里要改", Type: "textarea", Required: true}}
	case (v.Name == "sign" || v.Name == "reply") && !rel.Has(lifecycle.Handler):
		v.Label = "代" + v.Label
		v.Primary = false
	}
	return v
}

// wrote reports whether the reply that waits is the viewer's own: another
// colleague lets it out.
func wrote(app core.App, request string, who access.Actor) bool {
	own, err := wroteLast(app, request, who)
	return err == nil && own
}

// sensible leaves out buttons that would only lead to a refusal.
func sensible(app core.App, req *core.Record, v lifecycle.Verb, who access.Actor, rel lifecycle.Who) bool {
	if reserved(req, v.Name) && !rel.Has(lifecycle.Lead) || inParts(req) && !slices.Contains(ofWhole, v.Name) {
		return false
	}
	switch v.Name {
	case "take":
		return mayTake(app, req, who, rel)
	case "accept":
		return !Urgent(req) // taking it on accepts it
	case "withdraw":
		return !heldBack(req)
	case "grant", "refuse":
		return req.GetInt("extension_days") > 0
	case "extend":
		return !req.GetBool("extended") && req.GetInt("extension_days") == 0
	case "dispatch":
		_, ok := routing.MayName(req.GetInt("transfers"), rel.Has(lifecycle.Lead))
		return ok
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
	case "uncorrect":
		return undoable(app, req)
	}
	return true
}

func waitsForForward(app core.App, req *core.Record) bool {
	o, ok := places.Org(app, req.GetString("handler_org"))
	return ok && o.Kind == "org_dept"
}

package requests

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// ByLetter tells whether a request is handed to an organisation with a
// 部门转办函: to a department always, to the police and to the street, which
// stands in for a department nobody can write to, where the matter is a
// department's.
func ByLetter(req, org *core.Record) bool {
	switch org.GetString("kind") {
	case "department":
		return true
	case "police", "street":
		return req.GetString("tier") == "department"
	}
	return false
}

// Way is how letters about a request reach its organisation: written by the
// community itself, or in mode B to the street, which passes them on. Nothing
// goes by way of a street that is the addressee or is complained about.
func Way(app core.App, req, org *core.Record) string {
	if !ByLetter(req, org) || settings.Of(app).GetString("letter_mode") == templates.ByCommunity || org.GetString("kind") == "street" || Accuses(app, req, "street") {
		return templates.ByCommunity
	}
	return templates.ByStreet
}

// Accuses tells whether the request complains about an organisation of a kind:
// such a one neither passes letters on nor receives a copy.
func Accuses(app core.App, req *core.Record, kind string) bool {
	return slices.ContainsFunc(req.GetStringSlice("accused"), func(id string) bool {
		o, ok := places.Org(app, id)
		return ok && o.Kind == kind
	})
}

// Mailbox is where letters about a request to its organisation go; empty where
// there is none, and paper or the telephone has to do.
func Mailbox(app core.App, req, org *core.Record) string {
	if Way(app, req, org) == templates.ByStreet {
		return strings.TrimSpace(settings.Of(app).GetString("street_email"))
	}
	return strings.TrimSpace(org.GetString("email"))
}

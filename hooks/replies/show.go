package replies

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// show answers what is asked of the organisation. No name, number or room is
// in it: links get forwarded in groups.
func show(e *core.RequestEvent) error {
	e.Response.Header().Set("Cache-Control", "no-store")
	if d, err := openDesk(e); err != nil {
		return err
	} else if d != nil {
		return e.JSON(200, d.head())
	}
	h, err := open(e)
	if err != nil {
		return err
	}
	view, err := h.view(nil)
	if err != nil {
		return err
	}
	return e.JSON(200, view)
}

// view is the page's whole content; contact only when it was just opened.
func (h *holder) view(contact *requests.Contact) (map[string]any, error) {
	req, hide := h.request, requests.Private(h.app, h.request)
	sent, err := h.app.FindRecordsByFilter("replies", "request = {:r} && org = {:o}", "at", 50, 0, dbx.Params{"r": req.Id, "o": h.assignment.GetString("org")})
	if err != nil {
		return nil, err
	}
	replies := make([]map[string]any, len(sent))
	for i, r := range sent {
		replies[i] = map[string]any{"at": r.GetDateTime("at"), "text": hide(r.GetString("text")), "state": r.GetString("state"),
			"state_label": words.Value("reply_state", r.GetString("state")), "files": r.GetStringSlice("files"), "by": r.GetString("by_label")}
	}
	c := settings.Of(h.app)
	kind := h.assignment.GetString("kind")
	out := map[string]any{
		"org_name": h.org.Name, "kind": kind, "state": h.assignment.GetString("state"), "state_label": words.Value("assign_state", h.assignment.GetString("state")),
		"community": map[string]any{"name": c.Name(), "phone": c.Phone(), "brand": c.Brand()},
		"request": map[string]any{
			"request_no": req.GetString("request_no"), "summary": requests.Summary(h.app, req), "text": hide(req.GetString("text")), "place_label": req.GetString("place_label"),
			"kind_label": words.Value("kind", req.GetString("kind")), "category_label": words.Value("category", req.GetString("category")),
			"tier_label": words.Value("tier", req.GetString("tier")), "due_at": req.GetDateTime("due_at"), "due_reason": req.GetString("due_reason"), "sign_by": req.GetDateTime("sign_by"),
			"photos": photos(req), "status": req.GetString("status"), "status_label": words.Value("status", req.GetString("status")),
			"received_at": req.GetDateTime("received_at"), "extension_days": req.GetInt("extension_days"), "extension_reason": req.GetString("extension_reason"),
		},
		"contact": contact, "needs_code": h.org.PassCode != "", "signed_by": h.assignment.GetString("signed_by"), "replies": replies,
		"verbs": h.verbs(), "orgs": []any{}, "now": calendar.Now(h.app).UTC(),
	}
	if err := h.history(out, hide); err != nil {
		return nil, err
	}
	if kind == "forward" && h.assignment.GetString("state") == "open" {
		out["orgs"] = h.handlers()
	}
	return out, nil
}

// photos are the names of a request's pictures; those of a shielded one could
// show who took them.
func photos(req *core.Record) []string {
	if requests.Shielded(req) {
		return []string{}
	}
	return req.GetStringSlice("photos")
}

// verbs are the buttons of the link-holder.
func (h *holder) verbs() []requests.Offer {
	if h.assignment.GetString("kind") == "forward" && h.assignment.GetString("state") == "done" {
		return requests.Offered(h.app, h.request, h.actor(""), lifecycle.Overseer)
	}
	if h.assignment.GetString("org") != h.request.GetString("handler_org") {
		return []requests.Offer{}
	}
	rel := lifecycle.Handler
	if h.assignment.GetString("kind") == "forward" {
		rel = lifecycle.Forwarder
	}
	offers := requests.Offered(h.app, h.request, h.actor(""), rel)
	kept := offers[:0]
	for _, o := range offers {
		if o.Verb != "tell" && o.Verb != "ask_info" {
			kept = append(kept, o)
		}
	}
	if rel == lifecycle.Forwarder {
		kept = append(kept, requests.Offer{Verb: "forward", Label: "转交承办单位", Primary: true, Fields: []requests.OfferField{}})
	}
	return kept
}

// handlers are the Party organisations and departments a complex request may
// be forwarded to.
func (h *holder) handlers() []map[string]any {
	orgs, _, err := places.Routes(h.app, "")
	if err != nil {
		return nil
	}
	var out []map[string]any
	for _, o := range orgs {
		if o.Active && (o.Kind == "party_org" || o.Kind == "department" || o.Kind == "street") {
			out = append(out, map[string]any{"id": o.ID, "name": o.Name, "kind_label": words.Value("org_kind", o.Kind)})
		}
	}
	return out
}

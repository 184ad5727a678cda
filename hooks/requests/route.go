package requests

import (
	"regexp"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/catalogue"
	"hongguan/hooks/places"
	"hongguan/rules/routing"
	"hongguan/rules/words"
)

// suggestOrg proposes who should handle a request, from its matter, tier,
// estate, whom it complains about and who has returned it.
func suggestOrg(app core.App, req *core.Record) error {
	d, err := decided(app, req)
	if err != nil {
		return err
	}
	pressed := slices.Concat(d.Urge, d.Ask)
	req.Load(map[string]any{"suggested_org": d.Org, "suggested_reason": d.Reason, "accused": pressed})
	if len(pressed) > 0 { // who usually handles the matter does not handle this one
		req.Set("reason", usualHandler.ReplaceAllString(req.GetString("reason"), ""))
	}
	return nil
}

// usualHandler is how the reason of a classification ends.
var usualHandler = regexp.MustCompile(`，(由[^，]{2,12}处理|转[^，]{2,12}办理)$`)

// decided is the route as the rules see it now.
func decided(app core.App, req *core.Record) (routing.Decision, error) {
	returned, err := returnedBy(app, req)
	if err != nil {
		return routing.Decision{}, err
	}
	return catalogue.Decide(app, facts(req, returned))
}

func facts(req *core.Record, returned []string) catalogue.Facts {
	return catalogue.Facts{
		Lane: req.GetString("lane"), Kind: req.GetString("kind"), Category: req.GetString("category"), Tier: req.GetString("tier"),
		Matter: req.GetString("matter"), Estate: req.GetString("estate"), Text: req.GetString("text"), Returned: returned,
	}
}

// returnedBy are the organisations that have returned a request, the first
// first. What never changed hands costs no look into the table.
func returnedBy(app core.App, req *core.Record) (orgs []string, err error) {
	if req.GetInt("transfers") == 0 && req.GetString("handler_org") == "" {
		return nil, nil
	}
	err = app.DB().Select("org").From("assignments").Where(dbx.HashExp{"request": req.Id, "state": "returned"}).OrderBy("at", "_rowid_").Column(&orgs)
	return orgs, err
}

func lastOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

// enrichRoute tells the office how the suggested organisation would get the
// request, and who is to be pressed or asked. Lists leave it out.
func enrichRoute(app core.App, req *core.Record) error {
	d, err := decided(app, req)
	if err != nil {
		return err
	}
	suggested := req.GetString("suggested_org")
	if d.Org != suggested { // the catalogue has changed since
		if d, err = catalogue.Way(app, facts(req, nil), suggested); err != nil {
			return err
		}
	}
	req.Set("route", map[string]any{
		"contact": reach(app, suggested), "channel": d.Channel, "channel_label": words.Value("route", d.Channel), "how": d.How, "days": d.Days,
		"copies": reachAll(app, d.Copies), "urge": reachAll(app, d.Urge), "ask": reachAll(app, d.Ask),
	})
	return nil
}

// reach is an organisation with its 专人, as staff call them.
func reach(app core.App, id string) map[string]any {
	o, _ := places.Org(app, id)
	return map[string]any{"org_name": o.Name, "name": o.ContactName, "phone": o.ContactPhone}
}

func reachAll(app core.App, ids []string) []map[string]any {
	list := make([]map[string]any, len(ids))
	for i, id := range ids {
		list[i] = reach(app, id)
	}
	return list
}

// candidatesRoute lists whom a request may be given to, the suggestion first,
// and last those who may not, with the reason.
func candidatesRoute(e *core.RequestEvent) error {
	req, who, err := office(e)
	if err != nil {
		return err
	}
	orgs, _, err := places.Routes(e.App, req.GetString("estate"))
	if err != nil {
		return err
	}
	d, err := decided(e.App, req)
	if err != nil {
		return err
	}
	returned, err := returnedBy(e.App, req)
	if err != nil {
		return err
	}
	suggested := req.GetString("suggested_org")
	var lists [4][]map[string]any // suggested, of the estate, of elsewhere, not offered
	for _, o := range orgs {
		if !o.Active || o.Kind == routing.OrgDept {
			continue
		}
		why, offered := routing.Place(d, lastOf(returned), o.ID, o.Name, who.Lead())
		item := map[string]any{"id": o.ID, "name": o.Name, "kind": o.Kind, "kind_label": words.Value("org_kind", o.Kind), "contact_name": o.Contact,
			"suggested": o.ID == suggested, "offered": offered, "why": why}
		at := 2
		switch {
		case !offered:
			at = 3
		case o.ID == suggested:
			item["why"], at = req.GetString("suggested_reason"), 0
		case slices.Contains(d.Ask, o.ID):
			item["why"] = "反映的正是" + o.Name + "；您可以决定派给它，答复会先由社区核对"
		case slices.Contains(d.Urge, o.ID):
			item["why"] = "反映它没有办好；可以派它去办，答复会先由社区核对"
		case slices.Contains(returned, o.ID):
			item["why"] = o.Name + "退回过这件诉求"
		}
		if at == 2 && (len(o.Estates) == 0 || slices.Contains(o.Estates, req.GetString("estate"))) {
			at = 1
		}
		lists[at] = append(lists[at], item)
	}
	return e.JSON(200, map[string]any{"orgs": slices.Concat(lists[:]...)})
}

// accused reports whether a request complains about an organisation: its reply
// waits for a look, whatever is set for the organisation itself.
func accused(req *core.Record, org string) bool {
	return slices.Contains(req.GetStringSlice("accused"), org)
}

package requests

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/people"
	"hongguan/rules/classify"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// bindEnrich adds to every request what its viewer needs to read it and to
// act on it: words, lamp, and exactly the verbs that are open to her.
func bindEnrich(app core.App) {
	app.OnRecordsListRequest("requests").BindFunc(bringPeople)
	app.OnRecordEnrich("requests").BindFunc(func(e *core.RecordEnrichEvent) error {
		who, r := access.Viewer(e.RequestInfo.Auth), e.Record
		if err := Enrich(e.App, r, who); err != nil {
			e.App.Logger().Error("enrich request", "id", r.Id, "error", err)
		}
		err := e.Next()
		if Shielded(r) && !owns(who, r) {
			hideShielded(r)
		}
		return err
	})
	app.OnRecordEnrich("request_events").BindFunc(func(e *core.RecordEnrichEvent) error {
		who := access.Viewer(e.RequestInfo.Auth)
		e.Record.WithCustomData(true)
		e.Record.Set("verb_label", words.Value("verb", e.Record.GetString("verb")))
		sentence := e.Record.GetString("sentence")
		if who.Community() || who.Kind == access.Resident { // the rule shows residents their own only
			sentence = said(e.Record)
		}
		if who.Kind != access.Resident {
			sentence = Retold(sentence)
		}
		e.Record.Set("sentence", sentence)
		if who.Community() {
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
	req.Set("status_label", StatusLabel(app, req, resident))
	if req.GetString("lane") == "emergency" {
		req.Set("danger_label", Danger(req))
		req.Set("urgent", Urgent(req))
		req.Set("found_label", words.Value("found", req.GetString("found")))
		if resident && Urgent(req) {
			req.Set("numbers", numbersFor(app, req))
		}
	}
	for _, f := range []string{"kind", "category", "tier", "lane", "channel"} {
		req.Set(f+"_label", words.Value(f, req.GetString(f)))
	}
	req.Set("matter_name", matterName(app, req.GetString("matter")))
	req.Set("handler_name", handler)
	req.Set("step", lifecycle.Status(status).Step())
	if !resident {
		req.Set("suggested_name", orgName(app, req.GetString("suggested_org")))
		colour, label := Lamp(app, req, calendar.Now(app))
		req.Set("lamp", colour)
		req.Set("lamp_label", label)
		req.Set("households", households(app, req))
		if (who.Kind == access.Staff || who.Kind == access.Superuser) && !listed(req) {
			if err := showSeen(app, req); err != nil {
				return err
			}
		}
	}
	if who.Community() {
		req.Unhide("accused")
		enrichGuess(app, req)
		if undecided(status) && !listed(req) {
			if err := enrichRoute(app, req); err != nil {
				return err
			}
		}
	}
	if enrichPerson(app, req, who); Shielded(req) {
		enrichShielded(app, req, who)
	}
	req.Set("verbs", Offered(app, req, who, relation(app, who, req)))
	return nil
}

// How sure the machine is, in words a clerk acts on: of texts it had never seen
// it was right about all 72 it calls sure, wrong about one in ten of the fair
// ones and about four in ten of the rest.
const (
	sure = 0.9
	fair = 0.7
)

func sureness(req *core.Record) string {
	switch c := req.GetFloat("confidence"); {
	case req.GetBool("corrected"):
		return "staff"
	case c >= sure:
		return "sure"
	case c >= fair:
		return "fair"
	}
	return "unsure"
}

// enrichGuess shows the office how sure the machine is and what else it
// thought of, as long as one may choose otherwise.
func enrichGuess(app core.App, req *core.Record) {
	code := sureness(req)
	req.Set("sureness", code)
	req.Set("sureness_label", words.Value("sureness", code))
	others := []map[string]any{}
	if verb, _ := lifecycle.Find("correct"); slices.Contains(verb.From, lifecycle.Status(req.GetString("status"))) {
		var near []string
		_ = req.UnmarshalJSONField("near", &near)
		for _, id := range near {
			if m := catalogue.Matter(app, id); m != nil && m.GetBool("active") && id != req.GetString("matter") && !slices.Contains(sealedMatters, m.GetString("code")) {
				others = append(others, map[string]any{"id": id, "name": m.GetString("name")})
			}
		}
	}
	req.Set("alternatives", others)
	m := catalogue.Matter(app, req.GetString("matter"))
	req.Set("matter_unknown", m == nil || m.GetString("code") == classify.MatterOther)
}

func undecided(status string) bool {
	return status == string(lifecycle.Pending) || status == string(lifecycle.Accepted)
}

// personKey is where a list keeps the resident of each of its requests;
// listKey tells that a request is one of a list.
const (
	personKey = "@person"
	listKey   = "@list"
)

func listed(req *core.Record) bool { return req.GetRaw(listKey) != nil }

// bringPeople reads the residents of a whole list at once.
func bringPeople(e *core.RecordsListRequestEvent) error {
	ids := make([]string, 0, len(e.Records))
	for _, r := range e.Records {
		if id := r.GetString("resident"); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	rows, err := e.App.FindRecordsByIds("residents", ids)
	if err != nil {
		return err
	}
	if access.Viewer(e.Auth).Kind != access.Resident {
		if err := bringHouseholds(e.App, e.Records); err != nil {
			return err
		}
	}
	for _, r := range e.Records {
		r.SetRaw(listKey, true)
		r.Hide(listKey)
		if i := slices.IndexFunc(rows, func(p *core.Record) bool { return p.Id == r.GetString("resident") }); i >= 0 {
			bring(r, rows[i])
		}
	}
	return e.Next()
}

func bring(req, resident *core.Record) {
	req.SetRaw(personKey, resident)
	req.Hide(personKey)
}

func person(app core.App, req *core.Record) (*core.Record, bool) {
	if r, ok := req.GetRaw(personKey).(*core.Record); ok {
		return r, true
	}
	r, err := app.FindRecordById("residents", owner(req))
	return r, err == nil
}

// enrichPerson shows the requester as far as the viewer may see her. Contacts
// of other organisations see a masked name; the number opens by its own route,
// and how she rated not at all.
func enrichPerson(app core.App, req *core.Record, who access.Actor) {
	switch {
	case owns(who, req):
		req.Unhide("room", "rating_text", "stars", "solved", "on_behalf_name")
	case who.Community():
		req.Unhide("rating_text", "stars", "solved") // the office learns what was wrong; the handler does not
	default:
		req.Hide("rated_at", "heard", "resident")
	}
	if Shielded(req) {
		return
	}
	r, ok := person(app, req)
	if !ok {
		return // erased, or nobody who left a number: the request stays, without a person
	}
	name, phone := people.Masked(r)
	req.Set("resident_label", name)
	switch {
	case owns(who, req):
		req.Set("resident_label", r.GetString("name"))
	case who.Community():
		req.Set("phone_masked", phone)
	}
}

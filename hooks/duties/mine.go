package duties

import (
	"cmp"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// most is how many open requests of one building are shown.
const most = 60

// charge is what a resident is entrusted with: a building, or those of a grid.
type charge struct {
	Title     string  `json:"title"`
	Until     string  `json:"until"` // 2027-11-30; empty without end
	Buildings []house `json:"buildings"`
}

type house struct {
	Label  string   `json:"label"`
	Poster string   `json:"poster"` // address of the building's poster; empty when none hangs
	Items  []matter `json:"items"`
	More   int      `json:"more"`
}

// matter is an open request as its building's head sees it: what it is about and
// how far it is, never who asked, which door or in which words.
type matter struct {
	What       string         `json:"what"`
	Status     string         `json:"status_label"`
	Said       string         `json:"said"` // the latest line everybody may read
	SaidAt     types.DateTime `json:"said_at"`
	ReceivedAt types.DateTime `json:"received_at"`
	DueAt      types.DateTime `json:"due_at"`
}

// mineRoute tells a resident what she is entrusted with now, and who is the head
// of her own building.
func mineRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Resident {
		return access.Answer(http.StatusUnauthorized, "请先登录")
	}
	// Registrations found to be one person's share her duties, whichever was appointed.
	rows, err := held(e.App, "(kind = 'building_head' || kind = 'part_time_grid') && (resident = {:me} || resident = {:root} || resident.linked_to = {:root})",
		dbx.Params{"me": e.Auth.Id, "root": people.Root(e.Auth)})
	if err != nil {
		return err
	}
	charges := []charge{}
	for _, r := range rows {
		c, err := chargeOf(e, r)
		if err != nil {
			return err
		}
		charges = append(charges, c)
	}
	head, err := headOf(e.App, e.Auth)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"charges": charges, "head": head, "office": map[string]any{"name": settings.Of(e.App).Name(), "phone": settings.Of(e.App).Phone()}})
}

func chargeOf(e *core.RequestEvent, r *core.Record) (charge, error) {
	c := charge{Title: title(e.App, r), Until: r.GetString("until_day"), Buildings: []house{}}
	of := dbx.HashExp{"id": r.GetString("building")}
	if r.GetString("kind") == PartTimeGrid {
		of = dbx.HashExp{"grid": r.GetString("grid")}
	}
	buildings, err := e.App.FindAllRecords("buildings", of)
	if err != nil {
		return c, err
	}
	for _, b := range buildings {
		h, err := houseOf(e, b)
		if err != nil {
			return c, err
		}
		c.Buildings = append(c.Buildings, h)
	}
	return c, nil
}

func houseOf(e *core.RequestEvent, b *core.Record) (house, error) {
	h := house{Label: places.Label(e.App, b.GetString("estate"), b.Id, ""), Items: []matter{}}
	// The building's own before those of its stairwells; a door's plate is somebody's home.
	hung, err := e.App.FindRecordsByFilter("posters", "building = {:b} && state = 'active' && (scope = 'building' || scope = 'unit')", "scope,place_label", 1, 0, dbx.Params{"b": b.Id})
	if err != nil {
		return h, err
	}
	for _, poster := range hung {
		h.Poster = prints.Base(e) + "/s/" + poster.GetString("code")
	}
	var rows []*core.Record
	open := []any{}
	for _, s := range []lifecycle.Status{lifecycle.Pending, lifecycle.Accepted, lifecycle.NeedInfo, lifecycle.Dispatched, lifecycle.InProgress, lifecycle.InReview, lifecycle.Suspended} {
		open = append(open, string(s))
	}
	err = e.App.RecordQuery("requests").AndWhere(dbx.HashExp{"building": b.Id, "sealed_at": "", "status": open}).OrderBy("due_at").Limit(most + 1).All(&rows)
	if err != nil {
		return h, err
	}
	for _, req := range rows {
		if !neighbourly(req) {
			continue
		}
		if len(h.Items) == most {
			h.More++
			continue
		}
		m, err := matterOf(e.App, req)
		if err != nil {
			return h, err
		}
		h.Items = append(h.Items, m)
	}
	return h, nil
}

// neighbourly reports whether a neighbour may know of a request at all. What
// hides who reported it, what is about a danger to somebody or one neighbour's
// complaint of another she does not learn of here: in one building few words
// tell who it is.
func neighbourly(req *core.Record) bool {
	quarrel := req.GetString("kind") == "complaint" && req.GetString("category") == "self_governance"
	return !requests.Shell(req) && !requests.Shielded(req) && req.GetString("lane") == "normal" && !quarrel
}

func matterOf(app core.App, req *core.Record) (matter, error) {
	m := matter{
		What:   cmp.Or(places.NameOf(app, "matters", req.GetString("matter")), words.Value("category", req.GetString("category")), "其他事项"),
		Status: requests.StatusLabel(app, req, true), ReceivedAt: req.GetDateTime("received_at"), DueAt: req.GetDateTime("due_at"),
	}
	events, err := requests.Events(app, req.Id)
	if err != nil {
		return m, err
	}
	mask, names := requests.Private(app, req), []string{req.GetString("on_behalf_name")}
	if r, err := app.FindRecordById("residents", req.GetString("resident")); err == nil {
		names = append(names, r.GetString("name"))
	}
	for _, ev := range events {
		// Only what staff and organisations say of the work; what she herself adds
		// or is asked is between her and the office.
		switch ev.GetString("verb") {
		case "accept", "dispatch", "sign", "progress", "suspend", "resume", "forward", "grant":
			m.Said, m.SaidAt = realname.MaskSelf(mask(requests.Retold(ev.GetString("sentence"))), req.GetString("room"), names...), ev.GetDateTime("at")
		}
	}
	return m, nil
}

// headOf is the head of a resident's building as her neighbours may read her:
// nil unless she agreed to it, and for herself.
func headOf(app core.App, resident *core.Record) (any, error) {
	building := resident.GetString("building")
	if building == "" {
		return nil, nil
	}
	rows, err := held(app, "kind = 'building_head' && building = {:b} && shown = true", dbx.Params{"b": building})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	r := rows[0]
	if holder, err := app.FindRecordById("residents", r.GetString("resident")); err == nil && people.Root(holder) == people.Root(resident) {
		return nil, nil
	}
	return map[string]any{"name": r.GetString("name"), "phone": phoneOf(app, r), "title": title(app, r)}, nil
}

package requests

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/sealed"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// familyRoute shows what a request hangs together with: what was merged into
// it and what it was merged into, its parts and what it was split from. The
// office sees the requests, a handler how many households wait, and a resident
// her own, with no word of her neighbours.
func familyRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	rel := relation(e.App, who, req)
	if !rel.Has(lifecycle.Office | lifecycle.Grid | lifecycle.Owner | lifecycle.Handler) {
		return access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	n, err := Households(e.App, req.Id)
	if err != nil {
		return err
	}
	out := map[string]any{"households": n}
	switch {
	case rel.Has(lifecycle.Owner):
		err = ownFamily(e.App, req, out)
	case rel.Has(lifecycle.Office | lifecycle.Grid):
		err = officeFamily(e.App, req, out)
	}
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, out)
}

func officeFamily(app core.App, req *core.Record, out map[string]any) error {
	if err := whole(app, req, false, out); err != nil {
		return err
	}
	if lead, err := app.FindRecordById("requests", req.GetString("merged_into")); err == nil && req.GetString("status") == string(lifecycle.Merged) {
		out["lead"] = relative(app, lead, false)
	}
	rows, err := app.FindRecordsByFilter("requests", "merged_into = {:r} && merged_into != ''", "received_at", 200, 0, map[string]any{"r": req.Id})
	if err != nil {
		return err
	}
	list := []map[string]any{}
	for _, r := range rows {
		item := relative(app, r, false)
		if Shielded(r) {
			item["resident_label"] = shieldedLabel
		} else if p, ok := person(app, r); ok {
			item["resident_label"], _ = people.Masked(p)
		}
		list = append(list, item)
	}
	out["merged"] = list
	return nil
}

// ownFamily: how far the joint matter is, without the neighbour's number, place
// or words; her own parts; and the codes of what was sealed, which stand here
// and nowhere else.
func ownFamily(app core.App, req *core.Record, out map[string]any) error {
	if lead, err := app.FindRecordById("requests", req.GetString("merged_into")); err == nil && req.GetString("status") == string(lifecycle.Merged) {
		n, err := Households(app, lead.Id)
		if err != nil {
			return err
		}
		handler, status := orgName(app, lead.GetString("handler_org")), lead.GetString("status")
		out["joint"] = map[string]any{"status_label": words.Status(status, true, handler), "step": lifecycle.Status(status).Step(),
			"handler_name": handler, "due_at": lead.GetDateTime("due_at"), "households": n}
	}
	out["sealed"] = sealedParts(app, req)
	return whole(app, req, true, out)
}

// whole adds the parts of a request, and what it is a part of.
func whole(app core.App, req *core.Record, resident bool, out map[string]any) error {
	list := []map[string]any{}
	if inParts(req) {
		rows, err := partsOf(app, req.Id)
		if err != nil {
			return err
		}
		for _, r := range rows {
			list = append(list, relative(app, r, resident))
		}
	}
	out["parts"] = list
	if p, err := app.FindRecordById("requests", req.GetString("parent")); err == nil {
		out["parent"] = relative(app, p, resident)
	}
	return nil
}

// relative is a request as one line of another one's page.
func relative(app core.App, r *core.Record, resident bool) map[string]any {
	handler, status := orgName(app, r.GetString("handler_org")), r.GetString("status")
	return map[string]any{"id": r.Id, "request_no": r.GetString("request_no"), "summary": r.GetString("summary"), "place_label": r.GetString("place_label"),
		"status": status, "status_label": words.Status(status, resident, handler), "step": lifecycle.Status(status).Step(),
		"matter_name": matterName(app, r.GetString("matter")), "handler_name": handler, "received_at": r.GetDateTime("received_at"), "due_at": r.GetDateTime("due_at")}
}

// sealedParts are the receipts of the parts that were sealed while splitting.
// They are looked for, not remembered: see sealParts.
func sealedParts(app core.App, req *core.Record) []map[string]any {
	list := []map[string]any{}
	for i := range mostParts {
		got, ok := sealed.Find(app, sealedPartKey(req.Id, i))
		if !ok {
			break
		}
		list = append(list, map[string]any{"code": got.Code, "next": sealed.Next(app, got, "request")})
	}
	return list
}

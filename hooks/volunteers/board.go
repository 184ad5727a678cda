package volunteers

import (
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// boardRoute is what the desk shows of volunteers: the orders that are open and
// those who claimed them, what waits for a call, and who applied.
func boardRoute(e *core.RequestEvent) error {
	if _, err := organiser(e); err != nil {
		return err
	}
	orders, err := e.App.FindRecordsByFilter(ordersTable, "state = 'open'", "starts_at", mostShown, 0)
	if err != nil {
		return err
	}
	list := []map[string]any{}
	for _, o := range orders {
		m := orderView(e.App, o)
		rows, err := claimsOf(e.App, o.Id)
		if err != nil {
			return err
		}
		claims := []map[string]any{}
		for _, c := range rows {
			if c.GetString("state") != withdrawn {
				claims = append(claims, claimView(e.App, c))
			}
		}
		m["claims"] = claims
		if req, err := e.App.FindRecordById("requests", o.GetString("request")); err == nil {
			m["request"], m["request_no"], m["request_status"] = req.Id, req.GetString("request_no"), req.GetString("status")
		}
		list = append(list, m)
	}
	applied, err := e.App.FindRecordsByFilter(table, "state = 'pending'", "applied_at", mostShown, 0)
	if err != nil {
		return err
	}
	waiting, err := applicants(e.App, applied)
	if err != nil {
		return err
	}
	wishes, err := e.App.FindRecordsByFilter(recordsTable, "wish_state = 'pending' && state = 'valid'", "wish_at", mostShown, 0)
	if err != nil {
		return err
	}
	toConfirm, err := unconfirmed(e.App)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"orders": list, "applied": waiting, "wishes": wishesOf(e.App, wishes), "to_confirm": toConfirm})
}

func applicants(app core.App, rows []*core.Record) ([]map[string]any, error) {
	list := []map[string]any{}
	for _, v := range rows {
		m := map[string]any{"id": v.Id, "name": realname.MaskName(v.GetString("name")), "kind_label": words.Value("volunteer_kind", v.GetString("kind")), "sending_org": v.GetString("sending_org"),
			"minor": v.GetBool("minor"), "applied_at": v.Get("applied_at"), "verified": false}
		if r, err := app.FindRecordById("residents", v.GetString("resident")); err == nil {
			_, phone := people.Masked(r)
			m["verified"], m["phone"], m["resident"] = known(r), phone, r.Id
		}
		skills := []string{}
		for _, s := range v.GetStringSlice("skills") {
			skills = append(skills, words.Value("skill", s))
		}
		m["skills"] = skills
		list = append(list, m)
	}
	return list, nil
}

// unconfirmed are the services that are over and nobody has confirmed.
func unconfirmed(app core.App) ([]map[string]any, error) {
	var rows []*core.Record
	if err := app.RecordQuery(claimsTable).AndWhere(dbx.HashExp{"state": out}).OrderBy("out_at").Limit(mostShown).All(&rows); err != nil {
		return nil, err
	}
	list := []map[string]any{}
	for _, c := range rows {
		o, err := app.FindRecordById(ordersTable, c.GetString("order"))
		if err != nil {
			continue
		}
		m := claimView(app, c)
		m["order"] = orderView(app, o)
		if req, err := app.FindRecordById("requests", o.GetString("request")); err == nil {
			m["request"], m["request_no"] = req.Id, req.GetString("request_no")
		}
		list = append(list, m)
	}
	return list, nil
}

func wishesOf(app core.App, rows []*core.Record) []map[string]any {
	list := []map[string]any{}
	for _, r := range rows {
		m := map[string]any{"id": r.Id}
		for _, f := range []string{"record_no", "activity", "day", "minutes", "wish", "wish_minutes", "wish_at"} {
			m[f] = r.Get(f)
		}
		if v, err := app.FindRecordById(table, r.GetString("volunteer")); err == nil {
			m["name"] = realname.MaskName(v.GetString("name"))
		}
		list = append(list, m)
	}
	return list
}

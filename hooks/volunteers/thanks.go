package volunteers

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// bindThanks thanks both sides when a request is closed that volunteers
// fulfilled: the volunteer finds it among her services, the resident on the page
// of her request.
func bindThanks(app core.App) {
	app.OnRecordCreate("request_events").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		if e.Record.GetString("to_status") != "closed" {
			return nil
		}
		return thank(e.App, e.Record)
	})
}

func thank(tx core.App, event *core.Record) error {
	rows, err := servedBy(tx, event.GetString("request"))
	if err != nil {
		return err
	}
	for _, c := range rows {
		if c.GetString("state") != done || !c.GetDateTime("thanked_at").IsZero() {
			continue
		}
		c.Set("thanked_at", event.GetDateTime("at"))
		if err := save(tx, c); err != nil {
			return err
		}
	}
	return nil
}

// servedBy are the claims of the orders that came of a request.
func servedBy(app core.App, request string) ([]*core.Record, error) {
	var rows []*core.Record
	if request == "" {
		return nil, nil
	}
	err := app.RecordQuery(claimsTable).
		InnerJoin("orders o", dbx.NewExp("o.id = claims.[[order]] AND o.request = {:r}", dbx.Params{"r": request})).
		AndWhere(dbx.In("claims.state", claimed, in, out, done)).OrderBy("claims.claimed_at").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("who served for a request: %w", err)
	}
	return rows, nil
}

// forRequestRoute tells the resident of a request who comes to help, and lets
// her say with one tap that it is done. The volunteer is named as she agreed to.
func forRequestRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("request"))
	mine := err == nil && who.Kind == access.Resident && req.GetString("resident") != "" && req.GetString("resident") == people.Root(e.Auth)
	if err != nil || !mine && !who.Community() {
		return access.Answer(404, "没有找到这件诉求")
	}
	rows, err := servedBy(e.App, req.Id)
	if err != nil {
		return err
	}
	list := []map[string]any{}
	for _, c := range rows {
		o, err := e.App.FindRecordById(ordersTable, c.GetString("order"))
		if err != nil {
			continue
		}
		m := map[string]any{"claim": c.Id, "order": o.Id, "order_no": o.GetString("order_no"), "title": o.GetString("title"), "when": orderView(e.App, o)["when"],
			"state": c.GetString("state"), "state_label": words.Value("claim_state", c.GetString("state")), "name": nameFor(e.App, c), "thanked": !c.GetDateTime("thanked_at").IsZero()}
		list = append(list, m)
	}
	orders, err := e.App.FindRecordsByFilter(ordersTable, "request = {:r} && state = 'open'", "starts_at", 5, 0, dbx.Params{"r": req.Id})
	if err != nil {
		return err
	}
	wanted := []map[string]any{}
	for _, o := range orders {
		n, err := taken(e.App, o.Id)
		if err != nil {
			return err
		}
		wanted = append(wanted, map[string]any{"id": o.Id, "order_no": o.GetString("order_no"), "title": o.GetString("title"), "when": orderView(e.App, o)["when"], "taken": n, "capacity": o.GetInt("capacity")})
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]any{"helpers": list, "orders": wanted, "may_confirm": mine && sure(e.App, e.Auth.Id)})
}

// nameFor is a volunteer as the one she helps reads her: by name with her
// consent, else by the family name.
func nameFor(app core.App, c *core.Record) string {
	v, err := app.FindRecordById(table, c.GetString("volunteer"))
	if err != nil {
		return "红管志愿者"
	}
	if v.GetBool("shown") {
		return v.GetString("name")
	}
	return realname.MaskName(v.GetString("name"))
}

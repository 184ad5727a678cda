package volunteers

import (
	"net/http"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/service"
	"hongguan/rules/words"
)

// mostShown is how many of her services somebody sees at once.
const mostShown = 100

// mineRoute is everything on the page of somebody who helps, or would like to:
// her application, the orders she may take on, her hours, and the thanks. There
// is nobody else in it to compare with.
func mineRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	v := of(e.App, me)
	orders, err := ordersFor(e.App, me, v)
	if err != nil {
		return err
	}
	answer := map[string]any{"profile": profile(v), "verified": known(me), "name": me.GetString("name"), "orders": orders, "office": map[string]any{"name": settings.Of(e.App).Name(), "phone": settings.Of(e.App).Phone()},
		"options": options(), "claims": []any{}, "records": []any{}, "minutes": 0, "hours": service.Hours(0), "times": 0}
	if v != nil {
		if err := past(e.App, v, answer); err != nil {
			return err
		}
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, answer)
}

// options are the words that may be chosen on the page.
func options() map[string]any {
	all := map[string]any{}
	for _, group := range []string{"volunteer_kind", "skill", "free_time"} {
		list := []map[string]string{}
		for _, w := range words.Values[group] {
			list = append(list, map[string]string{"value": w.Code, "label": w.Label})
		}
		all[group] = list
	}
	return all
}

// profile is what somebody told of herself as a volunteer.
func profile(v *core.Record) any {
	if v == nil {
		return nil
	}
	m := map[string]any{"id": v.Id, "state_label": words.Value("volunteer_state", v.GetString("state")), "kind_label": words.Value("volunteer_kind", v.GetString("kind"))}
	for _, f := range []string{"kind", "state", "reason", "sending_org", "skills", "times", "grid", "minor", "guardian_name", "guardian_phone", "guardian_agreed", "external_no", "insured_until", "shown", "member_shown", "applied_at"} {
		m[f] = v.Get(f)
	}
	return m
}

// ordersFor are the orders that are open, those of the volunteer's skills first,
// each with why she may not take it on.
func ordersFor(app core.App, me, v *core.Record) ([]map[string]any, error) {
	rows, err := app.FindRecordsByFilter(ordersTable, "state = 'open' && ends_at > {:now}", "starts_at", mostShown, 0,
		dbx.Params{"now": calendar.Now(app).UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		return nil, err
	}
	list := []map[string]any{}
	for _, o := range rows {
		n, err := taken(app, o.Id)
		if err != nil {
			return nil, err
		}
		m := orderView(app, o)
		m["free"] = max(o.GetInt("capacity")-n, 0)
		if c := claimOf(app, o, v); c != nil && c.GetString("state") != withdrawn {
			m["claim"] = claimView(app, c)
			if m["turn"], err = turn(app, o, c); err != nil {
				return nil, err
			}
		} else {
			m["hindrance"] = hindrance(app, me, v, o)
		}
		m["fits"] = v != nil && slices.ContainsFunc(o.GetStringSlice("skills"), func(s string) bool { return slices.Contains(v.GetStringSlice("skills"), s) })
		list = append(list, m)
	}
	slices.SortStableFunc(list, func(a, b map[string]any) int {
		switch {
		case a["fits"] == b["fits"]:
			return 0
		case a["fits"] == true:
			return -1
		}
		return 1
	})
	return list, nil
}

// turn is the place in the queue of somebody who waits, from 1; 0 of whoever does not.
func turn(app core.App, o, c *core.Record) (int, error) {
	queue, err := claimsOf(app, o.Id, waiting)
	return slices.IndexFunc(queue, func(x *core.Record) bool { return x.Id == c.Id }) + 1, err
}

// past adds what somebody did: her claims, her records and the sum of her hours.
func past(app core.App, v *core.Record, answer map[string]any) error {
	claims, err := app.FindRecordsByFilter(claimsTable, "volunteer = {:v} && state != 'withdrawn'", "-claimed_at", mostShown, 0, dbx.Params{"v": v.Id})
	if err != nil {
		return err
	}
	list := []map[string]any{}
	for _, c := range claims {
		o, err := app.FindRecordById(ordersTable, c.GetString("order"))
		if err != nil {
			continue
		}
		m := claimView(app, c)
		m["order"] = orderView(app, o)
		list = append(list, m)
	}
	records, err := app.FindRecordsByFilter(recordsTable, "volunteer = {:v} && state != 'replaced'", "-started_at", mostShown, 0, dbx.Params{"v": v.Id})
	if err != nil {
		return err
	}
	rows := []map[string]any{}
	for _, r := range records {
		m := map[string]any{"id": r.Id, "hours": service.Hours(r.GetInt("minutes")), "state_label": words.Value("record_state", r.GetString("state"))}
		for _, f := range []string{"record_no", "activity", "day", "place", "for_whom", "minutes", "overlap", "state", "reason", "wish", "wish_state", "wish_answer"} {
			m[f] = r.Get(f)
		}
		rows = append(rows, m)
	}
	minutes, times, err := sum(app, v.Id)
	if err != nil {
		return err
	}
	answer["claims"], answer["records"], answer["minutes"], answer["hours"], answer["times"] = list, rows, minutes, service.Hours(minutes), times
	return nil
}

// sum adds up the minutes of somebody's valid records.
func sum(app core.App, volunteer string) (minutes, times int, err error) {
	err = app.DB().Select("coalesce(sum(minutes), 0)", "count(*)").From(recordsTable).Where(dbx.HashExp{"volunteer": volunteer, "state": "valid"}).Row(&minutes, &times)
	return minutes, times, err
}

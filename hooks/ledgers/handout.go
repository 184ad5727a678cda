package ledgers

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// mostPrinted is how many requests one printing may hold: over thirty sheets
// are a ledger, not a list to hand over.
const mostPrinted = 300

// handout prints one of the desk's lists as 《交办清单》, a list for each
// organisation: the paper path for those who open no link.
func handout(e *core.RequestEvent, id string) (string, error) {
	who, err := office(e)
	if err != nil {
		return "", err
	}
	if id != "requests" {
		return "", access.Answer(http.StatusNotFound, "没有这种可以打印的清单")
	}
	table, err := e.App.FindCachedCollectionByNameOrId("requests")
	if err != nil {
		return "", err
	}
	q := e.Request.URL.Query()
	rows, err := read(e, table, q.Get("filter"), q.Get("sort"))
	if err != nil {
		return "", err
	}
	if len(rows) > mostPrinted {
		return "", access.Refuse(fmt.Sprintf("有 %d 件，一次最多打印 %d 件，请先筛选，或者导出台账", len(rows), mostPrinted))
	}
	views := byOrg(e.App, templates.HandoutView{Community: settings.Of(e.App).Name(), Label: shortLabel(q.Get("label")), MadeAt: calendar.Now(e.App).In(workday.Zone)}, rows)
	if len(views) == 0 {
		return "", access.Answer(http.StatusNotFound, "这张清单里现在没有可以打印的诉求")
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "打印交办清单", Collection: "requests", Note: fmt.Sprintf("%d件", len(rows))}); err != nil {
		return "", err
	}
	return templates.Handout(views...)
}

// byOrg deals the rows out to their organisations, in the order in which each
// first appears; what has none yet comes last.
func byOrg(app core.App, blank templates.HandoutView, rows []*core.Record) []templates.HandoutView {
	var ids []string
	dealt := map[string]*templates.HandoutView{}
	for _, r := range rows {
		row, ok := requests.Row(app, r)
		if !ok || requests.Shielded(r) { // somebody in danger stands on no list that goes from hand to hand
			continue
		}
		org := r.GetString("handler_org")
		v := dealt[org]
		if v == nil {
			ids = append(ids, org)
			view := blank
			view.Org = places.NameOf(app, "orgs", org)
			v = &view
			dealt[org] = v
		}
		open := lifecycle.Status(r.GetString("status")).Open() && row.RepliedAt.IsZero()
		v.Rows = append(v.Rows, templates.HandoutRow{RequestNo: row.RequestNo, Place: row.Place, Summary: row.Summary, Status: row.Status,
			Due: row.Due, Late: open && !row.Due.IsZero() && row.Due.Before(blank.MadeAt)})
	}
	var views []templates.HandoutView
	for _, org := range ids {
		if org != "" {
			views = append(views, *dealt[org])
		}
	}
	if v := dealt[""]; v != nil {
		views = append(views, *v)
	}
	return views
}

package ledgers

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/search"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

const (
	most  = 20_000 // rows of one ledger
	atOne = 500    // read at once
)

// exported are the lists that may leave the program. The sealed store, log-in
// codes and accounts never do.
var exported = map[string]bool{
	"requests": true, "referrals": true, "weekly_reports": true, "replies": true, "assignments": true, "call_backs": true,
	"residents": true, "estates": true, "buildings": true, "units": true, "grids": true, "posters": true,
	"orgs": true, "watches": true, "matters": true, "routes": true, "corrections": true, "workday_calendar": true,
	"faq_cases": true, "resources": true, "posts": true, "outbox": true, "job_runs": true, "alerts": true, "visits": true, "duties": true, "matter_history": true,
	"rewards": true, "redemptions": true, "stock_moves": true, "point_rules": true, "point_adjustments": true,
}

// ledgerRoute sends a list as a workbook: the same rows in the same order as on
// the screen.
func ledgerRoute(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	table, err := e.App.FindCachedCollectionByNameOrId(e.Request.PathValue("table"))
	if err != nil || !exported[table.Name] {
		return access.Answer(http.StatusNotFound, "这张清单不能导出")
	}
	q := e.Request.URL.Query()
	rows, err := read(e, table, q.Get("filter"), q.Get("sort"))
	if err != nil {
		return err
	}
	now := calendar.Now(e.App).In(workday.Zone)
	title := settings.Of(e.App).Name() + words.Label(table.Name) + "台账"
	note := fmt.Sprintf("%s　共%d条　%s导出", shortLabel(q.Get("label")), len(rows), templates.Moment(now))
	book, err := sheet.Workbook(tableOf(e.App, table, title, strings.TrimLeft(note, "　"), rows))
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "导出台账", Collection: table.Name, Note: fmt.Sprintf("%d条", len(rows))}); err != nil {
		return err
	}
	attach(e, title+" "+now.Format("20060102")+".xlsx")
	return e.Blob(http.StatusOK, sheet.Type, book)
}

// shortLabel is the name of a list as the screen calls it, short enough for a
// heading.
func shortLabel(text string) string {
	label := strings.TrimSpace(text)
	if r := []rune(label); len(r) > 30 {
		return string(r[:30])
	}
	return label
}

// read is the list as PocketBase shows it to the caller, page by page, with
// every hook that has a say in it.
func read(e *core.RequestEvent, table *core.Collection, filter, sort string) ([]*core.Record, error) {
	if len(filter) > 8000 || len(sort) > 200 {
		return nil, access.Refuse("筛选条件太长了")
	}
	for _, never := range []string{"shielded_", "@collection", "sealed_"} {
		if strings.Contains(filter+sort, never) {
			return nil, access.Answer(http.StatusForbidden, "不能按这个条件导出")
		}
	}
	var all []*core.Record
	for page := 1; ; page++ {
		rows, more, err := readPage(e, table, filter, sort, page)
		if err != nil {
			return nil, err
		}
		if all = append(all, rows...); !more {
			return all, nil
		}
		if len(all) >= most {
			return nil, access.Refuse("超过 2 万条，一张表放不下，请先缩小时间或范围")
		}
	}
}

func readPage(e *core.RequestEvent, table *core.Collection, filter, sort string, page int) (rows []*core.Record, more bool, err error) {
	info, err := e.RequestInfo()
	if err != nil {
		return nil, false, err
	}
	query := e.App.RecordQuery(table)
	resolver := core.NewRecordFieldResolver(e.App, table, info, true)
	if !info.HasSuperuserAuth() {
		if table.ListRule == nil {
			return nil, false, access.Answer(http.StatusForbidden, "这张清单由社区书记导出")
		}
		if *table.ListRule != "" {
			expr, err := search.FilterData(*table.ListRule).BuildExpr(resolver)
			if err != nil {
				return nil, false, fmt.Errorf("rule of %s: %w", table.Name, err)
			}
			query.AndWhere(expr)
		}
	}
	resolver.SetAllowHiddenFields(false) // a ledger must not tell what it does not show
	if sort == "" {
		sort = "@rowid"
	}
	ask := url.Values{"filter": {filter}, "sort": {sort}, "page": {strconv.Itoa(page)}, "perPage": {strconv.Itoa(atOne)}, "skipTotal": {"1"}}
	result, err := search.NewProvider(resolver).Query(query).ParseAndExec(ask.Encode(), &rows)
	if err != nil {
		return nil, false, access.Refuse("筛选条件看不懂，请刷新页面再试")
	}
	more = len(rows) == atOne
	list := &core.RecordsListRequestEvent{RequestEvent: e, Records: rows, Result: result}
	list.Collection = table
	err = e.App.OnRecordsListRequest().Trigger(list, func(l *core.RecordsListRequestEvent) error {
		rows = l.Records
		if table.Name == "requests" {
			return nil // the ledger's own row is masked without being completed for the screen
		}
		return apis.EnrichRecords(l.RequestEvent, l.Records)
	})
	return rows, more, err
}

// tableOf lays the rows out: requests as the office files them, every other
// list by the words of its fields.
func tableOf(app core.App, table *core.Collection, title, note string, rows []*core.Record) sheet.Table {
	if table.Name == "requests" {
		var list []templates.LedgerRow
		for _, r := range rows {
			if row, ok := requests.Row(app, r); ok {
				list = append(list, row)
			}
		}
		return templates.RequestLedger(title, note, list)
	}
	return plainTable(app, table, title, note, rows)
}

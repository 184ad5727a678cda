package logbook

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

// most is how many lines one table holds.
const most = 20_000

// export sends the lines that are asked for as a workbook, and writes down that
// they were taken out.
func export(e *core.RequestEvent) error {
	a, err := readAsked(e)
	if err != nil {
		return err
	}
	a.before = 0
	lines, err := read(e.App, a.query(e.App).Limit(most+1))
	switch {
	case err != nil:
		return err
	case len(lines) == 0:
		return access.Refuse("没有这样的记录，换个条件再导出")
	case len(lines) > most:
		return access.Refuse("超过 2 万条，一张表放不下，请先缩小时间或范围")
	}
	head, err := audit.Last(e.App)
	if err != nil {
		return err
	}
	now := calendar.Now(e.App)
	title := settings.Of(e.App).Name() + "操作日志"
	t := sheet.Table{Name: "操作日志", Title: title,
		Note:    fmt.Sprintf("%s　共%d条　%s导出，全部日志当时到第%d条，尾号%s", a.sentence(), len(lines), templates.Moment(now), head.Rows, head.Short()),
		Headers: []string{"序号", "时间", "谁", "身份", "做了什么", "对象", "说明"}, Widths: []float64{8, 20, 22, 10, 22, 30, 44}}
	for _, l := range lines {
		at, err := types.ParseDateTime(l.At)
		if err != nil {
			at = types.DateTime{} // a broken row is shown without its time; the check says which it is
		}
		when := ""
		if !at.IsZero() {
			when = at.Time().In(workday.Zone).Format("2006-01-02 15:04:05")
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(l.Seq), when, l.Who, l.Kind, l.Action, l.About, l.Note})
	}
	book, err := sheet.Workbook(t)
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, access.Of(e), audit.Entry{Action: "导出操作日志", Collection: "audit_entries", Note: fmt.Sprintf("%d条，%s", len(lines), a.sentence())}); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(title+" "+now.In(workday.Zone).Format("20060102")+".xlsx"))
	return e.Blob(http.StatusOK, sheet.Type, book)
}

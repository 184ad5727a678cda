package overview

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

// figuresSheetRoute sends the same figures as a workbook, and writes down that
// they were taken out.
func figuresSheetRoute(e *core.RequestEvent) error {
	f, when, err := readFigures(e)
	if err != nil {
		return err
	}
	name := settings.Of(e.App).Name() + "办理情况（按" + f.Label + "）"
	now := calendar.Now(e.App)
	book, err := sheet.Workbook(f.sheet(name, f.Period+"收到的诉求　"+templates.Moment(now)+"导出"))
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, access.Of(e), audit.Entry{Action: "导出办理情况", Collection: "requests", Note: "按" + f.Label + "，" + f.Period}); err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name+" "+when.from.Format("20060102")+"-"+when.last().Format("20060102")+".xlsx"))
	return e.Blob(http.StatusOK, sheet.Type, book)
}

// sheet lays the figures out with every number a rate rests on.
func (f Figures) sheet(title, note string) sheet.Table {
	t := sheet.Table{Name: "办理情况", Title: title, Note: note + f.Targets.note(),
		Headers: []string{"序号", f.Label, "收到", "已响应", "响应率", "到期或已答复", "按时", "按时率", "居民回答", "说解决", "解决率", "居民评价", "满意", "满意率", "参评率"},
		Widths:  []float64{6, 30, 8, 9, 9, 14, 8, 9, 10, 9, 9, 10, 8, 9, 9}}
	for i, r := range append(f.Rows, f.Total) {
		no, label := strconv.Itoa(i+1), r.Label
		if i == len(f.Rows) {
			no = ""
		}
		if r.Group != "" {
			label = r.Group + " " + r.Label
		}
		row := []string{no, label, strconv.Itoa(r.Received)}
		for _, x := range []Rate{r.Response, r.OnTime, r.Resolution, r.Satisfaction} {
			if x.Label != r.Response.Label {
				row = append(row, strconv.Itoa(x.N))
			}
			row = append(row, strconv.Itoa(x.Yes), share100(x.Rate))
		}
		t.Rows = append(t.Rows, append(row, share100(r.Satisfaction.Participation)))
	}
	return t
}

// share100 is a share in per cent, and a dash for a share of nothing.
func share100(x *float64) string {
	if x == nil {
		return "—"
	}
	return percent(*x)
}

// note names the targets that were set.
func (t Targets) note() string {
	s := ""
	for _, x := range []struct {
		label string
		n     int
	}{{"响应率", t.Response}, {"解决率", t.Resolution}, {"满意率", t.Satisfaction}, {"按时率", t.OnTime}} {
		if x.n > 0 {
			s += fmt.Sprintf("　%s目标%d%%", x.label, x.n)
		}
	}
	return s
}

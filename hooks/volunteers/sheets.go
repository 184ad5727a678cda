package volunteers

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/service"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

// signInSheet prints the list on which people sign who have no telephone with them.
func signInSheet(e *core.RequestEvent, id string) (string, error) {
	if _, err := organiser(e); err != nil {
		return "", err
	}
	o, err := find(e.App, ordersTable, id, "没有找到这一单")
	if err != nil {
		return "", err
	}
	view := templates.SignInView{Community: settings.Of(e.App).Name(), OrderNo: o.GetString("order_no"), Title: o.GetString("title"),
		When: orderView(e.App, o)["when"].(string), Place: o.GetString("place_label"), Responsible: o.GetString("responsible"), Blank: 5}
	rows, err := claimsOf(e.App, o.Id, waiting, claimed, in, out, done)
	if err != nil {
		return "", err
	}
	for _, c := range rows {
		if v, err := e.App.FindRecordById(table, c.GetString("volunteer")); err == nil {
			view.Names = append(view.Names, realname.MaskName(v.GetString("name")))
		}
	}
	return templates.SignIn(view)
}

// feedbackSheet prints what Party members who reported in did this year, for the
// organisation that sent them; ids are theirs as volunteers, joined by commas.
func feedbackSheet(e *core.RequestEvent, ids string) (string, error) {
	who := access.Of(e)
	if !who.Office() {
		return "", access.Answer(http.StatusForbidden, "反馈单由社区工作人员打印")
	}
	if strings.Count(ids, ",") >= 100 {
		return "", access.Refuse("一次最多打印100张反馈单")
	}
	c, now := settings.Of(e.App), calendar.Now(e.App).In(workday.Zone)
	from := time.Date(now.Year(), 1, 1, 0, 0, 0, 0, workday.Zone)
	var views []templates.FeedbackView
	for id := range strings.SplitSeq(ids, ",") {
		v, err := find(e.App, table, id, "没有找到这位志愿者")
		if err != nil {
			return "", err
		}
		if v.GetString("kind") != "party_member" {
			return "", access.Refuse("反馈单只给来报到的在职党员，" + realname.MaskName(v.GetString("name")) + "不是")
		}
		view := templates.FeedbackView{Community: c.Name(), Office: c.Name() + "居民委员会", SendingOrg: v.GetString("sending_org"), Name: v.GetString("name"),
			ReportedAt: v.GetDateTime("applied_at").Time(), From: from, Until: now, Phone: c.Phone(), At: now}
		if view.ReportedAt.After(from) {
			view.From = view.ReportedAt
		}
		records, err := recordsIn(e.App, from.Format(time.DateOnly), now.Format(time.DateOnly), dbx.HashExp{"volunteer": v.Id})
		if err != nil {
			return "", err
		}
		minutes := 0
		for _, r := range records {
			minutes += r.GetInt("minutes")
			view.Rows = append(view.Rows, row(r))
		}
		view.Times, view.Hours = len(records), service.Hours(minutes)
		views = append(views, view)
		if err := audit.Write(e.App, who, audit.Entry{Action: "打印在职党员反馈单", Collection: table, ID: v.Id}); err != nil {
			return "", err
		}
	}
	return templates.Feedback(views...)
}

// row is a record as papers list it.
func row(r *core.Record) templates.ServiceRow {
	return templates.ServiceRow{Day: r.GetString("day"), Activity: r.GetString("activity"), Place: r.GetString("place"), ForWhom: r.GetString("for_whom"),
		Hours: service.Hours(r.GetInt("minutes")), Quality: words.Value("service_quality", r.GetString("quality"))}
}

// recordsIn are the valid records of some days, both included, the earliest first.
func recordsIn(app core.App, from, until string, more dbx.Expression) ([]*core.Record, error) {
	q := app.RecordQuery(recordsTable).AndWhere(dbx.HashExp{"state": "valid"}).AndWhere(dbx.NewExp("day >= {:from} AND day <= {:until}", dbx.Params{"from": from, "until": until})).OrderBy("started_at")
	if more != nil {
		q = q.AndWhere(more)
	}
	var rows []*core.Record
	return rows, q.All(&rows)
}

// serviceBook is the list for the province's system 志愿服务信息系统: what has not been
// handed over yet, or all of a period. What is handed over is marked in the
// transaction that writes it down in the log.
func serviceBook(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(http.StatusForbidden, "服务记录由社区工作人员导出")
	}
	now := calendar.Now(e.App).In(workday.Zone)
	from, until := e.Request.URL.Query().Get("from"), e.Request.URL.Query().Get("until")
	if from == "" {
		from = "2000-01-01"
	}
	if until == "" {
		until = now.Format(time.DateOnly)
	}
	for _, day := range []string{from, until} {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return access.Refuse("日期看不懂，请写成 2026-10-01 这样")
		}
	}
	t := sheet.Table{Name: "志愿服务记录", Title: settings.Of(e.App).Name() + "志愿服务记录", Note: "供录入省志愿服务信息系统；时长不含路途",
		Headers: []string{"记录编号", "姓名", "志愿者编号", "活动名称", "日期", "开始", "结束", "分钟", "地点", "服务对象", "服务内容", "服务质量", "负责人", "记录人", "以前导出过"},
		Widths:  []float64{18, 10, 18, 22, 12, 8, 8, 8, 20, 14, 30, 10, 16, 20, 12}}
	err := e.App.RunInTransaction(func(tx core.App) error {
		var more dbx.Expression
		if e.Request.URL.Query().Get("all") == "" {
			more = dbx.NewExp("exported_at = ''")
		}
		rows, err := recordsIn(tx, from, until, more)
		if err != nil {
			return err
		}
		for _, r := range rows {
			name, no := "", ""
			if v, err := tx.FindRecordById(table, r.GetString("volunteer")); err == nil {
				name, no = v.GetString("name"), v.GetString("external_no")
			}
			before := ""
			if !r.GetDateTime("exported_at").IsZero() {
				before = templates.Date(r.GetDateTime("exported_at").Time())
			}
			clock := func(field string) string { return r.GetDateTime(field).Time().In(workday.Zone).Format("15:04") }
			t.Rows = append(t.Rows, []string{r.GetString("record_no"), name, no, r.GetString("activity"), r.GetString("day"), clock("started_at"), clock("ended_at"), r.GetString("minutes"),
				r.GetString("place"), r.GetString("for_whom"), r.GetString("content"), words.Value("service_quality", r.GetString("quality")), r.GetString("responsible"), r.GetString("recorder"), before})
			if before == "" {
				r.Set("exported_at", now)
				if err := save(tx, r); err != nil {
					return err
				}
			}
		}
		return audit.Write(tx, who, audit.Entry{Action: "导出志愿服务记录", Collection: recordsTable, Note: from + "至" + until})
	})
	if err != nil {
		return err
	}
	book, err := sheet.Workbook(t)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	e.Response.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape("志愿服务记录.xlsx"))
	return e.Blob(http.StatusOK, sheet.Type, book)
}

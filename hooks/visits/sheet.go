package visits

import (
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// most is how many visits one print holds: more are read from the ledger.
const most = 500

// render prints the visits of a period: 2026-11-01~2026-11-30, and ~visit for
// one kind, ~mine for one's own. Names are masked, numbers and rooms left out.
func render(e *core.RequestEvent, id string) (string, error) {
	who := access.Of(e)
	if !who.Community() {
		return "", access.Answer(http.StatusForbidden, "走访记录由社区工作人员打印")
	}
	part := strings.Split(id+"~~~", "~")
	from, err1 := time.ParseInLocation(time.DateOnly, part[0], workday.Zone)
	to, err2 := time.ParseInLocation(time.DateOnly, part[1], workday.Zone)
	if err1 != nil || err2 != nil || to.Before(from) {
		return "", access.Refuse("请选从哪天到哪天")
	}
	filter, with := "at >= {:from} && at < {:to}", dbx.Params{"from": stored(from), "to": stored(to.AddDate(0, 0, 1)), "kind": part[2], "staff": who.ID}
	if part[2] != "" {
		filter += " && kind = {:kind}"
	}
	if part[3] == "mine" {
		filter += " && staff = {:staff}"
	}
	rows, err := e.App.FindRecordsByFilter(table, filter, "at", most+1, 0, with)
	if err != nil {
		return "", err
	}
	if len(rows) > most {
		return "", access.Refuse("超过 500 条，请把时间缩短一些，或者导出台账")
	}
	c := settings.Of(e.App)
	view := templates.VisitsView{Community: c.Name(), Office: c.Name() + "居民委员会", From: from, To: to, PrintedAt: calendar.Now(e.App)}
	if part[2] != "" {
		view.Kind = words.Value("visit_kind", part[2])
	}
	for _, r := range rows {
		view.Rows = append(view.Rows, row(e.App, r))
	}
	return templates.Visits(view)
}

func stored(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

func row(app core.App, r *core.Record) templates.VisitRow {
	v := templates.VisitRow{
		At: r.GetDateTime("at").Time(), Kind: words.Value("visit_kind", r.GetString("kind")), Place: r.GetString("place_label"),
		Person: realname.MaskName(r.GetString("person")), Said: realname.MaskText(r.GetString("said"), r.GetString("person")),
		Outcome: words.Value("visit_outcome", r.GetString("outcome")), By: r.GetString("by_label"),
	}
	if !r.GetDateTime("erased_at").IsZero() {
		v.Said = "（已按保留期或本人要求清除）"
	}
	if req, err := app.FindRecordById("requests", r.GetString("request")); err == nil {
		v.Outcome, v.RequestNo = "转为诉求", req.GetString("request_no")
		v.Said = requests.Private(app, req)(v.Said)
	}
	return v
}

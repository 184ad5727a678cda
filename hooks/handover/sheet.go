package handover

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// render prints the list of a hand-over for both signatures. What is open is
// listed as it stands when it is printed.
func render(e *core.RequestEvent, id string) (string, error) {
	who := access.Of(e)
	if who.Kind != access.Superuser {
		return "", access.Answer(http.StatusForbidden, "交接清单由社区书记打印")
	}
	r, err := e.App.FindRecordById(table, id)
	if err != nil {
		return "", access.Answer(http.StatusNotFound, "没有找到这次交接")
	}
	c := settings.Of(e.App)
	view := templates.HandoverView{Community: c.Name(), Leaving: r.GetString("leaving_name"), Coming: r.GetString("coming_name"), PrintedAt: calendar.Now(e.App), FinishedAt: r.GetDateTime("finished_at").Time()}
	points, err := Points(e.App, r)
	if err != nil {
		return "", err
	}
	for _, p := range points {
		row := templates.HandoverPoint{Label: p.Label, Sentence: p.Sentence, Lines: p.Lines}
		if p.Tick != nil {
			row.Done, row.Note = p.Tick.At, p.Tick.Note
		}
		view.Points = append(view.Points, row)
	}
	rows, err := e.App.FindRecordsByFilter("requests", inHand, "due_at", 0, 0)
	if err != nil {
		return "", err
	}
	for _, req := range rows {
		line, ok := requests.Row(e.App, req)
		if !ok {
			continue
		}
		view.Open = append(view.Open, templates.HandoverRequest{No: line.RequestNo, Matter: line.Matter, Place: line.Place, Handler: line.Handler, Status: line.Status, Due: line.Due})
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "打印交接清单", Collection: table, ID: r.Id}); err != nil {
		return "", err
	}
	return templates.Handover(view)
}

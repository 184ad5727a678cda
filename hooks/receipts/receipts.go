// Package receipts prints the 回执 that staff hand to somebody who asked at the
// counter, on the telephone or at the door.
package receipts

import (
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// Bind makes the receipt printable as /api/print/receipt/{request}.
func Bind(app core.App) {
	prints.Add(app, "receipt", prints.Sheet{Label: "回执", Render: render})
}

func render(e *core.RequestEvent, id string) (string, error) {
	if !access.Of(e).Community() {
		return "", access.Answer(403, "回执由社区工作人员打印")
	}
	req, err := e.App.FindRecordById("requests", id)
	if err != nil || requests.Shell(req) {
		return "", access.Answer(404, "没有找到这件诉求")
	}
	view, err := View(e.App, req)
	if err != nil {
		return "", err
	}
	return templates.Receipt(view)
}

// View is a request as its receipt shows it: the query code is on it, because
// whoever holds the paper may follow the request.
func View(app core.App, req *core.Record) (templates.ReceiptView, error) {
	c := settings.Of(app)
	v := templates.ReceiptView{
		Brand: c.Brand(), Office: c.Name() + "居民委员会", RequestNo: req.GetString("request_no"), QueryCode: requests.QueryCode(app, req.Id),
		ReceivedAt: req.GetDateTime("received_at").Time(), Place: req.GetString("place_label"), Matter: req.GetString("summary"),
		Due: req.GetDateTime("due_at").Time(), DueWhy: req.GetString("due_reason"),
		Contact: c.GetString("contact_name"), Phone: c.Phone(), Hours: c.GetString("phone_hours"),
	}
	if o, ok := places.Org(app, req.GetString("handler_org")); ok {
		v.Org = o.Name
	}
	link := requests.TrackLink(app, req)
	if link == "" {
		return v, nil
	}
	if u, err := url.Parse(c.PublicURL()); err == nil {
		v.Address = u.Host + "/track.html"
	}
	var err error
	v.QR, err = prints.QR(link)
	return v, err
}

package referrals

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/templates"
)

// contactPage prints the 《诉求人联系单》, the one paper with a resident's full name
// and number. It goes by hand to an organisation that has signed for the request
// and takes paper; it is never mailed. Whoever prints it is written down.
func contactPage(e *core.RequestEvent, id string) (string, error) {
	who := access.Of(e)
	if !who.Office() {
		return "", access.Answer(http.StatusForbidden, "联系单由社区工作人员打印")
	}
	req, err := e.App.FindRecordById("requests", id)
	if err != nil || requests.Shell(req) {
		return "", access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	a, err := requests.Current(e.App, req.Id)
	if err != nil {
		return "", err
	}
	switch {
	case requests.Shielded(req):
		return "", access.Refuse("反映人受保护，姓名和电话不能交给承办单位，没有联系单可以打印")
	case !lifecycle.Status(req.GetString("status")).Open():
		return "", access.Refuse(requests.Ended)
	case a == nil || a.GetDateTime("signed_at").IsZero():
		return "", access.Refuse("承办单位签收以后，才能打印联系单")
	}
	view := templates.ContactView{RequestNo: req.GetString("request_no"), Receiver: orgName(e.App, a.GetString("org")),
		GivenBy: who.Name, GivenAt: calendar.Now(e.App), Office: settings.Of(e.App).Name() + "居民委员会"}
	if who.Kind == access.Superuser {
		view.GivenBy = who.Label // the account is named by a mail address
	}
	r, err := Of(e.App, req.Id)
	if err != nil {
		return "", err
	}
	if r != nil {
		view.ReferralNo = r.GetString("referral_no")
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		c, err := requests.OpenContact(tx, who, req)
		if err != nil {
			return err
		}
		if c.Name+c.Phone+c.BehalfTel == "" {
			return access.Refuse("反映人没有留姓名和电话，没有联系单可以打印")
		}
		view.Name, view.Phone, view.Place = c.Name, c.Phone, strings.TrimSpace(c.PlaceLabel+" "+c.Room)
		if c.BehalfName+c.BehalfTel != "" {
			view.Note = strings.TrimSpace("替" + c.Relation + c.BehalfName + "反映，" + c.BehalfTel)
		}
		return audit.Write(tx, who, audit.Entry{Action: "打印诉求人联系单", Collection: "requests", ID: req.Id, Note: view.RequestNo + "，交给" + view.Receiver})
	})
	if err != nil {
		return "", err
	}
	return templates.ContactSheet(view)
}

package referrals

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/skip2/go-qrcode"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/templates"
)

// viewOf fills the form from what is stored, parts one to six from the
// request, seven to ten from what came back.
func viewOf(app core.App, request string) (templates.ReferralView, error) {
	none := access.Answer(http.StatusNotFound, "没有找到这件承办单")
	req, err := app.FindRecordById("requests", request)
	if err != nil || requests.Shell(req) {
		return templates.ReferralView{}, none
	}
	r, err := Of(app, request)
	if err != nil {
		return templates.ReferralView{}, err
	}
	if r == nil {
		return templates.ReferralView{}, access.Answer(http.StatusNotFound, "这件诉求不是复杂承办，没有承办单")
	}
	v := community(app)
	v.No, v.Urgency = r.GetString("referral_no"), words.Value("urgency", r.GetString("urgency"))
	about(app, &v, req)
	v.Summary, v.Handler, v.Why = r.GetString("summary"), r.GetString("suggested_org"), r.GetString("suggested_reason")
	if v.Steps, v.SkipReason, err = prior(app, req); err != nil {
		return v, err
	}
	v.StreetOpinion, v.DeptOpinion = r.GetString("street_opinion"), r.GetString("forward_opinion")
	v.DeptSignedAt, v.ReplyBy = r.GetDateTime("forwarded_at").Time(), r.GetDateTime("reply_by").Time()
	if !v.ReplyBy.IsZero() {
		v.WorkDays = max(calendar.Workdays(app).Between(v.DeptSignedAt, v.ReplyBy), 0)
	}
	v.Result, v.ResultAt, v.Outcome = requests.Private(app, req)(r.GetString("result")), r.GetDateTime("replied_at").Time(), conclusion(r.GetString("outcome"))
	if org, err := app.FindRecordById("orgs", r.GetString("handler_org")); err == nil {
		v.HandlerContact, v.HandlerPhone = org.GetString("contact_name"), org.GetString("contact_phone")
	}
	if err := fromEvents(app, &v, req); err != nil {
		return v, err
	}
	return v, fromAssignment(app, &v, req, r)
}

// community is what every form of the office begins with.
func community(app core.App) templates.ReferralView {
	c := settings.Of(app)
	v := templates.ReferralView{Community: c.Name(), OfficePhone: c.Phone(), ReportingUnit: c.Name() + "居民委员会"}
	if street := c.GetString("street"); street != "" {
		v.ReportingUnit = street
		if s := c.GetString("social_dept"); s != "" {
			v.ReportingUnit += "（" + s + "）"
		}
	}
	return v
}

// about is the request itself, masked.
func about(app core.App, v *templates.ReferralView, req *core.Record) {
	v.RequestNo, v.ReceivedAt = req.GetString("request_no"), req.GetDateTime("received_at").Time()
	v.Source = words.Value("channel", req.GetString("channel"))
	if s := req.GetString("source_system"); s != "" {
		v.Source = strings.TrimSpace(s + " " + req.GetString("external_no"))
	}
	v.Requester, v.RequesterPhone = requests.Requester(app, req)
	v.Place, v.Category, v.Tier = req.GetString("place_label"), words.Value("category", req.GetString("category")), words.Value("tier", req.GetString("tier"))
	v.OwnWords = requests.Private(app, req)(req.GetString("text"))
	v.FilledAt = req.GetDateTime("accepted_at").Time()
	v.Households, v.Times = reach(app, req)
	if stars := req.GetInt("stars"); stars > 0 {
		v.Satisfaction = words.Value("stars", fmt.Sprint(stars))
	}
}

// reach counts the households that reported the same, and how often this
// resident did; zero where it is one and the first.
func reach(app core.App, req *core.Record) (households, times int) {
	joined, before := 0, 0
	_ = app.DB().Select("count(*)").From("requests").Where(dbx.HashExp{"merged_into": req.Id}).Row(&joined)
	if req.GetString("resident") != "" && req.GetString("matter") != "" {
		_ = app.DB().Select("count(*)").From("requests").
			Where(dbx.HashExp{"resident": req.GetString("resident"), "matter": req.GetString("matter")}).
			AndWhere(dbx.NewExp("received_at < {:t}", dbx.Params{"t": req.GetDateTime("received_at").String()})).Row(&before)
	}
	if joined > 0 {
		households = joined + 1
	}
	if before > 0 {
		times = before + 1
	}
	return households, times
}

// fromEvents is who did what: the office worker who filled the form, the
// department's signature, how the resident was told, extensions and returns.
func fromEvents(app core.App, v *templates.ReferralView, req *core.Record) error {
	events, err := requests.Events(app, req.Id)
	if err != nil {
		return err
	}
	var remarks []string
	for _, e := range events {
		switch e.GetString("verb") {
		case "accept", "escalate":
			v.FilledBy, v.FilledAt = person(e.GetString("actor_label")), e.GetDateTime("at").Time()
		case "forward":
			v.DeptSigner = requests.Filled(e, "by")
		case "grant", "return":
			remarks = append(remarks, e.GetString("sentence"))
		case "tell", "read":
			v.ToldHow, v.ToldAt = words.Value("how", requests.Filled(e, "how")), e.GetDateTime("at").Time()
			v.ToldBy = person(e.GetString("actor_label"))
			if e.GetString("verb") == "read" {
				v.ToldBy = "居民本人打开"
			}
		}
	}
	v.Remarks = requests.Private(app, req)(strings.Join(remarks, "；"))
	return nil
}

// fromAssignment is the receipt, and the code that opens the reply page.
func fromAssignment(app core.App, v *templates.ReferralView, req, r *core.Record) error {
	a, err := requests.Current(app, req.Id)
	if err != nil {
		return err
	}
	if a == nil {
		a = lastHandling(app, req.Id)
	} else if v.ReplyLink = link(app, a.Id); v.ReplyLink != "" {
		if v.QR, err = qrcode.Encode(v.ReplyLink, qrcode.Medium, 300); err != nil {
			return fmt.Errorf("qr of %s: %w", r.GetString("referral_no"), err)
		}
	}
	if a != nil && a.GetString("org") == r.GetString("handler_org") {
		v.SignedFor, v.SignedForAt = a.GetString("signed_by"), a.GetDateTime("signed_at").Time()
	}
	return nil
}

func lastHandling(app core.App, request string) *core.Record {
	rows, err := app.FindRecordsByFilter("assignments", "request = {:r} && kind = 'handle' && state = 'done'", "-at", 1, 0, dbx.Params{"r": request})
	if err != nil || len(rows) == 0 {
		return nil
	}
	return rows[0]
}

// person is a label without the post it begins with.
func person(label string) string {
	if f := strings.Fields(label); len(f) > 1 {
		return f[len(f)-1]
	}
	return label
}

// conclusion is the form's own word for an outcome.
func conclusion(outcome string) string {
	switch outcome {
	case "":
		return ""
	case "refused":
		return "不予支持"
	}
	return words.Value("outcome", outcome)
}

package reminders

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/deadline"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// round is one run: what it has to say to the stewards and to the secretary is
// gathered, so that each gets one letter and not twelve.
type round struct {
	tx        core.App
	now       time.Time
	steward   map[deadline.Rung][]string
	secretary []string
}

// remind climbs one rung with each request that has reached it.
func remind(tx core.App, slot string, _ time.Time) error {
	now := calendar.Now(tx)
	if settings.Of(tx).GetBool("reminders_off") {
		return nil
	}
	rows, err := inHand(tx)
	if err != nil {
		return err
	}
	r := &round{tx: tx, now: now, steward: map[deadline.Rung][]string{}}
	for _, req := range rows {
		if err := r.climb(req); err != nil {
			return fmt.Errorf("remind of %s: %w", req.GetString("request_no"), err)
		}
	}
	return r.write(slot)
}

// inHand are the requests somebody has to do something about, the oldest date
// first. Emergencies have a clock of their own.
func inHand(app core.App) ([]*core.Record, error) {
	var rows []*core.Record
	err := app.RecordQuery("requests").
		AndWhere(dbx.In("status", "pending", "accepted", "dispatched", "in_progress", "in_review")).
		AndWhere(dbx.NewExp("due_at != '' AND sealed_at = ''")).
		OrderBy("due_at").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read requests in hand: %w", err)
	}
	var list []*core.Record
	for _, req := range rows {
		if !requests.Urgent(req) {
			list = append(list, req)
		}
	}
	return list, nil
}

// rung is where a request stands on the ladder now.
func rung(app core.App, req *core.Record, now time.Time) deadline.Rung {
	c := settings.Of(app)
	given := req.GetDateTime("dispatched_at").Time()
	if given.IsZero() {
		given = req.GetDateTime("received_at").Time()
	}
	return deadline.Reminder(deadline.Standing{
		Given: given, SignBy: req.GetDateTime("sign_by").Time(), Signed: req.GetString("status") != "dispatched",
		Due: req.GetDateTime("due_at").Time(),
	}, now, calendar.Workdays(app), c.Hours())
}

// climb reminds of one request, if this rung has not been said for this date.
func (r *round) climb(req *core.Record) error {
	step := rung(r.tx, req, r.now)
	if step == deadline.None {
		return nil
	}
	_, err := r.tx.FindFirstRecordByFilter(collection, "request = {:r} && rung = {:g} && due_at = {:d}",
		dbx.Params{"r": req.Id, "g": string(step), "d": req.GetString("due_at")})
	if err == nil {
		return nil
	}
	told, err := r.handler(req, step)
	if err != nil {
		return err
	}
	line := Line(r.tx, req)
	if told == "" || step == deadline.Overdue || step == deadline.StillOpen {
		if told == "" && req.GetString("handler_org") != "" {
			line += "（单位没有邮箱，请用“复制催办文字”发给对方）"
		}
		r.steward[step] = append(r.steward[step], line)
		told = join(told, "项目负责人")
	}
	if step == deadline.StillOpen {
		r.secretary = append(r.secretary, line)
		told = join(told, "社区书记")
	}
	c, err := r.tx.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	row := core.NewRecord(c)
	row.Load(map[string]any{"request": req.Id, "rung": string(step), "due_at": req.GetDateTime("due_at"), "at": r.now, "told": told})
	return access.Own(r.tx, row)
}

// handler writes to the organisation that has the request, where it can be
// written to, and says to whom.
func (r *round) handler(req *core.Record, step deadline.Rung) (string, error) {
	if req.GetString("status") == "in_review" {
		return "", nil // it has answered; the next step is the office's
	}
	a, err := requests.Current(r.tx, req.Id)
	if err != nil || a == nil {
		return "", err
	}
	org, ok := places.Org(r.tx, a.GetString("org"))
	record, err := r.tx.FindRecordById("orgs", a.GetString("org"))
	if err != nil || !ok {
		return "", err
	}
	mailbox := requests.Mailbox(r.tx, req, record)
	if mailbox == "" {
		return "", nil
	}
	link := ""
	if settings.Of(r.tx).PublicURL() != "" {
		link = requests.Link(r.tx, a.Id)
	}
	view := requests.Notice(r.tx, req, a, link)
	if view.ContactName == "" {
		view.ContactName = "社区值班人员"
	}
	letter, err := templates.UrgeNotice(view)
	if err != nil {
		return "", err
	}
	_, err = outbox.Queue(r.tx, outbox.Mail{
		Key: fmt.Sprintf("remind:%s:%s:%s", a.Id, step, req.GetDateTime("due_at").Time().UTC().Format("20060102T1504")),
		Org: a.GetString("org"), To: []string{mailbox}, Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Request: req.Id, About: "催办",
		Expires: r.now.Add(pointless),
	})
	way := "（邮件）"
	if requests.Way(r.tx, req, record) == templates.ByStreet {
		way = "（邮件，由街道转）"
	}
	return org.Name + way, err
}

// pointless is when a reminder that could not be sent is no longer worth
// sending: the next rung has been reached by then.
const pointless = 24 * time.Hour

// headings are the rungs as a letter names them, the worst first.
var headings = []struct {
	rung      deadline.Rung
	title, do string
}{
	{deadline.StillOpen, "超期未办", "已告诉社区书记"},
	{deadline.Overdue, "超期", "先给居民打个电话说明，再催承办单位"},
	{deadline.DueSoon, "快到期", "最多还有一个工作日"},
	{deadline.Unsigned, "没有签收", "请打电话提醒对方签收"},
}

// write queues the letters of the round.
func (r *round) write(slot string) error {
	view := viewOf(r.tx, r.now, "催办提醒")
	for _, h := range headings {
		view.add(h.title, h.do, r.steward[h.rung])
	}
	up := viewOf(r.tx, r.now, "超期未办")
	up.Intro = "下面的诉求超期已满一个工作日，还没有答复，请书记过问"
	up.add("超期未办", "可以换单位、提高层面，或请承办单位申请延期", r.secretary)
	return errors.Join(
		post(r.tx, stewards, "remind:steward:"+slot, "催办", view.ReminderView, r.now.Add(pointless)),
		post(r.tx, secretaries, "remind:secretary:"+slot, "催办", up.ReminderView, r.now.Add(pointless)))
}

// Line is a request in a list for the office: number, matter, handler and date,
// nobody's name and no address.
func Line(app core.App, req *core.Record) string {
	c, now, due := calendar.Workdays(app), calendar.Now(app), req.GetDateTime("due_at").Time()
	handler := "还没有派单"
	if o, ok := places.Org(app, req.GetString("handler_org")); ok {
		handler = o.Name
	}
	left := "期限 " + due.In(workday.Zone).Format("1月2日15:04")
	if n := c.Between(due, now); now.After(due) && n > 0 {
		left += fmt.Sprintf("，已超%d个工作日", n)
	}
	return fmt.Sprintf("%s %s，%s，%s", req.GetString("request_no"), requests.Topic(app, req), handler, left)
}

func join(a, b string) string { return strings.Trim(a+"、"+b, "、") }

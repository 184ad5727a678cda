package reports

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/places"
	"hongguan/rules/words"
	"hongguan/templates"
)

// replies are the answers that came in the period to items of earlier reports.
func (p period) replies(app core.App) ([]templates.WeeklyReply, error) {
	rows, err := app.FindRecordsByFilter("referrals", "reported_at != '' && replied_at >= {:from} && replied_at < {:to}", "replied_at", 0, 0,
		dbx.Params{"from": stamp(p.From), "to": stamp(p.To)})
	if err != nil {
		return nil, fmt.Errorf("find replies: %w", err)
	}
	var list []templates.WeeklyReply
	for _, r := range rows {
		req, err := app.FindRecordById("requests", r.GetString("request"))
		if err != nil {
			return nil, err
		}
		list = append(list, templates.WeeklyReply{ReferralNo: r.GetString("referral_no"), Matter: matterOf(app, req.Id),
			Handler: places.NameOf(app, "orgs", r.GetString("handler_org")), At: r.GetDateTime("replied_at").Time(), Reply: plain(app, req, r.GetString("result"), 120)})
	}
	return list, nil
}

// departments is part C: what functional departments have in hand, and what
// they answered in the period; overdue first, then by department.
func (p period) departments(app core.App) ([]templates.WeeklyDepartment, error) {
	var rows []struct {
		Handler string `db:"handler"`
		No      string `db:"request_no"`
		Matter  string `db:"matter"`
		Sent    string `db:"dispatched_at"`
		Due     string `db:"due_at"`
		Status  string `db:"status"`
		Overdue bool   `db:"overdue"`
	}
	err := app.DB().NewQuery("SELECT o.name AS handler, r.request_no, coalesce(m.name, '') AS matter, r.dispatched_at, r.due_at, r.status, " +
		"(r.due_at != '' AND r.due_at < {:to} AND r.status IN ('dispatched','in_progress','in_review')) AS overdue " +
		"FROM requests r JOIN orgs o ON o.id = r.handler_org AND o.kind = 'department' LEFT JOIN matters m ON m.id = r.matter " +
		"WHERE r.received_at < {:to} AND (r.status IN ('dispatched','in_progress','in_review','need_info','suspended') " +
		"OR r.replied_at >= {:from} AND r.replied_at < {:to}) " +
		"ORDER BY overdue DESC, o.name, r.due_at").Bind(p.params()).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list departments: %w", err)
	}
	var list []templates.WeeklyDepartment
	for _, r := range rows {
		matter := r.Matter
		if matter == "" {
			matter = "居民诉求"
		}
		list = append(list, templates.WeeklyDepartment{Handler: r.Handler, RequestNo: r.No, Matter: matter, SentAt: moment(r.Sent), Due: moment(r.Due),
			Overdue: r.Overdue, State: words.Value("status", r.Status)})
	}
	return list, nil
}

// alike is how many requests about one matter make a common problem.
const alike = 3

// common is part D: the five matters most often reported.
func (p period) common(app core.App) ([]templates.WeeklyCommon, error) {
	var rows []struct {
		Matter  string `db:"matter"`
		Count   int    `db:"n"`
		Estates string `db:"estates"`
	}
	params := p.params()
	params["alike"] = alike
	err := app.DB().NewQuery("SELECT m.name AS matter, count(*) AS n, coalesce(group_concat(DISTINCT e.name), '') AS estates " +
		"FROM requests r JOIN matters m ON m.id = r.matter LEFT JOIN estates e ON e.id = r.estate " +
		"WHERE " + received + " AND r.kind != 'praise' GROUP BY m.id HAVING n >= {:alike} ORDER BY n DESC, m.name LIMIT 5").Bind(params).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count common problems: %w", err)
	}
	var list []templates.WeeklyCommon
	for _, r := range rows {
		list = append(list, templates.WeeklyCommon{Matter: r.Matter, Count: r.Count, Where: strings.ReplaceAll(r.Estates, ",", "、")})
	}
	return list, nil
}

// ledger is one line per request of the period: the catalogue's words, never
// the resident's, and no unit or room.
func (p period) ledger(app core.App) ([]templates.WeeklyItem, error) {
	var rows []struct {
		No       string `db:"request_no"`
		Received string `db:"received_at"`
		Channel  string `db:"channel"`
		Estate   string `db:"estate"`
		Building string `db:"building"`
		Category string `db:"category"`
		Matter   string `db:"matter"`
		Tier     string `db:"tier"`
		Handler  string `db:"handler"`
		Status   string `db:"status"`
		Due      string `db:"due_at"`
		Closed   string `db:"closed_at"`
		Stars    int    `db:"stars"`
	}
	err := app.DB().NewQuery("SELECT r.request_no, r.received_at, r.channel, coalesce(e.name, '') AS estate, coalesce(b.name, '') AS building, r.category, " +
		"coalesce(m.name, '') AS matter, r.tier, coalesce(o.name, '') AS handler, r.status, r.due_at, r.closed_at, r.stars " +
		"FROM requests r LEFT JOIN estates e ON e.id = r.estate LEFT JOIN buildings b ON b.id = r.building " +
		"LEFT JOIN matters m ON m.id = r.matter LEFT JOIN orgs o ON o.id = r.handler_org " +
		"WHERE " + received + " ORDER BY r.received_at").Bind(p.params()).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	list := make([]templates.WeeklyItem, 0, len(rows))
	for _, r := range rows {
		list = append(list, templates.WeeklyItem{
			RequestNo: r.No, ReceivedAt: moment(r.Received), Channel: words.Value("channel", r.Channel), Place: strings.TrimSpace(r.Estate + " " + r.Building),
			Category: words.Value("category", r.Category), Matter: r.Matter, Tier: words.Value("tier", r.Tier), Handler: r.Handler,
			Status: words.Value("status", r.Status), Due: moment(r.Due), ClosedAt: moment(r.Closed), Rating: words.Value("stars", fmt.Sprint(r.Stars)),
		})
	}
	return list, nil
}

// moment reads a stored time; zero when it is empty.
func moment(s string) time.Time {
	d, err := types.ParseDateTime(s)
	if err != nil {
		return time.Time{}
	}
	return d.Time()
}

package reminders

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// daily writes the list of the day for stewards and secretary, and one line of
// numbers for the office's group. A PC started in the evening writes none:
// tomorrow's comes first.
func daily(tx core.App, slot string, at time.Time) error {
	now, hours := calendar.Now(tx), settings.Of(tx).Hours()
	end := hours.Closing(now)
	if settings.Of(tx).GetBool("reminders_off") || !sameDay(at, now) || !now.Before(end) {
		return nil
	}
	view, err := Digest(tx)
	if err != nil || len(view.Groups) == 0 {
		return err
	}
	if err := post(tx, leads, "digest:"+slot, "每日提醒", view, end); err != nil {
		return err
	}
	return outbox.QueueGroup(tx, "digest:"+slot+":robot", templates.ReminderText(view), "每日提醒")
}

// Digest is what the office should look at today.
func Digest(app core.App) (templates.ReminderView, error) {
	now := calendar.Now(app)
	view := viewOf(app, now, "每日提醒")
	rows, err := inHand(app)
	if err != nil {
		return view.ReminderView, err
	}
	var over, today, tomorrow, unsigned, pending []string
	c := calendar.Workdays(app)
	for _, req := range rows {
		due, sign := req.GetDateTime("due_at").Time(), req.GetDateTime("sign_by").Time()
		line := Line(app, req)
		switch {
		case now.After(due):
			over = append(over, line)
		case sameDay(now, due):
			today = append(today, line)
		case c.Between(now, due) <= 1:
			tomorrow = append(tomorrow, line)
		}
		if req.GetString("status") == "dispatched" && !sign.IsZero() && now.After(sign) {
			unsigned = append(unsigned, line)
		}
		if req.GetString("status") == "pending" {
			pending = append(pending, line)
		}
	}
	review, err := reviews(app, now)
	if err != nil {
		return view.ReminderView, err
	}
	letters, err := outbox.Failures(app)
	if err != nil {
		return view.ReminderView, err
	}
	view.add("超期", "先给居民打个电话说明", over)
	view.add("今天到期", "今天要有答复", today)
	view.add("下一个工作日到期", "", tomorrow)
	view.add("没有签收", "请打电话提醒对方签收", unsigned)
	view.add("待受理", "刚收到，还没有人看", pending)
	view.add("挂账到复核日", "请恢复办理，或写明理由再挂", review)
	view.add("没发出去的信", "请到“发信箱”改好地址后重发，或改用人工报送", letters)
	return view.ReminderView, nil
}

// reviews are suspended requests whose day of review has come.
func reviews(app core.App, now time.Time) ([]string, error) {
	y, m, d := now.In(workday.Zone).Date()
	midnight := time.Date(y, m, d+1, 0, 0, 0, 0, workday.Zone)
	var rows []*core.Record
	err := app.RecordQuery("requests").
		AndWhere(dbx.NewExp("status='suspended' AND sealed_at = '' AND review_at != '' AND review_at < {:t}", dbx.Params{"t": midnight.UTC().Format(types.DefaultDateLayout)})).
		OrderBy("review_at").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read what is to be reviewed: %w", err)
	}
	var lines []string
	for _, req := range rows {
		lines = append(lines, Line(app, req)+"，复核日 "+req.GetDateTime("review_at").Time().In(workday.Zone).Format("1月2日"))
	}
	return lines, nil
}

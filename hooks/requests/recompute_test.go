package requests_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
)

// TestDeadlinesFollowTheCalendar: what the office enters moves the open
// requests, their explanation and their assignments; what is over stays.
func TestDeadlinesFollowTheCalendar(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "5幢楼道灯坏了三天，晚上看不见路")
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	over := app.Ask(town, li, "单元门口垃圾没人扫")
	app.Do(town.Clerk, over, "accept")
	over = app.Do(town.Clerk, over, "decline", "reason", "不属于社区", "where", "城管热线")
	want := func(step, due, sign, reason string) {
		t.Helper()
		r, err := app.FindRecordById("requests", req.Id)
		apptest.Must(t, err)
		const layout = "0102 15:04"
		if got := r.GetDateTime("due_at").Time().In(apptest.Monday.Location()).Format(layout); got != due {
			t.Errorf("%s: due %s, want %s", step, got, due)
		}
		if got := r.GetDateTime("sign_by").Time().In(apptest.Monday.Location()).Format(layout); got != sign {
			t.Errorf("%s: sign by %s, want %s", step, got, sign)
		}
		if !strings.Contains(r.GetString("due_reason"), reason) {
			t.Errorf("%s: %s, want %s", step, r.GetString("due_reason"), reason)
		}
		a, err := requests.Current(app.BaseApp, req.Id)
		apptest.Must(t, err)
		if !a.GetDateTime("due_at").Equal(r.GetDateTime("due_at")) {
			t.Errorf("%s: the assignment is due %s", step, a.GetString("due_at"))
		}
	}
	r, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	days := r.GetDateTime("due_at").Time().In(apptest.Monday.Location())
	first, later := days.Format("0102 15:04"), days.AddDate(0, 0, 1).Format("0102 15:04")
	if days.Weekday() == time.Friday {
		later = days.AddDate(0, 0, 3).Format("0102 15:04")
	}
	want("as received", first, "1123 11:00", "")

	row := app.Create("workday_calendar", "day", "2026-11-24", "working", false, "note", "全市停工")
	want("a day off entered", later, "1123 11:00", "扣除")
	apptest.Must(t, app.Delete(row))
	want("and taken back", first, "1123 11:00", "")

	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("office_hours", "08:30-09:30、14:00-17:00")
	apptest.Must(t, app.Save(c))
	want("other hours", days.Format("0102")+" 17:00", "1123 15:30", "17:00前答复")

	same, err := app.FindRecordById("requests", over.Id)
	apptest.Must(t, err)
	if !same.GetDateTime("due_at").Equal(over.GetDateTime("due_at")) {
		t.Errorf("a declined request moved to %s", same.GetString("due_at"))
	}
	if n, err := requests.Recompute(app.BaseApp); n != 0 || err != nil {
		t.Errorf("once more moved %d, %v", n, err)
	}
}

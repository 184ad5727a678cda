package holidays_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

const notice = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
四、国庆节：10月1日至7日放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`

// TestNotice: read first, written on confirmation, and what is under way moves.
func TestNotice(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Clock.Set(time.Date(2026, 12, 29, 9, 0, 0, 0, workday.Zone))
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "5幢楼道灯坏了三天")
	const path = "/api/holidays"
	say := func(year int, text string, apply bool) map[string]any {
		return map[string]any{"year": year, "text": text, "apply": apply}
	}
	for name, c := range map[string]struct {
		body map[string]any
		want string
	}{
		"empty":        {say(2027, " ", false), "请粘贴放假通知"},
		"wrong year":   {say(2031, notice, false), "请选今年或明年"},
		"last year's":  {say(2027, "1月1日（周四）至3日放假，共3天。", false), "星期"},
		"wrong number": {say(2027, "1月1日至3日放假，共4天。", true), "共4天"},
	} {
		got := app.Call(town.Superuser, "POST", path, c.body)
		if got.Code != 400 || !strings.Contains(got.Text("message"), c.want) {
			t.Errorf("%s: %d %v", name, got.Code, got.Body)
		}
	}
	if got := app.Call(town.Clerk, "POST", path, say(2027, notice, true)); got.Code != 403 {
		t.Errorf("a clerk: %d", got.Code)
	}
	if got := app.Call(town.Superuser, "POST", path, say(2027, notice, false)); got.Code != 200 || got.Body["off"] != 22.0 || got.Body["work"] != 6.0 {
		t.Errorf("preview: %v", got.Body)
	}
	if calendar.Workdays(app.BaseApp).Known(2027) {
		t.Fatal("a preview was written")
	}
	before := req.GetDateTime("due_reason")
	got := app.Call(town.Superuser, "POST", path, say(2027, notice, true))
	if got.Code != 200 || got.Body["known"] != true {
		t.Fatalf("entered: %d %v", got.Code, got.Body)
	}
	app.Call(town.Superuser, "POST", path, say(2027, notice, true)) // a double tap
	if n, err := app.CountRecords("workday_calendar"); n != 28 || err != nil {
		t.Errorf("%d days, %v", n, err)
	}
	after, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	if why := after.GetString("due_reason"); !strings.Contains(why, "扣除元旦假期3天") {
		t.Errorf("%s, was %s", why, before)
	}
	list := app.Call(town.Steward, "GET", path, nil)
	years, _ := list.Body["years"].([]any)
	if len(years) != 2 || years[1].(map[string]any)["known"] != true {
		t.Errorf("list: %v", list.Body)
	}
}

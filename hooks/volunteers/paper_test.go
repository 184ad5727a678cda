package volunteers_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
)

// TestPaper: a list typed in, who may do it until when, and what is wrong with a line.
func TestPaper(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang := known(t, app, town, "张志明", "13900000011")
	joins(t, app, town, zhang)
	o := order(t, app, town.Clerk)
	path := "/api/orders/" + o + "/paper"
	at := func(h, m int) string { return clock(h, m).Format(time.RFC3339) }
	good := map[string]any{"name": "张志明", "phone": "139 0000 0011", "in_at": at(9, 0), "out_at": at(11, 0)}
	refused(t, app, town.Clerk, path, map[string]any{"rows": []any{good}}, "还没有开始")
	app.Clock.Set(clock(12, 0))
	for want, row := range map[string]map[string]any{
		"不是登记的志愿者":  {"name": "马六", "phone": "13900000055", "in_at": at(9, 0), "out_at": at(11, 0)},
		"姓名和登记的电话":  {"name": "张志明", "phone": "12", "in_at": at(9, 0), "out_at": at(11, 0)},
		"走的时间在到的前面": filled(map[string]any{"name": "张志明", "phone": "13900000011"}, "in_at", at(11, 0), "out_at", at(9, 0)),
		"时间不在活动里":   filled(map[string]any{"name": "张志明", "phone": "13900000011"}, "in_at", at(6, 0), "out_at", at(7, 0)),
		"晚于现在":      filled(map[string]any{"name": "张志明", "phone": "13900000011"}, "in_at", at(9, 0), "out_at", at(13, 0)),
	} {
		got := app.Call(town.Clerk, "POST", path, map[string]any{"rows": []any{good, row}})
		if got.Code != 200 || got.Body["applied"] != false || !strings.Contains(got.Raw, want) {
			t.Errorf("%s: HTTP %d %s", want, got.Code, got.Raw)
		}
	}
	if n, _ := app.CountRecords("claims"); n != 0 {
		t.Fatalf("a list with a wrong line left %d claims", n)
	}
	app.Clock.Set(clock(12, 0).AddDate(0, 0, 8))
	refused(t, app, town.Clerk, path, map[string]any{"rows": []any{good}}, "超过 7 天")
	refused(t, app, town.Steward, path, map[string]any{"rows": []any{good}}, "为什么现在才补录")
	got := must(t, app, town.Steward, path, map[string]any{"rows": []any{good}, "reason": "负责人住院了"})
	if got.Body["applied"] != true {
		t.Fatal(got.Raw)
	}
	c, err := app.FindFirstRecordByFilter("claims", "order = '"+o+"'")
	if err != nil || c.GetString("state") != "out" || c.GetString("note") != "负责人住院了" || c.GetString("in_how") != "paper" {
		t.Errorf("%v %v", c, err)
	}
	if got := app.Call(town.Steward, "POST", path, map[string]any{"rows": []any{good}, "reason": "再来一次"}); got.Body["applied"] != false || !strings.Contains(got.Raw, "不再记一次") {
		t.Errorf("typed in twice: %s", got.Raw)
	}
}

package volunteers_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/points"
)

// TestMilestone: a step of a joint project thanks those who worked on it, once,
// and no longer when it was not reached after all.
func TestMilestone(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang, idle := known(t, app, town, "张志明", "13900000011"), known(t, app, town, "王建国", "13900000012")
	joins(t, app, town, zhang)
	joins(t, app, town, idle)
	app.Create("point_rules", "name", "共建节点", "trigger", "milestone", "amount", 5, "per", "time", "valid_months", 12, "needs_confirmation", true, "from_day", "2026-01-01", "active", true)
	project := app.Create("projects", "title", "口袋花园", "state", "running", "partners", []string{town.Property.Id})
	step := app.Create("milestones", "project", project.Id, "title", "种好第一片花", "due_day", "2026-12-31")
	o := order(t, app, town.Clerk, "path", "project", "milestone", step.Id)
	claim := serves(t, app, town, zhang, o, clock(9, 0), clock(10, 0))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/confirm", map[string]any{"how": "desk"})
	stands := func(when string, who *core.Record, want int) {
		t.Helper()
		if n, debt, err := points.Balance(app, who.Id); err != nil || n != want || debt != 0 {
			t.Errorf("%s: %d points, debt %d (%v), want %d", when, n, debt, err, want)
		}
	}
	stands("served", zhang, 0)
	path := "/api/collections/milestones/records/" + step.Id
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": "昨天"}); got.Code != 400 || !strings.Contains(got.Raw, "看不懂") {
		t.Errorf("a day that is none: HTTP %d %s", got.Code, got.Raw)
	}
	for _, note := range []string{"种了两百株", "补种了三株"} { // saved twice
		if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": "2026-11-28", "note": note}); got.Code != 200 {
			t.Fatal(got.Raw)
		}
		stands("reached", zhang, 5)
		stands("who did not work on it", idle, 0)
	}
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": ""}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands("not reached after all", zhang, 0)
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": "2026-12-05"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands("reached later", zhang, 5)
	// The day is put right, then taken away, and written again: it counts once.
	for _, day := range []string{"2026-12-06", "", "2026-12-07", "2026-12-08", "", "2026-12-09"} {
		if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": day}); got.Code != 200 {
			t.Fatal(got.Raw)
		}
		stands("on and off, "+day, zhang, map[bool]int{true: 0, false: 5}[day == ""])
	}
	// Who worked on it does not say herself that it is done.
	town.Clerk.Set("phone", "13900000011")
	apptest.Must(t, app.Save(town.Clerk))
	if got := app.Call(town.Clerk, "PATCH", path, map[string]any{"done_day": ""}); got.Code != 400 || !strings.Contains(got.Raw, "您自己参加了") {
		t.Errorf("the clerk judges her own step: %s", got.Raw)
	}
	// A service that never was earned no thanks for the step.
	must(t, app, town.Steward, "/api/service_records/"+records(t, app, zhang)[0].Id+"/void", map[string]any{"reason": "来的是他弟弟"})
	stands("void", zhang, 0)
}

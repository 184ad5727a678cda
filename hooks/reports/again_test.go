package reports_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
)

// TestItemInHand: what went up last week stands in this week's report again,
// and the office may leave it out and take it in, as it does with a new one.
func TestItemInHand(t *testing.T) {
	app, town, req := town(t)
	app.Clock.Set(apptest.Monday.AddDate(0, 0, 4).Add(10 * time.Hour)) // Friday evening
	apptest.Must(t, jobs.Tick(app))
	app.Clock.Set(apptest.Monday.AddDate(0, 0, 7).Add(time.Hour))
	state := func() string {
		p := look(t, app, town.Clerk, "current")
		if len(p.Items) != 1 || p.Items[0].New {
			t.Fatalf("items %+v", p.Items)
		}
		return p.Items[0].State + " " + p.Items[0].StateLabel
	}
	if got := state(); got != "in 列入" {
		t.Fatalf("reported last week: %s", got)
	}
	for _, step := range []struct{ state, want, body string }{{"out", "out 不列入", "复杂0件"}, {"out", "out 不列入", "复杂0件"}, {"in", "in 列入", "复杂1件"}} {
		code, body := desk(t, app, town.Clerk, "POST", "current/item", `{"request":"`+req.Id+`","state":"`+step.state+`"}`)
		if code != 200 || !strings.Contains(body, step.body) {
			t.Fatalf("%s: %d %s", step.state, code, body)
		}
		if got := state(); got != step.want {
			t.Errorf("%s gives %s", step.state, got)
		}
	}
}

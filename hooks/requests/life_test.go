package requests_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// TestLife walks one lamp from the stairwell to the second rating.
func TestLife(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "单元门口的灯坏了三天,晚上老人进出看不见")
	if got := req.GetString("request_no"); got != "HP-20261123-0001" {
		t.Errorf("number %s", got)
	}
	if got := req.GetString("suggested_org"); got != town.Property.Id {
		t.Errorf("suggested %s (%s)", got, req.GetString("suggested_reason"))
	}

	steps := []struct {
		by   *core.Record
		verb string
		with []any
		want string
	}{
		{town.Clerk, "accept", nil, "accepted"},
		{town.Clerk, "dispatch", nil, "dispatched"},
		{town.Contact, "sign", nil, "in_progress"},
		{town.Contact, "progress", []any{"text", "已买灯泡"}, "in_progress"},
		{town.Contact, "reply", []any{"text", "灯已换好", "solved", true}, "in_review"},
		{town.Clerk, "approve", nil, "replied"},
		{li, "rate", []any{"solved", "no", "stars", 2, "text", "还是不亮"}, "in_progress"},
		{town.Contact, "reply", []any{"text", "换了新灯座"}, "in_review"},
		{town.Clerk, "approve", nil, "replied"},
		{town.Clerk, "tell", []any{"how", "phone"}, "replied"},
		{li, "rate", []any{"solved", "yes", "stars", 5}, "closed"},
	}
	for _, s := range steps {
		app.Clock.Add(time.Hour)
		r := app.Do(s.by, req, s.verb, s.with...)
		if got := r.GetString("status"); got != s.want {
			t.Fatalf("after %s: %s, want %s", s.verb, got, s.want)
		}
	}
	events, err := requests.Events(app, req.Id)
	apptest.Must(t, err)
	if len(events) != len(steps)+1 {
		t.Errorf("%d events, want %d", len(events), len(steps)+1)
	}
	for _, e := range events {
		if e.GetString("sentence") == "" || strings.HasSuffix(e.GetString("sentence"), ".") {
			t.Errorf("event %s has sentence %q", e.GetString("verb"), e.GetString("sentence"))
		}
	}
}

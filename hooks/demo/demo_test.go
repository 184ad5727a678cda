package demo_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
	"hongguan/hooks/demo"
	"hongguan/hooks/sealed"
	"hongguan/rules/lifecycle"
)

func TestOpen(t *testing.T) {
	app := apptest.New(t)
	first, err := demo.Open(app, "http://127.0.0.1:1")
	apptest.Must(t, err)

	n, err := app.CountRecords("requests")
	apptest.Must(t, err)
	if n < 60 {
		t.Errorf("%d requests, want at least 60", n)
	}
	for _, s := range lifecycle.Statuses {
		// A demo made on a Monday morning has had other working days than one
		// made on a Friday; these always happen.
		always := []lifecycle.Status{lifecycle.Pending, lifecycle.Dispatched, lifecycle.InProgress, lifecycle.Replied, lifecycle.Closed, lifecycle.Suspended, lifecycle.Declined, lifecycle.Withdrawn}
		if !slices.Contains(always, s) {
			continue
		}
		if n, _ := app.CountRecords("requests", dbx.HashExp{"status": string(s)}); n == 0 {
			t.Errorf("no request is %s", s)
		}
	}
	for _, table := range []string{"referrals", "weekly_reports", "posters", "outbox", "call_backs", "roster_entries", "watches", "alerts", "reminders", "corrections", "faq_cases", "resources", "posts"} {
		if n, _ := app.CountRecords(table); n == 0 {
			t.Errorf("the demo has no %s", table)
		}
	}
	for name, filter := range map[string]string{"joint": "status = 'merged'", "split": "parts > 1", "learnt": "reason ~ '社区工作人员把与此相近'", "taken": "suggestion = 'taken'"} {
		if rows, err := app.FindRecordsByFilter("requests", filter, "", 1, 0); err != nil || len(rows) == 0 {
			t.Errorf("no request is %s (%v)", name, err)
		}
	}
	if n, _ := app.CountRecords("routes"); n == 0 {
		t.Error("the demo has no rule of its own")
	}
	if n, _ := app.CountRecords("matter_history", dbx.HashExp{"action": "update", "actor_kind": "superuser"}); n == 0 {
		t.Error("nobody has changed the catalogue")
	}
	if office, upper, err := sealed.Count(app); err != nil || office != 3 || upper != 1 {
		t.Errorf("%d sealed reports for the secretary and %d for the upper contact, want 3 and 1 (%v)", office, upper, err)
	}
	if n, _ := app.CountRecords("requests", dbx.NewExp("sealed_at != ''")); n != 1 {
		t.Errorf("%d requests were sealed later, want 1", n)
	}
	roles := map[string]bool{}
	for _, s := range first.Staff {
		roles[s.Role] = true
	}
	for _, r := range []string{"grid_worker", "clerk", "steward", "property_contact", "committee_contact"} {
		if !roles[r] {
			t.Errorf("nobody is %s", r)
		}
	}
	if first.Posters[0].Unit == "" || len(first.Residents) == 0 || first.Superuser.Password == "" {
		t.Errorf("the guide lacks something: %+v", first)
	}

	again, err := demo.Open(app, "http://127.0.0.1:2")
	apptest.Must(t, err)
	if again.URL != "http://127.0.0.1:2" || again.Posters[0] != first.Posters[0] {
		t.Errorf("a second start gave another demo: %+v", again.Posters[0])
	}
	if m, _ := app.CountRecords("requests"); m != n {
		t.Errorf("a second start added %d requests", m-n)
	}
}

// TestForeign protects an office's own data from somebody who types the wrong folder.
func TestForeign(t *testing.T) {
	app := apptest.New(t)
	app.Town()
	if _, err := demo.Open(app, "http://127.0.0.1:1"); !errors.Is(err, demo.ErrForeign) {
		t.Errorf("filled a folder with somebody's data: %v", err)
	}
}

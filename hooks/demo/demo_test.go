package demo_test

import (
	"errors"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
	"hongguan/hooks/demo"
	"hongguan/hooks/sealed"
	"hongguan/rules/lifecycle"
	"hongguan/rules/workday"
)

var long = flag.Bool("long", false, "open the demo at every moment of the plan instead of two")

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

// TestEveryDay opens the demo on days of ordinary weeks and of weeks with
// holidays, early and late: the story is told in days before today, so each day
// it meets other Fridays and other free days. One is drawn; -long opens all.
func TestEveryDay(t *testing.T) {
	var moments []time.Time
	for _, week := range []string{"2026-09-28", "2026-10-12", "2026-11-30", "2027-02-15"} {
		monday, err := time.ParseInLocation("2006-01-02", week, workday.Zone)
		apptest.Must(t, err)
		for day := range 7 {
			for _, hour := range []int{0, 7, 18} {
				moments = append(moments, monday.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour+10*time.Minute))
			}
		}
	}
	if !*long {
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		draw := rand.New(rand.NewPCG(seed, 1))
		moments = []time.Time{moments[draw.IntN(len(moments))]}
	}
	for _, at := range moments {
		t.Run(at.Format("2006-01-02T15"), func(t *testing.T) {
			t.Parallel()
			app := apptest.New(t)
			app.Clock.Set(at)
			if _, err := demo.Open(app, "http://127.0.0.1:1"); err != nil {
				t.Fatal(err)
			}
			if n, err := app.CountRecords("requests"); err != nil || n < 60 {
				t.Errorf("%d requests, want at least 60 (%v)", n, err)
			}
			if n, err := app.CountRecords("requests", dbx.HashExp{"raise_suggested": true}); err != nil || n == 0 {
				t.Errorf("no request has the households that suggest reporting it (%v)", err)
			}
		})
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

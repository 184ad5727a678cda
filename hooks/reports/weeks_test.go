package reports_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/reports"
	"hongguan/hooks/requests"
	"hongguan/rules/schedule"
)

var long = flag.Bool("long", false, "live through the weeks of two dozen offices instead of one")

// TestWeeks lives through weeks of an office whose PC is off when it likes,
// whose paper comes in days late, and whose reports are sent early, held or
// carried by hand: one report a week, every request in exactly one of them. One
// such office is drawn; -long lives through two dozen.
func TestWeeks(t *testing.T) {
	offices := []int64{time.Now().UnixNano() % lives}
	if *long {
		offices = nil
		for seed := range int64(lives) {
			offices = append(offices, seed)
		}
	}
	for _, seed := range offices {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { liveThrough(t, rand.New(rand.NewSource(seed))) })
	}
}

const lives = 24

func liveThrough(t *testing.T, dice *rand.Rand) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	clerk, lead := app.As(town.Clerk), app.As(town.Superuser)
	apptest.Must(t, jobs.Tick(app))
	asked := map[string]bool{}
	now := apptest.Monday
	ask := func() {
		text := []string{"单元门口的灯坏了", "房产证办不下来，几十户都这样", "菜场门口乱摆摊", "电梯又停了"}[dice.Intn(4)]
		s := requests.Submission{Resident: li, Text: text, Channel: "phone", By: clerk}
		if dice.Intn(4) == 0 {
			s.Received = now.Add(-time.Duration(dice.Intn(24*9)) * time.Hour) // paper found in a drawer
		}
		got, err := requests.Receive(app, s)
		apptest.Must(t, err)
		asked[got.Record.GetString("request_no")] = true
		if dice.Intn(3) > 0 {
			_, err := requests.Apply(app, clerk, got.Record.Id, "accept", requests.Input{})
			apptest.Must(t, err)
		}
	}
	// A refusal is one of the things that happen: a report sent cannot be held.
	try := func(error) {}
	for now.Before(at(12, 31, 23, 0)) {
		step := time.Duration(1+dice.Intn(16*60)) * time.Minute
		off := dice.Intn(12) == 0
		if off {
			step += time.Duration(dice.Intn(4*24)) * time.Hour
		}
		now = now.Add(step)
		app.Clock.Set(now)
		week := schedule.WeekOf(now)
		switch dice.Intn(24) {
		case 0:
			try(reports.Send(app, week))
		case 1:
			try(reports.Manual(app, clerk, week, reports.ByHand{How: "OA", To: "组织部"}))
		case 2:
			try(reports.Hold(app, week))
		case 3:
			try(reports.Sign(app, lead, week, ""))
		case 4:
			try(reports.Release(app, week))
		case 5, 6, 7, 8:
		case 9: // the time server corrects the clock
			app.Clock.Set(now.Add(-40 * time.Minute))
			apptest.Must(t, jobs.Tick(app))
			app.Clock.Set(now)
		case 10:
			dir := app.DataDir()
			app.Stop()
			app = apptest.Open(t, dir)
			app.Clock.Set(now)
		default:
			ask()
		}
		apptest.Must(t, jobs.Tick(app))
	}
	// Everything is old by now, and a last report takes what is left.
	app.Clock.Set(at(12, 31, 16, 31).AddDate(0, 0, 8))
	apptest.Must(t, jobs.Tick(app))
	checkWeeks(t, app, town, asked)
}

func checkWeeks(t *testing.T, app *apptest.App, town *apptest.Town, asked map[string]bool) {
	t.Helper()
	listed := map[string]string{}
	rows, err := app.FindRecordsByFilter("weekly_reports", "subject != ''", "week", 0, 0)
	apptest.Must(t, err)
	if len(rows) != 7 {
		t.Errorf("%d reports for the weeks 2026-W48 to 2027-W01", len(rows))
	}
	from := time.Time{}
	for _, r := range rows {
		week := r.GetString("week")
		if !from.IsZero() && !r.GetDateTime("period_from").Time().Equal(from) {
			t.Errorf("%s begins at %s, the one before ended at %s", week, r.GetDateTime("period_from"), from)
		}
		from = r.GetDateTime("period_to").Time()
		for _, no := range ledgerOf(t, app, town, week) {
			if before, ok := listed[no]; ok {
				t.Errorf("%s is in %s and in %s", no, before, week)
			}
			listed[no] = week
		}
	}
	for no := range asked {
		if listed[no] == "" {
			t.Errorf("%s is in no report", no)
		}
	}
	live := map[string]int{}
	for _, row := range all(t, app, "outbox") {
		if row.GetString("state") != "cancelled" && strings.HasPrefix(row.GetString("dedup_key"), "weekly:") {
			live[row.GetString("about")]++
		}
	}
	for week, n := range live {
		if n > 1 {
			t.Errorf("%d letters about %s", n, week)
		}
	}
	checkComplex(t, app)
}

// checkComplex: what went up went up once, and nothing accepted was forgotten.
func checkComplex(t *testing.T, app *apptest.App) {
	t.Helper()
	rows, err := app.FindRecordsByFilter("requests", "tier = 'complex' && accepted_at != ''", "", 0, 0)
	apptest.Must(t, err)
	for _, r := range rows {
		n := 0
		events, err := requests.Events(app, r.Id)
		apptest.Must(t, err)
		for _, e := range events {
			if e.GetString("verb") == "report" {
				n++
				if e.GetString("actor_kind") != access.System {
					t.Errorf("%s was reported by %s", r.GetString("request_no"), e.GetString("actor_kind"))
				}
			}
		}
		if n != 1 {
			t.Errorf("%s went up %d times", r.GetString("request_no"), n)
		}
	}
	if len(rows) == 0 {
		t.Error("the weeks had no complex request")
	}
}

// ledgerOf are the request numbers in the ledger of a week.
func ledgerOf(t *testing.T, app *apptest.App, town *apptest.Town, week string) []string {
	t.Helper()
	p := look(t, app, town.Clerk, week)
	code, body := desk(t, app, town.Clerk, "GET", week+"/files/"+url.PathEscape(p.Files[0]), "")
	if code != 200 {
		t.Fatalf("ledger of %s: %d", week, code)
	}
	book, err := excelize.OpenReader(bytes.NewReader([]byte(body)))
	apptest.Must(t, err)
	defer book.Close()
	rows, err := book.GetRows("办理情况")
	apptest.Must(t, err)
	var nos []string
	for _, r := range rows {
		if len(r) > 1 && strings.HasPrefix(r[1], "HP-") {
			nos = append(nos, r[1])
		}
	}
	return nos
}

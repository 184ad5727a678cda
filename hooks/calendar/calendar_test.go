package calendar_test

import (
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

func TestWorkdays(t *testing.T) {
	app := apptest.New(t)
	saturday := time.Date(2026, 11, 28, 9, 0, 0, 0, workday.Zone)
	if calendar.Workdays(app).IsWorkday(saturday) {
		t.Fatal("an ordinary Saturday works")
	}
	row := app.Create("workday_calendar", "day", "2026-11-28", "working", true)
	if !calendar.Workdays(app).IsWorkday(saturday) {
		t.Error("a day the office entered does not count")
	}
	row.Set("working", false)
	apptest.Must(t, app.Save(row))
	if calendar.Workdays(app).IsWorkday(saturday) {
		t.Error("a changed day still counts")
	}
	row.Set("day", "28.11.2026")
	if err := app.Save(row); err == nil {
		t.Error("a date nobody can read was stored")
	}
}

func TestClock(t *testing.T) {
	app := apptest.New(t)
	app.Clock.Add(time.Hour)
	if got := calendar.Now(app); !got.Equal(apptest.Monday.Add(time.Hour)) {
		t.Errorf("the office's clock shows %s", got)
	}
}

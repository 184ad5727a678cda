package reports_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/reports"
	"hongguan/rules/schedule"
)

// TestHolidaysInReport: a report that a holiday moved is dated with its own days
// and says why, and one that takes a week off in says so.
func TestHolidaysInReport(t *testing.T) {
	app := apptest.New(t)
	app.Town()
	for _, test := range []struct {
		month   time.Month
		day     int
		week    int
		subject string
		said    string
	}{
		{2, 27, 9, "第9周（2月23日—2月27日）", "第8周全周放假，没有单独报送，诉求并入本期。"},
		{4, 30, 18, "第18周（4月27日—4月30日）", "本周五（5月1日）放假，本期改在4月30日报送。"},
		{9, 29, 40, "第40周（9月28日—9月30日）", "本周五（10月2日）放假，本期改在9月30日报送。"},
		{11, 27, 48, "第48周（11月23日—11月27日）", ""},
	} {
		app.Clock.Set(at(test.month, test.day, 9, 0))
		p, err := reports.Look(app, schedule.ISOWeek{Year: 2026, Week: test.week})
		apptest.Must(t, err)
		if !strings.Contains(p.Subject, test.subject) {
			t.Errorf("week %d: subject %s, want %s", test.week, p.Subject, test.subject)
		}
		for _, body := range []string{p.BodyText, p.BodyHTML} {
			if test.said != "" && !strings.Contains(body, test.said) || test.said == "" && strings.Contains(body, "放假") {
				t.Errorf("week %d: %q is not right in\n%.400s", test.week, test.said, body)
			}
		}
	}
}

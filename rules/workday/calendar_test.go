package workday_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"hongguan/rules/workday"
)

// at reads "2026-09-18" (10:00) or "2026-09-18 16:30" in Zone.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	if len(text) == len(time.DateOnly) {
		text += " 10:00"
	}
	parsed, err := time.ParseInLocation("2006-01-02 15:04", text, workday.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

const minute = "2006-01-02 15:04"

func TestAddDays(t *testing.T) {
	c := workday.Default()
	for _, tc := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-09-18", 5, "2026-09-24"},
		{"2026-09-30", 3, "2026-10-10"},
		{"2026-02-13", 1, "2026-02-14"},
		{"2026-02-14", 5, "2026-02-28"},
		{"2026-04-30", 5, "2026-05-11"},
		{"2026-09-24", 1, "2026-09-28"},
		{"2026-10-09", 1, "2026-10-10"},
		{"2026-02-15", 2, "2026-02-25"},
		{"2026-09-30", 5, "2026-10-13"},
		{"2025-09-30", 5, "2025-10-14"},
		{"2026-09-30 23:59", 3, "2026-10-10"},
		{"2026-10-01 00:00", 3, "2026-10-10"},
		{"2026-10-09", 0, "2026-10-09"},
		{"2026-10-03", 0, "2026-10-08"},
		{"2026-12-31", 1, "2027-01-01"}, // unknown year: Monday to Friday
	} {
		if got := c.AddDays(at(t, tc.from), tc.n).Format(minute); got != tc.want+" 17:30" {
			t.Errorf("AddDays(%s, %d) = %s, want %s 17:30", tc.from, tc.n, got, tc.want)
		}
	}
}

func TestDateIsReadInZone(t *testing.T) {
	c := workday.Default()
	late := time.Date(2026, 10, 9, 16, 30, 0, 0, time.UTC) // half past midnight on the make-up Saturday
	if !c.IsWorkday(late) || !c.IsMakeUp(late) {
		t.Error("a UTC evening must count as the next day in China")
	}
	if before := time.Date(1969, 12, 27, 1, 0, 0, 0, workday.Zone); c.IsWorkday(before) {
		t.Error("27 December 1969 was a Saturday")
	}
}

func TestOverridesAndKnownYears(t *testing.T) {
	c := workday.Default()
	if !c.Known(2004) || !c.Known(2026) || c.Known(2027) || c.Known(2003) {
		t.Error("the table covers 2004 to 2026")
	}
	saturday, friday := at(t, "2026-10-17"), at(t, "2026-10-16")
	changed := c.With(map[string]bool{"2026-10-17": true, "2026-10-16": false, "今天": true})
	if !changed.IsWorkday(saturday) || changed.IsWorkday(friday) {
		t.Error("overrides must win over the weekday")
	}
	if c.IsWorkday(saturday) || !c.IsWorkday(friday) {
		t.Error("With must leave its receiver alone")
	}
	if changed = c.With(map[string]bool{"2026-10-10": false}); changed.IsWorkday(at(t, "2026-10-10")) {
		t.Error("overrides must win over the table")
	}
	if c.With(map[string]bool{"2027-03-05": false}).Known(2027) {
		t.Error("one closed day does not make a year known")
	}
	if !c.With(map[string]bool{"2027-01-01": false, "2027-05-01": false, "2027-10-01": false}).Known(2027) {
		t.Error("a year whose arrangement was entered is known")
	}
}

func TestTableIsWhole(t *testing.T) {
	c := workday.Default()
	off := map[int]int{2004: 22, 2013: 29, 2015: 25, 2020: 30, 2024: 28, 2025: 28, 2026: 33} // counts of the source
	for year, want := range off {
		got := 0
		for day := time.Date(year, 1, 1, 12, 0, 0, 0, workday.Zone); day.Year() == year; day = day.AddDate(0, 0, 1) {
			eve := day.AddDate(0, 0, -1)
			if why := c.Why(eve, day); len(why) > 0 && !c.IsWorkday(day) {
				got++
			}
		}
		if got != want {
			t.Errorf("%d has %d statutory days off, want %d", year, got, want)
		}
	}
}

func TestWhy(t *testing.T) {
	c := workday.Default()
	for _, tc := range []struct{ from, to, want string }{
		{"2026-09-18", "2026-09-24", "计入9月20日补班"},
		{"2026-09-30", "2026-10-10", "扣除国庆假期7天，10月10日为补班日"},
		{"2026-09-30", "2026-10-13", "扣除国庆假期7天，计入10月10日补班"},
		{"2026-02-14", "2026-02-28", "扣除春节假期9天，2月28日为补班日"},
		{"2026-09-24", "2026-10-08", "扣除中秋假期3天，扣除国庆假期7天"},
		{"2025-09-30", "2025-10-09", "扣除国庆、中秋假期8天"},
		{"2026-10-03", "2026-10-08", "扣除国庆假期4天"},
		{"2026-11-06", "2026-11-11", ""},
		{"2026-12-30", "2027-01-04", "2027年放假安排尚未录入，暂按周一至周五计"},
	} {
		if got := c.Why(at(t, tc.from), at(t, tc.to)); got != tc.want {
			t.Errorf("Why(%s, %s) = %q, want %q", tc.from, tc.to, got, tc.want)
		}
	}
	closed := c.With(map[string]bool{"2026-11-09": false})
	if got := closed.Why(at(t, "2026-11-06"), at(t, "2026-11-11")); got != "扣除放假1天" {
		t.Errorf("an unnamed closing day gives %q", got)
	}
	named := closed.WithNames(map[string]string{"2026-11-09": "全市停工"})
	if got := named.Why(at(t, "2026-11-06"), at(t, "2026-11-11")); got != "扣除全市停工假期1天" {
		t.Errorf("a named closing day gives %q", got)
	}
}

func TestCountsAgree(t *testing.T) {
	const seed = 20261123
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	c := workday.Default()
	start := time.Date(2004, 1, 1, 0, 0, 0, 0, workday.Zone)
	for range 3000 {
		from := start.Add(time.Duration(random.Int64N(int64(24 * 365 * 24 * time.Hour))))
		n, m := 1+random.IntN(40), random.IntN(20)
		due := c.AddDays(from, n)
		if !c.IsWorkday(due) || c.Between(from, due) != n || c.Between(due, from) != -n {
			t.Fatalf("from %v: AddDays %d gives %v, Between %d", from, n, due, c.Between(from, due))
		}
		if later := c.AddDays(due, m); m > 0 && !later.Equal(c.AddDays(from, n+m)) {
			t.Fatalf("from %v: %d then %d days is not %d days", from, n, m, n+m)
		}
		if next := from.Add(time.Duration(random.Int64N(int64(72 * time.Hour)))); c.AddDays(next, n).Before(due) {
			t.Fatalf("received later (%v) but due earlier than from %v", next, from)
		}
	}
}

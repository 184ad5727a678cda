package workday_test

import (
	"bufio"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"hongguan/rules/workday"
)

// published reads testdata/chinese-days.tsv: the days of 2004–2026 as somebody else keeps them, true for a make-up
// working day and false for a day off. It shares no code and no table with the calendar under test.
func published(t *testing.T) map[string]bool {
	t.Helper()
	file, err := os.Open("testdata/chinese-days.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	days, years := map[string]bool{}, 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		row := strings.Split(lines.Text(), "\t")
		years++
		for i, work := range []bool{false, true} {
			for _, day := range strings.Fields(row[1+i]) {
				days[row[0]+"-"+day[:2]+"-"+day[2:]] = work
			}
		}
	}
	if years != 23 || len(days) < 600 {
		t.Fatalf("testdata has %d years and %d days", years, len(days))
	}
	return days
}

// publishedWork is a working day by the published table alone.
func publishedWork(days map[string]bool, day time.Time) bool {
	if work, found := days[day.Format(time.DateOnly)]; found {
		return work
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

func TestEveryDayAsPublished(t *testing.T) {
	c, days := workday.Default(), published(t)
	compared := 0
	for day := time.Date(2004, 1, 1, 0, 0, 0, 0, workday.Zone); day.Year() < 2027; day = day.AddDate(0, 0, 1) {
		if want := publishedWork(days, day); c.IsWorkday(day) != want || c.IsWorkday(day.Add(24*time.Hour-time.Second)) != want {
			t.Errorf("%s works: %v, published %v", day.Format(time.DateOnly), c.IsWorkday(day), want)
		}
		compared++
	}
	t.Logf("%d days compared", compared)
}

// TestSpansAsPublished counts 10 000 spans day by day in the published table.
func TestSpansAsPublished(t *testing.T) {
	const seed, spans = 20261126, 10_000
	t.Logf("seed %d", seed)
	r, c, days := rand.New(rand.NewPCG(seed, 1)), workday.Default(), published(t)
	start := time.Date(2004, 1, 1, 0, 0, 0, 0, workday.Zone)
	for range spans {
		from := start.Add(time.Duration(r.IntN(22*365*24*60)) * time.Minute)
		to := from.Add(time.Duration(r.IntN(150*24*60)) * time.Minute)
		want := 0
		midnight := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, workday.Zone)
		for day := midnight.AddDate(0, 0, 1); !day.After(to); day = day.AddDate(0, 0, 1) {
			if publishedWork(days, day) {
				want++
			}
		}
		if got := c.Between(from, to); got != want {
			t.Fatalf("%v to %v has %d working days, published %d", from, to, got, want)
		}
		n, day := 1+r.IntN(30), midnight
		for counted := 0; counted < n; {
			if day = day.AddDate(0, 0, 1); publishedWork(days, day) {
				counted++
			}
		}
		if got, want := c.AddDays(from, n).Format(minute), day.Format(time.DateOnly)+" 17:30"; got != want {
			t.Fatalf("%d working days from %v end %s, published %s", n, from, got, want)
		}
	}
}

// TestOfficeTimeMinuteByMinute lets a clock tick: a term of open time ends at the end of the minute that uses it up.
func TestOfficeTimeMinuteByMinute(t *testing.T) {
	const seed, spans = 20261127, 10_000
	t.Logf("seed %d", seed)
	r, c, days := rand.New(rand.NewPCG(seed, 1)), workday.Default(), published(t)
	offices := []struct {
		hours string
		open  func(minuteOfDay int) bool
	}{
		{"08:30-11:30、13:00-17:30", func(m int) bool { return m >= 510 && m < 690 || m >= 780 && m < 1050 }},
		{"09:00-17:00", func(m int) bool { return m >= 540 && m < 1020 }},
		{"08:00-12:00、14:00-18:00、19:00-20:30", func(m int) bool { return m >= 480 && m < 720 || m >= 840 && m < 1080 || m >= 1140 && m < 1230 }},
	}
	start := time.Date(2004, 1, 1, 0, 0, 0, 0, workday.Zone)
	for i := range spans {
		office := offices[i%len(offices)]
		hours, err := workday.ParseHours(office.hours)
		if err != nil {
			t.Fatal(err)
		}
		open := func(at time.Time) bool { return office.open(at.Hour()*60 + at.Minute()) }
		from := start.Add(time.Duration(r.IntN(22*365*24*60)) * time.Minute)
		term := 1 + r.IntN(12*60)
		at, works := from, publishedWork(days, from)
		if got := c.InOffice(from, hours); got != (works && open(from)) {
			t.Fatalf("%s: open at %v: %v", office.hours, from, got)
		}
		for left := term; left > 0; {
			if works && open(at) {
				left--
			}
			if at = at.Add(time.Minute); at.Hour() == 0 && at.Minute() == 0 {
				works = publishedWork(days, at)
			}
		}
		if got := c.AddOfficeHours(from, time.Duration(term)*time.Minute, hours); !got.Equal(at) {
			t.Fatalf("%s: %d minutes from %v end %v, the clock says %v", office.hours, term, from, got, at)
		}
	}
}

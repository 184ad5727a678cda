package service_test

import (
	"math/rand"
	"testing"
	"time"

	"hongguan/rules/service"
	"hongguan/rules/workday"
)

// at is a moment of the days around Friday, 27 November 2026: "27 09:30".
func at(t testing.TB, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+text, workday.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func span(t testing.TB, from, until string) service.Span {
	return service.Span{From: at(t, from), Until: at(t, until)}
}

func TestCount(t *testing.T) {
	activity := span(t, "27 09:00", "27 11:00")
	for name, c := range map[string]struct {
		present          service.Span
		counted          []service.Span
		minutes, overlap int
	}{
		"as planned":                                 {activity, nil, 120, 0},
		"came early, tables put up":                  {span(t, "27 08:40", "27 11:00"), nil, 140, 0},
		"came far too early":                         {span(t, "27 06:00", "27 11:00"), nil, 150, 0},
		"forgot to sign out until night":             {span(t, "27 09:00", "27 22:00"), nil, 150, 0},
		"signed out before the beginning":            {span(t, "27 06:00", "27 07:00"), nil, 0, 0},
		"out before in":                              {span(t, "27 10:00", "27 09:00"), nil, 0, 0},
		"a second list of the same hours":            {activity, []service.Span{activity}, 0, 120},
		"one half counted elsewhere":                 {activity, []service.Span{span(t, "27 10:00", "27 12:00")}, 60, 60},
		"three others, two of which meet":            {activity, []service.Span{span(t, "27 10:30", "27 10:40"), span(t, "27 09:00", "27 09:20"), span(t, "27 09:10", "27 09:30")}, 80, 40},
		"the end of one is the next one's beginning": {activity, []service.Span{span(t, "27 08:00", "27 09:00"), span(t, "27 11:00", "27 12:00")}, 120, 0},
	} {
		minutes, overlap := service.Count(c.present, activity, c.counted)
		if minutes != c.minutes || overlap != c.overlap {
			t.Errorf("%s: %d minutes, %d twice; want %d and %d", name, minutes, overlap, c.minutes, c.overlap)
		}
	}
}

// TestNoMinuteTwice draws days of service in any order: together they never
// count more minutes than somebody was anywhere.
func TestNoMinuteTwice(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Log("seed", seed)
	r := rand.New(rand.NewSource(seed))
	day := at(t, "27 00:00")
	for round := range 300 {
		var there [24 * 60]bool
		var counted []service.Span
		sum := 0
		for range 1 + r.Intn(8) {
			from := r.Intn(22 * 60)
			s := service.Span{From: day.Add(time.Duration(from) * time.Minute)}
			s.Until = s.From.Add(time.Duration(r.Intn(120)) * time.Minute)
			minutes, _ := service.Count(s, s, counted)
			sum += minutes
			counted = append(counted, s)
			for m := s.From; m.Before(s.Until); m = m.Add(time.Minute) {
				there[int(m.Sub(day)/time.Minute)] = true
			}
		}
		want := 0
		for _, yes := range there {
			if yes {
				want++
			}
		}
		if sum != want {
			t.Fatalf("round %d: %d minutes counted of %d present: %v", round, sum, want, counted)
		}
	}
}

func TestDay(t *testing.T) {
	for _, c := range []struct{ from, until, want string }{
		{"27 09:00", "27 11:00", "2026-11-27"}, {"27 23:30", "28 01:00", "2026-11-27"}, {"28 00:00", "28 01:00", "2026-11-28"},
	} {
		if got := service.Day(service.Span{From: at(t, c.from).UTC(), Until: at(t, c.until).UTC()}); got != c.want {
			t.Errorf("%s: %s, want %s", c.from, got, c.want)
		}
	}
}

func TestHours(t *testing.T) {
	for minutes, want := range map[int]string{0: "0 分钟", 45: "45 分钟", 60: "1 小时", 150: "2 小时 30 分", 6000: "100 小时"} {
		if got := service.Hours(minutes); got != want {
			t.Errorf("%d: %s, want %s", minutes, got, want)
		}
	}
}

func TestAtWork(t *testing.T) {
	days, hours := workday.Default(), workday.DefaultHours()
	for _, c := range []struct {
		from, until string
		want        bool
	}{
		{"27 09:00", "27 10:00", true}, {"27 17:29", "27 19:00", true}, {"27 18:00", "27 20:00", false},
		{"27 06:00", "27 08:31", true}, {"28 09:00", "28 11:00", false}, {"27 11:45", "27 12:45", false},
	} {
		if got := service.AtWork(span(t, c.from, c.until), days, hours); got != c.want {
			t.Errorf("%s to %s: at work %v, want %v", c.from, c.until, got, c.want)
		}
	}
}

func TestCodes(t *testing.T) {
	start := at(t, "27 09:00")
	good := func(shown, used time.Duration) bool {
		for _, s := range service.Good(start.Add(used)) {
			if s == service.StepAt(start.Add(shown)) {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		shown, used time.Duration
		want        bool
	}{{0, 0, true}, {0, 29 * time.Second, true}, {0, 59 * time.Second, true}, {0, 60 * time.Second, false}, {29 * time.Second, 60 * time.Second, false}, {30 * time.Second, 0, false}} {
		if got := good(c.shown, c.used); got != c.want {
			t.Errorf("shown after %v, used after %v: %v, want %v", c.shown, c.used, got, c.want)
		}
	}
	if left := service.Left(start.Add(10 * time.Second)); left != 20*time.Second {
		t.Errorf("left %v, want 20s", left)
	}
}

func TestVouch(t *testing.T) {
	li := service.Door{Person: "li", Phone: "13900000001", Estate: "e", Building: "5", Unit: "2", Room: "301"}
	for name, c := range map[string]struct {
		other           service.Door
		self, household bool
	}{
		"herself":               {service.Door{Person: "li"}, true, true},
		"her number":            {service.Door{Person: "son", Phone: "13900000001"}, true, true},
		"behind the same door":  {service.Door{Person: "son", Phone: "13900000009", Building: "5", Unit: "2", Room: "301"}, false, true},
		"across the landing":    {service.Door{Person: "wang", Phone: "13900000002", Building: "5", Unit: "2", Room: "302"}, false, false},
		"301 of the next stair": {service.Door{Person: "wang", Phone: "13900000002", Building: "5", Unit: "1", Room: "301"}, false, false},
		"the unit left out":     {service.Door{Person: "son", Phone: "13900000009", Building: "5", Room: "301"}, false, true},
		"no room told":          {service.Door{Person: "wang", Building: "5", Unit: "2"}, false, false},
		"nothing known":         {service.Door{}, false, false},
	} {
		if got := service.Self(li, c.other); got != c.self {
			t.Errorf("%s: self %v", name, got)
		}
		if got := service.Household(li, c.other); got != c.household {
			t.Errorf("%s: household %v", name, got)
		}
	}
	if end := at(t, "20 11:00"); service.Late(end, end.Add(service.Paper)) || !service.Late(end, end.Add(service.Paper+time.Second)) {
		t.Error("the week for paper lists ends at the wrong moment")
	}
}

func TestFit(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2026, 11, 28, h, m, 0, 0, workday.Zone) }
	activity := service.Span{From: at(9, 0), Until: at(11, 0)}
	for name, c := range map[string]struct {
		began   time.Time
		minutes int
		want    service.Span
	}{
		"as it began":           {at(9, 10), 90, service.Span{From: at(9, 10), Until: at(10, 40)}},
		"to the end of slack":   {at(9, 30), 120, service.Span{From: at(9, 30), Until: at(11, 30)}},
		"came earlier":          {at(10, 0), 120, service.Span{From: at(9, 30), Until: at(11, 30)}},
		"all of it":             {at(10, 0), 180, service.Span{From: at(8, 30), Until: at(11, 30)}},
		"longer than it lasted": {at(10, 0), 181, service.Span{}},
	} {
		if got := service.Fit(c.began, c.minutes, activity); !got.From.Equal(c.want.From) || !got.Until.Equal(c.want.Until) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

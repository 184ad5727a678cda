package workday_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"hongguan/rules/workday"
)

func TestAddOfficeHours(t *testing.T) {
	c, h := workday.Default(), workday.Hours{}
	for _, tc := range []struct {
		from string
		d    time.Duration
		want string
	}{
		{"2026-11-23 09:00", 2 * time.Hour, "2026-11-23 11:00"},
		{"2026-11-23 09:30", 2 * time.Hour, "2026-11-23 11:30"}, // ends at closing, not after lunch
		{"2026-11-23 10:30", 2 * time.Hour, "2026-11-23 14:00"},
		{"2026-11-23 12:00", 2 * time.Hour, "2026-11-23 15:00"},
		{"2026-11-23 16:30", 2 * time.Hour, "2026-11-24 09:30"},
		{"2026-11-23 20:00", 2 * time.Hour, "2026-11-24 10:30"},
		{"2026-11-27 17:00", 2 * time.Hour, "2026-11-30 10:00"},
		{"2026-09-30 17:00", 2 * time.Hour, "2026-10-08 10:00"},
		{"2026-10-09 17:30", 2 * time.Hour, "2026-10-10 10:30"},
		{"2026-11-23 08:00", 15 * time.Hour, "2026-11-24 17:30"},
		{"2026-11-23 12:00", 0, "2026-11-23 13:00"},
		{"2026-11-23 14:00", -time.Hour, "2026-11-23 14:00"},
		{"2026-11-28 14:00", 0, "2026-11-30 08:30"},
	} {
		if got := c.AddOfficeHours(at(t, tc.from), tc.d, h).Format(minute); got != tc.want {
			t.Errorf("AddOfficeHours(%s, %v) = %s, want %s", tc.from, tc.d, got, tc.want)
		}
	}
}

func TestInOffice(t *testing.T) {
	c := workday.Default()
	for text, want := range map[string]bool{
		"2026-11-23 08:29": false, "2026-11-23 08:30": true, "2026-11-23 11:29": true, "2026-11-23 11:30": false,
		"2026-11-23 13:00": true, "2026-11-23 17:30": false, "2026-11-22 10:00": false, "2026-10-10 10:00": true,
		"2026-10-05 10:00": false,
	} {
		if got := c.InOffice(at(t, text), workday.DefaultHours()); got != want {
			t.Errorf("InOffice(%s) = %v", text, got)
		}
	}
}

func TestParseHours(t *testing.T) {
	for text, want := range map[string]string{
		"08:30-11:30、13:00-17:30": "08:30–11:30、13:00–17:30",
		"9：00—12：00，14：00～18：00":  "09:00–12:00、14:00–18:00",
		"8:30至17:00":              "08:30–17:00",
		"0:00-24:00":              "00:00–24:00",
	} {
		h, err := workday.ParseHours(text)
		if err != nil || h.String() != want {
			t.Errorf("ParseHours(%q) = %v, %v, want %s", text, h, err, want)
		}
	}
	for _, text := range []string{"", "早九晚五", "08:30", "12:00-09:00", "13:00-17:00、08:00-12:00", "25:00-26:00"} {
		if h, err := workday.ParseHours(text); err == nil {
			t.Errorf("ParseHours(%q) = %v, want an error", text, h)
		}
	}
	h, _ := workday.ParseHours("09:00-16:00")
	due := workday.Default().WithHours(h).AddDays(at(t, "2026-11-23"), 1)
	if got := due.Format(minute); got != "2026-11-24 16:00" {
		t.Errorf("AddDays with own hours ends at %s", got)
	}
}

func TestOfficeHoursAddUp(t *testing.T) {
	const seed = 20261124
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	c, h := workday.Default(), workday.DefaultHours()
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, workday.Zone)
	for range 3000 {
		from := start.Add(time.Duration(random.IntN(1000*24*60)) * time.Minute)
		a, b := time.Duration(1+random.IntN(1200))*time.Minute, time.Duration(1+random.IntN(1200))*time.Minute
		once := c.AddOfficeHours(from, a+b, h)
		if twice := c.AddOfficeHours(c.AddOfficeHours(from, a, h), b, h); !twice.Equal(once) {
			t.Fatalf("from %v: %v then %v gives %v, together %v", from, a, b, twice, once)
		}
		if !c.InOffice(once.Add(-time.Second), h) {
			t.Fatalf("from %v + %v ends outside the hours: %v", from, a+b, once)
		}
	}
}

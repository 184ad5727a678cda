package watch_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/rules/watch"
	"hongguan/rules/workday"
)

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, workday.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// row reads "id days from..to start-end", days joined by + or - for none, dates as 2026-10-01.
func row(text string) watch.Row {
	f := strings.Fields(text)
	r := watch.Row{ID: f[0], Active: !strings.HasPrefix(f[0], "#")}
	if f[1] != "-" {
		r.Days = strings.Split(f[1], "+")
	}
	from, to, _ := strings.Cut(f[2], "..")
	var err error
	for _, d := range []struct {
		text string
		into *time.Time
	}{{from, &r.From}, {to, &r.To}} {
		if *d.into, err = watch.ParseDate(strings.TrimPrefix(d.text, "-")); err != nil {
			panic(err)
		}
	}
	start, end, _ := strings.Cut(f[3], "-")
	if r.Start, err = watch.ParseClock(start); err != nil {
		panic(err)
	}
	if r.End, err = watch.ParseClock(end); err != nil {
		panic(err)
	}
	return r
}

func rows(lines ...string) []watch.Row {
	var list []watch.Row
	for _, l := range lines {
		list = append(list, row(l))
	}
	return list
}

// usual is a roster as an office has it: days and nights, working days and days off, and the National Day rostered
// by dates.
var usual = rows(
	"day workday - 08:30-17:30",
	"night workday - 17:30-08:30",
	"offday restday - 08:30-17:30",
	"offnight restday - 17:30-08:30",
	"national - 2026-10-01..2026-10-03 08:00-20:00",
	"nationalnight - 2026-10-01..2026-10-03 20:00-08:00",
	"#gone workday - 00:00-24:00",
)

func TestOnWatch(t *testing.T) {
	for _, c := range []struct {
		name string
		now  string
		rows []watch.Row
		want string
	}{
		{"a working morning", "2026-11-23 09:00", usual, "day"},
		{"the minute it begins", "2026-11-23 08:30", usual, "day"},
		{"the minute before: still the night of Sunday", "2026-11-23 08:29", usual, "offnight"},
		{"the minute it ends", "2026-11-23 17:30", usual, "night"},
		{"before midnight", "2026-11-23 23:59", usual, "night"},
		{"midnight", "2026-11-24 00:00", usual, "night"},
		{"after midnight", "2026-11-24 03:00", usual, "night"},
		{"a Saturday", "2026-11-28 09:00", usual, "offday"},
		{"Friday's night reaches into Saturday", "2026-11-28 03:00", usual, "night"},
		{"a make-up Saturday is a working day", "2026-10-10 09:00", usual, "day"},
		{"the night after it", "2026-10-11 02:00", usual, "night"},
		{"National Day by dates", "2026-10-01 09:00", usual, "national"},
		{"the eve's night goes on until its end", "2026-10-01 07:00", usual, "night"},
		{"dates take the place of the weekly rows all day", "2026-10-01 21:00", usual, "nationalnight"},
		{"the last night by dates", "2026-10-04 07:59", usual, "nationalnight"},
		{"the holiday after the dates is a day off", "2026-10-05 09:00", usual, "offday"},
		{"nobody was rostered", "2026-11-23 09:00", nil, ""},
		{"not on that day", "2026-11-24 09:00", rows("a mon - 08:00-18:00"), ""},
		{"gap between two watches", "2026-11-23 13:00", rows("a mon - 08:00-12:00", "b mon - 14:00-18:00"), ""},
		{"two at once, in their order", "2026-11-23 11:00", rows("b mon - 10:00-18:00", "a mon - 08:00-12:00"), "b a"},
		{"a whole day", "2026-11-23 00:00", rows("a mon - 00:00-24:00"), "a"},
		{"a whole day ends at midnight", "2026-11-24 00:00", rows("a mon - 00:00-24:00"), ""},
		{"until midnight written as 00:00", "2026-11-23 23:59", rows("a mon - 18:00-00:00"), "a"},
		{"a named weekday ignores the calendar", "2026-10-10 09:00", rows("a sat - 08:00-18:00"), "a"},
		{"a season of weekdays", "2026-11-23 09:00", rows("a mon 2026-11-01..2026-11-30 08:00-18:00"), "a"},
		{"after the season", "2026-12-07 09:00", rows("a mon 2026-11-01..2026-11-30 08:00-18:00"), ""},
		{"a season does not push out the others", "2026-11-23 09:00", rows("a mon 2026-11-01..2026-11-30 08:00-18:00", "b workday - 08:00-18:00"), "a b"},
		{"the last date's night ends the next day", "2026-12-01 02:00", rows("a mon 2026-11-01..2026-11-30 22:00-06:00"), "a"},
		{"a dated row for a part of the day leaves the rest to nobody", "2026-10-01 15:00", rows("a - 2026-10-01..2026-10-01 08:00-12:00", "b restday - 00:00-24:00"), ""},
		{"somebody who left", "2026-11-23 09:00", rows("#a mon - 00:00-24:00"), ""},
		{"read in the office's zone", "2026-11-23 09:00", usual, "day"},
	} {
		for zone, now := range map[string]time.Time{"office": at(c.now), "UTC": at(c.now).UTC()} {
			var got []string
			for _, turn := range watch.OnWatch(now, c.rows, workday.Default()) {
				got = append(got, turn.Row.ID)
				if now.Before(turn.From) || !now.Before(turn.To) || turn.To.Sub(turn.From) > 24*time.Hour {
					t.Errorf("%s: %s from %v to %v", c.name, turn.Row.ID, turn.From, turn.To)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s (%s): %v, want %q", c.name, zone, got, c.want)
			}
		}
	}
}

func TestNextWatch(t *testing.T) {
	for _, c := range []struct {
		name, now string
		rows      []watch.Row
		want      string
	}{
		{"the evening of today", "2026-11-23 09:00", usual, "night 2026-11-23 17:30"},
		{"tomorrow", "2026-11-23 19:00", rows("a workday - 08:30-17:30"), "a 2026-11-24 08:30"},
		{"over the weekend", "2026-11-27 18:00", rows("a workday - 08:30-17:30"), "a 2026-11-30 08:30"},
		{"over a holiday, by dates", "2026-09-30 20:00", rows("a workday - 08:30-17:30", "b - 2026-10-02..2026-10-02 10:00-12:00"), "b 2026-10-02 10:00"},
		{"the first of two", "2026-11-23 07:00", rows("late mon - 12:00-18:00", "early mon - 08:00-12:00"), "early 2026-11-23 08:00"},
		{"none to come", "2026-12-08 09:00", rows("a mon 2026-11-01..2026-11-30 08:00-18:00"), ""},
		{"nobody was rostered", "2026-11-23 09:00", nil, ""},
		{"nobody active", "2026-11-23 09:00", rows("#a mon - 08:00-18:00"), ""},
	} {
		turn, ok := watch.NextWatch(at(c.now), c.rows, workday.Default())
		got := ""
		if ok {
			got = turn.Row.ID + " " + turn.From.Format("2006-01-02 15:04")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestNoGap walks two years minute by half hour: a roster that covers working days and days off leaves nobody alone,
// holidays, make-up days and the turn of the year included.
func TestNoGap(t *testing.T) {
	for now := at("2026-01-01 00:00"); now.Before(at("2027-12-31 00:00")); now = now.Add(30 * time.Minute) {
		if on := watch.OnWatch(now, usual, workday.Default()); len(on) != 1 {
			// The dated rows begin at 08:00 and end at 08:00; the night before ends at 08:30.
			if now.Format("01-02 15:04") != "10-01 08:00" && now.Format("01-02 15:04") != "10-04 08:00" {
				t.Fatalf("%v: %d on watch", now, len(on))
			}
		}
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]string{
		"08:30": "08:30", "8:30": "08:30", "８：３０": "08:30", " 8 : 30 ": "08:30", "18点": "18:00", "8点半": "08:30", "8点05分": "08:05", "8点5分": "08:05",
		"20时": "20:00", "0:00": "00:00", "24:00": "24:00", "9": "09:00",
		"": "!", "25:00": "!", "24:01": "!", "08:60": "!", "八点": "!", "8:3": "!", "早上": "!", "-8:00": "!", "08:30:00": "!",
	} {
		c, err := watch.ParseClock(text)
		if want == "!" {
			if err == nil {
				t.Errorf("%q is read as %s", text, c)
			} else if !strings.ContainsAny(err.Error(), "看没") {
				t.Errorf("%q: %v is no sentence", text, err)
			}
			continue
		}
		if err != nil || c.String() != want {
			t.Errorf("%q: %s %v, want %s", text, c, err, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-10-01": "2026-10-01", "2026-10-1": "2026-10-01", "2026/10/1": "2026-10-01", "2026年10月1日": "2026-10-01", "": "0001-01-01",
		"2026-02-30": "!", "10-01": "!", "国庆": "!",
	} {
		d, err := watch.ParseDate(text)
		if (err != nil) != (want == "!") || err == nil && d.Format(time.DateOnly) != want {
			t.Errorf("%q: %v %v, want %s", text, d, err, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	at := watch.Local{Gas: "0512-66600016", Property: "13900000071"}
	for danger, want := range map[string]string{
		"fire": "119 120 110", "medical": "120 110 119", "gas_leak": "0512-66600016 119 110", "violence_under_way": "110 120 119",
		"fraud_under_way": "96110 110 119", "suicide_risk": "110 12356 120", "missing_person": "110 119 120", "live_wire": "95598 119 110",
		"trapped": "119 13900000071 110", "collapse": "119 120 110", "danger": "110 119 120", "": "110 119 120",
	} {
		seen := map[string]bool{}
		var got []string
		for _, n := range watch.Numbers(danger, at) {
			if n.Name == "" || n.Tel == "" || seen[n.Tel] {
				t.Errorf("%s: %+v", danger, n)
			}
			seen[n.Tel] = true
			got = append(got, n.Tel)
		}
		if s := strings.Join(got, " "); !strings.HasPrefix(s, want) {
			t.Errorf("%s: %s, want %s in front", danger, s, want)
		}
		for _, tel := range []string{"110", "119", "120", "96110", "12356", "95598", at.Gas} {
			if !seen[tel] {
				t.Errorf("%s: %s is missing", danger, tel)
			}
		}
	}
	for _, n := range watch.Numbers("gas_leak", watch.Local{}) {
		if n.Tel == "" {
			t.Error("an empty number is shown")
		}
	}
	if n := watch.Numbers("gas_leak", watch.Local{}); n[0].Tel != "119" {
		t.Errorf("without a gas company: %v", n)
	}
}

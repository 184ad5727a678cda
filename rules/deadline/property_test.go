package deadline_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"hongguan/rules/deadline"
	"hongguan/rules/workday"
)

// random draws a request with up to three closed pauses around its first weeks.
func random(r *rand.Rand) deadline.Input {
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, workday.Zone)
	in := deadline.Input{
		Received:  start.Add(time.Duration(r.IntN(900*24*60)) * time.Minute),
		Kind:      []string{"help", "consult"}[r.IntN(2)],
		Tier:      []string{"", "community", "department", "complex"}[r.IntN(4)],
		Days:      r.IntN(2) * r.IntN(20),
		Extension: r.IntN(2) * r.IntN(6),
	}
	if in.Tier == "complex" && r.IntN(2) == 0 {
		in.Forwarded = in.Received.Add(time.Duration(r.IntN(20*24)) * time.Hour)
	}
	for range r.IntN(4) {
		from := in.Received.Add(time.Duration(r.IntN(30*24)) * time.Hour)
		in.Pauses = append(in.Pauses, deadline.Pause{From: from, To: from.Add(time.Duration(r.IntN(20*24)) * time.Hour)})
	}
	return in
}

func TestMonotone(t *testing.T) {
	const seed = 20260918
	t.Logf("seed %d", seed)
	r, c := rand.New(rand.NewPCG(seed, 1)), workday.Default()
	for range 3000 {
		in := random(r)
		due := deadline.For(in, deadline.Rules{}, c)
		grow := func(what string, change func(*deadline.Input)) {
			more := in
			more.Pauses = append([]deadline.Pause{}, in.Pauses...)
			change(&more)
			if got := deadline.For(more, deadline.Rules{}, c); got.At.Before(due.At) {
				t.Fatalf("%s moved the date back from %v to %v: %+v", what, due.At, got.At, in)
			}
		}
		grow("receiving later", func(m *deadline.Input) { m.Received = m.Received.Add(time.Duration(r.IntN(200)) * time.Hour) })
		grow("an extension", func(m *deadline.Input) { m.Extension += r.IntN(5) })
		if in.Days > 0 {
			grow("more days", func(m *deadline.Input) { m.Days += r.IntN(5) })
		}
		if len(in.Pauses) > 0 {
			grow("a longer pause", func(m *deadline.Input) { m.Pauses[0].To = m.Pauses[0].To.Add(time.Duration(r.IntN(99)) * time.Hour) })
		}
		grow("a further pause", func(m *deadline.Input) {
			m.Pauses = append(m.Pauses, deadline.Pause{From: m.Received, To: m.Received.Add(time.Duration(r.IntN(99)) * time.Hour)})
		})
		ext := in
		ext.ExternalDue = due.At.Add(time.Duration(r.IntN(400)-200) * time.Hour)
		if got := deadline.For(ext, deadline.Rules{}, c); got.At.After(due.At) {
			t.Fatalf("a higher office's date must not lengthen the term: %v after %v", got.At, due.At)
		}
	}
}

func TestPausesAdd(t *testing.T) {
	const seed = 20260919
	t.Logf("seed %d", seed)
	r, c := rand.New(rand.NewPCG(seed, 1)), workday.Default()
	for range 3000 {
		in := random(r)
		in.Tier, in.Pauses, in.Days = "community", nil, 5+r.IntN(20)
		plain := deadline.For(in, deadline.Rules{}, c)
		span := int64(plain.At.Sub(in.Received))
		from := in.Received.Add(time.Duration(r.Int64N(span)))
		to := from.Add(time.Duration(r.Int64N(span)))
		middle := from.Add(to.Sub(from) / 2)
		in.Pauses = []deadline.Pause{{From: from, To: to}}
		whole := deadline.For(in, deadline.Rules{}, c)
		if got, want := c.Between(plain.At, whole.At), c.Between(from, to); got != want {
			t.Fatalf("a pause of %d working days moved the date by %d: %+v", want, got, in)
		}
		in.Pauses = []deadline.Pause{{From: middle, To: to}, {From: from, To: middle}}
		if halves := deadline.For(in, deadline.Rules{}, c); halves != whole {
			t.Fatalf("two halves give %v, the whole %v", halves, whole)
		}
	}
}

var (
	startOf  = regexp.MustCompile(`(\d+)月(\d+)日(收到|转交承办单位)，[^，]*按(\d+)个工作日计`)
	extended = regexp.MustCompile(`延期(\d+)个工作日`)
	paused   = regexp.MustCompile(`暂停计时(\d+)个工作日`)
	holiday  = regexp.MustCompile(`扣除[^，]*?假期(\d+)天`)
	makeUps  = regexp.MustCompile(`计入([^，]*)补班`)
	until    = regexp.MustCompile(`(\d+)月(\d+)日(（补班）)?17:30前答复$`)
)

// TestSentenceAgrees reads the sentence as a careful resident would and counts again.
func TestSentenceAgrees(t *testing.T) {
	const seed = 20260920
	t.Logf("seed %d", seed)
	r, c := rand.New(rand.NewPCG(seed, 1)), workday.Default()
	for range 3000 {
		in := random(r)
		due := deadline.For(in, deadline.Rules{}, c)
		m, last := startOf.FindStringSubmatch(due.Reason), until.FindStringSubmatch(due.Reason)
		if m == nil || last == nil {
			t.Fatalf("unreadable: %s", due.Reason)
		}
		start := in.Received
		if m[3] == "转交承办单位" {
			start = in.Forwarded
		}
		if want := start.Format("1月2日"); m[1]+"月"+m[2]+"日" != want {
			t.Fatalf("starts on %s: %s", want, due.Reason)
		}
		days := number(m[4]) + sum(extended, due.Reason) + sum(paused, due.Reason)
		if !c.AddDays(start, days).Equal(due.At) || last[1]+"月"+last[2]+"日" != due.At.Format("1月2日") {
			t.Fatalf("%d working days from %v do not end on %v: %s", days, start, due.At, due.Reason)
		}
		if (last[3] != "") != c.IsMakeUp(due.At) {
			t.Fatalf("make-up day unsaid: %s", due.Reason)
		}
		weekdays, off, worked := wallCalendar(c, start, due.At)
		if got := sum(holiday, due.Reason); got != off {
			t.Fatalf("says %d holidays, there are %d: %s", got, off, due.Reason)
		}
		said := 0
		if m := makeUps.FindStringSubmatch(due.Reason); m != nil {
			said = strings.Count(m[1], "月")
		}
		if last[3] != "" {
			said++
		}
		if said != worked || weekdays+worked != days {
			t.Fatalf("says %d make-up days, there are %d: %s", said, worked, due.Reason)
		}
	}
}

// wallCalendar counts day by day, apart from the code under test: ordinary working weekdays, statutory days off,
// worked weekends.
func wallCalendar(c *workday.Calendar, from, to time.Time) (weekdays, off, worked int) {
	for day := from.AddDate(0, 0, 1); day.Format(time.DateOnly) <= to.Format(time.DateOnly); day = day.AddDate(0, 0, 1) {
		weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
		switch {
		case c.IsWorkday(day) && weekend:
			worked++
		case c.IsWorkday(day):
			weekdays++
		case c.Why(day.AddDate(0, 0, -1), day) != "":
			off++
		}
	}
	return weekdays, off, worked
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(fmt.Sprintf("not a number: %q", text))
	}
	return n
}

func sum(pattern *regexp.Regexp, text string) (total int) {
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		total += number(m[1])
	}
	return total
}

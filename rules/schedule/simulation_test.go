package schedule_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

var long = flag.Bool("long", false, "simulate 1 000 lives of an office instead of one in twenty of them")

// decade is the calendar up to 2034: the arrangements of the years to come are not known yet, so that 2025 and 2026
// take turns; it has weeks without a working day, merged ones and make-up weekends in every year.
func decade() *workday.Calendar {
	c, days := workday.Default(), map[string]bool{}
	for year := 2027; year < 2035; year++ {
		like := 2025 + (year-1)%2
		for day := time.Date(like, 1, 1, 0, 0, 0, 0, workday.Zone); day.Year() == like; day = day.AddDate(0, 0, 1) {
			weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
			if c.IsWorkday(day) == weekend { // differs from Monday to Friday
				days[time.Date(year, day.Month(), day.Day(), 0, 0, 0, 0, workday.Zone).Format(time.DateOnly)] = weekend
			}
		}
	}
	return c.With(days)
}

// office is a PC with a job table, in a world whose true time it may not know.
type office struct {
	t     *testing.T
	c     *workday.Calendar
	w     schedule.Weekly
	skew  time.Duration // what its clock is wrong by
	last  time.Time     // latest stored slot
	end   time.Time     // of the latest report's period
	made  map[schedule.ISOWeek]int
	holds int
	kills int
}

// wake is what the program does at start and at every tick. It is killed after some of the reports it owes; a report
// and its slot are stored in one transaction, so that the one under way leaves neither.
func (o *office) wake(truth time.Time, killedAfter int) {
	due, hold := schedule.Due(o.w.Slots(o.c), o.last, truth.Add(o.skew), schedule.CatchUpAll(60))
	if hold != "" {
		o.holds++
	}
	for i, slot := range due {
		if i == killedAfter {
			o.kills++
			return
		}
		week := schedule.WeekOf(slot)
		from, to := o.w.Period(week, o.last, o.c)
		if !from.Equal(o.end) || !to.Equal(slot) {
			o.t.Fatalf("%s covers %v to %v, the report before ended %v", week, from, to, o.end)
		}
		o.made[week]++
		o.last, o.end = slot, to
	}
}

// TestEachWeekOnce lets ten years pass in which the PC is off at night and for weeks, is killed at its work and
// started again and again, its clock is set wrong and right again and the mode changes, jumping from event to event.
func TestEachWeekOnce(t *testing.T) {
	const firstSeed, survives = 20261120, -1
	lives := uint64(50)
	if *long {
		lives = 1000
	}
	c, holds, kills, reports := decade(), 0, 0, 0
	for seed := uint64(firstSeed); seed < firstSeed+lives; seed++ {
		r := rand.New(rand.NewPCG(seed, 1))
		start := schedule.ModeA.Weekly().Before(at("2025-01-10 09:00").AddDate(0, 0, r.IntN(150)), c)
		o := &office{t: t, c: c, w: schedule.ModeA.Weekly(), made: map[schedule.ISOWeek]int{}}
		o.last, o.end = start, start
		truth, finish := start, at("2034-12-29 23:00")
		for truth.Before(finish) {
			killedAfter := survives
			switch r.IntN(13) {
			case 0: // holidays, moving house, a broken disk
				truth = truth.Add(time.Duration(r.IntN(60*24)) * time.Hour)
			case 1: // someone sets the clock wrong, by up to 45 days
				o.skew = time.Duration(r.IntN(90*24)-45*24) * time.Hour
			case 2: // the battery dies, or a typing error of years
				o.skew = time.Duration(r.IntN(20)-10) * 2 * 366 * 24 * time.Hour
			case 3: // 街道 changes its mind
				o.w = []schedule.Mode{schedule.ModeA, schedule.ModeB}[r.IntN(2)].Weekly()
			case 4, 5: // a time server puts it right
				o.skew = 0
			case 6: // the power fails, comes back, fails: a storm of starts
				for range r.IntN(20) {
					o.wake(truth, r.IntN(2))
				}
			default: // off overnight, on in the morning, perhaps killed at its work
				truth = truth.Add(time.Duration(1+r.IntN(40)) * time.Hour)
				killedAfter = r.IntN(5) + survives
			}
			o.wake(truth, killedAfter)
		}
		o.skew = 0
		o.wake(finish, survives)
		// A clock that ran ahead may have made reports of weeks still to come; they must be single, too.
		for week, times := range o.made {
			if _, _, ok := schedule.FridaySlot(week, schedule.ModeA, o.c); !ok || times != 1 {
				t.Fatalf("seed %d: %s was made %d times, has a slot: %v", seed, week, times, ok)
			}
		}
		for week := schedule.WeekOf(start).Next(); ; week = week.Next() {
			slot, _, ok := schedule.FridaySlot(week, schedule.ModeA, o.c)
			if ok && slot.After(finish) {
				break
			}
			if ok && o.made[week] != 1 {
				t.Fatalf("seed %d: %s was made %d times", seed, week, o.made[week])
			}
		}
		holds, kills, reports = holds+o.holds, kills+o.kills, reports+len(o.made)
	}
	t.Logf("seeds %d to %d, ten years each: %d reports, %d holds, %d kills", firstSeed, firstSeed+lives-1, reports, holds, kills)
	if holds == 0 || kills == 0 {
		t.Error("the simulation never met an impossible clock or a kill")
	}
}

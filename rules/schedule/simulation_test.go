package schedule_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

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
}

// wake is what the program does at start and at every tick.
func (o *office) wake(truth time.Time) {
	due, hold := schedule.Due(o.w.Slots(o.c), o.last, truth.Add(o.skew), schedule.CatchUpAll(60))
	if hold != "" {
		o.holds++
	}
	for _, slot := range due {
		week := schedule.WeekOf(slot)
		from, to := o.w.Period(week, o.last, o.c)
		if !from.Equal(o.end) || !to.Equal(slot) {
			o.t.Fatalf("%s covers %v to %v, the report before ended %v", week, from, to, o.end)
		}
		o.made[week]++
		o.last, o.end = slot, to
	}
}

// TestEachWeekOnce lets some years pass in which the PC is off at night and for weeks, and its clock is set wrong and
// right again and the
// mode changes, jumping from event to event.
func TestEachWeekOnce(t *testing.T) {
	const firstSeed, lives = 20261120, 150
	holds := 0
	for seed := uint64(firstSeed); seed < firstSeed+lives; seed++ {
		r := rand.New(rand.NewPCG(seed, 1))
		start := schedule.ModeA.Weekly().Before(at("2025-01-10 09:00").AddDate(0, 0, r.IntN(150)), workday.Default())
		o := &office{t: t, c: workday.Default(), w: schedule.ModeA.Weekly(), made: map[schedule.ISOWeek]int{}}
		o.last, o.end = start, start
		truth, finish := start, at("2026-12-31 23:00")
		for truth.Before(finish) {
			switch r.IntN(12) {
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
			default: // off overnight, on in the morning
				truth = truth.Add(time.Duration(1+r.IntN(40)) * time.Hour)
			}
			o.wake(truth)
		}
		o.skew = 0
		o.wake(finish)
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
		holds += o.holds
	}
	t.Logf("seeds %d to %d, %d holds", firstSeed, firstSeed+lives-1, holds)
	if holds == 0 {
		t.Error("the simulation never met an impossible clock")
	}
}

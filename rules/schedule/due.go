package schedule

import (
	"fmt"
	"time"

	"hongguan/rules/workday"
)

// Policy is how many of the slots missed while the PC was off a job makes up for, counted from the newest.
type Policy int

// LastOnly makes up for the newest missed slot alone: nobody wants yesterday's reminder as well.
const LastOnly Policy = 1

// CatchUpAll makes up for each missed slot, oldest first, but for the newest limit ones only (at least one): the weekly
// report owes each week.
func CatchUpAll(limit int) Policy {
	return Policy(max(limit, 1))
}

// Hold is the Chinese sentence of the banner while the clock cannot be believed; empty when it can.
type Hold string

// The bounds of belief. A PC with a dead CMOS battery wakes up in the year of its board, some years back.
const (
	earliestYear = 2025                 // this program did not exist before
	setBack      = 24 * time.Hour       // behind the last slot; less is a time server's correction
	setAhead     = 366 * 24 * time.Hour // after the last slot; an office that really was shut so long confirms the date
)

// Due returns the slots after last up to and including now that the policy asks for, oldest first. Slots gives the next
// slot later than its argument, or the zero time if there is none. Last is the latest slot ever stored for the
// job. A zero last owes nothing: a new job first stores the time of its installation, the weekly report
// [Weekly.Before] that time.
//
// If the clock is impossible — before 2025, more than a day before last, more than a year after it — nothing is due
// and Hold says so. Runs that a person starts by hand do not ask Due.
func Due(slots func(after time.Time) time.Time, last, now time.Time, policy Policy) ([]time.Time, Hold) {
	if hold := believe(last, now); hold != "" {
		return nil, hold
	}
	if last.IsZero() {
		return nil, ""
	}
	var due []time.Time
	for at := slots(last); !at.IsZero() && !at.After(now); {
		due = append(due, at)
		if len(due) > max(int(policy), 1) {
			due = due[1:]
		}
		next := slots(at)
		if !next.After(at) {
			break // a time table that stands still must not hang the program
		}
		at = next
	}
	return due, ""
}

func believe(last, now time.Time) Hold {
	clock := now.In(workday.Zone).Format("2006年1月2日15:04")
	switch {
	case now.In(workday.Zone).Year() < earliestYear:
		return Hold(fmt.Sprintf("电脑时间是%s，显然不对，定时任务已暂停，请校准时间", clock))
	case last.IsZero():
		return ""
	case now.Before(last.Add(-setBack)):
		return Hold(fmt.Sprintf("电脑时间是%s，早于上次任务的%s，定时任务已暂停，请校准时间",
			clock, last.In(workday.Zone).Format("2006年1月2日15:04")))
	case now.After(last.Add(setAhead)):
		return Hold(fmt.Sprintf("电脑时间是%s，距上次任务已超过一年，定时任务已暂停，请核对时间后手动运行一次", clock))
	}
	return ""
}

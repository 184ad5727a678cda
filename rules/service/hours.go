// Package service holds the rules of voluntary service 志愿服务: which minutes
// count, which code lets somebody sign in, who may not vouch for whom. The hours
// are a legal record (志愿服务记录与证明出具办法, 民政部令第68号): the time at the work
// itself, without the way there and back.
package service

import (
	"fmt"
	"slices"
	"time"

	"hongguan/rules/workday"
)

// Span is a stretch of time from its first moment up to its last.
type Span struct{ From, Until time.Time }

// Empty reports whether nothing is in it.
func (s Span) Empty() bool { return !s.From.Before(s.Until) }

// Minutes are the whole minutes in it.
func (s Span) Minutes() int {
	if s.Empty() {
		return 0
	}
	return int(s.Until.Sub(s.From) / time.Minute)
}

// Meet is what two spans share; empty when they do not meet.
func (s Span) Meet(t Span) Span {
	if t.From.After(s.From) {
		s.From = t.From
	}
	if t.Until.Before(s.Until) {
		s.Until = t.Until
	}
	return s
}

// Slack is how long before the beginning and after the end of an activity
// somebody is still at the work: tables are put up and taken down. What lies
// outside is the way there, a chat, or a forgotten sign-out.
const Slack = 30 * time.Minute

// AtIt is the part of being present that is the work: within the activity and
// its slack.
func AtIt(present, activity Span) Span {
	return present.Meet(Span{activity.From.Add(-Slack), activity.Until.Add(Slack)})
}

// Fit is where other minutes of a service lie: from when it began, and earlier
// where they would reach past the end of the activity and its slack. Empty when
// the activity does not last as long.
func Fit(began time.Time, minutes int, activity Span) Span {
	least, most := activity.From.Add(-Slack), activity.Until.Add(Slack)
	s := Span{began, began.Add(time.Duration(minutes) * time.Minute)}
	if s.Until.After(most) {
		s = Span{most.Add(-time.Duration(minutes) * time.Minute), most}
	}
	if s.From.Before(least) {
		return Span{}
	}
	return s
}

// Count says how many minutes of being present count: those within the
// activity and its slack, without the minutes that an earlier record counts
// already, because nobody serves in two places at once.
func Count(present, activity Span, counted []Span) (minutes, overlap int) {
	at := AtIt(present, activity)
	if at.Empty() {
		return 0, 0
	}
	counted = slices.Clone(counted)
	slices.SortFunc(counted, func(a, b Span) int { return a.From.Compare(b.From) })
	var twice time.Duration
	for free := at; !free.Empty() && len(counted) > 0; counted = counted[1:] {
		if m := free.Meet(counted[0]); !m.Empty() {
			twice += m.Until.Sub(m.From)
			free.From = m.Until // the next one counts only what this one left
		}
	}
	overlap = int(twice / time.Minute)
	return at.Minutes() - overlap, overlap
}

// Day is the day of the office on which service counts: that of its beginning,
// also when it ends after midnight.
func Day(s Span) string { return s.From.In(workday.Zone).Format(time.DateOnly) }

// Hours are minutes as a certificate says them: 『2 小时 30 分』.
func Hours(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d 分钟", m)
	case m == 0:
		return fmt.Sprintf("%d 小时", h)
	}
	return fmt.Sprintf("%d 小时 %d 分", h, m)
}

// AtWork reports whether a span reaches into the office's hours: who is paid for
// that time does not serve as a volunteer in it.
func AtWork(s Span, days *workday.Calendar, hours workday.Hours) bool {
	for t := s.From; t.Before(s.Until); t = t.Add(time.Minute) {
		if days.InOffice(t, hours) {
			return true
		}
	}
	return false
}

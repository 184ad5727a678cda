package templates

import (
	"fmt"
	"time"
)

// ReminderView is what the steward or the secretary reads in the morning, or
// when something has run out of time. It names numbers, matters and handlers,
// nobody who asked.
type ReminderView struct {
	Community string
	At        time.Time
	Title     string // 每日提醒, 超期提醒
	Intro     string // one sentence, without a full stop; may be empty
	Groups    []ReminderGroup
	Desk      string // the desk's address; empty while the office has none
}

// ReminderGroup is one heading with its lines.
type ReminderGroup struct {
	Title string // 超期
	Do    string // what to do about it, without a full stop; may be empty
	Lines []string
	More  int // how many lines were left out
}

// Count is how many things the group speaks of.
func (g ReminderGroup) Count() int { return len(g.Lines) + g.More }

// Reminder is the letter.
func Reminder(view ReminderView) (Letter, error) {
	return write("reminder", view.subject(), view.Desk, view)
}

// ReminderText is the same as one line for the office's own group: numbers only.
func ReminderText(view ReminderView) string { return view.subject() + "，请打开工作台看" }

func (view ReminderView) subject() string {
	text := fmt.Sprintf("【%s】%s %s", view.Community, view.Title, Day(view.At))
	for i, g := range view.Groups {
		text += fmt.Sprintf("%s%s%d件", []string{"：", "，"}[min(i, 1)], g.Title, g.Count())
	}
	return text
}

package watches

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/rules/watch"
	"hongguan/rules/workday"
)

// Person is somebody's watch, as the office reads it.
type Person struct {
	Name  string    `json:"name"`
	Phone string    `json:"phone"`
	Email string    `json:"-"` // for the letters to her only
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
}

// State is the roster at a moment.
type State struct {
	On       []Person `json:"on"`
	Next     *Person  `json:"next"`
	Empty    bool     `json:"empty"` // nobody was ever put on it
	Sentence string   `json:"sentence"`
}

// Look reads who is on duty now and who comes next.
func Look(app core.App) (State, error) {
	b, err := open(app)
	if err != nil {
		return State{}, err
	}
	now, days := calendar.Now(app), calendar.Workdays(app)
	s := State{On: []Person{}, Empty: len(b.rows) == 0}
	for _, t := range watch.OnWatch(now, b.rows, days) {
		s.On = append(s.On, b.person(t))
	}
	if t, ok := watch.NextWatch(now, b.rows, days); ok {
		p := b.person(t)
		s.Next = &p
	}
	s.Sentence = s.said(now)
	return s, nil
}

func (s State) said(now time.Time) string {
	switch {
	case s.Empty:
		return "还没有排值班表：有人报险时不知道通知谁。请社区书记在后台“值班表”里排上"
	case len(s.On) > 0:
		names := ""
		for i, p := range s.On {
			if i > 0 {
				names += "、"
			}
			names += p.Name + "（到" + moment(p.To, now) + "）"
		}
		return "现在值班：" + names
	case s.Next != nil:
		return "现在没有人值班，下一班：" + s.Next.Name + "，" + moment(s.Next.From, now) + "起"
	}
	return "现在没有人值班，往后两个月也没有排人，请社区书记在后台“值班表”里补上"
}

// moment is a time, with its date when it is another day's.
func moment(t, now time.Time) string {
	t, now = t.In(workday.Zone), now.In(workday.Zone)
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("1月2日15:04")
}

// roster is the table read once.
type roster struct {
	rows   []watch.Row
	people map[string]Person // by row
}

const rosterKey = "hongguan.roster"

func (b *roster) person(t watch.Turn) Person {
	p := b.people[t.Row.ID]
	p.From, p.To = t.From, t.To
	return p
}

func open(app core.App) (*roster, error) {
	if b, ok := app.Store().Get(rosterKey).(*roster); ok {
		return b, nil
	}
	rows, err := app.FindRecordsByFilter(collection, "active = true", "created", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read watches: %w", err)
	}
	b := &roster{people: map[string]Person{}}
	for _, r := range rows {
		p := Person{Name: r.GetString("name"), Phone: r.GetString("phone"), Email: r.GetString("email")}
		if id := r.GetString("staff"); id != "" {
			person, err := app.FindRecordById("staff", id)
			if err != nil || !person.GetBool("active") {
				continue // whoever left is on no watch, whatever the roster says
			}
			if p.Phone == "" {
				p.Phone = person.GetString("phone")
			}
			if p.Email == "" {
				p.Email = person.Email()
			}
		}
		row, err := read(r)
		if err != nil {
			app.Logger().Error("read watch", "id", r.Id, "error", err)
			continue
		}
		b.rows, b.people[r.Id] = append(b.rows, row), p
	}
	// Inside a transaction the rows may yet be rolled back: do not keep them.
	if !app.IsTransactional() {
		app.Store().Set(rosterKey, b)
	}
	return b, nil
}

func read(r *core.Record) (watch.Row, error) {
	row := watch.Row{ID: r.Id, Days: r.GetStringSlice("days"), Active: true}
	var err error
	if row.Start, err = watch.ParseClock(r.GetString("from_time")); err != nil {
		return row, err
	}
	if row.End, err = watch.ParseClock(r.GetString("to_time")); err != nil {
		return row, err
	}
	if row.From, err = watch.ParseDate(r.GetString("from_day")); err != nil {
		return row, err
	}
	row.To, err = watch.ParseDate(r.GetString("to_day"))
	return row, err
}

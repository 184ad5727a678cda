package workday

import (
	"fmt"
	"strings"
	"time"
)

// Span is one stretch of opening time, as distances from midnight: open at Open, closed from Close on.
type Span struct {
	Open, Close time.Duration
}

// Hours are the office hours of every working day, in ascending order without overlap. The zero value means
// the default hours.
type Hours struct {
	Spans []Span
}

// DefaultHours are 08:30–11:30 and 13:00–17:30, our default where an office sets no other.
func DefaultHours() Hours {
	return Hours{Spans: []Span{
		{8*time.Hour + 30*time.Minute, 11*time.Hour + 30*time.Minute},
		{13 * time.Hour, 17*time.Hour + 30*time.Minute},
	}}
}

// ParseHours reads "08:30–11:30、13:00–17:30" as an office would type it into a setting; the error is a
// Chinese sentence for that field.
func ParseHours(text string) (Hours, error) {
	text = strings.NewReplacer("：", ":", "–", "-", "—", "-", "－", "-", "~", "-", "～", "-", "至", "-",
		"，", " ", ",", " ", "、", " ", "；", " ", ";", " ").Replace(text)
	var hours Hours
	for _, part := range strings.Fields(text) {
		first, last, _ := strings.Cut(part, "-")
		open, err1 := clock(first)
		end, err2 := clock(last)
		if err1 != nil || err2 != nil {
			return Hours{}, fmt.Errorf("办公时间“%s”看不懂，请写成 08:30-11:30、13:00-17:30", part)
		}
		if n := len(hours.Spans); end <= open || n > 0 && open < hours.Spans[n-1].Close {
			return Hours{}, fmt.Errorf("办公时间“%s”的先后顺序不对", part)
		}
		hours.Spans = append(hours.Spans, Span{open, end})
	}
	if len(hours.Spans) == 0 {
		return Hours{}, fmt.Errorf("办公时间不能为空，请写成 08:30-11:30、13:00-17:30")
	}
	return hours, nil
}

// String is the form ParseHours reads: "08:30–11:30、13:00–17:30".
func (h Hours) String() string {
	var parts []string
	for _, s := range h.orDefault().Spans {
		parts = append(parts, hhmm(s.Open)+"–"+hhmm(s.Close))
	}
	return strings.Join(parts, "、")
}

// InOffice reports whether the office is open at t: a working day, and from the opening minute of a span up
// to, not including, its closing minute.
func (c *Calendar) InOffice(t time.Time, h Hours) bool {
	day := dayOf(t)
	if !c.works(day) {
		return false
	}
	since := t.Sub(dateOf(day))
	for _, s := range h.orDefault().Spans {
		if since >= s.Open && since < s.Close {
			return true
		}
	}
	return false
}

// NextOpen returns t itself if the office is open then, or else the next opening: reminders wait for it.
func (c *Calendar) NextOpen(t time.Time, h Hours) time.Time {
	return c.AddOfficeHours(t, 0, h)
}

// AddOfficeHours moves d of open time on from from. Time outside the hours costs nothing; a term that ends
// exactly at closing ends there and not at the next opening. With d ≤ 0 it is [Calendar.NextOpen].
func (c *Calendar) AddOfficeHours(from time.Time, d time.Duration, h Hours) time.Time {
	h = h.orDefault()
	at, left := from.In(Zone), max(d, 0)
	for day := dayOf(from); ; day++ {
		day = c.workdayFrom(day)
		for _, s := range h.Spans {
			open, end := dateOf(day).Add(s.Open), dateOf(day).Add(s.Close)
			if at.Before(open) {
				at = open
			}
			switch rest := end.Sub(at); {
			case rest <= 0: // this span is over
			case left > 0 && left <= rest, left == 0:
				return at.Add(left)
			default:
				left -= rest
				at = end
			}
		}
	}
}

func (h Hours) orDefault() Hours {
	if len(h.Spans) == 0 {
		return DefaultHours()
	}
	return h
}

// Closing is the end of office hours on the date of day, whether or not the office works that day.
func (h Hours) Closing(day time.Time) time.Time {
	return h.closing(dayOf(day))
}

// closing is the end of office hours on the numbered day.
func (h Hours) closing(day int) time.Time {
	spans := h.orDefault().Spans
	return dateOf(day).Add(spans[len(spans)-1].Close)
}

func clock(text string) (time.Duration, error) {
	if text == "24:00" {
		return 24 * time.Hour, nil
	}
	t, err := time.Parse("15:04", text)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err
}

func hhmm(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(d.Hours()), int(d.Minutes())%60)
}

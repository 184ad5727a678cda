package workday

import (
	"fmt"
	"strconv"
	"time"
)

// longestRun bounds one range: no holiday lasts a month, so a longer one is a typing error.
const longestRun = 31

// dateReader remembers what a Chinese list leaves out: "2月14日、28日", "1月1日至3日", "12月30日至1月1日".
type dateReader struct {
	year  int       // of the notice
	month int       // last month named
	from  time.Time // start of an open range, zero if none
}

// read takes one date token (year, month, day, bracket, 至) and returns the days it completes.
func (r *dateReader) read(m []string) ([]time.Time, error) {
	if m[2] != "" {
		r.month, _ = strconv.Atoi(m[2])
	}
	if r.month == 0 {
		return nil, fmt.Errorf("“%s”缺少月份", m[0])
	}
	year, explicit := r.year, m[1] != ""
	if explicit {
		year, _ = strconv.Atoi(m[1])
		if year < r.year-1 || year > r.year+1 {
			return nil, fmt.Errorf("句中写的是%d年，当前要录入的是%d年", year, r.year)
		}
	}
	if !explicit && m[2] == "" && !r.from.IsZero() {
		year = r.from.Year() // 2023年12月30日至31日
	}
	dayNumber, _ := strconv.Atoi(m[3])
	day, err := r.date(year, dayNumber, m[4])
	// A notice's 元旦 may begin, or be made up for, in the December before.
	if err != nil && !explicit && r.month == 12 {
		if before, errBefore := r.date(year-1, dayNumber, m[4]); errBefore == nil {
			day, err = before, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if m[5] != "" {
		r.from = day
		return nil, nil
	}
	if r.from.IsZero() {
		return []time.Time{day}, nil
	}
	return r.close(day)
}

// close fills the open range up to its last day.
func (r *dateReader) close(last time.Time) ([]time.Time, error) {
	first := r.from
	r.from = time.Time{}
	if first.After(last) && first.Month() == time.December && last.Month() == time.January {
		first = first.AddDate(-1, 0, 0)
	}
	length := dayOf(last) - dayOf(first) + 1
	if length < 1 || length > longestRun {
		return nil, fmt.Errorf("从%s到%s的日期先后不对，请核对", first.Format("1月2日"), last.Format("1月2日"))
	}
	days := make([]time.Time, length)
	for i := range days {
		days[i] = dateOf(dayOf(first) + i)
	}
	return days, nil
}

// date checks that the day exists and falls on the weekday its bracket names.
func (r *dateReader) date(year, day int, bracket string) (time.Time, error) {
	t := time.Date(year, time.Month(r.month), day, 0, 0, 0, 0, Zone)
	if int(t.Month()) != r.month || t.Day() != day {
		return time.Time{}, fmt.Errorf("%d年没有%d月%d日", year, r.month, day)
	}
	if m := weekday.FindStringSubmatch(bracket); m != nil {
		if want := weekdayNames[m[1]]; want != t.Weekday() {
			return time.Time{}, fmt.Errorf("%d年%d月%d日不是星期%s，请核对是不是%d年的通知", year, r.month, day, m[1], year)
		}
	}
	return t, nil
}

var weekdayNames = map[string]time.Weekday{
	"一": time.Monday, "二": time.Tuesday, "三": time.Wednesday, "四": time.Thursday,
	"五": time.Friday, "六": time.Saturday, "日": time.Sunday, "天": time.Sunday,
}

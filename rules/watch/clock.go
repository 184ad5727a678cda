package watch

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hongguan/rules/workday"
)

// Clock is a time of day in minutes since midnight; 24:00 is one as well.
type Clock int

func (c Clock) since() time.Duration { return time.Duration(c) * time.Minute }

// String is the form in which the roster keeps it: 08:30.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

var (
	clockForm = regexp.MustCompile(`^(\d{1,2})(?::(\d{2}))?$`)
	typed     = strings.NewReplacer("：", ":", "０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
		" ", "", "　", "", "点半", ":30", "点", ":00", "时", ":00", "分", "")
)

// ParseClock reads what people type for a time of day: 8:30, ８：３０, 8点半, 18点. The error is a Chinese sentence.
func ParseClock(text string) (Clock, error) {
	m := clockForm.FindStringSubmatch(plain(text))
	if m == nil {
		return 0, fmt.Errorf("时间“%s”看不懂，请写成 08:30 这样", strings.TrimSpace(text))
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi("0" + m[2])
	if minute > 59 || hour > 24 || hour == 24 && minute > 0 {
		return 0, fmt.Errorf("没有“%s”这个时间，请写 00:00 到 24:00", strings.TrimSpace(text))
	}
	return Clock(hour*60 + minute), nil
}

// minutesSaid is a time with its minutes in words: 8点05分.
var minutesSaid = regexp.MustCompile(`^(\d{1,2})[点时](\d{1,2})分?$`)

func plain(text string) string {
	text = strings.Join(strings.Fields(text), "")
	if m := minutesSaid.FindStringSubmatch(text); m != nil {
		return m[1] + ":" + fmt.Sprintf("%02s", m[2])
	}
	return typed.Replace(text)
}

// ParseDate reads a date as the roster keeps it, 2026-10-01; empty text is the zero time.
func ParseDate(text string) (time.Time, error) {
	text = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-").Replace(strings.TrimSpace(text))
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation("2006-1-2", text, workday.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("日期“%s”看不懂，请写成 2026-10-01 这样", text)
	}
	return t, nil
}

package deadline_test

import (
	"testing"
	"time"

	"hongguan/rules/deadline"
	"hongguan/rules/workday"
)

const minute = "2006-01-02 15:04"

// at reads "2026-09-30" (10:00) or "2026-09-30 16:30" in the office's zone; "" is the zero time.
func at(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	if len(text) == len(time.DateOnly) {
		text += " 10:00"
	}
	t, err := time.ParseInLocation(minute, text, workday.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func TestFor(t *testing.T) {
	pause := func(from, to string) []deadline.Pause { return []deadline.Pause{{From: at(from), To: at(to)}} }
	for _, tc := range []struct {
		name   string
		in     deadline.Input
		want   string
		reason string
	}{
		{"national day", deadline.Input{Received: at("2026-09-30")},
			"2026-10-13 17:30", "9月30日收到，按5个工作日计，扣除国庆假期7天，计入10月10日补班，10月13日17:30前答复"},
		{"due on a make-up day", deadline.Input{Received: at("2026-09-30"), Days: 3},
			"2026-10-10 17:30", "9月30日收到，按3个工作日计，扣除国庆假期7天，10月10日（补班）17:30前答复"},
		{"plain week", deadline.Input{Received: at("2026-11-23")},
			"2026-11-30 17:30", "11月23日收到，按5个工作日计，11月30日17:30前答复"},
		{"consult", deadline.Input{Received: at("2026-11-27"), Kind: "consult"},
			"2026-11-30 17:30", "11月27日收到，按1个工作日计，11月30日17:30前答复"},
		{"consult for a department", deadline.Input{Received: at("2026-11-23"), Kind: "consult", Tier: "department"},
			"2026-12-02 17:30", "11月23日收到，按7个工作日计，12月2日17:30前答复"},
		{"complex before forwarding", deadline.Input{Received: at("2026-11-02"), Tier: "complex"},
			"2026-11-23 17:30", "11月2日收到，复杂诉求全程按15个工作日计，11月23日17:30前答复"},
		{"complex forwarded", deadline.Input{Received: at("2026-11-02"), Tier: "complex", Forwarded: at("2026-11-06 17:00")},
			"2026-11-13 17:30", "11月2日收到，11月6日转交承办单位，按5个工作日计，11月13日17:30前答复"},
		{"complex forwarded late", deadline.Input{Received: at("2026-11-02"), Tier: "complex", Forwarded: at("2026-11-20")},
			"2026-11-23 17:30", "11月2日收到，复杂诉求全程按15个工作日计，11月23日17:30前答复"},
		{"extended", deadline.Input{Received: at("2026-11-23"), Extension: 3},
			"2026-12-03 17:30", "11月23日收到，按5个工作日计，延期3个工作日，12月3日17:30前答复"},
		{"need_info", deadline.Input{Received: at("2026-11-23"), Pauses: pause("2026-11-24", "2026-11-26")},
			"2026-12-02 17:30", "11月23日收到，按5个工作日计，其间暂停计时2个工作日，12月2日17:30前答复"},
		{"still paused", deadline.Input{Received: at("2026-11-23"), Pauses: pause("2026-11-24", "")},
			"2026-11-30 17:30", "11月23日收到，按5个工作日计，11月24日起暂停计时，恢复后还剩4个工作日"},
		{"paused when already late", deadline.Input{Received: at("2026-11-16"), Pauses: pause("2026-11-24", "2026-11-26")},
			"2026-11-23 17:30", "11月16日收到，按5个工作日计，11月23日17:30前答复"},
		{"reopened", deadline.Input{Received: at("2026-11-02"), Tier: "complex", Reopened: at("2026-11-23")},
			"2026-11-26 17:30", "11月2日收到，11月23日重新办理，按3个工作日计，11月26日17:30前答复"},
		{"higher office earlier", deadline.Input{Received: at("2026-09-30"), ExternalDue: at("2026-10-09 00:00"), ExternalSource: "12345"},
			"2026-10-09 17:30", "9月30日收到，12345要求10月9日17:30前答复，早于社区时限10月13日17:30，以该要求为准"},
		{"higher office later", deadline.Input{Received: at("2026-11-23"), ExternalDue: at("2026-12-09 12:00")},
			"2026-11-30 17:30", "11月23日收到，按5个工作日计，11月30日17:30前答复"},
		{"higher office does not wait", deadline.Input{Received: at("2026-11-23"), Pauses: pause("2026-11-24", ""), ExternalDue: at("2026-12-09 12:00")},
			"2026-12-09 12:00", "11月23日收到，上级要求12月9日12:00前答复，社区暂停计时不影响该时限，以该要求为准"},
		{"unknown year", deadline.Input{Received: at("2026-12-30")},
			"2027-01-06 17:30", "12月30日收到，按5个工作日计，2027年放假安排尚未录入，暂按周一至周五计，2027年1月6日17:30前答复"},
		{"emergency", deadline.Input{Received: at("2026-11-23"), Emergency: true},
			"2026-11-23 10:30", "11月23日10:00收到紧急情况，社区应在30分钟内（10:30前）有人接手，夜间和节假日也一样；这不是救援，有危险请先拨打110、119、120"},
		{"emergency over midnight in a holiday", deadline.Input{Received: at("2026-10-01 23:50"), Emergency: true, Tier: "complex", Days: 9},
			"2026-10-02 00:20", "10月1日23:50收到紧急情况，社区应在30分钟内（10月2日00:20前）有人接手，夜间和节假日也一样；这不是救援，有危险请先拨打110、119、120"},
		{"nothing stops an emergency's clock", deadline.Input{Received: at("2026-11-23"), Emergency: true, Pauses: pause("2026-11-23 10:05", ""), Extension: 3,
			ExternalDue: at("2026-11-23 10:10"), ExternalSource: "12345", Reopened: at("2026-11-23 10:20")},
			"2026-11-23 10:30", "11月23日10:00收到紧急情况，社区应在30分钟内（10:30前）有人接手，夜间和节假日也一样；这不是救援，有危险请先拨打110、119、120"},
		{"handled: the ordinary term begins", deadline.Input{Received: at("2026-11-23 22:00"), Emergency: true, Handled: at("2026-11-24 01:00")},
			"2026-12-01 17:30", "11月23日收到，11月24日紧急情况处置完，按5个工作日计，12月1日17:30前答复"},
		{"handled, then paused", deadline.Input{Received: at("2026-11-23"), Emergency: true, Handled: at("2026-11-23 11:00"), Pauses: pause("2026-11-24", "2026-11-26")},
			"2026-12-02 17:30", "11月23日收到，11月23日紧急情况处置完，按5个工作日计，其间暂停计时2个工作日，12月2日17:30前答复"},
		{"handled and complex", deadline.Input{Received: at("2026-11-02"), Emergency: true, Handled: at("2026-11-02 11:00"), Tier: "complex"},
			"2026-11-23 17:30", "11月2日收到，11月2日紧急情况处置完，复杂诉求全程按15个工作日计，11月23日17:30前答复"},
		{"handled, reopened", deadline.Input{Received: at("2026-11-02"), Emergency: true, Handled: at("2026-11-02 11:00"), Reopened: at("2026-11-23")},
			"2026-11-26 17:30", "11月2日收到，11月23日重新办理，按3个工作日计，11月26日17:30前答复"},
		{"handled without an emergency is nothing", deadline.Input{Received: at("2026-11-23"), Handled: at("2026-11-25")},
			"2026-11-30 17:30", "11月23日收到，按5个工作日计，11月30日17:30前答复"},
	} {
		got := deadline.For(tc.in, deadline.Rules{}, workday.Default())
		if got.At.Format(minute) != tc.want || got.Reason != tc.reason {
			t.Errorf("%s:\n got %s %s\nwant %s %s", tc.name, got.At.Format(minute), got.Reason, tc.want, tc.reason)
		}
	}
}

func TestPausedDue(t *testing.T) {
	in := deadline.Input{Received: at("2026-11-23"), Pauses: []deadline.Pause{{From: at("2026-11-24")}}}
	got := deadline.For(in, deadline.Rules{}, workday.Default())
	if !got.Paused || got.Left != 4 {
		t.Errorf("paused %v, left %d, want 4 days left", got.Paused, got.Left)
	}
	if got.Lamp(at("2027-03-01"), workday.Default()) != deadline.Green {
		t.Error("a standing clock shows green")
	}
}

func TestOverlappingPausesCountOnce(t *testing.T) {
	c := workday.Default()
	one := deadline.Input{Received: at("2026-11-23"), Pauses: []deadline.Pause{{From: at("2026-11-24"), To: at("2026-11-27")}}}
	many := one
	many.Pauses = []deadline.Pause{
		{From: at("2026-11-25"), To: at("2026-11-27")},
		{From: at("2026-11-24"), To: at("2026-11-26")},
		{From: at("2026-11-25"), To: at("2026-11-25")},
		{From: at("2026-11-26"), To: at("2026-11-20")}, // the clock was set back
	}
	if a, b := deadline.For(one, deadline.Rules{}, c), deadline.For(many, deadline.Rules{}, c); a != b {
		t.Errorf("one pause %v, the same in pieces %v", a, b)
	}
}

func TestSettingsOverride(t *testing.T) {
	hours, err := workday.ParseHours("09:00-12:00、14:00-18:00")
	if err != nil {
		t.Fatal(err)
	}
	r := deadline.Rules{CommunityDays: 2, Hours: hours, SignHours: time.Hour, CallBack: 10 * time.Minute}
	c := workday.Default()
	if got := deadline.For(deadline.Input{Received: at("2026-11-23")}, r, c).At.Format(minute); got != "2026-11-25 18:00" {
		t.Errorf("due %s", got)
	}
	if got := deadline.For(deadline.Input{Received: at("2026-11-23"), Kind: "consult"}, r, c).At.Format(minute); got != "2026-11-24 18:00" {
		t.Errorf("a field left zero keeps its default, due %s", got)
	}
	if got := r.SignBy(at("2026-11-23 11:30"), c).Format(minute); got != "2026-11-23 14:30" {
		t.Errorf("sign by %s", got)
	}
	if got := r.CallBackBy(at("2026-11-23 23:55")).Format(minute); got != "2026-11-24 00:05" {
		t.Errorf("call back by %s", got)
	}
}

func TestShortTerms(t *testing.T) {
	r, c := deadline.Rules{}, workday.Default()
	for name, tc := range map[string]struct {
		got  time.Time
		want string
	}{
		"sign in the afternoon": {r.SignBy(at("2026-11-23 16:30"), c), "2026-11-24 09:30"},
		"sign before a holiday": {r.SignBy(at("2026-09-30 17:00"), c), "2026-10-08 10:00"},
		"call back at night":    {r.CallBackBy(at("2026-10-01 23:50")), "2026-10-02 00:20"},
		"return":                {r.ReturnBy(at("2026-10-09 16:00"), c), "2026-10-10 17:30"},
		"review a suspension":   {r.ReviewBy(at("2026-09-01 09:00")), "2026-11-30 09:00"},
		"close in silence":      {r.CloseAt(at("2026-11-23 09:00")), "2026-11-30 09:00"},
	} {
		if got := tc.got.Format(minute); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
	if d := deadline.Defaults(); d.CommunityDays != deadline.CommunityDays || d.Hours.String() != "08:30–11:30、13:00–17:30" {
		t.Errorf("defaults are %+v", d)
	}
}

func TestLamp(t *testing.T) {
	due, c := at("2026-10-10 17:30"), workday.Default()
	for now, want := range map[string]deadline.Colour{
		"2026-09-30 10:00": deadline.Green,
		"2026-10-08 18:00": deadline.Green,
		"2026-10-09 00:00": deadline.Yellow,
		"2026-10-10 17:30": deadline.Yellow,
		"2026-10-10 17:31": deadline.Red,
		"2026-12-01 09:00": deadline.Red,
	} {
		if got := deadline.Lamp(due, at(now), c); got != want {
			t.Errorf("at %s the lamp is %s, want %s", now, got, want)
		}
	}
}

func TestUrgentLamp(t *testing.T) {
	by := at("2026-11-23 10:30")
	for _, c := range []struct {
		now, taken string
		want       deadline.Colour
	}{
		{"2026-11-23 10:00", "", deadline.Yellow},
		{"2026-11-23 10:30", "", deadline.Yellow},
		{"2026-11-23 10:31", "", deadline.Red},
		{"2026-11-23 10:31", "2026-11-23 10:05", deadline.Yellow},
		{"2026-11-23 12:00", "2026-11-23 11:00", deadline.Yellow},
	} {
		if got := deadline.UrgentLamp(by, at(c.taken), at(c.now)); got != c.want {
			t.Errorf("at %s, taken %q: %s", c.now, c.taken, got)
		}
	}
}

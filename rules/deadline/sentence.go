package deadline

import (
	"fmt"
	"strings"
	"time"

	"hongguan/rules/workday"
)

// sentence explains a term with exactly the numbers it was counted with:
//
//	9月30日收到，按5个工作日计，扣除国庆假期7天，计入10月10日补班，10月13日17:30前答复
func (t term) sentence(in Input, c *workday.Calendar) string {
	parts := []string{day(t.start) + t.label}
	if t.label != "收到" && !in.Received.IsZero() {
		parts = []string{day(in.Received) + "收到", parts[0]}
	}
	parts = append(parts, fmt.Sprintf("%s%d个工作日计", t.per, t.days))
	if t.extension > 0 {
		parts = append(parts, fmt.Sprintf("延期%d个工作日", t.extension))
	}
	if t.paused > 0 {
		parts = append(parts, fmt.Sprintf("其间暂停计时%d个工作日", t.paused))
	}
	if t.open {
		left := max(c.Between(t.pausedFrom, t.end), 0)
		parts = append(parts, fmt.Sprintf("%s起暂停计时，恢复后还剩%d个工作日", day(t.pausedFrom), left))
		return strings.Join(parts, "，")
	}
	parts = append(parts, c.Counted(t.start, t.end)...)
	parts = append(parts, moment(t.end, in.Received, c)+"前答复")
	return strings.Join(parts, "，")
}

// callBackSentence is the term of an emergency. It promises that somebody looks, never help: whoever reads it may be in danger.
//
//	11月23日23:50收到紧急情况，社区应在30分钟内（11月24日00:20前）有人接手，夜间和节假日也一样；这不是救援，有危险请先拨打110、119、120
func callBackSentence(received, at time.Time, within time.Duration) string {
	until := at.In(workday.Zone).Format("15:04")
	if day(received) != day(at) {
		until = day(at) + until
	}
	return fmt.Sprintf("%s%s收到紧急情况，社区应在%d分钟内（%s前）有人接手，夜间和节假日也一样；这不是救援，有危险请先拨打110、119、120",
		day(received), received.In(workday.Zone).Format("15:04"), int(within.Minutes()), until)
}

// externalSentence explains why a higher office's date stands instead of ours.
func externalSentence(in Input, at time.Time, own Due, c *workday.Calendar) string {
	source := in.ExternalSource
	if source == "" {
		source = "上级"
	}
	reason := "早于社区时限" + moment(own.At, in.Received, c)
	if own.Paused {
		reason = "社区暂停计时不影响该时限"
	}
	until := moment(at, in.Received, c)
	return fmt.Sprintf("%s收到，%s要求%s前答复，%s，以该要求为准", day(in.Received), source, until, reason)
}

// moment prints a date with its time, its year if that is not the year of reception, and 补班 where a wall
// calendar would show a weekend.
func moment(at, received time.Time, c *workday.Calendar) string {
	at = at.In(workday.Zone)
	text := day(at)
	if !received.IsZero() && received.In(workday.Zone).Year() != at.Year() {
		text = at.Format("2006年1月2日")
	}
	if c.IsMakeUp(at) {
		text += "（补班）"
	}
	return text + at.Format("15:04")
}

func day(at time.Time) string {
	return at.In(workday.Zone).Format("1月2日")
}

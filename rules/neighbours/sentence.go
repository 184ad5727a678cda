// Package neighbours says to one household what others have reported of the
// same trouble, and how far it reaches: never who, where exactly or in whose
// words.
package neighbours

import (
	"fmt"
	"time"

	"hongguan/rules/workday"
)

// Where the other households live, seen from the one that asks.
const (
	Unit     = "unit"
	Building = "building"
	Estate   = "estate"
)

var near = map[string]string{Unit: "同单元", Building: "同楼", Estate: "同小区"}

// Cause is one trouble that several households may share.
type Cause struct {
	Where      string // Unit, Building or Estate
	Households int
	Status     string    // of the request that is handled
	Handler    string    // 物业, 城管, as a resident calls it; empty: nobody yet
	At         time.Time // when it came to this status
	Own        string    // number of the asking person's own request, when it is hers
	Asked      time.Time // when she sent it
}

// Sentence is the cause in one line: 同楼 3 户已反映，昨天已派物业.
func (c Cause) Sentence(now time.Time) string {
	if c.Own != "" {
		return fmt.Sprintf("您%s反映过（%s），%s", Day(c.Asked, now), c.Own, c.last(now))
	}
	return fmt.Sprintf("%s %d 户已反映，%s", near[c.Where], max(c.Households, 1), c.last(now))
}

// last is what happened last. It says no more than what is on record, and
// promises nothing.
func (c Cause) last(now time.Time) string {
	day, who := Day(c.At, now), c.Handler
	if who == "" {
		who = "承办单位"
	}
	switch c.Status {
	case "accepted":
		return "社区" + day + "已受理"
	case "dispatched":
		return day + "已派" + who
	case "in_progress":
		return who + day + "已签收，正在办"
	case "in_review":
		return who + day + "交了答复，社区正在看"
	case "need_info":
		return day + "请反映的人补充情况"
	case "suspended":
		return day + "起暂缓办理"
	case "merged":
		return "和邻居反映的一并办理"
	case "replied":
		return day + "已有答复"
	}
	return "社区" + day + "收到"
}

// Day is a past day as people say it: 今天, 昨天, 前天, 5天前, 11月3日.
func Day(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	at, now = at.In(workday.Zone), now.In(workday.Zone)
	days := int(midnight(now).Sub(midnight(at)).Hours()/24 + 0.5)
	switch {
	case days <= 0:
		return "今天"
	case days <= 2:
		return []string{"昨天", "前天"}[days-1]
	case days < 10:
		return fmt.Sprintf("%d天前", days)
	case at.Year() != now.Year():
		return at.Format("2006年1月2日")
	}
	return at.Format("1月2日")
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// Many is said to everybody concerned once so many households have reported
// the same trouble. It proposes; a person decides.
func Many(households int) string {
	return fmt.Sprintf("已有 %d 户反映同一件事，涉及多户，建议上报", households)
}

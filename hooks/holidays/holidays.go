// Package holidays lets the secretary enter a year's holidays as the State
// Council words them: paste the notice, look at what it means day by day,
// confirm. Deadlines under way move with it.
package holidays

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

// Bind opens the two routes of the page 工作日历.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/holidays", lead(show))
		e.Router.POST("/api/holidays", lead(enter))
		return e.Next()
	})
}

func lead(act func(e *core.RequestEvent) error) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if !access.Of(e).Lead() {
			return access.Answer(http.StatusForbidden, "工作日历由社区书记和红管负责人维护")
		}
		return act(e)
	}
}

// day is one day that differs from the ordinary week.
type day struct {
	Day     string `json:"day"` // 2026-10-01
	Label   string `json:"label"`
	Working bool   `json:"working"`
}

var weekdays = []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

func label(at time.Time) string {
	return at.Format("1月2日") + "（" + weekdays[at.Weekday()] + "）"
}

// show lists the days off and the make-up days of this year and the next.
func show(e *core.RequestEvent) error {
	c, now := calendar.Workdays(e.App), calendar.Now(e.App).In(workday.Zone)
	years := []map[string]any{}
	for year := now.Year(); year <= now.Year()+1; year++ {
		days := []day{}
		for at := time.Date(year, 1, 1, 0, 0, 0, 0, workday.Zone); at.Year() == year; at = at.AddDate(0, 0, 1) {
			weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
			if c.IsWorkday(at) == weekend {
				days = append(days, day{at.Format(time.DateOnly), label(at), c.IsWorkday(at)})
			}
		}
		years = append(years, map[string]any{"year": year, "known": c.Known(year), "days": days})
	}
	return e.JSON(http.StatusOK, map[string]any{"years": years})
}

// enter reads a notice; with apply it also writes it down.
func enter(e *core.RequestEvent) error {
	var body struct {
		Text  string `json:"text"`
		Year  int    `json:"year"`
		Apply bool   `json:"apply"`
	}
	if err := e.BindBody(&body); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面后再试")
	}
	this := calendar.Now(e.App).In(workday.Zone).Year()
	switch {
	case strings.TrimSpace(body.Text) == "":
		return access.RefuseFields(access.Field{Name: "text", Code: "required", Sentence: "请粘贴放假通知"})
	case body.Year < this-1 || body.Year > this+2:
		return access.RefuseFields(access.Field{Name: "year", Code: "year", Sentence: "请选今年或明年"})
	}
	days, err := workday.ParseNotice(body.Text, body.Year)
	if err != nil {
		return access.RefuseFields(access.Field{Name: "text", Code: "notice", Sentence: err.Error()})
	}
	answer := map[string]any{"days": lines(days), "off": count(days, false), "work": count(days, true), "applied": body.Apply}
	if !body.Apply {
		return e.JSON(http.StatusOK, answer)
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := calendar.Enter(tx, days); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: fmt.Sprintf("录入%d年放假安排", body.Year), Collection: "workday_calendar"})
	})
	if err != nil {
		return err
	}
	answer["known"] = calendar.Workdays(e.App).Known(body.Year)
	return e.JSON(http.StatusOK, answer)
}

func lines(days []workday.Arrangement) []day {
	out := make([]day, len(days))
	for i, d := range days {
		at := d.Day.In(workday.Zone)
		out[i] = day{at.Format(time.DateOnly), strings.TrimSpace(label(at) + " " + d.Name), d.Work}
	}
	return out
}

func count(days []workday.Arrangement, work bool) (n int) {
	for _, d := range days {
		if d.Work == work {
			n++
		}
	}
	return n
}

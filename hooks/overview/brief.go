package overview

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// Brief is the 月度简报: three plain paragraphs to be copied into whatever the
// upper office wants. Every share stands with how many it rests on.
type Brief struct {
	Month      string   `json:"month"`
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
	Text       string   `json:"text"` // title and paragraphs, as they are copied
}

// month is what one brief counts. Of what came in the state of today is told; of
// what was answered and closed, what happened within the month.
type month struct {
	Received    int `db:"received"`
	Accepted    int `db:"accepted"`
	Declined    int `db:"declined"`
	InHand      int `db:"in_hand"`
	Suspended   int `db:"suspended"`
	Department  int `db:"department"`
	Complex     int `db:"complex"`
	Emergencies int `db:"emergencies"`
}

// answeredIn are the figures of what was answered within the month.
type answeredIn struct {
	figures
	Told int `db:"told"`
}

type counted struct {
	Code string `db:"code"`
	N    int    `db:"n"`
}

// briefRoute answers GET /api/stats/brief?month=2026-11; without a month, the
// present one.
func briefRoute(e *core.RequestEvent) error {
	if !access.Of(e).Office() {
		return access.Answer(http.StatusForbidden, "月度简报由社区工作人员使用")
	}
	now := calendar.Now(e.App).In(workday.Zone)
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, workday.Zone)
	if asked := e.Request.URL.Query().Get("month"); asked != "" {
		var err error
		if first, err = time.ParseInLocation("2006-01", asked, workday.Zone); err != nil {
			return access.Refuse("请选择月份，如 2026-11")
		}
	}
	if first.After(now) {
		return access.Refuse("这个月还没有到")
	}
	b, err := brief(e.App, first, now)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, b)
}

func brief(app core.App, first, now time.Time) (Brief, error) {
	next := first.AddDate(0, 1, 0)
	span := dbx.Params{"from": stored(first), "to": stored(next)}
	b := Brief{Month: first.Format("2006-01"), Title: fmt.Sprintf("%s民意诉求办理情况（%s）", settings.Of(app).Name(), first.Format("2006年1月"))}
	if now.Before(next) {
		b.Title = fmt.Sprintf("%s民意诉求办理情况（%s，截至%s）", settings.Of(app).Name(), first.Format("2006年1月"), now.Format("1月2日"))
	}
	var m month
	err := app.DB().NewQuery(`SELECT count(*) AS received,
		coalesce(sum([[r.status]] NOT IN ('pending','declined')), 0) AS accepted,
		coalesce(sum([[r.status]] = 'declined'), 0) AS declined,
		coalesce(sum([[r.status]] IN ('pending','accepted','need_info','dispatched','in_progress','in_review')), 0) AS in_hand,
		coalesce(sum([[r.status]] = 'suspended'), 0) AS suspended,
		coalesce(sum([[r.tier]] = 'department'), 0) AS department,
		coalesce(sum([[r.tier]] = 'complex'), 0) AS complex,
		coalesce(sum([[r.lane]] = 'emergency'), 0) AS emergencies
		FROM {{requests}} {{r}} WHERE ` + inMonth("received_at")).Bind(span).One(&m)
	if err != nil {
		return b, fmt.Errorf("count the month: %w", err)
	}
	var a answeredIn
	err = app.DB().NewQuery("SELECT " + tally + ", coalesce(sum([[r.told]] = 1), 0) AS told FROM {{requests}} {{r}} WHERE " + inMonth("replied_at")).
		Bind(dbx.Params{"from": span["from"], "to": span["to"], "now": stored(now)}).One(&a)
	if err != nil {
		return b, fmt.Errorf("count answers of the month: %w", err)
	}
	var closed int
	if err := app.DB().NewQuery("SELECT count(*) FROM {{requests}} {{r}} WHERE " + inMonth("closed_at")).Bind(span).Row(&closed); err != nil {
		return b, fmt.Errorf("count closed: %w", err)
	}
	var categories, matters []counted
	err = app.DB().NewQuery("SELECT [[r.category]] AS code, count(*) AS n FROM {{requests}} {{r}} WHERE " + inMonth("received_at") + " AND [[r.category]] <> '' GROUP BY [[r.category]] ORDER BY n DESC, code").Bind(span).All(&categories)
	if err != nil {
		return b, fmt.Errorf("count categories: %w", err)
	}
	err = app.DB().NewQuery("SELECT m.[[name]] AS code, count(*) AS n FROM {{requests}} {{r}} JOIN {{matters}} {{m}} ON m.[[id]] = r.[[matter]] WHERE " +
		inMonth("received_at") + " AND m.[[code]] <> 'other' GROUP BY m.[[id]] HAVING n > 1 ORDER BY n DESC, m.[[name]] LIMIT 3").Bind(span).All(&matters)
	if err != nil {
		return b, fmt.Errorf("count matters: %w", err)
	}
	b.Paragraphs = []string{m.came(categories, matters), m.done(a, closed), a.heard()}
	b.Text = b.Title + "\n\n　　" + strings.Join(b.Paragraphs, "\n　　")
	return b, nil
}

// inMonth is the condition for what the brief counts: the requests every rate
// counts, called r, by one of their times.
func inMonth(field string) string {
	return "[[r." + field + "]] >= {:from} AND [[r." + field + "]] < {:to} AND " + population
}

// came is the first paragraph: what residents brought.
func (m month) came(categories, matters []counted) string {
	if m.Received == 0 {
		return "一、收到情况。本月没有收到民意诉求。"
	}
	s := fmt.Sprintf("一、收到情况。本月共收到民意诉求%d件", m.Received)
	s += list("，其中", categories, func(c counted) string {
		return fmt.Sprintf("%s%d件（占%.0f%%）", words.Value("category", c.Code), c.N, 100*float64(c.N)/float64(m.Received))
	}) + "。"
	if len(matters) > 0 {
		s += list("反映较多的是", matters, func(c counted) string { return fmt.Sprintf("%s%d件", c.Code, c.N) }) + "。"
	}
	if m.Emergencies > 0 {
		s += fmt.Sprintf("紧急事项%d件。", m.Emergencies)
	}
	return s
}

// done is the second: what was done about it.
func (m month) done(a answeredIn, closed int) string {
	s := fmt.Sprintf("二、办理情况。本月收到的诉求已受理%d件，不属社区职责、已告知去处%d件，仍在办理%d件，挂账%d件。本月答复%d件，办结%d件", m.Accepted, m.Declined, m.InHand, m.Suspended, a.Answered, closed)
	if a.Due > 0 {
		again := ""
		if a.Due < a.Answered {
			again = "，正在重新办理的未计"
		}
		s += fmt.Sprintf("，按时答复率%s（%d件中按时%d件%s）", percent(float64(a.OnTime)/float64(a.Due)), a.Due, a.OnTime, again)
	}
	s += "。"
	if m.Department+m.Complex > 0 {
		s += fmt.Sprintf("转职能部门%d件，填写《民意诉求承办单》随周报上报%d件。", m.Department, m.Complex)
	}
	return s
}

// heard is the third: what residents say. Who said nothing is satisfied with
// nothing.
func (a answeredIn) heard() string {
	if a.Answered == 0 {
		return "三、居民评价。本月没有答复，还没有评价。"
	}
	s := fmt.Sprintf("三、居民评价。本月答复的%d件中，已告知居民%d件，居民评价%d件，未评价%d件。", a.Answered, a.Told, a.Rated, a.Answered-a.Rated)
	if a.Said > 0 {
		s += "解决率" + rate("", a.Solved, a.Said).of(a.Said, a.Answered, "").Sentence + "。"
	}
	if a.Rated > 0 {
		s += "满意率" + rate("", a.Satisfied, a.Rated).of(a.Rated, a.Answered, "").Sentence + "。"
	}
	return s + "未评价的不算满意。"
}

func list(before string, all []counted, say func(counted) string) string {
	if len(all) == 0 {
		return ""
	}
	parts := make([]string, len(all))
	for i, c := range all {
		parts[i] = say(c)
	}
	return before + strings.Join(parts, "、")
}

package reports

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// coming is the week the office cares about: this one to its end, or the next
// with a working day.
func coming(app core.App) schedule.ISOWeek {
	week := schedule.WeekOf(calendar.Now(app))
	for range 5 {
		if _, _, ok := slotOf(app, week); ok {
			return week
		}
		week = week.Next()
	}
	return week
}

// FridayState is how the coming report stands, for the workbench.
func FridayState(app core.App) workbench.Week {
	week, now := coming(app), calendar.Now(app)
	slot, preview, _ := slotOf(app, week)
	state := workbench.Week{Week: week.String(), SlotAt: slot, PreviewAt: preview}
	r, err := open(app, week)
	if err != nil {
		app.Logger().Error("read weekly report", "week", week.String(), "error", err)
		state.Sentence = "周报的情况没有读出来，请稍后刷新"
		return state
	}
	state.State = r.GetString("state")
	state.StateLabel = words.Value("report_state", state.State)
	state.Sentence = sentence(app, r, slot, now)
	if frozen(r) {
		f := figuresOf(r)
		state.SlotAt, state.Items, state.Complex = r.GetDateTime("slot_at").Time(), f.Total, f.Complex
		return state
	}
	if err := count(app, week, &state); err != nil {
		app.Logger().Error("count weekly report", "week", week.String(), "error", err)
	}
	return state
}

// count says how much a report would hold now.
func count(app core.App, week schedule.ISOWeek, state *workbench.Week) error {
	p, err := periodOf(app, week)
	if err != nil {
		return err
	}
	if state.Items, err = p.total(app); err != nil {
		return err
	}
	items, err := p.items(app)
	if err != nil {
		return err
	}
	for _, i := range items {
		if i.State == itemIn {
			state.Complex++
		}
	}
	waiting := 0
	err = app.DB().Select("count(*)").From("requests").Where(dbx.HashExp{"tier": "complex", "status": "pending"}).Row(&waiting)
	if waiting > 0 {
		state.Sentence += fmt.Sprintf("；还有 %d 件复杂诉求没有受理，受理后才会列入", waiting)
	}
	return err
}

// sentence is how a report stands, in one line.
func sentence(app core.App, r *core.Record, slot, now time.Time) string {
	at := spoken(slot)
	switch state := r.GetString("state"); {
	case state == manual:
		if r.GetString("manual_to") == "" {
			return r.GetString("manual_how")
		}
		return fmt.Sprintf("已人工报送：%s，报给%s", r.GetString("manual_how"), r.GetString("manual_to"))
	case state == sent:
		return "已发出" + sentTo(app, r.GetString("week"))
	case state == queued:
		return waiting(app, r.GetString("week"))
	case state == held && frozen(r):
		return "已生成，等签发；签发后马上发出"
	case state == held:
		return at + "只生成不发出，签发或取消暂缓后再发"
	case !now.Before(slot):
		if schedule.WeekOf(now) != schedule.WeekOf(slot) {
			return "这一周没有单独生成周报"
		}
		return "本周的周报还没有生成，程序正常运行时几分钟内会自动生成，也可以点“现在发出”"
	case r.GetString("signed_by") != "":
		return fmt.Sprintf("%s已签发，%s自动发出，%s", r.GetString("signed_by"), at, left(slot, now))
	case settings.Of(app).GetBool("report_auto"):
		return fmt.Sprintf("%s自动发出，%s", at, left(slot, now))
	}
	return fmt.Sprintf("%s生成，签发后才发出，%s", at, left(slot, now))
}

// waiting says why a letter has not gone out.
func waiting(app core.App, week string) string {
	rows, err := letters(app, week)
	if err != nil || len(rows) == 0 {
		return notOut + "发信箱里没有这封信，请点“暂缓”再“取消暂缓”重发，或改用人工报送"
	}
	if why := rows[0].GetString("last_error"); why != "" {
		return notOut + why
	}
	return "已生成，正在发出"
}

func sentTo(app core.App, week string) string {
	rows, err := letters(app, week)
	if err != nil {
		return ""
	}
	for _, row := range rows {
		if row.GetString("state") == outbox.Sent {
			return fmt.Sprintf("：%s，发给 %s", row.GetDateTime("sent_at").Time().In(workday.Zone).Format("1月2日 15:04"), row.GetString("to"))
		}
	}
	return ""
}

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

func spoken(t time.Time) string {
	t = t.In(workday.Zone)
	return weekdays[t.Weekday()] + " " + t.Format("15:04") + " "
}

func left(slot, now time.Time) string {
	d := slot.Sub(now)
	switch {
	case d >= 24*time.Hour:
		return fmt.Sprintf("还有 %d 天", int(d.Hours()/24))
	case d >= time.Hour:
		return fmt.Sprintf("还有 %d 小时", int(d.Hours()))
	}
	return fmt.Sprintf("还有 %d 分钟", int(d.Minutes()))
}

const (
	notOut = "本周报未发出："
	grace  = time.Hour // a mail server may be slow; after that somebody should look
)

// unsent is the red line about a report that should be out and is not, this
// week's or an earlier one.
func unsent(app core.App) workbench.Line {
	var weeks []string
	err := app.DB().Select("week").From(collection).
		Where(dbx.NewExp("subject != '' AND state IN ('queued', 'held') AND slot_at < {:t}", dbx.Params{"t": stamp(calendar.Now(app).Add(-grace))})).
		OrderBy("week").Limit(3).Column(&weeks)
	if err != nil || len(weeks) == 0 {
		return workbench.Line{}
	}
	r, err := app.FindFirstRecordByData(collection, "week", weeks[0])
	if err != nil {
		return workbench.Line{}
	}
	why := sentence(app, r, r.GetDateTime("slot_at").Time(), calendar.Now(app))
	week, _ := schedule.ParseISOWeek(weeks[0])
	return workbench.Line{Label: "周报", State: workbench.Bad, Sentence: fmt.Sprintf("第%d周周报未发出：%s", week.Week, strings.TrimPrefix(why, notOut))}
}

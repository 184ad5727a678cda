package reports

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
	"hongguan/rules/words"
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
	return workbench.Line{Label: "周报", State: workbench.Bad, Sentence: fmt.Sprintf("第%d周周报未发出：%s", week.Week, strings.TrimPrefix(why, notOut)), Banner: true}
}

package overview

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
	"hongguan/rules/words"
)

// friday is what the calendar alone knows of the coming report. The package
// that makes the reports has the last word.
func friday(app core.App) workbench.Week {
	now, days := calendar.Now(app), calendar.Workdays(app)
	mode := schedule.ModeA
	if settings.Of(app).GetString("report_mode") == "B" {
		mode = schedule.ModeB
	}
	week := schedule.WeekOf(now)
	slot, preview, ok := schedule.FridaySlot(week, mode, days)
	for range 10 { // a week wholly off goes up with the next one
		if ok && now.Before(slot) {
			break
		}
		week = week.Next()
		slot, preview, ok = schedule.FridaySlot(week, mode, days)
	}
	out := workbench.Week{Week: week.String(), SlotAt: slot.UTC(), PreviewAt: preview.UTC(), State: "draft", StateLabel: words.Value("report_state", "draft")}
	err := app.DB().NewQuery(`SELECT count(*), coalesce(sum([[tier]] = 'complex'), 0) FROM {{requests}}
		WHERE [[status]] IN ('accepted', 'dispatched', 'in_progress') AND [[friday]] <> 'out' AND ([[tier]] = 'complex' OR [[friday]] = 'in')`).
		Row(&out.Items, &out.Complex)
	if err != nil {
		app.Logger().Error("count the coming report", "error", err)
	}
	out.Sentence = fmt.Sprintf("%s起可以预览", preview.Format("1月2日 15:04"))
	if !now.Before(preview) {
		out.Sentence = "现在可以预览"
	}
	return out
}

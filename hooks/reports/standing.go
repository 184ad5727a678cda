package reports

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

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
		if before(app, r.GetString("week")) {
			return "开始使用时已过这一周的上报时间，下周起自动生成；需要现在报，可以点“现在发出”"
		}
		return "本周的周报还没有生成，程序正常运行时几分钟内会自动生成，也可以点“现在发出”"
	case r.GetString("signed_by") != "":
		return fmt.Sprintf("%s已签发，%s自动发出，%s", r.GetString("signed_by"), at, left(slot, now))
	case settings.Of(app).GetBool("report_auto"):
		return fmt.Sprintf("%s自动发出，%s", at, left(slot, now))
	}
	return fmt.Sprintf("%s生成，签发后才发出，%s", at, left(slot, now))
}

// before reports whether a week counts as done because the office began to
// use the program after its slot.
func before(app core.App, week string) bool {
	_, err := app.FindFirstRecordByFilter("job_runs", "job = {:j} && slot = {:w} && state = 'done'", dbx.Params{"j": job, "w": week})
	return err == nil
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

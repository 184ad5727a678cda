package workbench

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
)

const (
	mb = 1 << 20
	gb = 1 << 30

	littleDisk = 5 * gb         // worth a word: photos and copies of the data need room
	noDisk     = 500 * mb       // the next photos and the next copy may fail
	lateMail   = 24 * time.Hour // a letter that old will not go out by itself
)

// bindGround adds what the ground has to say about itself.
func bindGround(app core.App) {
	Health(app, database)
	Health(app, mail)
	Health(app, timetable)
	Health(app, holidays)
	Health(app, address)
	Vital(app, "disk_free_bytes", func(app core.App) (any, bool) {
		free, err := freeBytes(app.DataDir())
		if err != nil {
			return nil, false // a disk that cannot be measured is not a full one
		}
		return free, free < noDisk
	})
	Vital(app, "oldest_unsent_mail_seconds", func(app core.App) (any, bool) {
		h, err := outbox.Look(app)
		if err != nil {
			return nil, true
		}
		if h.Waiting == 0 {
			return nil, false
		}
		return int(h.Oldest.Seconds()), h.Oldest >= lateMail
	})
	// Named from the start, so that a watching program sees what is not there.
	for _, name := range []string{"replica_age_seconds", "last_backup", "last_restore_drill"} {
		Vital(app, name, func(core.App) (any, bool) { return nil, false })
	}
}

func database(app core.App) Line {
	if p := of(app).beat(app); p.err != nil {
		return Line{Label: "数据库", State: Bad, Sentence: "写不进数据库，居民现在提交不了，请马上看磁盘是否已满、是否只读"}
	}
	free, err := freeBytes(app.DataDir())
	switch {
	case err != nil:
		return Line{Label: "数据库", State: OK, Sentence: "读写正常"}
	case free < noDisk:
		return Line{Label: "数据库", State: Bad, Sentence: fmt.Sprintf("磁盘只剩 %d MB，照片快存不下了，请清理磁盘", free/mb)}
	case free < littleDisk:
		return Line{Label: "数据库", State: Warn, Sentence: fmt.Sprintf("磁盘还剩 %.1f GB，请找时间清理", float64(free)/gb)}
	}
	return Line{Label: "数据库", State: OK, Sentence: fmt.Sprintf("读写正常，磁盘还剩 %d GB", free/gb)}
}

func mail(app core.App) Line {
	h, err := outbox.Look(app)
	switch {
	case err != nil:
		app.Logger().Error("workbench: outbox", "error", err)
		return Line{Label: "发信", State: Bad, Sentence: "发信箱读不出来，请重启程序"}
	case h.Sentence == "":
		return Line{Label: "发信", State: OK, Sentence: "没有积压的信"}
	case h.Oldest >= lateMail:
		return Line{Label: "发信", State: Bad, Sentence: h.Sentence}
	}
	return Line{Label: "发信", State: Warn, Sentence: h.Sentence}
}

// timetable tells about a clock that cannot be believed and a job that failed;
// it says nothing when all is well.
func timetable(app core.App) Line {
	sentence, err := jobs.Trouble(app)
	if err != nil {
		app.Logger().Error("workbench: jobs", "error", err)
		return Line{Label: "定时", State: Bad, Sentence: "定时任务读不出来，请重启程序"}
	}
	if sentence == "" {
		return Line{}
	}
	return Line{Label: "定时", State: Bad, Sentence: sentence}
}

// holidays asks for the State Council's arrangement: this year's always, next
// year's from December on, when it is out and deadlines begin to reach into it.
func holidays(app core.App) Line {
	now := calendar.Now(app).In(workday.Zone)
	year := now.Year()
	days := calendar.Workdays(app)
	if days.Known(year) && now.Month() == time.December {
		year++
	}
	if days.Known(year) {
		return Line{}
	}
	return Line{Label: "日历", State: Warn, Sentence: fmt.Sprintf("%d 年的放假安排还没有录入，期限先按周一至周五计算，请到“设置 → 工作日历”粘贴放假通知", year), Banner: true}
}

func address(app core.App) Line {
	if settings.Of(app).PublicURL() != "" {
		return Line{}
	}
	return Line{Label: "网址", State: Warn, Sentence: "还没有填居民能打开的网址，海报和信里的链接用不了，请到“开办向导”填写"}
}

package demo

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/volunteers"
)

// services are what three of them did these two months: who, what, for whom,
// how many days ago and for how many minutes.
var services = []struct {
	who, title, forWhom, place string
	days, minutes              int
}{
	{"吴晓燕", "陪独居老人看病取药", "翡翠公馆的独居老人", "翡翠公馆 2栋楼下", 27, 180}, {"吴晓燕", "四点半课堂辅导作业", "小学生", "社区服务中心二楼", 24, 120},
	{"吴晓燕", "教老人用手机挂号", "社区的老人", "社区服务中心一楼", 20, 120}, {"吴晓燕", "帮老人换灯", "3幢的老人", "湖畔花园一期 3幢", 6, 60},
	{"郭爱珍", "清理楼道杂物", "1号楼的居民", "纺机宿舍 1号楼", 23, 150}, {"郭爱珍", "上门测血压", "行动不便的老人", "纺机宿舍", 12, 90},
	{"孙玉梅", "社区食堂帮厨", "来吃饭的老人", "社区食堂", 25, 240}, {"孙玉梅", "给行动不便的邻居送餐", "7幢的邻居", "莲香新村 7幢", 9, 120},
}

// helpers makes three residents volunteers, lets them serve, and leaves the
// office with something to do: one who applied, an order that waits for hands,
// a service nobody has confirmed.
func (t *town) helpers(by access.Actor, staff, people map[string]*core.Record, now time.Time) error {
	at := now
	defer calendar.SetClock(t.app, calendar.SetClock(t.app, func() time.Time { return at }))
	clerk := access.FromRecord(t.app, staff["wangmin"])
	for _, v := range []struct {
		name string
		form volunteers.Application
	}{
		{"吴晓燕", volunteers.Application{Kind: "party_member", SendingOrg: "星湖科技有限公司党支部", Times: []string{"workday_evening", "weekend"}, Skills: []string{"teaching", "computing", "care"}, Shown: true, MemberShown: true}},
		{"郭爱珍", volunteers.Application{Kind: "volunteer", Times: []string{"workday_day", "weekend"}, Skills: []string{"care", "patrol"}, Shown: true}},
		{"孙玉梅", volunteers.Application{Kind: "volunteer", Times: []string{"workday_day"}, Skills: []string{"care"}}},
	} {
		r := people[v.name]
		r.Load(map[string]any{"real_name": "confirmed", "real_name_how": "本人到窗口", "real_name_by": "社区工作者 王敏", "real_name_at": now.AddDate(0, -3, 0)})
		if err := t.app.Save(r); err != nil {
			return err
		}
		at = now.AddDate(0, -3, 0)
		if err := t.app.RunInTransaction(func(tx core.App) error {
			x, err := volunteers.Apply(tx, r, v.form)
			if err != nil {
				return err
			}
			_, err = volunteers.Decide(tx, by, x.Id, volunteers.Decision{Word: "approve"})
			return err
		}); err != nil {
			return fmt.Errorf("%s volunteers: %w", v.name, err)
		}
	}
	for _, s := range services {
		from := hour(now, -s.days, 14)
		at = from.Add(-time.Hour)
		o := volunteers.Order{Title: s.title, ForWhom: s.forWhom, Place: s.place, Capacity: 2}
		if err := t.serves(clerk, people[s.who], o, from, s.minutes, &at, true); err != nil {
			return fmt.Errorf("%s: %w", s.title, err)
		}
	}
	from := hour(now, -1, 9) // yesterday's, which nobody has asked about yet
	at = from.Add(-time.Hour)
	if err := t.serves(clerk, people["郭爱珍"], volunteers.Order{Title: "陪老人理发", ForWhom: "1号楼的老人", Place: "纺机宿舍 1号楼", Capacity: 1}, from, 60, &at, false); err != nil {
		return err
	}
	at = now
	return t.app.RunInTransaction(func(tx core.App) error {
		if _, err := volunteers.Apply(tx, people["高明"], volunteers.Application{Kind: "volunteer", Times: []string{"weekend"}, Skills: []string{"repair", "driving"}}); err != nil {
			return err
		}
		next := hour(now, 2, 9)
		_, err := volunteers.Publish(tx, clerk, volunteers.Order{Title: "冬天给独居老人擦窗、晒被子", Text: "一户两个人，带抹布。玻璃只擦里面。", ForWhom: "独居老人", Place: "社区服务中心门口集合", Capacity: 6,
			Skills: []string{"care"}, StartsAt: next.Format(time.RFC3339), EndsAt: next.Add(2 * time.Hour).Format(time.RFC3339)})
		return err
	})
}

// serves takes one volunteer through one order, the clock going along.
func (t *town) serves(clerk access.Actor, who *core.Record, o volunteers.Order, from time.Time, minutes int, at *time.Time, confirmed bool) error {
	until := from.Add(time.Duration(minutes) * time.Minute)
	o.StartsAt, o.EndsAt = from.Format(time.RFC3339), until.Format(time.RFC3339)
	return t.app.RunInTransaction(func(tx core.App) error {
		order, err := volunteers.Publish(tx, clerk, o)
		if err != nil {
			return err
		}
		c, err := volunteers.Claim(tx, who, order.Id)
		if err != nil {
			return err
		}
		for _, s := range []struct {
			way string
			at  time.Time
		}{{"in", from}, {"out", until}} {
			*at = s.at
			if err := volunteers.Sign(tx, clerk, order, c, s.way, s.at); err != nil {
				return err
			}
		}
		if !confirmed {
			return nil
		}
		*at = until.Add(2 * time.Hour)
		if _, err := volunteers.Confirm(tx, clerk, nil, c.Id, volunteers.Confirmation{How: "phone", Thanks: "做得很仔细，谢谢"}); err != nil {
			return err
		}
		return volunteers.Finish(tx, clerk, order)
	})
}

package demo

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/duties"
	"hongguan/rules/workday"
)

// appoint gives the community its team: a head of a building who agreed to be
// named, a grid worker, who receives residents on which day, the police officer.
func (t *town) appoint(by access.Actor, staff, people map[string]*core.Record, now time.Time) error {
	guo := people["郭爱珍"]
	guo.Load(map[string]any{"real_name": "confirmed", "real_name_how": "上门见到本人", "real_name_by": "网格员 顾平", "real_name_at": now.AddDate(0, -2, 0)})
	if err := t.app.Save(guo); err != nil {
		return err
	}
	grid, err := t.app.FindFirstRecordByData("grids", "no", "01")
	if err != nil {
		return err
	}
	day := func(months int) string { return now.In(workday.Zone).AddDate(0, months, 0).Format(time.DateOnly) }
	for _, a := range []duties.Appointment{
		{Kind: duties.Team, Title: "社区民警", Name: "丁警官", Phone: "0512-62801110", FromDay: day(-10), AppointedBy: "星湖派出所"},
		{Kind: duties.GridWorker, Staff: staff["guping"].Id, Grid: grid.Id, FromDay: day(-10), AppointedBy: "湖畔社区党委"},
		{Kind: duties.BuildingHead, Resident: guo.Id, Building: t.buildings["纺机宿舍 1号楼"].Id, FromDay: day(-2), UntilDay: day(10), AppointedBy: "居民代表会议", Shown: true},
		{Kind: duties.Reception, Title: "项目负责人", Staff: staff["shenjie"].Id, FromDay: day(-10), AppointedBy: "湖畔社区党委", Days: []string{"mon", "thu"}, FromTime: "08:30", ToTime: "11:30", Place: "一楼接访室"},
		{Kind: duties.Reception, Title: "社区工作者", Staff: staff["wangmin"].Id, FromDay: day(-10), AppointedBy: "湖畔社区党委", Days: []string{"tue", "wed", "fri"}, FromTime: "13:00", ToTime: "17:00", Place: "一楼接访室"},
	} {
		if _, err := duties.Appoint(t.app, by, a, ""); err != nil {
			return err
		}
	}
	return nil
}

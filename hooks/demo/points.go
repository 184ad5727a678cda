package demo

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/points"
	"hongguan/hooks/rewards"
	"hongguan/rules/workday"
)

// offers are what the community gives for points, with their stock.
var offers = []struct {
	fields map[string]any
	stock  int
}{
	{map[string]any{"name": "元旦联欢会优先入座", "kind": "priority", "class": "activity", "cost": 5, "per_year": 1, "text": "1月1日下午 2 点，二楼活动室，前两排"}, 20},
	{map[string]any{"name": "四点半课堂优先报名", "kind": "priority", "class": "resource", "cost": 8, "per_year": 2, "text": "下学期开班前一周先报名"}, 6},
	{map[string]any{"name": "洗衣液 1 千克", "kind": "goods", "class": "daily", "cost": 10, "per_year": 2, "source": "社区党组织为民服务专项经费", "budget": 800, "worth": 12.5, "text": "在社区服务中心一楼领取"}, 24},
	{map[string]any{"name": "折叠雨伞", "kind": "goods", "class": "daily", "cost": 18, "per_person": 1, "source": "共建单位捐赠", "budget": 600, "worth": 30, "text": "在社区服务中心一楼领取"}, 8},
	{map[string]any{"name": "毛巾一条", "kind": "goods", "class": "daily", "cost": 4, "per_year": 3, "source": "社区党组织为民服务专项经费", "budget": 300, "worth": 8, "text": "在社区服务中心一楼领取"}, 30},
}

// thanks writes the rules of the points, and the rewards with their stock.
func (t *town) thanks(by access.Actor, now time.Time) error {
	for _, f := range []map[string]any{
		{"name": "志愿服务按小时", "trigger": points.ForService, "amount": 2, "per": "hour", "daily_cap": 8, "valid_months": 12, "needs_confirmation": true, "active": true},
		{"name": "共建项目节点", "trigger": points.ForMilestone, "amount": 5, "per": "time", "valid_months": 12, "needs_confirmation": true, "active": true},
		{"name": "楼长、兼职网格员任满一季", "trigger": points.ForDuty, "amount": 6, "per": "time", "valid_months": 12, "active": true},
	} {
		if err := t.put("point_rules", f); err != nil {
			return err
		}
	}
	year := now.In(workday.Zone).Format("2006")
	for _, o := range offers {
		o.fields["active"] = true
		if o.fields["kind"] == "goods" {
			o.fields["budget_year"] = year
		}
		if err := t.put("rewards", o.fields); err != nil {
			return err
		}
		x, err := t.app.FindFirstRecordByData("rewards", "name", o.fields["name"])
		if err != nil {
			return err
		}
		if err := t.app.RunInTransaction(func(tx core.App) error { return rewards.Stock(tx, by, x, "in", o.stock, "年初入库") }); err != nil {
			return err
		}
	}
	return nil
}

// redeem lets two volunteers redeem: one has it, for the other it waits.
func (t *town) redeem(clerk access.Actor, people map[string]*core.Record) error {
	towel, err := t.app.FindFirstRecordByData("rewards", "name", "毛巾一条")
	if err != nil {
		return err
	}
	soap, err := t.app.FindFirstRecordByData("rewards", "name", "洗衣液 1 千克")
	if err != nil {
		return err
	}
	guo, sun := people["郭爱珍"], people["孙玉梅"]
	r, err := rewards.Redeem(t.app, access.FromRecord(t.app, guo), towel.Id, guo.Id, "demo1")
	if err != nil {
		return err
	}
	phone := guo.GetString("phone")
	err = t.app.RunInTransaction(func(tx core.App) error {
		_, err := rewards.HandOver(tx, clerk, r.Id, "", phone[len(phone)-4:])
		return err
	})
	if err != nil {
		return err
	}
	_, err = rewards.Redeem(t.app, access.FromRecord(t.app, sun), soap.Id, sun.Id, "demo2")
	return err
}

// put saves a record as the secretary does.
func (t *town) put(table string, fields map[string]any) error {
	c, err := t.app.FindCollectionByNameOrId(table)
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(fields)
	if err := t.app.Save(r); err != nil {
		return fmt.Errorf("%s %v: %w", table, fields["name"], err)
	}
	return nil
}

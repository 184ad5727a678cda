package volunteers

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/rules/realname"
	"hongguan/rules/service"
	"hongguan/rules/words"
)

// line is one row of a sign-in sheet that was filled in by hand.
type line struct {
	Volunteer string `json:"volunteer"` // id; empty: looked for by name and number
	Name      string `json:"name"`
	Phone     string `json:"phone"`
	In        string `json:"in_at"`
	Out       string `json:"out_at"`
}

// paperRoute takes a paper list over. It is tried first: a dry run says of every
// line what would happen, and a list with a wrong line is not taken at all.
func paperRoute(e *core.RequestEvent) error {
	who, err := organiser(e)
	if err != nil {
		return err
	}
	var f struct {
		Rows   []line
		Reason string
		Dry    bool
	}
	if err := body(e, &f); err != nil {
		return err
	}
	if len(f.Rows) == 0 || len(f.Rows) > mostHelpers {
		return access.Refuse(fmt.Sprintf("请填 1 到 %d 行", mostHelpers))
	}
	results := []map[string]any{}
	wrong := 0
	err = e.App.RunInTransaction(func(tx core.App) error {
		o, err := find(tx, ordersTable, e.Request.PathValue("id"), "没有找到这一单")
		if err != nil {
			return err
		}
		if err := paperTime(tx, who, o, f.Reason); err != nil {
			return err
		}
		for _, l := range f.Rows {
			sentence, ok := l.enter(tx, who, o, f.Reason)
			if !ok {
				wrong++
			}
			results = append(results, map[string]any{"ok": ok, "sentence": sentence})
		}
		if wrong > 0 || f.Dry {
			return errDry
		}
		return audit.Write(tx, who, audit.Entry{Action: "补录签到表", Collection: ordersTable, ID: o.Id, Note: fmt.Sprintf("%d 人", len(f.Rows))})
	})
	if err != nil && err != errDry {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"rows": results, "wrong": wrong, "applied": err == nil})
}

// errDry takes back what a dry run wrote.
var errDry = fmt.Errorf("dry run")

// paperTime refuses a list that comes before its time or long after it.
func paperTime(tx core.App, who access.Actor, o *core.Record, reason string) error {
	now, ended := calendar.Now(tx), o.GetDateTime("ends_at").Time()
	switch {
	case o.GetString("state") == cancelled:
		return access.Refuse("这一单已经取消，不能补录")
	case now.Before(o.GetDateTime("starts_at").Time()):
		return access.Refuse("活动还没有开始，不能补录签到表")
	case service.Late(ended, now) && !who.Lead():
		return access.Refuse("活动结束已经超过 7 天，请红管负责人或书记补录，并写明原因")
	case service.Late(ended, now) && strings.TrimSpace(reason) == "":
		return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "活动结束已经超过 7 天，请写明为什么现在才补录"})
	case utf8.RuneCountInString(reason) > 200:
		return access.RefuseFields(access.Field{Name: "reason", Code: "reason_long", Sentence: "太长了，请控制在 200 字以内"})
	}
	return nil
}

// enter writes one line and says what became of it.
func (l line) enter(tx core.App, who access.Actor, o *core.Record, reason string) (string, bool) {
	v, err := l.who(tx)
	if err != nil {
		return err.Error(), false
	}
	name := v.GetString("name")
	resident, err := tx.FindRecordById("residents", v.GetString("resident"))
	if err != nil {
		return name + "的居民登记已经删除", false
	}
	from, err1 := time.Parse(time.RFC3339, l.In)
	until, err2 := time.Parse(time.RFC3339, l.Out)
	now := calendar.Now(tx)
	switch {
	case err1 != nil || err2 != nil:
		return name + "：请填几点到、几点走", false
	case !from.Before(until):
		return name + "：走的时间在到的前面，请核对", false
	case until.After(now):
		return name + "：走的时间晚于现在，请核对", false
	case service.Span{From: from, Until: until}.Meet(spanOf(o)).Empty():
		return name + "：时间不在活动里，请核对", false
	case v.GetString("state") == pending || v.GetString("state") == refused:
		return name + "还没有同意做志愿者，请先审核", false
	}
	if err := near(tx, who, resident.Id, "不能给自己记，请同事来办"); err != nil {
		return name + "：" + err.Error(), false
	}
	if sentence := unfit(tx, resident, v, o, spanOf(o)); sentence != "" {
		return name + "：" + sentence, false
	}
	c := claimOf(tx, o, v)
	if c == nil {
		if c, err = fresh(tx, claimsTable, map[string]any{"order": o.Id, "volunteer": v.Id, "resident": v.GetString("resident"), "claimed_at": now}); err != nil {
			return "没有存下，请再试一次", false
		}
	}
	switch c.GetString("state") {
	case in, out, done:
		return name + "已经" + words.Value("claim_state", c.GetString("state")) + "，不再记一次", false
	}
	c.Load(map[string]any{"state": out, "in_at": from, "out_at": until, "in_how": "paper", "out_how": "paper", "note": strings.TrimSpace(reason), "noted_by": who.Label})
	if err := save(tx, c); err != nil {
		tx.Logger().Error("enter paper list", "error", err)
		return name + "：没有存下，请再试一次", false
	}
	already, err := counted(tx, v.Id, "")
	if err != nil {
		tx.Logger().Error("enter paper list", "error", err)
		return name + "：没有存下，请再试一次", false
	}
	minutes, overlap := service.Count(service.Span{From: from, Until: until}, spanOf(o), already)
	sentence := name + "：" + service.Hours(minutes)
	if overlap > 0 {
		sentence += fmt.Sprintf("，另外 %s已经计入别的服务，不重复计", service.Hours(overlap))
	}
	return sentence, true
}

// who finds the volunteer of a line.
func (l line) who(app core.App) (*core.Record, error) {
	if l.Volunteer != "" {
		v, err := app.FindRecordById(table, l.Volunteer)
		if err != nil {
			return nil, fmt.Errorf("没有找到这位志愿者")
		}
		return v, nil
	}
	name := realname.NormalizeName(l.Name)
	phone, _, err := realname.Phone(l.Phone)
	if name == "" || err != nil {
		return nil, fmt.Errorf("请写志愿者的姓名和登记的电话")
	}
	var rows []*core.Record
	err = app.RecordQuery(table).InnerJoin("residents r", dbx.NewExp("r.id = volunteers.resident AND r.phone = {:p}", dbx.Params{"p": phone})).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("没有查到，请再试一次")
	}
	for _, v := range rows {
		if realname.SameName(v.GetString("name"), name) {
			return v, nil
		}
	}
	return nil, fmt.Errorf("%s不是登记的志愿者，请先请他报名", name)
}

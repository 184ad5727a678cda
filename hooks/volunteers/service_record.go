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
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/rules/service"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// put writes the record of a confirmed service, with what 志愿服务记录与证明出具办法
// asks for: who, what, when, where, for whom, how long, how well, who was
// responsible and who wrote it down. Nil when no minute of it counts.
func put(tx core.App, who access.Actor, o, c *core.Record) (*core.Record, error) {
	present := service.Span{From: c.GetDateTime("in_at").Time(), Until: c.GetDateTime("out_at").Time()}
	counted, err := counted(tx, c.GetString("volunteer"), "")
	if err != nil {
		return nil, err
	}
	minutes, overlap := service.Count(present, spanOf(o), counted)
	if minutes == 0 {
		return nil, nil
	}
	present = service.AtIt(present, spanOf(o)) // whoever forgot to sign out did not serve until the evening
	r, err := fresh(tx, recordsTable, map[string]any{
		"volunteer": c.GetString("volunteer"), "resident": c.GetString("resident"), "claim": c.Id, "activity": o.GetString("title"), "day": service.Day(present),
		"place": o.GetString("place_label"), "for_whom": o.GetString("for_whom"), "content": o.GetString("text"), "started_at": present.From, "ended_at": present.Until,
		"minutes": minutes, "overlap": overlap, "quality": c.GetString("quality"), "responsible": o.GetString("responsible"), "recorder": who.Label, "state": "valid",
	})
	if err != nil {
		return nil, err
	}
	if who.Kind == access.Resident {
		r.Set("recorder", "程序自动记录，被服务的居民确认")
	}
	return r, number(tx, who, r, "")
}

// number gives a record its number, stores it and thanks for it; old is the id
// of the record it takes the place of.
func number(tx core.App, who access.Actor, r *core.Record, old string) error {
	day := calendar.Now(tx).In(workday.Zone).Format("20060102")
	n, err := requests.Count(tx, "service-"+day)
	if err != nil {
		return err
	}
	r.Set("record_no", fmt.Sprintf("FW-%s-%02d", day, n))
	if err := save(tx, r); err != nil {
		return err
	}
	return award(tx, who, r, old)
}

// counted are the spans of somebody's records that count already, but for one.
func counted(app core.App, volunteer, except string) ([]service.Span, error) {
	rows, err := app.FindAllRecords(recordsTable, dbx.HashExp{"volunteer": volunteer, "state": "valid"})
	if err != nil {
		return nil, fmt.Errorf("records of a volunteer: %w", err)
	}
	var list []service.Span
	for _, r := range rows {
		if r.Id != except {
			list = append(list, service.Span{From: r.GetDateTime("started_at").Time(), Until: r.GetDateTime("ended_at").Time()})
		}
	}
	return list, nil
}

// wishRoute takes a volunteer's word that a record of hers is wrong.
func wishRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	var f struct {
		Text    string
		Minutes int
	}
	if err := body(e, &f); err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		r, err := find(tx, recordsTable, e.Request.PathValue("id"), "没有找到这条服务记录")
		if err != nil {
			return err
		}
		if r.GetString("resident") != me.Id {
			return access.Answer(http.StatusNotFound, "没有找到这条服务记录")
		}
		f.Text = strings.TrimSpace(f.Text)
		switch {
		case r.GetString("state") != "valid":
			return access.Refuse("这条记录已经" + words.Value("record_state", r.GetString("state")) + "，请看新的那条")
		case f.Text == "" || utf8.RuneCountInString(f.Text) > 200:
			return access.RefuseFields(access.Field{Name: "text", Code: "wish_text", Sentence: "请写一句哪里不对，200 字以内"})
		case f.Minutes < 0 || f.Minutes > 12*60:
			return access.RefuseFields(access.Field{Name: "minutes", Code: "wish_minutes", Sentence: "一次服务最多 12 小时，请核对"})
		}
		r.Load(map[string]any{"wish": f.Text, "wish_minutes": f.Minutes, "wish_at": calendar.Now(tx), "wish_state": "pending", "wish_answer": "", "wish_by": ""})
		return save(tx, r)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"wish_state": "pending"})
}

// settleRoute answers such a wish. A record is not rewritten: a new one takes the
// place of the old, which stays to be read.
func settleRoute(e *core.RequestEvent) error {
	var f struct {
		Grant   bool
		Minutes int
		Answer  string
	}
	return onRecord(e, &f, "答复服务记录更正", func(tx core.App, who access.Actor, r *core.Record) error {
		if r.GetString("wish_state") != "pending" {
			return access.Refuse("这条记录没有等答复的更正要求，可能同事先办了")
		}
		f.Answer = strings.TrimSpace(f.Answer)
		if !f.Grant && f.Answer == "" {
			return access.RefuseFields(access.Field{Name: "answer", Code: "answer_missing", Sentence: "不更正的，请写一句为什么，本人看得到"})
		}
		r.Load(map[string]any{"wish_state": map[bool]string{true: "granted", false: "refused"}[f.Grant], "wish_answer": f.Answer, "wish_by": who.Label})
		if !f.Grant {
			return save(tx, r)
		}
		return correct(tx, who, r, f.Minutes)
	})
}

// correct puts a record with other minutes in the place of one.
func correct(tx core.App, who access.Actor, r *core.Record, minutes int) error {
	span, activity, err := fit(tx, r, minutes)
	if err != nil {
		return err
	}
	others, err := counted(tx, r.GetString("volunteer"), r.Id)
	if err != nil {
		return err
	}
	n, overlap := service.Count(span, span, others)
	switch {
	case minutes < 1 || minutes > 12*60:
		return access.RefuseFields(access.Field{Name: "minutes", Code: "minutes_wrong", Sentence: "请填更正后的分钟数，1 到 720；一分钟也不该计的，请点“作废”"})
	case span.Empty():
		most := activity.Minutes() + 2*int(service.Slack/time.Minute)
		return access.RefuseFields(access.Field{Name: "minutes", Code: "minutes_many", Sentence: fmt.Sprintf("活动是 %s，前后各算半小时，最多 %s（%d 分钟）", spell(activity), service.Hours(most), most)})
	case n == 0:
		return access.RefuseFields(access.Field{Name: "minutes", Code: "minutes_twice", Sentence: "这段时间都计入别的服务了，不能重复计；这一条不该计的，请点“作废”"})
	}
	r.Load(map[string]any{"state": "replaced", "reason": "按本人要求更正"})
	if err := save(tx, r); err != nil {
		return err
	}
	if err := takeBack(tx, who, r, "服务记录更正"); err != nil {
		return err
	}
	values := map[string]any{}
	for _, f := range []string{"volunteer", "resident", "claim", "activity", "day", "place", "for_whom", "content", "quality", "responsible"} {
		values[f] = r.Get(f)
	}
	next, err := fresh(tx, recordsTable, values)
	if err != nil {
		return err
	}
	next.Load(map[string]any{"started_at": span.From, "ended_at": span.Until, "minutes": n, "overlap": overlap, "recorder": who.Label, "state": "valid", "reason": "更正 " + r.GetString("record_no")})
	return number(tx, who, next, r.Id)
}

// fit is where the corrected minutes of a record lie, in the activity it is of.
func fit(app core.App, r *core.Record, minutes int) (span, activity service.Span, err error) {
	c, err := app.FindRecordById(claimsTable, r.GetString("claim"))
	if err != nil {
		return span, activity, fmt.Errorf("claim of %s: %w", r.GetString("record_no"), err)
	}
	o, err := app.FindRecordById(ordersTable, c.GetString("order"))
	if err != nil {
		return span, activity, fmt.Errorf("order of %s: %w", r.GetString("record_no"), err)
	}
	activity = spanOf(o)
	return service.Fit(r.GetDateTime("started_at").Time(), minutes, activity), activity, nil
}

// spell is an activity's time as a sentence has it: 11月28日 周六 09:00–11:00.
func spell(s service.Span) string {
	return when(s.From) + "–" + s.Until.In(workday.Zone).Format("15:04")
}

// voidRoute takes a record away that should never have been: it stays to be
// read, and counts no more.
func voidRoute(e *core.RequestEvent) error {
	var f struct{ Reason string }
	return onRecord(e, &f, "作废服务记录", func(tx core.App, who access.Actor, r *core.Record) error {
		if !who.Lead() {
			return access.Answer(http.StatusForbidden, "服务记录由红管负责人或书记作废")
		}
		if f.Reason = strings.TrimSpace(f.Reason); f.Reason == "" || utf8.RuneCountInString(f.Reason) > 200 {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "请写一句为什么作废，200 字以内，本人看得到"})
		}
		r.Load(map[string]any{"state": "void", "reason": f.Reason})
		if err := save(tx, r); err != nil {
			return err
		}
		if err := takeBack(tx, who, r, f.Reason); err != nil {
			return err
		}
		return unearned(tx, who, r)
	})
}

// onRecord does something with a valid record; nobody does it with one of her own.
func onRecord(e *core.RequestEvent, form any, action string, do func(tx core.App, who access.Actor, r *core.Record) error) error {
	r, err := act(e, form, action, func(tx core.App, who access.Actor, id string) (*core.Record, string, error) {
		r, err := find(tx, recordsTable, id, "没有找到这条服务记录")
		if err != nil {
			return nil, "", err
		}
		if s := r.GetString("state"); s != "valid" {
			return nil, "", access.Refuse("这条记录已经" + words.Value("record_state", s) + "，可能同事先办了")
		}
		if err := near(tx, who, r.GetString("resident"), "不能改自己的服务记录，请同事来办"); err != nil {
			return nil, "", err
		}
		return r, r.GetString("record_no"), do(tx, who, r)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, r)
}

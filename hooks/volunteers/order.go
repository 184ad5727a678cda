package volunteers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/service"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// The states of an order.
const (
	open      = "open"
	finished  = "finished"
	cancelled = "cancelled"
)

const (
	mostHelpers = 200
	longest     = 12 * time.Hour // nobody serves longer in one go
)

// Order is what is filled in to ask for volunteers.
type Order struct {
	Path        string   `json:"path"`
	Title       string   `json:"title"`
	Text        string   `json:"text"`
	Request     string   `json:"request"`
	Milestone   string   `json:"milestone"`
	Estate      string   `json:"estate"`
	Building    string   `json:"building"`
	Place       string   `json:"place"`
	StartsAt    string   `json:"starts_at"`
	EndsAt      string   `json:"ends_at"`
	Capacity    int      `json:"capacity"`
	Skills      []string `json:"skills"`
	Risky       bool     `json:"risky"`
	ForWhom     string   `json:"for_whom"`
	Responsible string   `json:"responsible"`
	Key         string   `json:"client_key"`

	from, until time.Time
}

// Span is the time of an order.
func spanOf(o *core.Record) service.Span {
	return service.Span{From: o.GetDateTime("starts_at").Time(), Until: o.GetDateTime("ends_at").Time()}
}

func orderRoute(e *core.RequestEvent) error {
	who, err := organiser(e)
	if err != nil {
		return err
	}
	var f Order
	if err := body(e, &f); err != nil {
		return err
	}
	var made *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if f.Key != "" {
			if made, _ = tx.FindFirstRecordByFilter(ordersTable, "by_id = {:by} && client_key = {:k}", dbx.Params{"by": who.ID, "k": f.Key}); made != nil {
				return nil
			}
		}
		made, err = Publish(tx, who, f)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, made)
}

// Publish asks for volunteers. One that a request gives rise to is said to its
// resident in its timeline.
func Publish(tx core.App, who access.Actor, f Order) (*core.Record, error) {
	if err := f.check(tx, who); err != nil {
		return nil, err
	}
	var req *core.Record
	if f.Request != "" {
		var err error
		if req, err = f.of(tx); err != nil {
			return nil, err
		}
	}
	now := calendar.Now(tx)
	day := now.In(workday.Zone).Format("20060102")
	n, err := requests.Count(tx, "order-"+day)
	if err != nil {
		return nil, err
	}
	r, err := fresh(tx, ordersTable, map[string]any{
		"order_no": fmt.Sprintf("DD-%s-%02d", day, n), "path": f.Path, "title": f.Title, "text": f.Text, "request": f.Request, "milestone": f.Milestone,
		"estate": f.Estate, "building": f.Building, "place_label": f.Place, "starts_at": f.from, "ends_at": f.until, "capacity": f.Capacity, "skills": f.Skills,
		"risky": f.Risky, "for_whom": f.ForWhom, "responsible": f.Responsible, "state": open, "published_at": now, "by_label": who.Label, "by_id": who.ID, "client_key": f.Key,
	})
	if err != nil {
		return nil, err
	}
	if err := save(tx, r); err != nil {
		return nil, err
	}
	if req != nil {
		text := "已请红管志愿者帮忙（" + when(f.from) + "），有人接单就会来"
		if err := progress(tx, who, req, text); err != nil {
			return nil, err
		}
	}
	return r, audit.Write(tx, who, audit.Entry{Action: "发布点单", Collection: ordersTable, ID: r.Id, Note: r.GetString("order_no")})
}

// progress writes a line into the timeline of a request that is in hand; one
// that is answered already stays as it is.
func progress(tx core.App, who access.Actor, req *core.Record, text string) error {
	if !slices.Contains([]string{"accepted", "in_progress"}, req.GetString("status")) {
		return nil
	}
	if _, err := requests.Apply(tx, who, req.Id, "progress", requests.Input{Values: map[string]any{"text": text}}); err != nil {
		return fmt.Errorf("note progress of %s: %w", req.GetString("request_no"), err)
	}
	return nil
}

// of is the request an order comes from. What hides who asked gives no order: a
// volunteer at the door would learn it.
func (f *Order) of(tx core.App) (*core.Record, error) {
	req, err := find(tx, "requests", f.Request, "没有找到这件诉求")
	if err != nil {
		return nil, err
	}
	status := req.GetString("status")
	switch {
	case requests.Shielded(req) || requests.Shell(req) || requests.Anonymised(req):
		return nil, access.Refuse("这件要为当事人保密，不能发点单，请社区自己上门")
	case requests.Urgent(req):
		return nil, access.Refuse("紧急的事等不得接单，请马上处置")
	case !slices.Contains([]string{"accepted", "in_progress", "dispatched"}, status):
		return nil, access.Refuse("这件诉求现在是“" + words.Value("status", status) + "”，受理以后、答复以前才能发点单")
	}
	old, err := tx.FindFirstRecordByFilter(ordersTable, "request = {:r} && state = 'open'", dbx.Params{"r": f.Request})
	if err == nil {
		return nil, access.Refuse("这件诉求已经有点单 " + old.GetString("order_no") + "，不用再发")
	}
	return req, nil
}

func (f *Order) check(app core.App, who access.Actor) error {
	var wrong []access.Field
	add := func(name, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: "order_" + name, Sentence: sentence})
	}
	for _, s := range []*string{&f.Title, &f.Text, &f.Place, &f.ForWhom, &f.Responsible} {
		*s = strings.TrimSpace(*s)
	}
	if f.Path == "" {
		f.Path = "order"
	}
	if words.Value("order_path", f.Path) == f.Path {
		add("path", "请选点单、任务还是项目的一步")
	}
	if f.Path == "project" {
		if _, err := app.FindRecordById("milestones", f.Milestone); err != nil {
			add("milestone", "是哪个共建项目的哪一步？")
		}
	}
	if f.Path != "project" {
		f.Milestone = ""
	}
	if f.Title == "" {
		add("title", "请写一句要做什么，如：帮老人把旧家具搬下楼")
	}
	if f.ForWhom == "" {
		add("for_whom", "为谁服务？服务记录要写，不写姓名，如：5幢的老人")
	}
	if f.Responsible == "" {
		f.Responsible = who.Label
	}
	for name, text := range map[string]string{"title": f.Title, "text": f.Text, "for_whom": f.ForWhom, "place": f.Place} {
		if realname.Personal(text) {
			add(name, "这里志愿者都看得到，请不要写电话、身份证号和门牌；接单以后社区再告诉他")
		}
	}
	for name, max := range map[string]int{"title": 40, "text": 500, "for_whom": 40, "place": 60, "responsible": 40} {
		if utf8.RuneCountInString(map[string]string{"title": f.Title, "text": f.Text, "for_whom": f.ForWhom, "place": f.Place, "responsible": f.Responsible}[name]) > max {
			add(name, fmt.Sprintf("太长了，请控制在 %d 字以内", max))
		}
	}
	if f.Capacity < 1 || f.Capacity > mostHelpers {
		add("capacity", fmt.Sprintf("要几个人？1 到 %d", mostHelpers))
	}
	if slices.ContainsFunc(f.Skills, func(v string) bool { return words.Value("skill", v) == v }) {
		add("skills", "没有这个选项，请重新选择")
	}
	f.checkTime(app, add)
	if f.Building != "" {
		p, err := places.Find(app, f.Building, "")
		if err != nil {
			add("building", "没有找到这幢楼，请重新选择")
		}
		f.Estate = p.Estate
		if f.Place == "" {
			f.Place = p.Label
		}
	}
	if f.Place == "" {
		f.Place = settings.Of(app).Name()
	}
	if len(f.Key) > 100 {
		add("client_key", "页面出了点问题，请刷新后再发")
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}

func (f *Order) checkTime(app core.App, add func(name, sentence string)) {
	var err error
	if f.from, err = time.Parse(time.RFC3339, f.StartsAt); err != nil {
		add("starts_at", "请选几点开始")
		return
	}
	if f.until, err = time.Parse(time.RFC3339, f.EndsAt); err != nil {
		add("ends_at", "请选几点结束")
		return
	}
	now := calendar.Now(app)
	switch {
	case !f.from.Before(f.until):
		add("ends_at", "结束的时间在开始前面，请核对")
	case f.until.Sub(f.from) > longest:
		add("ends_at", "一次最多 12 小时，再长请分成几单")
	case f.from.Before(now.AddDate(0, 0, -30)):
		add("starts_at", "一个月以前的服务不能再补单")
	case f.from.After(now.AddDate(0, 6, 0)):
		add("starts_at", "半年以后的请到时候再发")
	}
}

// when is a moment as it is said on a page: 11月28日 周六 09:00.
func when(t time.Time) string {
	t = t.In(workday.Zone)
	return t.Format("1月2日 ") + "周" + string([]rune("日一二三四五六")[t.Weekday()]) + t.Format(" 15:04")
}

// cancelRoute takes an order back. Those who claimed it read why.
func cancelRoute(e *core.RequestEvent) error {
	var f struct{ Reason string }
	return onOrder(e, &f, "取消点单", func(tx core.App, who access.Actor, o *core.Record) error {
		if f.Reason = strings.TrimSpace(f.Reason); f.Reason == "" {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "请写一句为什么取消，接单的人看得到"})
		}
		if utf8.RuneCountInString(f.Reason) > 200 {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_long", Sentence: "太长了，请控制在 200 字以内"})
		}
		if realname.Personal(f.Reason) {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_personal", Sentence: "接单的人都看得到，请不要写电话、身份证号和门牌"})
		}
		present, err := claimsOf(tx, o.Id, in, out, done)
		if err != nil {
			return err
		}
		if len(present) > 0 {
			return access.Refuse("已经有人签到了，不能取消；请把到场的人确认好，再点“办完”")
		}
		coming, err := claimsOf(tx, o.Id, waiting, claimed)
		if err != nil {
			return err
		}
		for _, c := range coming {
			c.Load(map[string]any{"state": void, "note": f.Reason})
			if err := save(tx, c); err != nil {
				return err
			}
		}
		o.Load(map[string]any{"state": cancelled, "reason": f.Reason, "finished_at": calendar.Now(tx)})
		if err := save(tx, o); err != nil {
			return err
		}
		if req, err := tx.FindRecordById("requests", o.GetString("request")); err == nil {
			return progress(tx, who, req, "志愿者这一次没有排上："+f.Reason+"。社区会另想办法")
		}
		return nil
	})
}

// finishRoute closes an order.
func finishRoute(e *core.RequestEvent) error {
	var f struct{}
	return onOrder(e, &f, "点单办完", Finish)
}

// Finish closes an order: who waits waits no longer, who did not come is absent.
// Whoever is still signed in has to be signed out first.
func Finish(tx core.App, who access.Actor, o *core.Record) error {
	still, err := claimsOf(tx, o.Id, in)
	if err != nil {
		return err
	}
	if len(still) > 0 {
		return access.Refuse(fmt.Sprintf("还有 %d 人没有签退，请先代他们签退", len(still)))
	}
	if calendar.Now(tx).Before(o.GetDateTime("starts_at").Time()) {
		return access.Refuse("还没有到开始的时间；不办了请点“取消”")
	}
	missing, err := claimsOf(tx, o.Id, waiting, claimed)
	if err != nil {
		return err
	}
	for _, c := range missing {
		state := absent
		if c.GetString("state") == waiting {
			state = void
		}
		c.Load(map[string]any{"state": state, "noted_by": who.Label})
		if err := save(tx, c); err != nil {
			return err
		}
	}
	o.Load(map[string]any{"state": finished, "finished_at": calendar.Now(tx)})
	return save(tx, o)
}

// onOrder does something with an open order.
func onOrder(e *core.RequestEvent, form any, action string, do func(tx core.App, who access.Actor, o *core.Record) error) error {
	o, err := act(e, form, action, func(tx core.App, who access.Actor, id string) (*core.Record, string, error) {
		o, err := find(tx, ordersTable, id, "没有找到这一单")
		if err != nil {
			return nil, "", err
		}
		if s := o.GetString("state"); s != open {
			return nil, "", access.Refuse("这一单已经" + words.Value("order_state", s) + "，可能同事先办了")
		}
		return o, o.GetString("order_no"), do(tx, who, o)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, o)
}

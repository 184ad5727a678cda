package volunteers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/prints"
	"hongguan/rules/realname"
	"hongguan/rules/service"
	"hongguan/rules/words"
)

// codeOf is the code on an order's screen in one step of half a minute, short
// enough to be read aloud.
func codeOf(app core.App, order string, step int64) string {
	return access.Code(app, "presence", order+"/"+strconv.FormatInt(step, 10))[:6]
}

// good reports whether a code stands, or stood a moment ago, on the screen.
func good(app core.App, order, code string, now time.Time) bool {
	return slices.ContainsFunc(service.Good(now), func(step int64) bool { return access.Same(code, codeOf(app, order, step)) })
}

// tries is how often one person may try codes.
var tries = access.Limit{Times: 10, Within: 10 * time.Minute}

// presenceRoute signs a volunteer in or out with the code from the organiser's
// screen. The code changes every half minute and is taken for one minute at the
// most: a photograph of it sent to somebody at home comes too late, and whoever
// signed in all the same is struck out by the organiser, who sees the list.
func presenceRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	var f struct{ Code, Way string }
	if err := body(e, &f); err != nil {
		return err
	}
	order := e.Request.PathValue("id")
	now := calendar.Now(e.App)
	if !access.Take(e.App, "presence "+me.Id, tries) {
		return access.Answer(http.StatusTooManyRequests, "试的次数太多了，请负责人替您签")
	}
	if !good(e.App, order, f.Code, now) {
		return access.Refuse("这个码已经换了，请对着负责人屏幕上的码再扫一次")
	}
	access.Forgive(e.App, "presence "+me.Id)
	var c *core.Record
	err = e.App.RunInTransaction(func(tx core.App) (err error) {
		o, err := find(tx, ordersTable, order, "没有找到这一单")
		if err != nil {
			return err
		}
		c = claimOf(tx, o, of(tx, me))
		if c == nil || c.GetString("state") == withdrawn {
			return access.Refuse("您没有接这一单，请先接单，或请负责人登记")
		}
		return sign(tx, o, c, f.Way, now, "code", "")
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, claimView(e.App, c))
}

// sign notes that somebody came or went. The same once more changes nothing,
// also when midnight lies between.
func sign(app core.App, o, c *core.Record, way string, at time.Time, how, by string) error {
	if o.GetString("state") != open {
		return access.Refuse("这一单已经" + words.Value("order_state", o.GetString("state")) + "，不能再签")
	}
	state := c.GetString("state")
	switch way {
	case in:
		switch {
		case state == in, state == out, state == done:
			return nil
		case state != claimed:
			return access.Refuse("您在这一单里是“" + words.Value("claim_state", state) + "”，不能签到，请找负责人")
		case at.Before(o.GetDateTime("starts_at").Time().Add(-service.Slack)):
			return access.Refuse("开始前半小时才能签到，开始时间是" + when(o.GetDateTime("starts_at").Time()))
		case at.After(o.GetDateTime("ends_at").Time()):
			return access.Refuse("这一单已经结束了，不能再签到")
		}
		if sentence := still(app, o, c); sentence != "" {
			return access.Refuse(sentence)
		}
		c.Load(map[string]any{"state": in, "in_at": at, "in_how": how})
	case out:
		switch {
		case state == out, state == done:
			return nil
		case state != in:
			return access.Refuse("还没有签到，不能签退")
		case at.Before(c.GetDateTime("in_at").Time()):
			return access.Refuse("签退的时间在签到前面，请核对")
		}
		c.Load(map[string]any{"state": out, "out_at": at, "out_how": how})
	default:
		return access.Refuse("请选签到还是签退")
	}
	if by != "" {
		c.Set("noted_by", by)
	}
	return save(app, c)
}

// still is why somebody who claimed an order may not begin it: what she told of
// herself, or how long she is insured, may have changed since.
func still(app core.App, o, c *core.Record) string {
	v, err := app.FindRecordById(table, c.GetString("volunteer"))
	if err != nil {
		return "没有找到您的志愿者登记，请找负责人"
	}
	me, err := app.FindRecordById("residents", c.GetString("resident"))
	if err != nil {
		return "没有找到您的居民登记，请找负责人"
	}
	return unfit(app, me, v, o, spanOf(o))
}

// screenRoute is what the organiser's telephone shows: the code, and who is there.
func screenRoute(e *core.RequestEvent) error {
	if _, err := organiser(e); err != nil {
		return err
	}
	o, err := find(e.App, ordersTable, e.Request.PathValue("id"), "没有找到这一单")
	if err != nil {
		return err
	}
	now := calendar.Now(e.App)
	code := codeOf(e.App, o.Id, service.StepAt(now))
	qr, err := prints.QR(prints.Base(e) + "/helping.html#sign=" + o.Id + "." + code)
	if err != nil {
		return err
	}
	rows, err := claimsOf(e.App, o.Id)
	if err != nil {
		return err
	}
	list := []map[string]any{}
	for _, c := range rows {
		list = append(list, claimView(e.App, c))
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"order": orderView(e.App, o), "code": code, "qr": string(qr), "seconds": int(service.Left(now).Seconds()) + 1, "claims": list})
}

// claimView is a claim as the organiser and its own volunteer see it.
func claimView(app core.App, c *core.Record) map[string]any {
	m := map[string]any{"id": c.Id, "state": c.GetString("state"), "state_label": words.Value("claim_state", c.GetString("state"))}
	for _, f := range []string{"claimed_at", "in_at", "out_at", "confirmed_at", "thanked_at", "thanks", "note", "noted_by", "order"} {
		m[f] = c.Get(f)
	}
	if v, err := app.FindRecordById(table, c.GetString("volunteer")); err == nil {
		m["name"] = realname.MaskName(v.GetString("name"))
		m["minor"] = v.GetBool("minor")
	}
	return m
}

// staffPresenceRoute signs for a volunteer whose telephone does not, now or at a
// time the organiser says.
func staffPresenceRoute(e *core.RequestEvent) error {
	var f struct{ Way, At string }
	return onClaim(e, &f, "代志愿者签到签退", func(tx core.App, who access.Actor, o, c *core.Record) error {
		at := calendar.Now(tx)
		if service.Late(o.GetDateTime("ends_at").Time(), at) && !who.Lead() {
			return access.Refuse("活动结束已经超过 7 天，请红管负责人或书记代签、补录")
		}
		if f.At != "" {
			t, err := time.Parse(time.RFC3339, f.At)
			if err != nil || t.After(at.Add(time.Minute)) {
				return access.RefuseFields(access.Field{Name: "at", Code: "at_wrong", Sentence: "时间看不懂，或者晚于现在，请重新选择"})
			}
			at = t
		}
		return Sign(tx, who, o, c, f.Way, at)
	})
}

// Sign notes for a volunteer of an order that he came (in) or went (out) at a moment.
func Sign(tx core.App, who access.Actor, o, c *core.Record, way string, at time.Time) error {
	return sign(tx, o, c, way, at, "staff", who.Label)
}

// absentRoute strikes somebody out who is not there: she did not come, or signed
// in with a code that somebody sent her.
func absentRoute(e *core.RequestEvent) error {
	var f struct{ Reason string }
	return onClaim(e, &f, "记志愿者没有到场", func(tx core.App, who access.Actor, o, c *core.Record) error {
		switch state := c.GetString("state"); state {
		case done:
			return access.Refuse("已经确认、记入服务记录了；记错了请在服务记录上点“作废”")
		case claimed, in, out:
		default:
			return access.Refuse("这一位是“" + words.Value("claim_state", state) + "”，不用再记")
		}
		f.Reason = strings.TrimSpace(f.Reason)
		if utf8.RuneCountInString(f.Reason) > 200 {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_long", Sentence: "太长了，请控制在 200 字以内"})
		}
		if c.GetString("state") != claimed && f.Reason == "" {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "她签到过，请写一句为什么不算，如：人不在现场"})
		}
		c.Load(map[string]any{"state": absent, "note": f.Reason, "noted_by": who.Label})
		return save(tx, c)
	})
}

// onClaim does something with a claim; nobody does it with one of her own.
func onClaim(e *core.RequestEvent, form any, action string, do func(tx core.App, who access.Actor, o, c *core.Record) error) error {
	c, err := act(e, form, action, func(tx core.App, who access.Actor, id string) (*core.Record, string, error) {
		c, err := find(tx, claimsTable, id, "没有找到这次接单")
		if err != nil {
			return nil, "", err
		}
		o, err := find(tx, ordersTable, c.GetString("order"), "没有找到这一单")
		if err != nil {
			return nil, "", err
		}
		if err := near(tx, who, c.GetString("resident"), "不能给自己记，请同事来办"); err != nil {
			return nil, "", err
		}
		return c, o.GetString("order_no"), do(tx, who, o, c)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, claimView(e.App, c))
}

// orderView is an order as volunteers see it: what, where, when and for how many.
func orderView(app core.App, o *core.Record) map[string]any {
	m := map[string]any{"id": o.Id, "state_label": words.Value("order_state", o.GetString("state")), "path_label": words.Value("order_path", o.GetString("path"))}
	for _, f := range []string{"order_no", "path", "title", "text", "place_label", "starts_at", "ends_at", "capacity", "risky", "for_whom", "responsible", "state", "reason"} {
		m[f] = o.Get(f)
	}
	m["when"] = spell(spanOf(o))
	skills := []string{}
	for _, s := range o.GetStringSlice("skills") {
		skills = append(skills, words.Value("skill", s))
	}
	m["skills"] = skills
	return m
}

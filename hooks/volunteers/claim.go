package volunteers

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/settings"
	"hongguan/rules/service"
	"hongguan/rules/watch"
	"hongguan/rules/words"
)

// The states of a claim.
const (
	waiting   = "waiting"   // the order is full; the first who waits comes in when somebody withdraws
	claimed   = "claimed"   // comes
	in        = "in"        // signed in
	out       = "out"       // signed out, nobody has said yet that it was done
	done      = "done"      // confirmed and recorded
	withdrawn = "withdrawn" // cannot come
	absent    = "absent"    // did not come, or was not there when a photographed code was used
	void      = "void"      // came to nothing
)

// claimsOf are the claims of an order in the order they were made, those in the
// given states or all.
func claimsOf(app core.App, order string, states ...string) ([]*core.Record, error) {
	q := app.RecordQuery(claimsTable).AndWhere(dbx.HashExp{"order": order}).OrderBy("claimed_at", "_rowid_")
	if len(states) > 0 {
		list := make([]any, len(states))
		for i, s := range states {
			list[i] = s
		}
		q = q.AndWhere(dbx.In("state", list...))
	}
	var rows []*core.Record
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("claims of order: %w", err)
	}
	return rows, nil
}

// taken is how many places of an order are given away.
func taken(app core.App, order string) (int, error) {
	rows, err := claimsOf(app, order, claimed, in, out, done)
	return len(rows), err
}

// claimRoute takes an order on. When it is full one waits, and comes in by
// turn; two taps at once are one claim.
func claimRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	var c *core.Record
	err = e.App.RunInTransaction(func(tx core.App) (err error) {
		c, err = Claim(tx, me, e.Request.PathValue("id"))
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"id": c.Id, "state": c.GetString("state"), "state_label": words.Value("claim_state", c.GetString("state"))})
}

// Claim takes an order on for a resident who is a volunteer.
func Claim(tx core.App, me *core.Record, order string) (*core.Record, error) {
	o, err := find(tx, ordersTable, order, "没有找到这一单，可能已经取消")
	if err != nil {
		return nil, err
	}
	v := of(tx, me)
	c := claimOf(tx, o, v)
	if c != nil && c.GetString("state") != withdrawn {
		return c, nil
	}
	if sentence := hindrance(tx, me, v, o); sentence != "" {
		return nil, access.Refuse(sentence)
	}
	return place(tx, o, v, c)
}

// claimOf is the claim a volunteer has on an order; nil when she has none.
func claimOf(app core.App, o, v *core.Record) *core.Record {
	if v == nil {
		return nil
	}
	c, err := app.FindFirstRecordByFilter(claimsTable, "order = {:o} && volunteer = {:v}", dbx.Params{"o": o.Id, "v": v.Id})
	if err != nil {
		return nil
	}
	return c
}

// place gives the place, or the last one in the queue.
func place(tx core.App, o, v, again *core.Record) (*core.Record, error) {
	n, err := taken(tx, o.Id)
	if err != nil {
		return nil, err
	}
	state := claimed
	if n >= o.GetInt("capacity") {
		state = waiting
	}
	c := again
	if c == nil {
		if c, err = fresh(tx, claimsTable, map[string]any{"order": o.Id, "volunteer": v.Id, "resident": v.GetString("resident")}); err != nil {
			return nil, err
		}
	}
	c.Load(map[string]any{"state": state, "claimed_at": calendar.Now(tx), "note": "", "noted_by": ""})
	return c, save(tx, c)
}

// hindrance is why somebody may not take an order on, in words she reads; empty
// when she may.
func hindrance(app core.App, me, v, o *core.Record) string {
	now := calendar.Now(app)
	span := spanOf(o)
	switch {
	case v == nil:
		return "请先报名做志愿者，社区同意后就能接单"
	case v.GetString("state") == pending:
		return "您的报名社区还没有看，同意后就能接单"
	case v.GetString("state") != approved:
		return "您现在是“" + words.Value("volunteer_state", v.GetString("state")) + "”，不能接单，请问社区"
	case !known(me):
		return "接单要先核对实名，请带身份证到社区，或等社区电话核对"
	case o.GetString("state") != open:
		return "这一单已经" + words.Value("order_state", o.GetString("state")) + "，看看别的吧"
	case !now.Before(span.Until):
		return "这一单的时间已经过了"
	}
	if sentence := unfit(app, me, v, o, span); sentence != "" {
		return sentence
	}
	other, err := busy(app, v, o)
	if err == nil && other != nil {
		return "您这段时间已经接了“" + other.GetString("title") + "”，一个人不能同时在两处"
	}
	return ""
}

// unfit is what a volunteer lacks for an order: age, insurance, the office's
// free time, or the distance of somebody who is not of the family.
func unfit(app core.App, me, v, o *core.Record, span service.Span) string {
	if v.GetBool("minor") && !v.GetBool("guardian_agreed") {
		return "未满 18 周岁，要等社区问过监护人"
	}
	if o.GetBool("risky") {
		if v.GetBool("minor") {
			return "这一单有风险，只给成年人"
		}
		until, _ := watch.ParseDate(v.GetString("insured_until"))
		if last := until.AddDate(0, 0, 1); until.IsZero() || span.Until.After(last) {
			return "这一单有风险，要有志愿者保险；请告诉社区您的保险到哪天"
		}
	}
	if req, err := app.FindRecordById("requests", o.GetString("request")); err == nil {
		if sentence := tied(app, me, req); sentence != "" {
			return sentence
		}
	}
	if people.Staffed(app, me) && service.AtWork(span, calendar.Workdays(app), settings.Of(app).Hours()) {
		return "这一单在上班时间里，社区工作人员上班做的是工作，不计志愿服务"
	}
	return ""
}

// tied is why somebody may not help with a request: it is her own, or of her
// family, whoever of them wrote it down.
func tied(app core.App, me, req *core.Record) string {
	asked := people.Doors(app, req.GetString("resident"))
	asked = append(asked, service.Door{Phone: req.GetString("on_behalf_phone"), Estate: req.GetString("estate"), Building: req.GetString("building"), Unit: req.GetString("unit"), Room: req.GetString("room")})
	family := false
	for _, mine := range people.Doors(app, me.Id) {
		for _, d := range asked {
			if service.Self(mine, d) {
				return "这是您自己反映的事，请让别人来帮您"
			}
			family = family || service.Household(mine, d)
		}
	}
	if family {
		return "这是您家里的事，家人之间互相帮忙不计志愿服务"
	}
	return ""
}

// together reports whether two residents are one person or one household, by
// any registration of either.
func together(app core.App, a, b string) bool {
	for _, x := range people.Doors(app, a) {
		for _, y := range people.Doors(app, b) {
			if service.Household(x, y) {
				return true
			}
		}
	}
	return false
}

// busy is another order of the same hours a volunteer has claimed; nil when
// there is none.
func busy(app core.App, v, o *core.Record) (*core.Record, error) {
	var rows []*core.Record
	err := app.RecordQuery(ordersTable).
		InnerJoin("claims c", dbx.NewExp("c.[[order]] = orders.id AND c.volunteer = {:v} AND c.state IN ('claimed','in')", dbx.Params{"v": v.Id})).
		AndWhere(dbx.NewExp("orders.id != {:o} AND orders.state = 'open'", dbx.Params{"o": o.Id})).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("other orders of a volunteer: %w", err)
	}
	for _, r := range rows {
		if !spanOf(r).Meet(spanOf(o)).Empty() {
			return r, nil
		}
	}
	return nil, nil
}

// withdrawRoute gives a place back; whoever waits longest gets it.
func withdrawRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		o, err := find(tx, ordersTable, e.Request.PathValue("id"), "没有找到这一单")
		if err != nil {
			return err
		}
		c := claimOf(tx, o, of(tx, me))
		if c == nil {
			return access.Refuse("您没有接这一单")
		}
		switch c.GetString("state") {
		case withdrawn:
			return nil
		case waiting, claimed:
			return withdraw(tx, o, c)
		}
		return access.Refuse("您已经签到了，不能退单；有事要先走，请签退并告诉负责人")
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"state": withdrawn})
}

func withdraw(tx core.App, o, c *core.Record) error {
	c.Set("state", withdrawn)
	if err := save(tx, c); err != nil {
		return err
	}
	return advance(tx, o)
}

// advance lets those who wait longest into the places that are free.
func advance(tx core.App, o *core.Record) error {
	if o.GetString("state") != open || !calendar.Now(tx).Before(o.GetDateTime("ends_at").Time()) {
		return nil
	}
	n, err := taken(tx, o.Id)
	if err != nil {
		return err
	}
	queue, err := claimsOf(tx, o.Id, waiting)
	if err != nil {
		return err
	}
	for _, c := range queue {
		if n >= o.GetInt("capacity") {
			return nil
		}
		v, err := tx.FindRecordById(table, c.GetString("volunteer"))
		if err != nil {
			continue
		}
		if other, err := busy(tx, v, o); err != nil {
			return err
		} else if other != nil { // has taken on something else meanwhile, and waits on
			continue
		}
		c.Set("state", claimed)
		if err := save(tx, c); err != nil {
			return err
		}
		n++
	}
	return nil
}

// release gives back the places of somebody who is a volunteer no longer.
func release(tx core.App, v *core.Record) error {
	var rows []*core.Record
	if err := tx.RecordQuery(claimsTable).AndWhere(dbx.HashExp{"volunteer": v.Id}).AndWhere(dbx.In("state", waiting, claimed)).All(&rows); err != nil {
		return fmt.Errorf("places of a volunteer: %w", err)
	}
	for _, c := range rows {
		o, err := tx.FindRecordById(ordersTable, c.GetString("order"))
		if err != nil {
			return err
		}
		if err := withdraw(tx, o, c); err != nil {
			return err
		}
	}
	return nil
}

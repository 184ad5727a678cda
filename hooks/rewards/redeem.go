package rewards

import (
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
	"hongguan/rules/workday"
)

// Notice is said at every redemption.
const Notice = "积分是感谢，不是钱，不能兑现、转让、买卖；到期前 30 天公告。"

// kept is how many days a redeemed thing waits for whoever redeemed it.
const kept = 14

var zone = workday.Zone

func yearStart(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, zone) }

// redeemRoute redeems for the caller, or at the counter for somebody without a
// telephone of her own.
func redeemRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	var f struct {
		Key      string `json:"client_key"`
		Resident string `json:"resident"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	switch {
	case who.Kind == access.Resident:
		f.Resident = who.ID
	case who.Kind == access.Guest:
		return access.Answer(http.StatusUnauthorized, "请先登录")
	case !who.Office():
		return access.Answer(http.StatusForbidden, "代居民兑换由社区工作人员办理")
	}
	r, err := Redeem(e.App, who, e.Request.PathValue("id"), f.Resident, f.Key)
	if err != nil {
		return err
	}
	v, err := view(e.App, r)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, v)
}

// Redeem takes the points and one piece of the stock, or nothing. The same key
// of the same person answers what it did the first time.
func Redeem(app core.App, who access.Actor, reward, resident, key string) (r *core.Record, err error) {
	if key == "" || len(key) > 100 {
		return nil, access.Refuse("页面出了点问题，请刷新后再试")
	}
	err = app.RunInTransaction(func(tx core.App) error {
		account, err := people.First(tx, resident)
		if err != nil {
			return err
		}
		if r, err = tx.FindFirstRecordByFilter(redemptions, "resident = {:r} && client_key = {:k}", dbx.Params{"r": account.Id, "k": key}); err == nil {
			return nil
		}
		x, err := find(tx, reward)
		if err != nil {
			return err
		}
		if err := may(tx, who, x, account, resident); err != nil {
			return err
		}
		r, err = take(tx, who, x, account, key)
		return err
	})
	return r, err
}

// may says why somebody cannot have a reward now.
func may(tx core.App, who access.Actor, x, account *core.Record, as string) error {
	now := calendar.Now(tx)
	if !known(tx, account, as) {
		return access.Refuse("兑换要先核对本人：请带身份证到社区，或请工作人员上门，核对一次就好")
	}
	if !account.GetBool("active") {
		return access.Refuse("这份登记已经停用，不能兑换")
	}
	if err := people.Apart(tx, who, account.Id, "自己的积分不能自己经手，请在手机上兑换，或请另一位同事办理", "家里人的积分不能自己经手，请她在手机上兑换，或请另一位同事办理"); err != nil {
		return err
	}
	if !x.GetBool("active") || !span(x).Holds(now) {
		return access.Refuse("“" + x.GetString("name") + "”现在不能兑换")
	}
	for _, l := range []struct {
		limit int
		since time.Time
		text  string
	}{{x.GetInt("per_person"), time.Time{}, "一个人最多兑换 %d 次，您已经兑换过了"}, {x.GetInt("per_year"), inYear(now), "一个人一年最多兑换 %d 次，请明年再来"}} {
		if l.limit == 0 {
			continue
		}
		n, err := tx.CountRecords(redemptions, dbx.HashExp{"reward": x.Id, "resident": account.Id, "state": []any{waiting, handed}},
			dbx.NewExp("[[at]] >= {:t}", dbx.Params{"t": l.since.UTC().Format(types.DefaultDateLayout)}))
		if err != nil {
			return fmt.Errorf("redeemed before: %w", err)
		}
		if int(n) >= l.limit {
			return access.Refuse(fmt.Sprintf("“"+x.GetString("name")+"”"+l.text, l.limit))
		}
	}
	left, err := Left(tx, x.Id)
	if err != nil {
		return err
	}
	if left < 1 {
		return access.Refuse("“" + x.GetString("name") + "”已经兑换完了，没有扣您的积分")
	}
	return nil
}

// known reports whether the office has seen who somebody is: in any of her registrations.
func known(app core.App, account *core.Record, as string) bool {
	if account.GetString("real_name") == "confirmed" {
		return true
	}
	r, err := app.FindRecordById("residents", as)
	return err == nil && people.Root(r) == account.Id && r.GetString("real_name") == "confirmed"
}

// take does it. The code is derived from the id, so another id gives another
// code should two things that wait have the same.
func take(tx core.App, who access.Actor, x, account *core.Record, key string) (*core.Record, error) {
	c, err := tx.FindCachedCollectionByNameOrId(redemptions)
	if err != nil {
		return nil, err
	}
	now := calendar.Now(tx)
	r := core.NewRecord(c)
	for {
		r.Id = core.GenerateDefaultRandomId()
		if _, err := byCode(tx, codeOf(tx, r.Id)); err != nil {
			break
		}
	}
	y, m, d := now.In(zone).Date()
	r.Load(map[string]any{"reward": x.Id, "reward_name": x.GetString("name"), "resident": account.Id, "cost": x.GetInt("cost"), "state": waiting, "client_key": key,
		"code_mark": markOf(tx, codeOf(tx, r.Id)), "at": now, "fetch_by": time.Date(y, m, d+kept+1, 0, 0, 0, 0, zone)})
	err = points.Spend(tx, who, points.Spending{Account: account.Id, Key: "redeem:" + r.Id, Amount: x.GetInt("cost"), Source: redemptions, SourceID: r.Id, Sentence: x.GetString("name")})
	if err != nil {
		return nil, err
	}
	if err := access.Own(tx, r); err != nil {
		return nil, fmt.Errorf("redeem %s: %w", x.Id, err)
	}
	if err := move(tx, who, x.Id, reserve, -1, "有人兑换", r.Id); err != nil {
		return nil, err
	}
	if who.Kind == access.Resident {
		return r, nil
	}
	return r, audit.Write(tx, who, audit.Entry{Action: "代居民兑换", Collection: redemptions, ID: r.Id, Note: x.GetString("name")})
}

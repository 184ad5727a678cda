package rewards

import (
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
)

// tries is how often one of the staff may mistype a code: enough for shaking
// hands, too few for going through the numbers.
var tries = access.Limit{Times: 30, Within: 15 * time.Minute}

func office(e *core.RequestEvent) (access.Actor, error) {
	return access.Let(e, access.Actor.Office, "兑换由社区工作人员办理")
}

// codeRoute tells what a code is for, and for whom, and what of her points ends
// soon: whoever stands at the counter is told.
func codeRoute(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	if !access.Take(e.App, "redemption code "+who.ID, tries) {
		return access.Answer(http.StatusTooManyRequests, "试的次数太多了，请 15 分钟后再试")
	}
	r, err := byCode(e.App, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	access.Forgive(e.App, "redemption code "+who.ID)
	e.Response.Header().Set("Cache-Control", "no-store")
	v := counter(e.App, r)
	if v["ending"], err = points.Soon(e.App, r.GetString("resident")); err != nil {
		return err
	}
	return e.JSON(http.StatusOK, v)
}

// handOverRoute records that the thing was given to the person herself: she
// shows the code, or says the last four digits of her number.
func handOverRoute(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	var f struct {
		Code  string `json:"code"`
		Last4 string `json:"last4"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var r *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		r, err = HandOver(tx, who, e.Request.PathValue("id"), f.Code, f.Last4)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, counter(e.App, r))
}

// HandOver closes a redemption.
func HandOver(tx core.App, who access.Actor, id, code, last4 string) (*core.Record, error) {
	r, err := open(tx, id)
	if err != nil {
		return nil, err
	}
	resident, err := tx.FindRecordById("residents", r.GetString("resident"))
	if err != nil {
		return nil, err
	}
	if err := people.Apart(tx, who, resident.Id, "自己兑换的，请另一位同事交给您", "家里人兑换的，请另一位同事交给她"); err != nil {
		return nil, err
	}
	if err := proves(tx, who, r, resident, code, last4); err != nil {
		return nil, err
	}
	r.Load(map[string]any{"state": handed, "code_mark": "", "ended_at": calendar.Now(tx), "ended_by": who.Label})
	if err := access.Own(tx, r); err != nil {
		return nil, fmt.Errorf("hand over %s: %w", r.Id, err)
	}
	return r, audit.Write(tx, who, audit.Entry{Action: "交付兑换品", Collection: redemptions, ID: r.Id, Note: r.GetString("reward_name")})
}

// proves refuses whoever does not show that it is hers.
func proves(tx core.App, who access.Actor, r, resident *core.Record, code, last4 string) error {
	key := "hand over " + who.ID
	if !access.Take(tx, key, tries) {
		return access.Answer(http.StatusTooManyRequests, "试的次数太多了，请 15 分钟后再试")
	}
	if code != "" {
		found, err := byCode(tx, code)
		if err != nil || found.Id != r.Id {
			return access.RefuseFields(access.Field{Name: "code", Code: "redemption_code", Sentence: "领取码对不上，请再核对"})
		}
	} else if !people.LastFour(resident, last4) {
		return access.RefuseFields(access.Field{Name: "last4", Code: "redemption_last4", Sentence: "请扫领取码，或请本人说登记电话的后 4 位"})
	}
	access.Forgive(tx, key)
	return nil
}

// open is a redemption that still waits.
func open(app core.App, id string) (*core.Record, error) {
	r, err := app.FindRecordById(redemptions, id)
	if err != nil {
		return nil, access.Answer(http.StatusNotFound, "没有找到这次兑换")
	}
	switch r.GetString("state") {
	case handed:
		return nil, access.Refuse("这一件已经交给本人了")
	case waiting:
		return r, nil
	}
	return nil, access.Refuse("这次兑换已经取消了，积分退回去了")
}

package rewards

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
)

// cancelRoute takes a redemption back before it was handed over: by the person,
// or by the office, which writes why.
func cancelRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Resident {
		if _, err := office(e); err != nil {
			return err
		}
	}
	var f struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	reason := strings.TrimSpace(f.Reason)
	if who.Kind == access.Resident {
		reason = "本人取消"
	} else if reason == "" || utf8.RuneCountInString(reason) > 50 {
		return access.RefuseFields(access.Field{Name: "reason", Code: "cancel_reason", Sentence: "请写一句为什么取消，50 字以内，本人看得到"})
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) (err error) {
		if r, err = tx.FindRecordById(redemptions, e.Request.PathValue("id")); err != nil || who.Kind == access.Resident && r.GetString("resident") != people.Root(e.Auth) {
			return access.Answer(http.StatusNotFound, "没有找到这次兑换")
		}
		if r, err = open(tx, r.Id); err != nil {
			return err
		}
		if err := undo(tx, who, r, cancelled, reason); err != nil || who.Kind == access.Resident {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "取消兑换", Collection: redemptions, ID: r.Id, Note: r.GetString("reward_name")})
	})
	if err != nil {
		return err
	}
	v, err := view(e.App, r)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, v)
}

// undo gives the points and the piece back.
func undo(tx core.App, who access.Actor, r *core.Record, state, reason string) error {
	r.Load(map[string]any{"state": state, "code_mark": "", "ended_at": calendar.Now(tx), "ended_by": who.Label, "ended_reason": reason})
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("cancel redemption %s: %w", r.Id, err)
	}
	if err := points.Refund(tx, who, "redeem:"+r.Id, r.GetString("reward_name")+"，"+reason); err != nil {
		return err
	}
	return move(tx, who, r.GetString("reward"), back, 1, reason, r.Id)
}

// LapseAll cancels what nobody came for within its days.
func LapseAll(tx core.App) error {
	rows, err := tx.FindRecordsByFilter(redemptions, "state = 'waiting' && fetch_by != '' && fetch_by <= {:now}", "fetch_by", 0, 0,
		dbx.Params{"now": calendar.Now(tx).UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		return fmt.Errorf("redemptions nobody came for: %w", err)
	}
	for _, r := range rows {
		if err := undo(tx, access.Program(), r, expired, fmt.Sprintf("%d 天没有来领", kept)); err != nil {
			return err
		}
	}
	return nil
}

package points

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/rules/ledger"
)

const (
	proposed = "proposed"
	approved = "approved"
	refused  = "refused"

	mostAdjusted = 200 // at once; more is no correction
	adjustMonths = 12  // how long points given by hand are good
)

// office refuses whoever does not handle points for the office.
func office(e *core.RequestEvent) (access.Actor, error) {
	return access.Let(e, access.Actor.Office, "积分由社区工作人员办理")
}

// proposeRoute writes down that somebody's points should be corrected. Nothing
// moves before a second person agrees.
func proposeRoute(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	var f struct {
		Resident string `json:"resident"`
		Amount   int    `json:"amount"`
		Reason   string `json:"reason"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var r *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		r, err = propose(tx, who, f.Resident, f.Amount, f.Reason)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, r)
}

func propose(tx core.App, who access.Actor, resident string, amount int, reason string) (*core.Record, error) {
	account, err := people.First(tx, resident)
	if err != nil {
		return nil, access.RefuseFields(access.Field{Name: "resident", Code: "adjust_resident", Sentence: "没有找到这位居民的登记，请重新选择"})
	}
	if err := notOneself(tx, who, account); err != nil {
		return nil, err
	}
	reason = strings.TrimSpace(reason)
	switch n := utf8.RuneCountInString(reason); {
	case amount == 0 || amount > mostAdjusted || amount < -mostAdjusted:
		return nil, access.RefuseFields(access.Field{Name: "amount", Code: "adjust_amount", Sentence: fmt.Sprintf("请写加几分或减几分，一次不超过 %d 分", mostAdjusted)})
	case n < 4:
		return nil, access.RefuseFields(access.Field{Name: "reason", Code: "adjust_reason", Sentence: "请写清为什么调整，如：11月3日的服务漏记了"})
	case n > 100:
		return nil, access.RefuseFields(access.Field{Name: "reason", Code: "adjust_reason", Sentence: "原因太长了，请控制在 100 字以内"})
	}
	c, err := tx.FindCachedCollectionByNameOrId(adjustments)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"account": account.Id, "amount": amount, "reason": reason, "state": proposed, "proposed_by": who.Label, "proposer": who.ID, "proposed_at": calendar.Now(tx)})
	if err := access.Own(tx, r); err != nil {
		return nil, fmt.Errorf("propose adjustment: %w", err)
	}
	return r, audit.Write(tx, who, audit.Entry{Action: "提出积分调整", Collection: adjustments, ID: r.Id, Note: fmt.Sprintf("%+d 分", amount)})
}

func approveRoute(e *core.RequestEvent) error {
	return decide(e, func(tx core.App, who access.Actor, r *core.Record, _ string) error {
		account, amount := r.GetString("account"), r.GetInt("amount")
		a, err := expire(tx, account, calendar.Now(tx))
		if err != nil {
			return err
		}
		line := entry{Entry: ledger.Entry{Key: "adjust:" + r.Id, Kind: ledger.Adjust, Amount: amount}, source: adjustments, sourceID: r.Id,
			sentence: r.GetString("reason"), by: r.GetString("proposed_by") + "提出，" + who.Label + "同意"}
		switch {
		case amount > 0:
			line.Expires = ledger.Rule{ValidMonths: adjustMonths}.Expires(calendar.Now(tx))
			err = credit(tx, account, line)
		case a.Balance < -amount:
			return access.Refuse(fmt.Sprintf("现在只有 %d 分，减不了 %d 分", a.Balance, -amount))
		default:
			err = write(tx, account, line)
		}
		if err != nil {
			return err
		}
		r.Set("state", approved)
		return audit.Write(tx, who, audit.Entry{Action: "同意积分调整", Collection: adjustments, ID: r.Id, Note: fmt.Sprintf("%+d 分", amount)})
	})
}

func refuseRoute(e *core.RequestEvent) error {
	return decide(e, func(tx core.App, who access.Actor, r *core.Record, reason string) error {
		if reason = strings.TrimSpace(reason); reason == "" || utf8.RuneCountInString(reason) > 100 {
			return access.RefuseFields(access.Field{Name: "reason", Code: "adjust_refused", Sentence: "请写一句为什么不同意，100 字以内"})
		}
		r.Load(map[string]any{"state": refused, "refused_reason": reason})
		return audit.Write(tx, who, audit.Entry{Action: "不同意积分调整", Collection: adjustments, ID: r.Id})
	})
}

// decide lets a second person settle a proposal.
func decide(e *core.RequestEvent, how func(tx core.App, who access.Actor, r *core.Record, reason string) error) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	var f struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var r *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if r, err = tx.FindRecordById(adjustments, e.Request.PathValue("id")); err != nil {
			return access.Answer(http.StatusNotFound, "没有找到这条积分调整")
		}
		if r.GetString("state") != proposed {
			return access.Refuse("这条积分调整已经办过了")
		}
		if r.GetString("proposer") == who.ID {
			return access.Refuse("自己提出的调整要由另一位同事决定")
		}
		account, err := tx.FindRecordById("residents", r.GetString("account"))
		if err != nil {
			return err
		}
		if err := notOneself(tx, who, account); err != nil {
			return err
		}
		r.Load(map[string]any{"decided_by": who.Label, "decider": who.ID, "decided_at": calendar.Now(tx)})
		if err := how(tx, who, r, f.Reason); err != nil {
			return err
		}
		if err := access.Own(tx, r); err != nil {
			return fmt.Errorf("decide adjustment: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, r)
}

// notOneself refuses staff who would correct their own points, or those of
// somebody they live with.
func notOneself(app core.App, who access.Actor, account *core.Record) error {
	return people.Apart(app, who, account.Id, "自己的积分不能自己经手，请另一位同事办理", "家里人的积分不能自己经手，请另一位同事办理")
}

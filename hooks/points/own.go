package points

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/ledger"
	"hongguan/rules/words"
	"hongguan/templates"
)

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	var rows []*core.Record
	if err := app.RecordQuery(adjustments).AndWhere(dbx.In("account", ids...)).AndWhere(dbx.HashExp{"state": proposed}).All(&rows); err != nil {
		return nil, nil, fmt.Errorf("open adjustments of a person: %w", err)
	}
	if len(rows) > 0 {
		hinders = append(hinders, "您的积分有一笔更正还没有办完，请等社区办好")
	}
	sum := 0
	for _, id := range ids {
		h, err := headOf(app, id.(string))
		if err != nil {
			return nil, nil, err
		}
		sum += h.Balance
	}
	if sum > 0 {
		takes = append(takes, fmt.Sprintf("您的 %d 分积分，删除以后不能再用", sum))
	}
	return takes, hinders, nil
}

// erase writes off what is left and blanks the sentences: an entry keeps the
// number of an account that is nobody's any more.
func erase(tx core.App, ids []any) ([]string, error) {
	for _, id := range ids {
		account := id.(string)
		h, err := headOf(tx, account)
		if err != nil {
			return nil, err
		}
		if h.Balance > 0 || h.Debt > 0 {
			e := entry{Entry: ledger.Entry{Key: "erase:" + account, Kind: ledger.Expire, Amount: -h.Balance, Owed: -h.Debt}, by: access.Program().Label}
			if err := write(tx, account, e); err != nil {
				return nil, err
			}
		}
		if _, err := tx.DB().Update(entries, dbx.Params{"sentence": ""}, dbx.HashExp{"account": account}).Execute(); err != nil {
			return nil, fmt.Errorf("blank point entries: %w", err)
		}
	}
	var rows []*core.Record
	if err := tx.RecordQuery(adjustments).AndWhere(dbx.In("account", ids...)).All(&rows); err != nil {
		return nil, fmt.Errorf("adjustments of a person: %w", err)
	}
	for _, r := range rows {
		r.Load(map[string]any{"reason": "（已按本人要求删除）", "refused_reason": ""})
		if err := access.Own(tx, r); err != nil {
			return nil, fmt.Errorf("blank adjustment: %w", err)
		}
	}
	return nil, nil
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	var rows []*core.Record
	if err := app.RecordQuery(entries).AndWhere(dbx.In("account", ids...)).OrderBy("at", "account", "seq").All(&rows); err != nil {
		return nil, fmt.Errorf("points of a person: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	c := templates.Chapter{Title: "积分"}
	for _, r := range rows {
		e := templates.Entry{Title: fmt.Sprintf("%s %+d 分", words.Value("point_kind", r.GetString("kind")), r.GetInt("amount"))}
		e.Fact("时间", templates.Moment(r.GetDateTime("at").Time()))
		e.Fact("说明", r.GetString("sentence"))
		if n := r.GetInt("owed"); n != 0 {
			e.Fact("欠分", fmt.Sprintf("%+d", n))
		}
		e.Fact("这以后", fmt.Sprintf("%d 分", r.GetInt("balance")))
		if x := r.GetDateTime("expires_at"); !x.IsZero() {
			e.Fact("有效到", templates.Date(ledger.LastDay(x.Time())))
		}
		e.Fact("谁记的", r.GetString("by_label"))
		c.Entries = append(c.Entries, e)
	}
	return []templates.Chapter{c}, nil
}

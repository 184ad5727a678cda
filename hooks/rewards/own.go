package rewards

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/words"
	"hongguan/templates"
)

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	rows, err := people.Rows(app, redemptions, ids, "at")
	for _, r := range rows {
		if r.GetString("state") == waiting {
			hinders = append(hinders, "您兑换的“"+r.GetString("reward_name")+"”还没有领，请先来领，或者取消")
		}
	}
	if len(rows) > 0 && len(hinders) == 0 {
		takes = []string{fmt.Sprintf("您 %d 次兑换记录里是谁兑换的", len(rows))}
	}
	return takes, hinders, err
}

// erase leaves what the stock needs: that something was redeemed, not by whom.
func erase(tx core.App, ids []any) ([]string, error) {
	rows, err := people.Rows(tx, redemptions, ids, "at")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		r.Load(map[string]any{"resident": "", "client_key": ""})
		if err := access.Own(tx, r); err != nil {
			return nil, fmt.Errorf("blank redemption: %w", err)
		}
	}
	return nil, nil
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	rows, err := people.Rows(app, redemptions, ids, "at")
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	c := templates.Chapter{Title: "兑换"}
	for _, r := range rows {
		e := templates.Entry{Title: r.GetString("reward_name")}
		e.Fact("兑换", templates.Moment(r.GetDateTime("at").Time()))
		e.Fact("用了", fmt.Sprintf("%d 分", r.GetInt("cost")))
		e.Fact("状态", words.Value("redemption_state", r.GetString("state")))
		if !r.GetDateTime("ended_at").IsZero() {
			e.Fact("办结", templates.Moment(r.GetDateTime("ended_at").Time())+"　"+r.GetString("ended_by"))
		}
		e.Fact("原因", r.GetString("ended_reason"))
		c.Entries = append(c.Entries, e)
	}
	return []templates.Chapter{c}, nil
}

package points

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/rules/ledger"
)

// Soon says in one line what ends within thirty days of an account; empty when
// nothing does. Most residents have no points, and nobody else should wait for
// a whole account to be read when she opens a page.
func Soon(app core.App, account string) (string, error) {
	now := calendar.Now(app)
	var ending int
	err := app.DB().Select("count(*)").From(entries).Where(dbx.HashExp{"account": account}).
		AndWhere(dbx.NewExp("[[amount]] > 0 AND [[expires_at]] > {:now} AND [[expires_at]] <= {:soon}",
			dbx.Params{"now": now.UTC().Format(types.DefaultDateLayout), "soon": now.Add(ledger.Soon).UTC().Format(types.DefaultDateLayout)})).Row(&ending)
	if err != nil || ending == 0 {
		return "", err
	}
	a, err := read(app, account)
	if err != nil {
		return "", err
	}
	parts := a.Ending(now)
	if len(parts) == 0 {
		return "", nil // spent already
	}
	line, later := ends(parts[0]), 0
	for _, p := range parts[1:] {
		later += p.Amount
	}
	if later > 0 {
		line += fmt.Sprintf("，还有 %d 分一个月内也到期", later)
	}
	return line, nil
}

// ends says when some points end: 12 分将在 1月5日 到期.
func ends(p ledger.Part) string {
	return fmt.Sprintf("%d 分将在 %s 到期", p.Amount, ledger.LastDay(p.Expires).Format("1月2日"))
}

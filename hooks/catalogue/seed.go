package catalogue

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/classify"
)

// Seed puts the matters this program ships into the catalogue: all of them into
// an empty one, and after an update those that are new. Rows that are there stay
// as the office has made them. A new matter is in use at once, because the words
// of its neighbours were weighed with it; the office may take it out of use,
// which the next update leaves so.
func Seed(app core.App) error {
	return seed(app, classify.Defaults())
}

func seed(app core.App, shipped []classify.Matter) error {
	rows, err := app.FindAllRecords("matters")
	if err != nil {
		return err
	}
	codes, names := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		codes[r.GetString("code")], names[r.GetString("name")] = true, true
	}
	c, err := app.FindCollectionByNameOrId("matters")
	if err != nil {
		return err
	}
	change := Change{By: access.Program(), Action: "seed"}
	if len(rows) > 0 {
		change.Note = "程序更新时新增"
	}
	return app.RunInTransaction(func(tx core.App) error {
		for i, m := range shipped {
			if codes[m.Code] {
				continue
			}
			if names[m.Name] { // the office was faster
				m.Name += "（程序自带）"
			}
			r := core.NewRecord(c)
			r.Load(map[string]any{
				"code": m.Code, "name": m.Name, "category": m.Category, "tier": m.Tier, "handler_kind": m.HandlerKind,
				"department": m.Department, "days": m.Days, "keywords": m.Keywords, "examples": m.Examples,
				"guidance": m.Guidance, "not_ours": m.NotOurs, "active": true, "sort": (i + 1) * 10,
			})
			if err := Save(tx, r, change); err != nil {
				return fmt.Errorf("seed matter %s: %w", m.Code, err)
			}
		}
		return nil
	})
}

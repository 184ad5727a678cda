package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Staff correct what the machine proposed; the corrections teach it. A row
// holds no word of the resident's: it points to the request, whose text may be
// erased.
func init() {
	m.Register(func(app core.App) error {
		lanes := []string{"normal", "emergency"}
		outcomes := []string{"taken", "changed"}
		c := core.NewBaseCollection("corrections")
		c.AddIndex("idx_corrections_request", false, "request, at", "")
		c.AddIndex("idx_corrections_taught", false, "undone_at, at", "")
		if err := table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "request", "改的是哪件诉求", "requests", required),
			text("change", "改了什么，如：公共照明维修 → 市政路灯", presentable, long(500)),
			text("reason", "为什么改（只有社区工作人员看得到）", long(500)),
			link(app, "from_matter", "改之前的事项", "matters"),
			link(app, "to_matter", "改成的事项", "matters"),
			choice("from_category", "改之前的类型", categories),
			choice("to_category", "改成的类型", categories),
			choice("from_tier", "改之前的层面", tiers),
			choice("to_tier", "改成的层面", tiers),
			choice("from_kind", "改之前的种类", kinds),
			choice("to_kind", "改成的种类", kinds),
			choice("from_lane", "改之前的通道", lanes),
			choice("to_lane", "改成的通道", lanes),
			choice("from_suggestion", "改之前机器的建议算采纳还是改过", outcomes),
			text("from_week", "改之前算在哪一周"),
			date("at", "什么时候改的", required),
			text("by", "改的人（账号）", hidden),
			date("undone_at", "什么时候撤销的；撤销后不再照此建议"),
			text("undone_by", "撤销的人（账号）", hidden),
		); err != nil {
			return err
		}

		requests, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		requests.Fields.Add(
			list("near", "机器看来最像的三个事项", hidden),
			yesno("corrected", "工作人员改过分类"),
			link(app, "suggested_matter", "机器最初建议的事项", "matters"),
			choice("suggestion", "机器的建议：采纳，还是改过", outcomes),
			text("suggestion_week", "采纳或改过是在哪一周，如 2026-W47"),
			number("parts", "拆成了几件，0 为没有拆"),
		)
		// The first serves the share of suggestions taken, the second the list
		// behind one of its figures.
		requests.AddIndex("idx_requests_suggestion", false, "suggestion_week, suggested_matter, suggestion", "suggestion_week != ''")
		requests.AddIndex("idx_requests_suggested", false, "suggested_matter, suggestion, received_at", "")
		if err := app.Save(requests); err != nil {
			return err
		}
		for _, sql := range []string{
			"UPDATE {{requests}} SET [[suggested_matter]] = [[matter]] WHERE [[status]] IN ('pending', 'accepted')",
			"UPDATE {{requests}} SET [[parts]] = (SELECT count(*) FROM {{requests}} {{c}} WHERE [[c.parent]] = [[requests.id]]) WHERE [[id]] IN (SELECT [[parent]] FROM {{requests}} WHERE [[parent]] != '')",
		} {
			if _, err := app.DB().NewQuery(sql).Execute(); err != nil {
				return fmt.Errorf("fill new columns of requests: %w", err)
			}
		}
		return nil
	}, func(app core.App) error {
		requests, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		requests.RemoveIndex("idx_requests_suggestion")
		requests.RemoveIndex("idx_requests_suggested")
		for _, f := range []string{"near", "corrected", "suggested_matter", "suggestion", "suggestion_week", "parts"} {
			requests.Fields.RemoveByName(f)
		}
		if err := app.Save(requests); err != nil {
			return err
		}
		return drop(app, "corrections")
	})
}

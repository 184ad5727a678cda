package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// One link with which an organisation sees everything it has in hand.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("org_links")
		c.AddIndex("idx_org_links_token", true, "token_hash", "")
		c.AddIndex("idx_org_links_org", false, "org, revoked_at", "")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "org", "哪个单位", "orgs", required),
			text("token_hash", "链接的摘要（链接本身不保存）", hidden, required),
			date("made_at", "什么时候做的", required),
			date("expires_at", "什么时候失效；每发一次周报、每复制一次顺延", required),
			date("revoked_at", "什么时候作废"),
			date("opened_at", "最近一次打开"),
			number("opens", "打开过几次"),
			number("code_failures", "对接码输错次数"),
		)
	}, func(app core.App) error {
		return drop(app, "org_links")
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The elder's card: a code that stands for one registration when asking.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("elder_cards")
		c.AddIndex("idx_elder_cards_key", true, "key_hash", "")
		c.AddIndex("idx_elder_cards_resident", false, "resident, revoked_at", "")
		return table(app, c, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "resident", "谁的卡", "residents", required),
			text("key_hash", "卡上二维码的摘要（二维码本身不保存）", hidden, required),
			date("given_at", "什么时候做的", required),
			text("given_by", "谁做的"),
			date("used_at", "最近一次用"),
			number("uses", "用过几次"),
			date("revoked_at", "什么时候停用：挂失、换新卡，或本人的登记停用了"),
			text("revoked_by", "谁停用的"),
		)
	}, func(app core.App) error { return drop(app, "elder_cards") })
}

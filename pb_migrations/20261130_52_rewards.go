package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What points are good for: the rewards, who took which, and every move of the
// stock.
func init() {
	m.Register(func(app core.App) error {
		rewards := core.NewBaseCollection("rewards")
		if err := table(app, rewards, rules{},
			text("name", "兑换品，如：重阳节联欢会优先入座、洗衣液一瓶", required, presentable),
			choice("kind", "优先权还是物品；优先权排在前面", []string{"priority", "goods"}, required),
			choice("class", "属于哪一类；车位、入学、补贴这几类，要居民议事会表决过", []string{"activity", "resource", "daily", "parking", "school", "subsidy"}, required),
			text("text", "说明，写怎么用、在哪里领；不登广告，不写网址和电话", long(200)),
			number("cost", "要几分", required),
			number("per_person", "一个人一共最多兑换几次；0 是不限"),
			number("per_year", "一个人一年最多兑换几次；0 是不限"),
			text("source", "经费来源或捐赠人，如：社区党组织为民服务专项经费"),
			text("budget_year", "列入哪一年的预算，如 2026"),
			number("budget", "这一年为它安排多少元"),
			number("worth", "一件值多少元"),
			text("council_vote", "居民议事会哪天表决的、怎么定的", long(200)),
			text("from_day", "从哪天起可以兑换，如 2026-12-01；不填就不限"),
			text("until_day", "到哪天为止，含这一天；不填就不限"),
			yesno("active", "在用"),
		); err != nil {
			return err
		}

		redemptions := core.NewBaseCollection("redemptions")
		redemptions.AddIndex("idx_redemptions_key", true, "resident, client_key", "client_key != ''")
		redemptions.AddIndex("idx_redemptions_code", true, "code_mark", "code_mark != ''")
		redemptions.AddIndex("idx_redemptions_state", false, "state, fetch_by", "")
		redemptions.AddIndex("idx_redemptions_reward", false, "reward, resident", "")
		if err := table(app, redemptions, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "reward", "兑换什么", "rewards", required),
			text("reward_name", "兑换时叫什么", presentable),
			link(app, "resident", "谁兑换的", "residents"),
			number("cost", "用了几分"),
			choice("state", "状态", []string{"waiting", "handed", "cancelled", "expired"}, required),
			text("code_mark", "领取码的印记；码本身不保存", hidden),
			text("client_key", "页面给的编号，按两次也只兑换一次", hidden),
			date("at", "什么时候兑换的", required),
			date("fetch_by", "到什么时刻没有领就取消"),
			date("ended_at", "什么时候领走或取消的"),
			text("ended_by", "谁交给本人、谁取消的"),
			text("ended_reason", "为什么取消"),
		); err != nil {
			return err
		}

		moves := core.NewBaseCollection("stock_moves")
		moves.AddIndex("idx_stock_moves_reward", true, "reward, seq", "")
		moves.AddIndex("idx_stock_moves_redemption", true, "redemption, kind", "redemption != ''")
		if err := table(app, moves, rules{},
			link(app, "reward", "哪种兑换品", "rewards", required),
			number("seq", "这种兑换品的第几笔，从 1 起不断号", required),
			choice("kind", "入库、出库、盘点，还是有人兑换、取消", []string{"in", "out", "counted", "reserve", "return"}, required),
			number("amount", "加几件；减的是负数"),
			number("left", "这一笔以后还能兑换几件"),
			text("reason", "为什么", presentable),
			link(app, "redemption", "哪一次兑换", "redemptions"),
			date("at", "时间", required),
			text("by_label", "谁记的"),
		); err != nil {
			return err
		}
		if err := appendOnly(app, "stock_moves", []string{"id", "reward", "seq", "kind", "amount", "left", "reason", "redemption", "at", "by_label"}, nil); err != nil {
			return err
		}
		return running(app, "stock_moves", "reward", map[string]string{"amount": "left"})
	}, func(app core.App) error { return drop(app, "stock_moves", "redemptions", "rewards") })
}

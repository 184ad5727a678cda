package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The points: the rules by which they are given, the ledger, and corrections by
// hand, which need two persons.
func init() {
	m.Register(func(app core.App) error {
		given := core.NewBaseCollection("point_rules")
		if err := table(app, given, rules{},
			text("name", "规则叫什么，如：志愿服务按小时", required, presentable),
			choice("trigger", "为什么给积分；登记、反映事情、评价、发言、登录都不给", []string{"service", "milestone", "duty"}, required),
			number("amount", "给几分", required),
			choice("per", "按小时给还是按次给", []string{"hour", "time"}, required),
			number("daily_cap", "一个人一天最多得几分；0 是不封顶"),
			number("valid_months", "积分几个月内有效", required),
			yesno("needs_confirmation", "要有人确认服务过才给"),
			text("from_day", "从哪天的服务起算，如 2026-12-01；不填就不限"),
			text("until_day", "到哪天的服务为止，含这一天；不填就不限"),
			yesno("active", "在用"),
		); err != nil {
			return err
		}

		entries := core.NewBaseCollection("point_entries")
		entries.AddIndex("idx_point_entries_account", true, "account, seq", "")
		entries.AddIndex("idx_point_entries_key", true, "`key`", "")
		entries.AddIndex("idx_point_entries_day", false, "account, rule, day", "rule != ''")
		entries.AddIndex("idx_point_entries_at", false, "at", "")
		entries.AddIndex("idx_point_entries_expires", false, "expires_at", "expires_at != ''")
		if err := table(app, entries, rules{},
			link(app, "account", "谁的积分", "residents", required),
			number("seq", "这个人的第几笔，从 1 起不断号", required),
			text("key", "这一笔的编号，同一件事只记一次", required),
			choice("kind", "哪一种", []string{"award", "redeem", "refund", "reverse", "repay", "expire", "adjust", "link"}, required),
			number("amount", "积分加减"),
			number("owed", "欠分加减"),
			number("balance", "这一笔以后有几分"),
			number("debt", "这一笔以后欠几分"),
			text("of", "冲销、退回的是哪一笔"),
			link(app, "rule", "按哪条规则", "point_rules"),
			text("trigger", "为什么给"),
			text("day", "服务在哪天，按天封顶用"),
			date("started_at", "服务开始时间"),
			number("minutes", "服务分钟数"),
			yesno("confirmed", "有人确认过"),
			date("expires_at", "加的分什么时候到期"),
			text("source", "从哪张表来"),
			text("source_id", "那张表里的编号"),
			text("sentence", "给本人看的一句话", presentable),
			date("at", "记账时间", required),
			text("by_label", "谁记的"),
		); err != nil {
			return err
		}
		if err := appendOnly(app, "point_entries",
			[]string{"id", "account", "seq", "key", "kind", "amount", "owed", "balance", "debt", "of", "rule", "trigger", "day", "started_at", "minutes", "confirmed",
				"expires_at", "source", "source_id", "at", "by_label"},
			[]string{"sentence"}); err != nil {
			return err
		}
		if err := running(app, "point_entries", "account", map[string]string{"amount": "balance", "owed": "debt"}); err != nil {
			return err
		}

		adjustments := core.NewBaseCollection("point_adjustments")
		adjustments.AddIndex("idx_point_adjustments_state", false, "state, proposed_at", "")
		adjustments.AddIndex("idx_point_adjustments_account", false, "account", "")
		return table(app, adjustments, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "account", "调整谁的积分", "residents", required),
			number("amount", "加几分；减分写负数", required),
			text("reason", "为什么调整，本人看得到，不写别人的姓名", required, presentable),
			choice("state", "状态", []string{"proposed", "approved", "refused"}, required),
			text("proposed_by", "谁提出的"),
			text("proposer", "提出人的账号", hidden),
			date("proposed_at", "什么时候提出的"),
			text("decided_by", "谁定的"),
			text("decider", "决定人的账号", hidden),
			date("decided_at", "什么时候定的"),
			text("refused_reason", "为什么不同意"),
		)
	}, func(app core.App) error { return drop(app, "point_adjustments", "point_entries", "point_rules") })
}

// running keeps the sums of a ledger right: rows of one owner are numbered
// without gaps, each sum is the one before plus what the row adds, and none is
// ever below zero. Whatever writes past the program is refused by the database.
func running(app core.App, name, owner string, sums map[string]string) error {
	last := func(column string) string {
		return fmt.Sprintf("COALESCE((SELECT [[%s]] FROM {{%s}} WHERE [[%s]] = NEW.[[%s]] ORDER BY [[seq]] DESC LIMIT 1), 0)", column, name, owner, owner)
	}
	wrong := "NEW.[[seq]] IS NOT " + last("seq") + " + 1"
	for added, sum := range sums {
		wrong += fmt.Sprintf(" OR NEW.[[%s]] < 0 OR NEW.[[%s]] IS NOT %s + NEW.[[%s]]", sum, sum, last(sum), added)
	}
	_, err := app.DB().NewQuery(fmt.Sprintf("CREATE TRIGGER {{%s_running}} BEFORE INSERT ON {{%s}} WHEN %s BEGIN SELECT RAISE(ABORT, 'running_sum'); END", name, name, wrong)).Execute()
	if err != nil {
		return fmt.Errorf("running sums of %s: %w", name, err)
	}
	return nil
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		reports := core.NewBaseCollection("weekly_reports")
		reports.AddIndex("idx_weekly_reports_week", true, "week", "")
		if err := table(app, reports, rules{list: rule(officeOnly), view: rule(officeOnly)},
			text("week", "哪一周，如 2026-W47", required, presentable),
			date("slot_at", "应发时间"),
			date("period_from", "统计起点"),
			date("period_to", "统计终点"),
			choice("state", "状态", []string{"draft", "held", "queued", "sent", "manual"}, required),
			yesno("late", "迟报"),
			text("signed_by", "签发人"),
			date("signed_at", "签发时间"),
			text("subject", "标题"),
			&core.TextField{Name: "body", Help: "正文", Max: 100000},
			list("figures", "统计数字（生成时定格）"),
			list("items", "列入的诉求（生成时定格）"),
			text("remark", "备注", long(2000)),
			files("files", "台账和承办单文件", 99, 20*mb),
			text("manual_how", "怎样人工报送的：政务微信、OA、纸质盖章"),
			text("manual_to", "报给了谁"),
			text("manual_by", "谁报送的"),
			date("manual_at", "人工报送时间"),
		); err != nil {
			return err
		}

		referrals := core.NewBaseCollection("referrals")
		referrals.AddIndex("idx_referrals_no", true, "referral_no", "")
		referrals.AddIndex("idx_referrals_request", true, "request", "")
		return table(app, referrals, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "request", "哪件诉求", "requests", required),
			text("referral_no", "承办单编号，如 湖畔承〔2026〕17号", required, presentable),
			choice("urgency", "缓急", []string{"normal", "urgent", "top"}),
			text("summary", "内容摘要，200 字以内", long(600)),
			text("prior", "社区已做的协调", long(2000)),
			text("suggested_org", "建议承办党组织"),
			text("suggested_reason", "建议理由", long(500)),
			text("street_opinion", "街道（社工委）意见", long(1000)),
			text("forward_opinion", "组织部门拟办意见", long(1000)),
			date("reply_by", "请在此前答复"),
			link(app, "handler_org", "承办党组织", "orgs"),
			text("result", "办理结果", long(5000)),
			choice("outcome", "结果", []string{"solved", "partly", "explained", "refused"}),
			choice("state", "状态", []string{"drafted", "reported", "forwarded", "signed", "replied", "told"}, required),
			link(app, "weekly_report", "随哪期周报上报", "weekly_reports"),
			date("reported_at", "上报时间"),
			date("forwarded_at", "转交时间"),
			date("replied_at", "答复时间"),
		)
	}, func(app core.App) error { return drop(app, "referrals", "weekly_reports") })
}

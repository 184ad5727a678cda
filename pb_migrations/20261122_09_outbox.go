package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		outbox := core.NewBaseCollection("outbox")
		outbox.AddIndex("idx_outbox_key", true, "dedup_key", "")
		outbox.AddIndex("idx_outbox_next", false, "state, next_at", "")
		outbox.AddIndex("idx_outbox_sent", false, "sent_at", "")
		if err := table(app, outbox, rules{},
			choice("kind", "种类：邮件、群机器人", []string{"mail", "webhook"}, required),
			text("dedup_key", "同一件事只发一次", required),
			text("message_id", "邮件编号，重发不变"),
			text("subject", "标题", presentable, long(300)),
			text("to", "收件人", long(4000)),
			text("cc", "抄送", long(4000)),
			link(app, "org", "收件单位；没有收件邮箱时，补上后重发即可", "orgs"),
			&core.TextField{Name: "body_text", Help: "正文（文字）", Max: 200000},
			&core.TextField{Name: "body_html", Help: "正文（网页）", Max: 500000},
			files("attachments", "附件", 99, 20*mb),
			list("attachment_list", "附件的原名、类型和大小"),
			choice("state", "状态", []string{"queued", "sending", "sent", "failed", "human", "cancelled"}, required),
			date("queued_at", "放进发信箱的时间，重发时重新算"),
			date("expires_at", "过了这个时间就不用发了，如验证码"),
			number("attempts", "已试次数"),
			date("next_at", "下次发送时间"),
			date("lease_until", "发送占用到"),
			text("last_error", "最近一次失败原因", long(2000)),
			date("sent_at", "发出时间"),
			link(app, "request", "有关诉求", "requests"),
			text("about", "有关事项，如 2026-W47"),
		); err != nil {
			return err
		}
		runs := core.NewBaseCollection("job_runs")
		runs.AddIndex("idx_job_runs_slot", true, "job, slot", "")
		return table(app, runs, rules{},
			text("job", "任务", required, presentable),
			text("slot", "应运行的时间或周次", required),
			date("slot_at", "应运行的时间"),
			choice("state", "状态", []string{"done", "failed"}, required),
			number("attempts", "已试次数"),
			date("started_at", "开始时间"),
			date("finished_at", "完成时间"),
			text("note", "结果", long(2000)),
		)
	}, func(app core.App) error { return drop(app, "job_runs", "outbox") })
}

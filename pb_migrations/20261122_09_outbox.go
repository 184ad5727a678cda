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
		if err := table(app, outbox, rules{},
			choice("kind", "种类：邮件、群机器人", []string{"mail", "webhook"}, required),
			text("dedup_key", "同一件事只发一次", required),
			text("message_id", "邮件编号，重发不变"),
			text("subject", "标题", presentable, long(300)),
			text("to", "收件人", long(1000)),
			text("cc", "抄送", long(1000)),
			&core.TextField{Name: "body_text", Help: "正文（文字）", Max: 200000},
			&core.TextField{Name: "body_html", Help: "正文（网页）", Max: 500000},
			files("attachments", "附件", 99, 20*mb),
			choice("state", "状态", []string{"queued", "sending", "sent", "failed", "human", "cancelled"}, required),
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
			choice("state", "状态", []string{"done", "failed"}, required),
			date("started_at", "开始时间"),
			date("finished_at", "完成时间"),
			text("note", "结果", long(2000)),
		)
	}, func(app core.App) error { return drop(app, "job_runs", "outbox") })
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Sealed matter lives apart from requests: no API rule opens it, no relation
// points to it, and its numbers are random so that nobody sees a gap.
func init() {
	m.Register(func(app core.App) error {
		reports := core.NewBaseCollection("sealed_reports")
		reports.AddIndex("idx_sealed_code", true, "query_code_hash", "")
		reports.AddIndex("idx_sealed_key", true, "client_key_hash", "client_key_hash != ''")
		if err := table(app, reports, rules{},
			text("report_no", "随机编号", hidden, required),
			text("query_code_hash", "查询码摘要", hidden, required),
			text("client_key_hash", "防止重复提交", hidden),
			choice("kind", "种类：书记信箱、作风意见、诉求转入", []string{"letter", "conduct", "request"}, hidden, required),
			text("text", "内容", long(5000), hidden),
			&core.FileField{Name: "photos", Help: "照片", MaxSelect: 6, MaxSize: 12 * mb, Protected: true, Hidden: true},
			text("place_label", "地点", hidden),
			text("person", "来信人（可以不留）", hidden),
			text("phone", "电话（可以不留）", hidden),
			text("reason", "为什么转入保密办理", long(500), hidden),
			choice("state", "状态", []string{"received", "read", "replied"}, hidden, required),
			date("received_at", "收到时间", hidden),
			text("reply_text", "答复", long(5000), hidden),
			date("replied_at", "答复时间", hidden),
		); err != nil {
			return err
		}
		events := core.NewBaseCollection("sealed_events")
		events.AddIndex("idx_sealed_events_report", false, "report, at", "")
		if err := table(app, events, rules{},
			link(app, "report", "哪件", "sealed_reports", required, hidden),
			date("at", "时间", required, hidden),
			choice("verb", "做了什么", []string{"receive", "read", "reply"}, required, hidden),
			text("actor_label", "谁", hidden),
		); err != nil {
			return err
		}

		audit := core.NewBaseCollection("audit_entries")
		audit.AddIndex("idx_audit_at", false, "at", "")
		audit.AddIndex("idx_audit_target", false, "target_collection, target_id", "")
		if err := table(app, audit, rules{},
			date("at", "时间", required),
			choice("actor_kind", "谁：居民、工作人员、书记、链接、系统", []string{"resident", "staff", "superuser", "link", "system", "guest"}),
			text("actor_id", "账号"),
			text("actor_label", "称呼"),
			text("action", "做了什么", required, presentable),
			text("target_collection", "对象类别"),
			text("target_id", "对象"),
			text("note", "说明", long(500)),
			text("digest", "链式摘要"),
		); err != nil {
			return err
		}
		return appendOnly(app, "audit_entries",
			[]string{"id", "at", "actor_kind", "actor_id", "action", "target_collection", "target_id", "digest"},
			[]string{"actor_label", "note"})
	}, func(app core.App) error {
		return drop(app, "audit_entries", "sealed_events", "sealed_reports")
	})
}

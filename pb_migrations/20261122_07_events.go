package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

const mb = 1 << 20

func init() {
	m.Register(func(app core.App) error {
		events := core.NewBaseCollection("request_events")
		events.AddIndex("idx_events_request", false, "request, at", "")
		if err := table(app, events, rules{list: rule(seesRequestOf), view: rule(seesRequestOf)},
			link(app, "request", "哪件诉求", "requests", required),
			date("at", "时间", required),
			text("verb", "做了什么", required),
			text("from_status", "之前的状态"),
			text("to_status", "之后的状态"),
			choice("actor_kind", "谁做的：居民、工作人员、书记、链接、系统", []string{"resident", "staff", "superuser", "link", "system"}),
			text("actor_label", "称呼，居民看得到"),
			text("actor_id", "账号", hidden),
			link(app, "org", "单位", "orgs"),
			text("sentence", "流转说明，居民看得到", long(6000), presentable),
			text("note", "内部说明，只有社区工作人员看得到", long(5000), hidden),
			list("data", "当时填的内容", hidden),
			text("digest", "内容摘要值", hidden),
		); err != nil {
			return err
		}
		if err := appendOnly(app, "request_events",
			[]string{"id", "request", "at", "verb", "from_status", "to_status", "actor_kind", "org", "digest"},
			[]string{"actor_label", "actor_id", "sentence", "note", "data"}); err != nil {
			return err
		}

		assignments := core.NewBaseCollection("assignments")
		assignments.AddIndex("idx_assignments_request", false, "request, state", "")
		assignments.AddIndex("idx_assignments_org", false, "org, state", "")
		assignments.AddIndex("idx_assignments_token", true, "token_hash", "token_hash != ''")
		if err := table(app, assignments, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "request", "哪件诉求", "requests", required),
			link(app, "org", "派给谁", "orgs", required),
			choice("kind", "办理还是转交承办单位", []string{"handle", "forward"}, required),
			choice("state", "状态", []string{"open", "signed", "replied", "returned", "revoked", "done"}, required),
			text("token_hash", "链接的摘要（链接本身不保存）", hidden),
			date("at", "派单时间"),
			date("due_at", "期限"),
			date("signed_at", "签收时间"),
			text("signed_by", "签收人"),
			date("expires_at", "链接失效时间"),
			number("code_failures", "对接码输错次数"),
		); err != nil {
			return err
		}

		replies := core.NewBaseCollection("replies")
		replies.AddIndex("idx_replies_request", false, "request, at", "")
		seesReply := "(" + ownsRequest + " && state = 'sent')" +
			" || (" + officeOnly + ")" +
			" || (" + staffOnly + " && org = @request.auth.org)"
		if err := table(app, replies, rules{list: rule(seesReply), view: rule(seesReply)},
			link(app, "request", "哪件诉求", "requests", required),
			link(app, "assignment", "哪次派单", "assignments"),
			link(app, "org", "答复单位", "orgs"),
			text("text", "答复内容", long(5000), presentable),
			choice("solved", "是否解决", []string{"yes", "partly", "no"}),
			choice("state", "状态", []string{"in_review", "sent", "sent_back"}, required),
			&core.FileField{Name: "files", Help: "照片或材料，最多 6 个", MaxSelect: 6, MaxSize: 12 * mb, Protected: true},
			text("by_label", "答复人"),
			date("at", "时间"),
		); err != nil {
			return err
		}

		calls := core.NewBaseCollection("call_backs")
		calls.AddIndex("idx_call_backs_request", false, "request, at", "")
		return table(app, calls, rules{list: rule(officeOnly), view: rule(officeOnly)},
			link(app, "request", "哪件诉求", "requests", required),
			yesno("reached", "联系上了"),
			choice("solved", "居民说解决了没有", []string{"yes", "partly", "no"}),
			number("stars", "居民说的满意程度 1–5"),
			text("words", "居民的原话", long(2000)),
			text("by_label", "回访人"),
			date("at", "时间"),
		)
	}, func(app core.App) error {
		return drop(app, "call_backs", "replies", "assignments", "request_events")
	})
}

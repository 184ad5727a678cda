package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

var (
	statuses = []string{"pending", "accepted", "need_info", "dispatched", "in_progress", "in_review", "replied", "closed", "suspended", "declined", "merged", "withdrawn"}
	kinds    = []string{"help", "consult", "suggestion", "complaint", "praise"}
	channels = []string{"qr", "web", "walk_in", "phone", "visit", "patrol", "meeting", "letter", "hotline"}
)

// seesRequest is who may read a request: its resident, the community's own
// staff, and the contact of the organisation that handles it.
//
// A resident whose registration was linked to an earlier one has her requests
// there; both log-ins of hers see them.
const seesRequest = "(" + residentOnly + " && (resident = @request.auth.id || (@request.auth.linked_to != '' && resident = @request.auth.linked_to)))" +
	" || (" + officeOnly + ")" +
	" || (" + staffOnly + " && handler_org != '' && handler_org = @request.auth.org)"

const seesRequestOf = "(" + ownsRequest + ")" +
	" || (" + officeOnly + ")" +
	" || (" + staffOnly + " && request.handler_org != '' && request.handler_org = @request.auth.org)"

const ownsRequest = residentOnly + " && (request.resident = @request.auth.id || (@request.auth.linked_to != '' && request.resident = @request.auth.linked_to))"

func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("requests")
		c.AddIndex("idx_requests_no", true, "request_no", "")
		c.AddIndex("idx_requests_client_key", true, "resident, client_key", "client_key != ''")
		c.AddIndex("idx_requests_status", false, "status, received_at", "")
		c.AddIndex("idx_requests_due", false, "status, due_at", "")
		c.AddIndex("idx_requests_received", false, "received_at", "")
		c.AddIndex("idx_requests_resident", false, "resident, received_at", "")
		c.AddIndex("idx_requests_handler", false, "handler_org, status, due_at", "")
		c.AddIndex("idx_requests_building", false, "building, status", "")
		c.AddIndex("idx_requests_tier", false, "tier, status", "")
		c.AddIndex("idx_requests_closed", false, "closed_at", "")
		if err := table(app, c, rules{list: rule(seesRequest), view: rule(seesRequest), create: rule(residentOnly)},
			text("request_no", "诉求编号，由程序给出，如 HP-20261123-0007", presentable),
			link(app, "resident", "反映人", "residents"),
			choice("kind", "诉求种类", kinds),
			text("summary", "一句话摘要，列表和报表用"),
			text("text", "反映内容（居民原话）", long(5000)),
			&core.FileField{Name: "photos", Help: "照片，最多 6 张，已去掉拍摄位置等信息", MaxSelect: 6, MaxSize: 12 << 20, Protected: true,
				MimeTypes: []string{"image/jpeg", "image/png", "image/webp", "image/gif"}},
			link(app, "estate", "小区", "estates"),
			link(app, "building", "楼栋", "buildings"),
			link(app, "unit", "单元", "units"),
			text("room", "室号", hidden),
			text("place_label", "地点，如：湖畔花园一期 5幢 2单元（不含室号）"),
			link(app, "poster", "从哪张海报来", "posters"),
			choice("channel", "来源", channels),
			text("source_system", "上级平台名称，如 12345、数字城管"),
			text("external_no", "上级平台编号"),
			date("external_due", "上级平台要求的时间；与本社区时限以早者为准"),
			choice("lane", "办理通道", []string{"normal", "emergency"}),
			choice("category", "诉求类型", categories),
			choice("tier", "涉及层面", tiers),
			link(app, "matter", "事项", "matters"),
			number("confidence", "判断把握，0 到 1"),
			text("reason", "为什么这样分类（一句话）", long(500)),
			link(app, "suggested_org", "建议承办单位", "orgs"),
			text("suggested_reason", "为什么建议这个单位（一句话）", long(500)),
			link(app, "handler_org", "承办单位", "orgs"),
			choice("status", "状态：用页面上的按钮办理，不能直接改", statuses),
			date("received_at", "收到时间"),
			date("accepted_at", "受理时间"),
			date("dispatched_at", "派单时间"),
			date("sign_by", "请在此前签收"),
			date("signed_at", "签收时间"),
			date("replied_at", "答复时间"),
			date("told_at", "告知居民的时间"),
			date("closed_at", "办结时间"),
			date("due_at", "答复期限"),
			text("due_reason", "期限是怎样算的（一句话）", long(500)),
			yesno("told", "已告知居民"),
			text("reply_text", "已发给居民的答复", long(5000)),
			text("reply_by", "答复单位"),
			choice("solved_by_handler", "承办单位自评是否解决", []string{"yes", "partly", "no"}),
			choice("solved", "居民说解决了没有", []string{"yes", "partly", "no"}, hidden),
			number("stars", "居民评价 1–5，0 为未评价", hidden),
			text("rating_text", "居民评价的话", long(1000), hidden),
			date("rated_at", "评价时间"),
			number("dissatisfied", "不满意次数"),
			number("transfers", "转办次数；第三次由书记决定"),
			yesno("extended", "已延期过一次"),
			number("extension_days", "申请延期的工作日"),
			text("extension_reason", "申请延期的理由", long(500)),
			date("review_at", "挂账复核日期"),
			text("on_behalf_name", "替谁反映", hidden),
			text("on_behalf_phone", "被反映家人的电话", hidden),
			text("on_behalf_relation", "关系"),
			yesno("callback", "请回电话"),
			text("client_key", "手机端生成的编号，防止重复提交", hidden),
			text("query_code_hash", "查询码摘要", hidden),
			date("urged_at", "最近一次催办"),
			choice("friday", "周五上报：自动、列入、不列入", []string{"auto", "in", "out"}),
			text("prior_note", "已做的协调（上报前须写明）", long(2000)),
		); err != nil {
			return err
		}
		c.Fields.Add(
			link(app, "parent", "由哪件拆分而来", "requests"),
			link(app, "merged_into", "并入哪件", "requests"),
		)
		c.AddIndex("idx_requests_merged", false, "merged_into", "merged_into != ''")
		c.AddIndex("idx_requests_parent", false, "parent", "parent != ''")
		if err := app.Save(c); err != nil {
			return err
		}

		// A plain table: numbers are counted in the same transaction as the
		// request and shown nowhere, so that nobody can edit them by hand.
		_, err := app.DB().NewQuery("CREATE TABLE {{_counters}} ([[name]] TEXT PRIMARY KEY NOT NULL, [[value]] INTEGER NOT NULL) WITHOUT ROWID").Execute()
		return err
	}, func(app core.App) error {
		if _, err := app.DB().NewQuery("DROP TABLE IF EXISTS {{_counters}}").Execute(); err != nil {
			return err
		}
		return drop(app, "requests")
	})
}

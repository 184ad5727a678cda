package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// ownResident is a row about the resident who asks, under either of her log-ins.
const ownResident = residentOnly + " && (resident = @request.auth.id || (@request.auth.linked_to != '' && resident = @request.auth.linked_to))"

var (
	skills = []string{"repair", "care", "medical", "teaching", "law", "computing", "driving", "languages", "arts", "patrol"}
	times  = []string{"workday_day", "workday_evening", "weekend"}
)

// The volunteers, what they are asked to do, and what they did: orders, claims
// and the records of service, which are a legal record.
func init() {
	m.Register(func(app core.App) error {
		v := core.NewBaseCollection("volunteers")
		v.AddIndex("idx_volunteers_resident", true, "resident", "resident != ''")
		v.AddIndex("idx_volunteers_state", false, "state, applied_at", "")
		if err := table(app, v, rules{list: rule("(" + ownResident + ") || (" + officeOnly + ")"), view: rule("(" + ownResident + ") || (" + officeOnly + ")")},
			text("name", "姓名，与实名登记一致", presentable),
			link(app, "resident", "哪位居民", "residents"),
			choice("kind", "志愿者，还是来报到的在职党员", []string{"volunteer", "party_member"}, required),
			text("sending_org", "派出的党组织（在职党员报到填）"),
			choice("skills", "会做什么，可以多选", skills, many(10)),
			choice("times", "什么时候有空，可以多选", times, many(3)),
			link(app, "grid", "愿意在哪个网格", "grids"),
			yesno("minor", "未满 18 周岁"),
			text("guardian_name", "监护人姓名；未满 18 周岁的要填", hidden),
			text("guardian_phone", "监护人电话", hidden),
			yesno("guardian_agreed", "监护人同意，由社区当面或打电话问过"),
			text("external_no", "省志愿服务系统里的编号"),
			text("insured_until", "志愿者保险到哪天，如 2027-06-30；有风险的服务要在保险期内", hidden),
			yesno("shown", "本人同意在感谢里写出姓名"),
			yesno("member_shown", "本人同意让别人知道是在职党员报到"),
			choice("state", "状态：用“同意”“不同意”“暂停”按钮办理", []string{"pending", "approved", "refused", "paused", "left"}, required),
			date("applied_at", "什么时候报名的"),
			date("decided_at", "什么时候定的"),
			text("decided_by", "谁定的"),
			text("reason", "为什么不同意、暂停，本人看得到", long(500)),
		); err != nil {
			return err
		}

		p := core.NewBaseCollection("projects")
		if err := table(app, p, rules{list: rule(officeOnly), view: rule(officeOnly), create: rule(officeOnly), update: rule(officeOnly)},
			text("title", "共建项目的名称", required, presentable),
			text("goal", "要做成什么", long(1000)),
			link(app, "partners", "共建单位", "orgs", many(20)),
			text("responsible", "谁负责"),
			text("from_day", "从哪天起，如 2026-12-01"),
			text("until_day", "到哪天止"),
			choice("state", "进行得怎样", []string{"running", "done", "stopped"}),
		); err != nil {
			return err
		}
		ms := core.NewBaseCollection("milestones")
		ms.AddIndex("idx_milestones_project", false, "project, due_day", "")
		if err := table(app, ms, rules{list: rule(officeOnly), view: rule(officeOnly), create: rule(officeOnly), update: rule(officeOnly)},
			link(app, "project", "哪个项目", "projects", required),
			text("title", "做到哪一步", required, presentable),
			text("due_day", "哪天前，如 2026-12-31"),
			text("done_day", "哪天做到的；没有做到的空着"),
			text("note", "怎样了", long(500)),
		); err != nil {
			return err
		}

		o := core.NewBaseCollection("orders")
		o.AddIndex("idx_orders_no", true, "order_no", "")
		o.AddIndex("idx_orders_state", false, "state, starts_at", "")
		o.AddIndex("idx_orders_request", false, "request", "request != ''")
		o.AddIndex("idx_orders_key", true, "by_id, client_key", "client_key != ''")
		if err := table(app, o, rules{list: rule("(" + officeOnly + ") || (" + residentOnly + " && state = 'open')"), view: rule("(" + officeOnly + ") || (" + residentOnly + " && state = 'open')")},
			text("order_no", "点单编号，由程序给出，如 DD-20261130-01", presentable),
			choice("path", "点单（居民的需要）、任务（和社区一起做），还是项目的一步", []string{"order", "task", "project"}, required),
			text("title", "做什么，一句话", required),
			text("text", "具体怎样做、要带什么；不写居民的姓名、电话和门牌", long(1000)),
			link(app, "request", "由哪件诉求来", "requests", hidden),
			link(app, "milestone", "是哪个项目的哪一步", "milestones"),
			link(app, "estate", "小区", "estates"),
			link(app, "building", "楼栋", "buildings"),
			text("place_label", "在哪里碰头"),
			date("starts_at", "几点开始", required),
			date("ends_at", "几点结束", required),
			number("capacity", "要几个人", required),
			choice("skills", "最好会什么", skills, many(10)),
			yesno("risky", "有风险（登高、用电、下水……）：只给在保险期内的成年人"),
			text("for_whom", "为谁服务，写进服务记录；不写姓名，如：5幢的老人", required),
			text("responsible", "负责人，服务记录和证明上要写", required),
			choice("state", "状态：用“办完”“取消”按钮办理", []string{"open", "finished", "cancelled"}, required),
			text("reason", "为什么取消，接单的人看得到", long(500)),
			date("published_at", "什么时候发布的"),
			date("finished_at", "什么时候办完的"),
			text("by_label", "谁发布的"),
			text("by_id", "发布人的编号", hidden),
			text("client_key", "页面给的编号，按两次也只发一单", hidden),
		); err != nil {
			return err
		}

		c := core.NewBaseCollection("claims")
		c.AddIndex("idx_claims_once", true, "`order`, volunteer", "") // a second sign-in of one night is the same row
		c.AddIndex("idx_claims_volunteer", false, "volunteer, claimed_at", "")
		c.AddIndex("idx_claims_state", false, "state, claimed_at", "")
		if err := table(app, c, rules{list: rule("(" + ownResident + ") || (" + officeOnly + ")"), view: rule("(" + ownResident + ") || (" + officeOnly + ")")},
			link(app, "order", "哪一单", "orders", required),
			link(app, "volunteer", "哪位志愿者", "volunteers", required),
			link(app, "resident", "志愿者的居民登记", "residents"),
			choice("state", "接单的情况", []string{"waiting", "claimed", "in", "out", "done", "withdrawn", "absent", "void"}, required),
			date("claimed_at", "什么时候接的单"),
			date("in_at", "签到"),
			date("out_at", "签退"),
			choice("in_how", "怎样签到的", []string{"code", "staff", "paper"}),
			choice("out_how", "怎样签退的", []string{"code", "staff", "paper"}),
			text("noted_by", "谁记的（代签、补录）"),
			text("note", "说明：没有到场、补录的理由", long(500)),
			date("confirmed_at", "什么时候确认的"),
			choice("confirmed_how", "谁确认的", []string{"resident", "phone", "desk"}),
			text("confirmed_by", "确认人"),
			choice("quality", "做得怎样", []string{"good", "fair", "poor"}),
			text("thanks", "感谢的话，志愿者看得到", long(200)),
			date("thanked_at", "诉求办结、双方致谢的时间"),
		); err != nil {
			return err
		}

		s := core.NewBaseCollection("service_records")
		s.AddIndex("idx_service_records_no", true, "record_no", "")
		s.AddIndex("idx_service_records_volunteer", false, "volunteer, started_at", "")
		s.AddIndex("idx_service_records_claim", true, "claim", "claim != '' AND state = 'valid'") // one service is recorded once
		s.AddIndex("idx_service_records_wish", false, "wish_state, wish_at", "wish_state != ''")
		return table(app, s, rules{list: rule("(" + ownResident + ") || (" + officeOnly + ")"), view: rule("(" + ownResident + ") || (" + officeOnly + ")")},
			text("record_no", "记录编号，如 FW-20261130-01", presentable),
			link(app, "volunteer", "哪位志愿者", "volunteers", required),
			link(app, "resident", "志愿者的居民登记", "residents"),
			link(app, "claim", "由哪次接单来", "claims"),
			text("activity", "活动名称", required),
			text("day", "哪一天，如 2026-11-28", required),
			text("place", "地点"),
			text("for_whom", "服务对象"),
			text("content", "做了什么", long(1000)),
			date("started_at", "从几点", required),
			date("ended_at", "到几点", required),
			number("minutes", "计入的分钟数，不含路上；和别的活动重叠的只计一次"),
			number("overlap", "因为重叠没有计入的分钟数"),
			choice("quality", "服务质量", []string{"good", "fair", "poor"}),
			text("responsible", "负责人"),
			text("recorder", "记录人"),
			choice("state", "有效、已更正还是作废", []string{"valid", "replaced", "void"}, required),
			text("reason", "为什么更正、作废", long(500)),
			date("exported_at", "什么时候导出给省志愿服务系统"),
			text("wish", "本人要求怎样更正", long(500)),
			number("wish_minutes", "本人认为应计多少分钟"),
			date("wish_at", "什么时候要求的"),
			choice("wish_state", "更正要求办得怎样", []string{"pending", "granted", "refused"}),
			text("wish_answer", "怎样答复的", long(500)),
			text("wish_by", "谁答复的"),
		)
	}, func(app core.App) error {
		return drop(app, "service_records", "claims", "orders", "milestones", "projects", "volunteers")
	})
}

package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The default users table lets anybody sign up; this office has residents and
// staff instead.
func init() {
	m.Register(func(app core.App) error {
		if err := drop(app, "users"); err != nil {
			return err
		}
		c := core.NewBaseCollection("communities")
		return table(app, c, rules{},
			text("name", "社区名称，如：湖畔社区", required, presentable),
			text("code", "社区代码，两到四个大写字母，用在诉求编号里，如 HP", required),
			text("street", "街道名称，如：星湖街道"),
			text("social_dept", "街道的社会工作部门，如：星湖社工委"),
			text("party_org", "社区党组织名称，印在海报和页面上方"),
			text("brand", "服务品牌，默认：红色管家"),
			text("slogan", "一句话口号，默认：事事有回应"),
			text("phone", "社区对外电话，页面和海报上的“打电话”就是它"),
			text("phone_hours", "电话有人接听的时间，如：工作日 8:30–17:30"),
			text("address", "社区办公地址"),
			text("contact_name", "个人信息保护联系人姓名"),
			text("filing_no", "网站备案号，没有就留空"),
			text("public_url", "居民手机能打开的网址，如 https://hg.example.cn；海报二维码用它"),
			text("internal_names", "只在办公室内部使用的主机名，逗号分开；管理后台只能从这些名字或 IP 登录"),
			yesno("sleeps_at_night", "这台电脑夜里会关机；海报会印上网上受理时间"),
			text("online_hours", "网上受理时间，如：每天 8:30–17:30"),
			text("referral_prefix", "承办单字号，如：湖畔承"),
			choice("letter_mode", "部门转办：A 社区直接发函给部门；B 发给街道由街道转（默认）", []string{"A", "B"}),
			choice("report_mode", "周报：A 周五16:30 直接报；B 周五10:30 先报街道（默认 A）", []string{"A", "B"}),
			yesno("report_auto", "到时间自动发出周报；不勾选则等签发后再发"),
			yesno("report_zero", "没有复杂诉求的周也发零报告"),
			text("street_email", "街道（社工委）收件邮箱"),
			text("report_to", "周报收件邮箱（组织部），多个用逗号分开"),
			text("report_cc", "周报抄送邮箱，多个用逗号分开"),
			text("consent_version", "居民同意书版本号"),
			text("consent_text", "居民提交时同意的内容", long(5000)),
			yesno("ask_requires_verified", "通过实名核对后才能反映事情（默认不要求）"),
			text("office_hours", "办公时间，默认 08:30–11:30 13:00–17:30"),
			number("sign_hours", "签收时限（办公小时），默认 2"),
			number("consult_days", "咨询答复时限（工作日），默认 1"),
			number("community_days", "社区协调时限（工作日），默认 5"),
			number("department_days", "部门转办时限（工作日），默认 7"),
			number("complex_days", "复杂承办：转交承办党组织后答复时限（工作日），默认 5"),
			number("complex_total_days", "复杂承办总时限（工作日），默认 15"),
			number("emergency_minutes", "紧急事项回电时限（分钟），默认 30"),
			number("retention_years", "办结后个人信息保留年数，默认 2，到期匿名化"),
			yesno("setup_done", "首次设置已经完成"),
		)
	}, func(app core.App) error { return drop(app, "communities") })
}

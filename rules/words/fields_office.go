package words

// What the office says about itself, its places, people and catalogue.

var communities = table("社区设置", map[string]string{
	"name": "社区名称", "code": "社区代码", "street": "街道", "social_dept": "社工委", "party_org": "党组织",
	"brand": "服务品牌", "slogan": "口号", "phone": "社区电话", "phone_hours": "接听时间", "address": "办公地址",
	"contact_name": "信息保护人", "filing_no": "备案号", "public_url": "对外网址", "internal_names": "内部主机名",
	"sleeps_at_night": "夜里关机", "online_hours": "网上受理", "referral_prefix": "承办单字号", "letter_mode": "转办方式",
	"report_mode": "周报方式", "report_auto": "自动发周报", "report_zero": "零报告", "street_email": "街道邮箱",
	"report_to": "周报收件人", "report_cc": "周报抄送", "consent_version": "同意书版本", "consent_text": "同意书",
	"ask_requires_verified": "先实名后反映", "office_hours": "办公时间", "sign_hours": "签收时限", "consult_days": "咨询时限",
	"community_days": "社区时限", "department_days": "部门时限", "complex_days": "承办时限", "complex_total_days": "承办总时限",
	"emergency_minutes": "紧急回电", "retention_years": "保留年数", "setup_done": "设置完成",
	"org_dept": "组织部门", "street_org": "街道单位", "robot_url": "群机器人地址", "robot_secret": "机器人密钥", "reminders_off": "不自动催办", "many_households": "多户提示",
	"referral_template": "承办单模板", "target_response": "响应率目标", "target_resolution": "解决率目标", "target_satisfaction": "满意率目标", "target_on_time": "按时率目标",
	"mail_per_minute": "每分钟发信", "mail_per_day": "每天发信",
})

var orgLinks = table("单位总链接", map[string]string{
	"org": "单位", "token_hash": "链接摘要", "made_at": "做的时间", "expires_at": "有效到", "revoked_at": "作废时间",
	"opened_at": "最近打开", "opens": "打开次数", "code_failures": "输错次数",
})

var orgs = table("单位", map[string]string{
	"phone": "对外电话",
	"name":  "单位全称", "kind": "类别", "estates": "服务小区", "department": "职能简称", "contact_name": "专人",
	"contact_phone": "专人电话", "email": "收函邮箱", "pass_code": "对接码", "reply_review": "答复先审",
	"active": "在用", "note": "备注",
})

var grids = table("网格", map[string]string{"no": "网格编号", "name": "网格名称", "estate": "小区", "note": "备注"})

var estates = table("小区", map[string]string{
	"name": "小区名称", "aliases": "别名", "kind": "类型", "built_year": "建成年份", "households": "户数", "property": "物业",
	"committee": "业委会", "former_names": "曾用名", "note": "备注", "sort": "次序",
})

var buildings = table("楼栋", map[string]string{
	"estate": "小区", "name": "楼栋", "key": "规范写法", "aliases": "别名", "grid": "网格", "households": "户数",
	"former_names": "曾用名", "sort": "次序",
})

var units = table("单元", map[string]string{"building": "楼栋", "name": "单元", "key": "规范写法", "sort": "次序"})

var staff = account("工作人员", map[string]string{
	"account": "登录账号", "name": "姓名", "role": "岗位", "org": "单位", "grids": "网格", "phone": "工作电话", "active": "在岗",
	"first_password": "首次密码",
})

var residents = account("居民", map[string]string{
	"name": "称呼", "phone": "电话", "phone_kind": "电话种类", "estate": "小区", "building": "楼栋", "unit": "单元", "room": "室号",
	"consent_version": "同意书版本", "consent_at": "同意时间", "has_password": "设过密码", "real_name": "实名",
	"real_name_how": "核对方式", "real_name_by": "核对人", "real_name_at": "核对时间", "link_state": "同号核对",
	"linked_to": "归并到", "active": "在用",
	"wanted_phone": "申请改电话", "wanted_building": "申请改楼栋", "wanted_unit": "申请改单元", "wanted_at": "申请更正时间", "wanted_answer": "没有改的原因",
	"erased_at": "删除时间", "register_key": "登记编号",
})

var elderCards = table("便民卡", map[string]string{
	"resident": "居民", "key_hash": "码的摘要", "given_at": "做卡时间", "given_by": "做卡人", "used_at": "最近使用", "uses": "使用次数",
	"revoked_at": "停用时间", "revoked_by": "停用人",
})

var handovers = table("书记交接", map[string]string{
	"leaving_name": "交出人", "leaving": "交出账号", "coming_name": "接任人", "coming": "接任账号", "begun_at": "开始时间", "ticks": "逐项情况",
	"finished_at": "办完时间", "cancelled_at": "取消时间",
})

var duties = table("任职", map[string]string{
	"kind": "任职", "title": "职务", "name": "姓名", "phone": "电话", "staff": "工作人员", "resident": "居民", "building": "楼栋", "grid": "网格", "org": "单位",
	"from_day": "任期从", "until_day": "任期到", "appointed_by": "谁任命", "shown": "同意公开", "days": "接访日", "from_time": "从几点", "to_time": "到几点",
	"place": "接访地点", "note": "备注", "over_at": "到期时刻", "warned_at": "到期提醒", "ended_at": "结束时间", "ended_reason": "结束原因", "ended_by": "经办人",
	"succeeds": "前任",
})

var visits = table("走访", map[string]string{
	"kind": "方式", "at": "时间", "estate": "小区", "building": "楼栋", "unit": "单元", "room": "室号", "place_label": "地点",
	"person": "见到谁", "phone": "电话", "resident": "居民", "said": "所说所见", "photos": "照片", "outcome": "当场结果", "staff": "工作人员",
	"by_label": "记录人", "request": "转成诉求", "turned_at": "转诉求时间", "turned_by": "转诉求的人", "erased_at": "清除时间", "client_key": "页面编号",
})

var rosterEntries = table("花名册", map[string]string{
	"name": "姓名", "phone": "电话", "building": "楼栋", "unit": "单元", "room": "室号", "note": "备注",
})

var loginCodes = table("登录码", map[string]string{
	"resident": "居民", "code_hash": "码的摘要", "expires_at": "失效时间", "used_at": "使用时间", "how": "确认方式",
	"given_by": "发放人",
})

var matters = table("派单目录", map[string]string{
	"code": "事项代码", "name": "事项", "category": "诉求类型", "tier": "涉及层面", "handler_kind": "承办类别", "department": "职能部门",
	"days": "时限", "keywords": "关键词", "examples": "例句", "guidance": "提示", "not_ours": "不属时去处", "active": "在用", "sort": "次序",
	"reach": "影响范围",
})

var corrections = table("改判", map[string]string{
	"request": "诉求", "change": "改了什么", "reason": "为什么改", "from_matter": "原事项", "to_matter": "改成事项", "from_category": "原类型",
	"to_category": "改成类型", "from_tier": "原层面", "to_tier": "改成层面", "from_kind": "原种类", "to_kind": "改成种类", "from_lane": "原通道",
	"to_lane": "改成通道", "from_suggestion": "原采纳情况", "from_week": "原采纳周次", "at": "时间", "by": "账号", "undone_at": "撤销时间",
	"undone_by": "撤销账号",
})

var matterHistory = table("派单目录历史", map[string]string{
	"matter": "事项", "code": "事项代码", "name": "事项名称", "at": "时间", "action": "做了什么", "actor_kind": "谁", "actor_id": "账号", "actor_label": "改的人",
	"changes": "改了什么", "snapshot": "改后内容", "note": "说明",
})

var routes = table("派单规则", map[string]string{"matter": "事项", "estate": "小区", "org": "交给", "note": "说明", "active": "在用"})
var faqCases = table("案例", map[string]string{
	"question": "问题", "answer": "回答", "keywords": "关键词", "matter": "事项", "category": "诉求类型", "source": "出处", "pinned": "置顶",
	"active": "在用", "sort": "次序", "helped": "解决次数",
})

var resources = table("资源", map[string]string{
	"kind": "类别", "name": "名称", "offer": "提供什么", "phone": "电话", "address": "地址", "hours": "时间", "keywords": "关键词",
	"matters": "对应事项", "active": "在用", "sort": "次序",
})

var posts = table("红管发布", map[string]string{
	"title": "标题", "kind": "类别", "body": "正文", "pictures": "图片", "estates": "发给小区", "buildings": "发给楼栋", "publish_at": "发布时间",
	"expires_at": "到期时间", "pinned": "置顶", "author": "署名", "state": "状态",
})

var workdayCalendar = table("工作日历", map[string]string{"day": "日期", "working": "上班", "note": "说明"})

var watches = table("值班表", map[string]string{
	"name": "值班人", "staff": "工作人员", "phone": "值班电话", "email": "通知邮箱", "days": "值班日", "from_day": "起始日期", "to_day": "截止日期",
	"from_time": "从几点", "to_time": "到几点", "active": "在用", "note": "备注",
})

var posters = table("海报码", map[string]string{
	"code": "海报码", "scope": "张贴范围", "estate": "小区", "building": "楼栋", "unit": "单元", "room": "室号",
	"place_label": "位置", "state": "状态", "note": "备注", "corrections": "改位置次数", "scans": "扫码次数", "replaced_by": "换成",
})

var posterScans = table("扫码统计", map[string]string{"poster": "海报", "day": "日期", "count": "次数"})

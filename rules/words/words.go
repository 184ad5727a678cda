// Package words is the label table: the office's Chinese word for every stored
// code, table and field, in one place. Pages, admin UI, exports, prints and
// error sentences all take their words from here.
package words

// Value is the office's word for a stored code, such as Value("status",
// "pending"); an unknown code is its own word, so that nothing is ever blank.
func Value(group, code string) string {
	for _, v := range Values[group] {
		if v.Code == code {
			return v.Label
		}
	}
	return code
}

// Status is the word for a request's state: the resident's own wording, or
// the office's. handler completes 已交给××单位.
func Status(code string, resident bool, handler string) string {
	if !resident {
		return Value("status", code)
	}
	if code == "dispatched" && handler != "" {
		return "已交给" + handler
	}
	return Value("resident_status", code)
}

// Urgent is the state of an emergency that nobody has handled yet, as a resident
// reads it. It never says 已受理: whoever reads that puts the telephone down.
func Urgent(taken bool) string {
	if taken {
		return "社区有人接手了"
	}
	return "已记下，请先打电话"
}

// Word is one code with its label.
type Word struct{ Code, Label string }

// Values are the stored codes by group, in the order they are offered.
var Values = map[string][]Word{
	"status": {
		{"pending", "待受理"}, {"accepted", "已受理"}, {"need_info", "待补充"}, {"dispatched", "待签收"}, {"in_progress", "办理中"},
		{"in_review", "待审核"}, {"replied", "已答复"}, {"closed", "已办结"}, {"suspended", "已挂账"}, {"declined", "不予受理"},
		{"merged", "已并案"}, {"withdrawn", "已撤回"},
	},
	"resident_status": {
		{"pending", "已收到"}, {"accepted", "已受理"}, {"need_info", "待补充"}, {"dispatched", "已交给承办单位"}, {"in_progress", "办理中"},
		{"in_review", "办理中"}, {"replied", "已答复"}, {"closed", "已办结"}, {"suspended", "暂缓办理"}, {"declined", "不属社区职责"},
		{"merged", "与邻居反映的一并办理"}, {"withdrawn", "已撤回"},
	},
	"kind":     {{"help", "求助"}, {"consult", "咨询"}, {"suggestion", "建议"}, {"complaint", "投诉"}, {"praise", "表扬"}},
	"lane":     {{"normal", "普通"}, {"emergency", "紧急"}, {"sealed", "保密"}},
	"category": {{"government", "政务类"}, {"self_governance", "民主自治类"}, {"market_service", "市场服务类"}, {"public_welfare", "公益类"}},
	"tier":     {{"community", "社区协调"}, {"department", "部门转办"}, {"complex", "复杂承办"}},
	"channel": {
		{"qr", "扫码"}, {"web", "网页"}, {"walk_in", "接访"}, {"phone", "电话"}, {"visit", "入户"}, {"patrol", "巡查发现"},
		{"meeting", "议事会"}, {"letter", "信件"}, {"hotline", "上级转来"},
	},
	"org_kind": {
		{"party_org", "党组织"}, {"committee", "居委会"}, {"station", "工作站"}, {"property", "物业"}, {"owners_committee", "业委会"},
		{"mediation", "调解委员会"}, {"department", "职能部门"}, {"street", "街道（社工委）"}, {"org_dept", "组织部"}, {"police", "派出所"},
		{"partner", "共建单位"}, {"volunteers", "志愿者"},
	},
	"reach":         {{"household", "一户"}, {"building", "整楼"}, {"estate", "小区"}},
	"resource_kind": {{"administrative", "行政资源"}, {"market", "市场资源"}, {"public_welfare", "公益资源"}},
	"post_kind":     {{"notice", "通知"}, {"activity", "活动预告"}, {"public_notice", "公示"}, {"tip", "提醒"}},
	"post_state":    {{"draft", "草稿"}, {"published", "已发布"}, {"withdrawn", "已撤下"}},
	"post_stage":    {{"draft", "草稿，居民看不到"}, {"waiting", "到时间自动发布"}, {"shown", "居民正看得到"}, {"expired", "已过期，居民看不到"}, {"withdrawn", "已撤下，居民看不到"}},
	"post_reach":    {{"everybody", "全社区"}, {"estate", "您的小区"}, {"building", "您这栋楼"}},
	"role": {
		{"grid_worker", "网格员"}, {"clerk", "社区工作者"}, {"steward", "项目负责人（红管）"}, {"property_contact", "物业专人"},
		{"committee_contact", "业委会专人"},
	},
	"solved":         {{"yes", "解决了"}, {"partly", "部分解决"}, {"no", "没有解决"}},
	"stars":          {{"5", "非常满意"}, {"4", "满意"}, {"3", "基本满意"}, {"2", "不满意"}, {"1", "非常不满意"}, {"0", "未评价"}},
	"how":            {{"page", "页面"}, {"phone", "电话"}, {"visit", "上门"}, {"paper", "纸质"}, {"sms", "短信"}},
	"reply_state":    {{"in_review", "待审核"}, {"sent", "已发给居民"}, {"sent_back", "已退回修改"}},
	"assign_kind":    {{"handle", "办理"}, {"forward", "转交承办单位"}},
	"assign_state":   {{"open", "待签收"}, {"signed", "已签收"}, {"replied", "已答复"}, {"returned", "已退回"}, {"revoked", "已收回"}, {"done", "已完成"}},
	"referral_state": {{"drafted", "待上报"}, {"reported", "已上报"}, {"forwarded", "已转交"}, {"signed", "已签收"}, {"replied", "已答复"}, {"told", "已告知"}},
	"urgency":        {{"normal", "普通"}, {"urgent", "加急"}, {"top", "特急"}},
	"outcome":        {{"solved", "已解决"}, {"partly", "部分解决"}, {"explained", "解释说明"}, {"refused", "不予办理（附依据）"}},
	"report_state":   {{"draft", "待生成"}, {"held", "等签发"}, {"queued", "待发出"}, {"sent", "已发出"}, {"manual", "已人工报送"}},
	"outbox_kind":    {{"mail", "邮件"}, {"webhook", "群机器人"}},
	"outbox_state":   {{"queued", "待发"}, {"sending", "正在发"}, {"sent", "已发"}, {"failed", "失败"}, {"human", "等人处理"}, {"cancelled", "已取消"}},
	"job_state":      {{"done", "完成"}, {"failed", "失败"}},
	"scope":          {{"estate", "小区"}, {"building", "楼栋"}, {"unit", "单元"}, {"square", "广场、公共场所"}, {"door", "门牌"}},
	"poster_state":   {{"active", "在用"}, {"revoked", "已停用"}},
	"real_name":      {{"unverified", "未核对"}, {"matched", "与花名册一致"}, {"confirmed", "已实名"}},
	"link_state":     {{"none", "无"}, {"to_check", "待核对"}, {"linked", "已关联"}, {"dismissed", "不是同一人"}},
	"phone_kind":     {{"mobile", "手机"}, {"landline", "座机"}},
	"friday":         {{"auto", "自动"}, {"in", "列入"}, {"out", "不列入"}},
	"suggestion":     {{"taken", "采纳"}, {"changed", "改过"}},
	"sureness":       {{"sure", "把握大"}, {"fair", "把握一般"}, {"unsure", "把握不大"}, {"staff", "工作人员定的"}},
	"mode":           {{"A", "A 社区直接报送"}, {"B", "B 经街道转报"}},
	"letter_mode":    {{"A", "A 社区直接发函"}, {"B", "B 经街道转"}},
	"danger": {
		{"fire", "火情"}, {"gas_leak", "燃气泄漏"}, {"trapped", "有人被困"}, {"collapse", "倒塌、坠落的危险"}, {"violence_under_way", "正在发生的暴力"},
		{"suicide_risk", "有人可能轻生"}, {"fraud_under_way", "正在发生的诈骗"}, {"missing_person", "有人走失、失联"}, {"medical", "突发伤病"},
		{"live_wire", "带电危险"}, {"danger", "有人可能遇险"},
	},
	"found":      {{"real", "确有其事"}, {"resolved", "险情已经解除"}, {"false_alarm", "虚惊一场，没有危险"}},
	"rung":       {{"unsigned", "没有签收"}, {"due_soon", "快到期"}, {"overdue", "超期"}, {"still_due", "超期未办"}},
	"alert_step": {{"first", "通知值班"}, {"second", "再次通知"}},
	"watch_day": {
		{"workday", "工作日"}, {"restday", "休息日"}, {"mon", "周一"}, {"tue", "周二"}, {"wed", "周三"}, {"thu", "周四"}, {"fri", "周五"},
		{"sat", "周六"}, {"sun", "周日"},
	},
	"route": {
		{"link", "办理链接发给专人"}, {"letter", "发函"}, {"friday", "随周五周报上报"}, {"own", "本社区自己办"}, {"order", "志愿者点单"},
	},
	"matter_action": {
		{"seed", "程序自带"}, {"before", "改之前"}, {"create", "新增"}, {"update", "修改"}, {"restore", "恢复"}, {"import", "导入"}, {"delete", "删除"},
		{"rule", "派单规则"},
	},
	"volunteer_kind":  {{"volunteer", "红管志愿者"}, {"party_member", "在职党员报到"}},
	"volunteer_state": {{"pending", "等社区同意"}, {"approved", "可以接单"}, {"refused", "没有同意"}, {"paused", "暂停"}, {"left", "已退出"}},
	"skill": {
		{"repair", "修理"}, {"care", "陪护老人小孩"}, {"medical", "医疗护理"}, {"teaching", "辅导功课"}, {"law", "法律"}, {"computing", "手机电脑"}, {"driving", "开车搬运"},
		{"languages", "外语、方言、手语"}, {"arts", "文艺书画"}, {"patrol", "巡逻、文明劝导"},
	},
	"free_time":         {{"workday_day", "工作日白天"}, {"workday_evening", "工作日晚上"}, {"weekend", "周末、节假日"}},
	"order_path":        {{"order", "点单接单"}, {"task", "任务推进"}, {"project", "项目共建"}},
	"order_state":       {{"open", "招人、进行中"}, {"finished", "办完了"}, {"cancelled", "取消了"}},
	"claim_state":       {{"waiting", "排队等候"}, {"claimed", "已接单"}, {"in", "已签到"}, {"out", "已签退，等确认"}, {"done", "已确认"}, {"withdrawn", "已退单"}, {"absent", "没有到场"}, {"void", "没有计入"}},
	"sign_how":          {{"code", "扫现场码"}, {"staff", "负责人代签"}, {"paper", "纸质签到表"}},
	"confirm_how":       {{"resident", "被帮助的居民"}, {"phone", "打电话问过"}, {"desk", "工作人员当面看到"}},
	"service_quality":   {{"good", "很好"}, {"fair", "还行"}, {"poor", "不太好"}},
	"record_state":      {{"valid", "有效"}, {"replaced", "已更正"}, {"void", "作废"}},
	"wish_state":        {{"pending", "等答复"}, {"granted", "已更正"}, {"refused", "没有更正"}},
	"project_state":     {{"running", "进行中"}, {"done", "完成"}, {"stopped", "停止"}},
	"certificate_state": {{"valid", "有效"}, {"revoked", "已撤销"}},
	"duty_kind": {
		{"building_head", "楼长"}, {"grid_worker", "网格员"}, {"part_time_grid", "兼职网格员"}, {"contact", "专人"}, {"reception", "接访值班"}, {"team", "工作团队成员"},
	},
	"point_trigger": {{"service", "志愿服务"}, {"milestone", "项目节点"}, {"duty", "兼任职位"}},
	"point_per":     {{"hour", "按小时"}, {"time", "按次"}},
	"point_kind": {
		{"award", "得分"}, {"redeem", "兑换"}, {"refund", "退回"}, {"reverse", "冲销"}, {"repay", "还欠分"}, {"expire", "到期"}, {"adjust", "更正"}, {"link", "登记合并"},
	},
	"adjust_state": {{"proposed", "待另一人定"}, {"approved", "已同意"}, {"refused", "没有同意"}},
	"reward_kind":  {{"priority", "优先权"}, {"goods", "物品"}},
	"reward_class": {
		{"activity", "活动席位"}, {"resource", "公益资源"}, {"daily", "日用品"}, {"parking", "车位"}, {"school", "入学"}, {"subsidy", "补贴"},
	},
	"redemption_state": {{"waiting", "待领取"}, {"handed", "已领走"}, {"cancelled", "已取消"}, {"expired", "没来领，已取消"}},
	"stock_kind":       {{"in", "入库"}, {"out", "出库"}, {"counted", "盘点"}, {"reserve", "有人兑换"}, {"return", "取消兑换"}},
	"visit_kind":       {{"walk_in", "接访"}, {"visit", "走访"}, {"patrol", "巡查"}},
	"visit_outcome":    {{"noted", "记下了"}, {"explained", "当场解释了"}, {"settled", "当场解决了"}, {"absent", "没见到人"}},
	"actor_kind":       {{"resident", "居民"}, {"staff", "工作人员"}, {"superuser", "社区书记"}, {"link", "承办单位"}, {"system", "系统"}, {"guest", "访客"}, {"upper", "上级联系人"}},
	"sealed_kind":      {{"letter", "书记信箱"}, {"conduct", "作风意见"}, {"request", "诉求转入"}},
	"sealed_state":     {{"received", "待阅"}, {"read", "已阅"}, {"replied", "已答复"}},
	"sealed_verb":      {{"receive", "收到"}, {"read", "查看"}, {"reply", "答复"}, {"move", "由诉求转入"}, {"hand_over", "交给上级联系人"}, {"duty", "已报告"}},
	"audience":         {{"secretary", "社区书记"}, {"upper", "上级联系人"}},
	"concerns": {
		{"conduct", "工作人员、网格员、物业或业委会的作风"}, {"conduct_lead", "社区书记或主任"}, {"domestic_violence", "家庭暴力"},
		{"minor", "未成年人受到侵害"}, {"other", "其他不便公开的事"},
	},
	"contact_state": {{"invited", "已邀请，等同意"}, {"agreed", "已同意接收"}, {"revoked", "已停用"}},
	"duty_to":       {{"police", "公安 110"}, {"women", "妇联 12338"}, {"youth", "青少年热线 12355"}, {"civil", "民政部门"}, {"other", "其他"}},
	"verb": {
		{"submit", "提交"}, {"intake", "代登记"}, {"take", "我来处理"}, {"handle", "紧急已处置"}, {"accept", "受理"}, {"dispatch", "派单"}, {"sign", "签收"}, {"reply", "答复"}, {"approve", "同意发出"},
		{"tell", "告知"}, {"read", "居民已看"}, {"rate", "评价"}, {"supply", "补充"}, {"progress", "进展"}, {"return", "退回"}, {"transfer", "改派"},
		{"ask_info", "请居民补充"}, {"extend", "申请延期"}, {"grant", "同意延期"}, {"refuse", "不同意延期"}, {"escalate", "上报"}, {"urge", "催办"}, {"relink", "换新链接"},
		{"suspend", "挂账"}, {"resume", "恢复办理"}, {"call_back", "回访"}, {"conclude", "解释终结"}, {"merge", "并案"}, {"split", "拆分"},
		{"decline", "不予受理"}, {"withdraw", "撤回"}, {"join", "我家也是"}, {"report", "周报上报"}, {"forward", "转交承办"}, {"answer", "一并答复"},
		{"close", "办结"}, {"finish", "各项办完"}, {"friday", "周五上报"}, {"seal", "转入保密"}, {"raise", "建议上报"},
		{"correct", "改分类"}, {"uncorrect", "撤销改判"}, {"unmerge", "取消并案"}, {"rework", "有一项重新办理"}, {"anonymise", "匿名处理"},
	},
}

package words

// The life of a request and what goes up and out because of it.

var requests = table("民意诉求", map[string]string{
	"request_no": "诉求编号", "resident": "反映人", "kind": "种类", "summary": "摘要", "text": "内容", "photos": "照片",
	"estate": "小区", "building": "楼栋", "unit": "单元", "room": "室号", "place_label": "地点", "poster": "海报", "channel": "来源",
	"source_system": "上级平台", "external_no": "平台编号", "external_due": "平台期限", "lane": "通道", "category": "诉求类型",
	"tier": "涉及层面", "matter": "事项", "confidence": "把握", "reason": "分类理由", "suggested_org": "建议单位",
	"suggested_reason": "建议理由", "handler_org": "承办单位", "status": "状态", "received_at": "收到时间", "accepted_at": "受理时间",
	"dispatched_at": "派单时间", "sign_by": "签收期限", "signed_at": "签收时间", "replied_at": "答复时间", "told_at": "告知时间",
	"closed_at": "办结时间", "due_at": "答复期限", "due_reason": "期限说明", "told": "已告知", "reply_text": "答复", "reply_by": "答复单位",
	"solved_by_handler": "单位自评", "solved": "居民评解决", "stars": "满意程度", "rating_text": "评价留言", "rated_at": "评价时间", "heard": "意见听到了",
	"dissatisfied": "不满意次数", "transfers": "转办次数", "extended": "已延期", "extension_days": "申请延期", "extension_reason": "延期理由",
	"review_at": "复核日期", "on_behalf_name": "替谁反映", "on_behalf_phone": "家人电话", "on_behalf_relation": "关系",
	"callback": "请回电", "client_key": "防重编号", "query_code_hash": "查询码摘要", "urged_at": "催办时间", "friday": "周五上报",
	"prior_note": "已做协调", "accused": "被反映单位", "parent": "拆自", "merged_into": "并入",
	"danger": "险情", "called_at": "接手时间", "called_by": "接手人", "called_by_id": "接手账号", "handled_at": "处置时间", "found": "核实情况",
	"shielded_resident": "受保护反映人", "shielded_relation": "受保护关系", "shielded_text": "受保护原话",
	"parts": "拆成件数", "near": "相近事项", "corrected": "改判过", "suggested_matter": "建议事项", "suggestion": "建议采纳", "suggestion_week": "采纳周次",
	"sealed_at": "转入保密", "sealed_for": "本人记号", "anonymised_at": "匿名处理",
	"serial": "次序号", "raise_suggested": "建议上报",
})

var requestEvents = table("流转记录", map[string]string{
	"request": "诉求", "at": "时间", "verb": "做了什么", "from_status": "之前状态", "to_status": "之后状态", "actor_kind": "谁",
	"actor_label": "称呼", "actor_id": "账号", "org": "单位", "sentence": "说明", "note": "内部说明", "data": "当时填写", "digest": "摘要值",
})

var assignments = table("派单", map[string]string{
	"request": "诉求", "org": "单位", "kind": "种类", "state": "状态", "token_hash": "链接摘要", "at": "派单时间", "due_at": "期限",
	"signed_at": "签收时间", "signed_by": "签收人", "expires_at": "链接失效",
	"code_failures": "输错次数",
})

var replies = table("答复", map[string]string{
	"request": "诉求", "assignment": "派单", "org": "单位", "text": "内容", "solved": "是否解决", "state": "状态", "files": "附件",
	"by_label": "答复人", "at": "时间",
})

var callBacks = table("回访", map[string]string{
	"request": "诉求", "reached": "联系上了", "solved": "是否解决", "stars": "满意程度", "words": "原话", "by_label": "回访人", "at": "时间",
})

var alerts = table("紧急通知", map[string]string{
	"request": "诉求", "step": "第几次", "at": "通知时间", "next_at": "再通知时间", "told": "通知了谁", "why": "为什么",
})

var weeklyReports = table("周报", map[string]string{
	"week": "周次", "slot_at": "应发时间", "period_from": "统计起", "period_to": "统计止", "state": "状态", "late": "迟报",
	"signed_by": "签发人", "signed_at": "签发时间", "subject": "标题", "body": "正文", "figures": "统计数字", "items": "列入诉求",
	"remark": "备注", "files": "文件", "manual_how": "人工方式", "manual_to": "报给", "manual_by": "报送人", "manual_at": "报送时间",
	"audit_count": "操作日志条数", "audit_head": "操作日志尾号",
})

var referrals = table("承办单", map[string]string{
	"request": "诉求", "referral_no": "承办单号", "urgency": "缓急", "summary": "摘要", "prior": "已做协调", "suggested_org": "建议承办",
	"suggested_reason": "建议理由", "street_opinion": "街道意见", "forward_opinion": "拟办意见", "reply_by": "答复期限",
	"handler_org": "承办党组织", "result": "办理结果", "outcome": "结果", "state": "状态", "weekly_report": "周报",
	"reported_at": "上报时间", "forwarded_at": "转交时间", "replied_at": "答复时间",
})

var sealedReports = table("保密来信", map[string]string{
	"report_no": "随机编号", "query_code_hash": "查询码摘要", "client_key_hash": "防重摘要", "kind": "种类", "text": "内容", "photos": "照片",
	"place_label": "地点", "person": "来信人", "phone": "电话", "reason": "保密理由", "state": "状态", "received_at": "收到时间",
	"reply_text": "答复", "replied_at": "答复时间", "audience": "谁能看", "concerns": "说的是什么", "earlier": "先前经过",
	"contact": "给哪位", "box": "加密内容", "sender_key": "来信人公钥", "sender_box": "来信人私钥", "reply_box": "加密答复",
	"duty_at": "报告时间", "duty_to": "报告给", "duty_by": "报告人", "duty_note": "报告情况",
})

var upperContacts = table("上级联系人", map[string]string{
	"name": "姓名", "unit": "单位", "phone": "电话", "state": "状态", "token_hash": "链接摘要", "public_key": "公钥",
	"invited_at": "邀请时间", "invited_by": "邀请人", "expires_at": "邀请有效到", "agreed_at": "同意时间", "revoked_at": "停用时间",
})

var sealedEvents = table("保密记录", map[string]string{"report": "来信", "at": "时间", "verb": "做了什么", "actor_label": "谁"})

var reminders = table("催办提醒", map[string]string{
	"request": "诉求", "rung": "为什么", "due_at": "期限", "at": "提醒时间", "told": "提醒了谁",
})

var outbox = table("发信箱", map[string]string{
	"kind": "种类", "dedup_key": "防重编号", "message_id": "邮件编号", "subject": "标题", "to": "收件人", "cc": "抄送", "org": "收件单位",
	"body_text": "正文文字", "body_html": "正文网页", "attachments": "附件", "attachment_list": "附件清单", "state": "状态",
	"queued_at": "放入时间", "expires_at": "过期时间", "attempts": "已试次数", "next_at": "下次发送", "lease_until": "占用到",
	"last_error": "失败原因", "sent_at": "发出时间", "request": "诉求", "about": "事项",
	"urgent": "紧急", "held": "等服务器",
})

var jobRuns = table("定时任务", map[string]string{
	"job": "任务", "slot": "应运行", "slot_at": "应运行时间", "state": "状态", "attempts": "已试次数", "started_at": "开始时间",
	"finished_at": "完成时间", "note": "结果",
})

var auditEntries = table("操作日志", map[string]string{
	"at": "时间", "actor_kind": "谁", "actor_id": "账号", "actor_label": "称呼", "action": "做了什么", "target_collection": "对象类别",
	"target_id": "对象", "note": "说明", "digest": "链式摘要", "seq": "序号", "words_digest": "文字摘要", "salt": "随机数",
})

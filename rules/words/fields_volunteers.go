package words

var volunteers = table("志愿者", map[string]string{
	"name": "姓名", "resident": "居民", "kind": "类别", "sending_org": "派出党组织", "skills": "特长", "times": "有空", "grid": "网格", "minor": "未成年",
	"guardian_name": "监护人", "guardian_phone": "监护人电话", "guardian_agreed": "监护人同意", "external_no": "志愿者编号", "insured_until": "保险到",
	"shown": "同意写出姓名", "member_shown": "同意公开党员身份", "state": "状态", "applied_at": "报名时间", "decided_at": "审核时间", "decided_by": "审核人", "reason": "理由",
})

var orders = table("点单", map[string]string{
	"order_no": "点单编号", "path": "方式", "title": "做什么", "text": "具体怎样做", "request": "诉求", "milestone": "项目步骤", "estate": "小区", "building": "楼栋", "place_label": "地点",
	"starts_at": "开始", "ends_at": "结束", "capacity": "人数", "skills": "特长", "risky": "有风险", "for_whom": "为谁服务", "responsible": "负责人", "state": "状态",
	"reason": "取消原因", "published_at": "发布时间", "finished_at": "结束时间", "by_label": "发布人", "by_id": "发布人内码", "client_key": "防重号",
})

var claims = table("接单", map[string]string{
	"order": "点单", "volunteer": "志愿者", "resident": "居民", "state": "情况", "claimed_at": "接单时间", "in_at": "签到", "out_at": "签退", "in_how": "签到方式", "out_how": "签退方式",
	"noted_by": "代记人", "note": "说明", "confirmed_at": "确认时间", "confirmed_how": "确认方式", "confirmed_by": "确认人", "quality": "评价", "thanks": "感谢", "thanked_at": "致谢时间",
})

var serviceRecords = table("服务记录", map[string]string{
	"record_no": "记录编号", "volunteer": "志愿者", "resident": "居民", "claim": "接单", "activity": "活动", "day": "日期", "place": "地点", "for_whom": "服务对象", "content": "内容",
	"started_at": "开始", "ended_at": "结束", "minutes": "计入分钟", "overlap": "重叠分钟", "quality": "质量", "responsible": "负责人", "recorder": "记录人", "state": "状态",
	"reason": "更正原因", "exported_at": "导出时间", "wish": "更正要求", "wish_minutes": "要求分钟", "wish_at": "要求时间", "wish_state": "更正情况", "wish_answer": "更正答复", "wish_by": "答复人",
})

var projects = table("共建项目", map[string]string{
	"title": "项目", "goal": "目标", "partners": "共建单位", "responsible": "负责人", "from_day": "开始日期", "until_day": "结束日期", "state": "进展",
})

var milestones = table("项目步骤", map[string]string{"project": "项目", "title": "步骤", "due_day": "计划日期", "done_day": "完成日期", "note": "情况"})

var certificates = table("服务证明", map[string]string{
	"certificate_no": "证明编号", "volunteer": "志愿者", "resident": "居民", "name": "姓名", "paper_kind": "证件种类", "paper_tail": "证件后四位", "external_no": "志愿者编号",
	"from_day": "从", "until_day": "到", "minutes": "分钟", "records": "服务明细", "issuer": "出具单位", "responsible": "负责人", "handler": "经办人", "contact": "电话",
	"issued_at": "出具时间", "key_hash": "二维码摘要", "state": "状态", "revoked_at": "撤销时间", "revoked_by": "撤销人", "reason": "撤销原因",
})

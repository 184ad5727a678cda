package words

var pointRules = table("积分规则", map[string]string{
	"name": "规则", "trigger": "为什么给", "amount": "给几分", "per": "按什么", "daily_cap": "一天最多", "valid_months": "有效（月）",
	"needs_confirmation": "要确认", "from_day": "从哪天", "until_day": "到哪天", "active": "在用",
})

var pointEntries = table("积分台账", map[string]string{
	"account": "居民", "seq": "第几笔", "key": "笔号", "kind": "种类", "amount": "积分", "owed": "欠分加减", "balance": "余分", "debt": "欠分", "of": "冲哪一笔",
	"rule": "规则", "trigger": "为什么给", "day": "服务日", "started_at": "服务开始", "minutes": "分钟", "confirmed": "已确认", "expires_at": "到期时刻",
	"source": "来源", "source_id": "来源编号", "sentence": "说明", "at": "时间", "by_label": "谁记的",
})

var pointAdjustments = table("积分调整", map[string]string{
	"account": "居民", "amount": "加减几分", "reason": "为什么", "state": "状态", "proposed_by": "提出人", "proposer": "提出账号", "proposed_at": "提出时间",
	"decided_by": "决定人", "decider": "决定账号", "decided_at": "决定时间", "refused_reason": "不同意的原因",
})

var rewards = table("兑换品", map[string]string{
	"name": "兑换品", "kind": "种类", "class": "类别", "text": "说明", "cost": "几分", "per_person": "一人最多", "per_year": "一人一年最多", "source": "经费来源",
	"budget_year": "预算年度", "budget": "预算（元）", "worth": "单价（元）", "council_vote": "表决", "from_day": "从哪天", "until_day": "到哪天", "active": "在用",
})

var redemptions = table("兑换", map[string]string{
	"reward": "兑换品", "reward_name": "兑换什么", "resident": "居民", "cost": "用了几分", "state": "状态", "code_mark": "领取码印记", "client_key": "页面编号",
	"at": "兑换时间", "fetch_by": "领取期限", "ended_at": "办结时间", "ended_by": "经办人", "ended_reason": "取消原因",
})

var stockMoves = table("兑换品出入库", map[string]string{
	"reward": "兑换品", "seq": "第几笔", "kind": "种类", "amount": "加减几件", "left": "还能兑换", "reason": "说明", "redemption": "哪次兑换", "at": "时间", "by_label": "谁记的",
})

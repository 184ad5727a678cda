package lifecycle

var (
	inHand     = []Status{Dispatched, InProgress}
	beforeRep  = []Status{Pending, Accepted, NeedInfo, Dispatched, InProgress, Suspended}
	unanswered = append([]Status{InReview}, beforeRep...)
)

// fiveWords are 非常满意 … 非常不满意 as stars.
var fiveWords = []string{"5", "4", "3", "2", "1"}

// whyCorrected are ready reasons for 改分类; another may be written.
var whyCorrected = []string{"事项选错了", "办理的单位不对", "问过居民，情况不同", "原话说得不清楚"}

// Sealing is what staff read before a request is sealed: what it does and what
// it cannot undo.
const Sealing = "转入保密以后，文字、照片、姓名电话、答复和办理经过都移到保密来信，这里只剩编号，不能撤回。已经发出去的信和周报收不回来，以前的备份里也还有。确定吗？"

// Verbs is the table. The order is the order of the buttons.
var Verbs = []Verb{
	// An emergency comes before its own paperwork: somebody takes it on, calls, and says what was found.
	{Name: "take", Label: "我来处理", From: unanswered, Who: Duty, Primary: true},
	{Name: "handle", Label: "紧急已处置", From: unanswered, Who: Duty, Primary: true, Fields: []Field{
		{Name: "found", Label: "核实下来是", Type: "choice", Required: true, Options: []string{"real", "resolved", "false_alarm"}, Missing: "请选择核实下来是什么情况"},
		{Name: "reached", Label: "联系上了，或到过现场", Type: "bool"},
		{Name: "text", Label: "看到什么、怎么处置的（内部记录）", Type: "textarea", Required: true, Missing: "请写明看到什么、怎么处置的", Max: 2000},
	}},

	{Name: "accept", Label: "受理", From: []Status{Pending}, To: Accepted, Who: Office, Primary: true},
	{Name: "dispatch", Label: "派单", From: []Status{Accepted}, To: Dispatched, Who: Office, Primary: true, Fields: []Field{
		{Name: "org", Label: "派给哪个单位", Type: "org", Required: true, Missing: "请选择派给哪个单位"},
	}},
	{Name: "sign", Label: "签收", From: []Status{Dispatched}, To: InProgress, Who: Handler | Office, Primary: true},
	{Name: "reply", Label: "答复", From: []Status{InProgress}, Who: Handler | Office, Primary: true, Fields: []Field{
		{Name: "text", Label: "答复内容（会发给居民）", Type: "textarea", Required: true, Missing: "请写明怎么办的、结果怎样", Max: 5000},
		{Name: "solved", Label: "解决了吗", Type: "choice", Options: []string{"yes", "partly", "no"}, Value: "yes"},
		{Name: "files", Label: "照片或材料", Type: "files"},
	}},
	{Name: "approve", Label: "同意发出", From: []Status{InReview}, To: Replied, Who: Office, Primary: true, Fields: []Field{
		{Name: "text", Label: "发给居民的文字（可以改得更客气、更清楚）", Type: "textarea", Max: 5000},
	}},
	{Name: "tell", Label: "记录告知", From: []Status{Replied}, To: Replied, Who: Office | Grid | Handler, Primary: true, Fields: []Field{
		{Name: "how", Label: "怎样告诉居民的", Type: "choice", Required: true, Options: []string{"phone", "visit", "paper", "sms"}, Value: "phone", Missing: "请选择怎样告诉居民的"},
		{Name: "note", Label: "居民怎么说（内部记录）", Type: "textarea", Max: 1000},
	}},
	{Name: "rate", Label: "评价", From: []Status{Replied, Closed}, Who: Owner, Primary: true, Fields: []Field{
		{Name: "solved", Label: "您的事解决了吗", Type: "choice", Required: true, Options: []string{"yes", "partly", "no"}, Missing: "请选择解决了没有"},
		{Name: "stars", Label: "您满意吗", Type: "choice", Required: true, Options: fiveWords, Missing: "请选择满意程度"},
		{Name: "text", Label: "还想说什么", Type: "textarea", Max: 1000},
	}},
	{Name: "supply", Label: "补充", Own: "补充情况", From: []Status{NeedInfo, Pending, Accepted, Dispatched, InProgress}, Who: Owner | Office | Grid, Fields: []Field{
		{Name: "text", Label: "补充的内容", Type: "textarea", Required: true, Missing: "请写下要补充的内容", Max: 2000},
	}},
	{Name: "progress", Label: "记录进展", From: []Status{Accepted, InProgress}, Who: Handler | Office, Fields: []Field{
		{Name: "text", Label: "进展（居民看得到）", Type: "textarea", Required: true, Missing: "请写一句进展", Max: 2000},
	}},
	{Name: "return", Label: "退回", From: []Status{Dispatched, InProgress, InReview}, Who: Handler | Office, Fields: []Field{
		{Name: "reason", Label: "为什么退回，建议交给谁", Type: "textarea", Required: true, Missing: "请写明退回的理由和建议"},
	}},
	{Name: "transfer", Label: "改派", From: inHand, To: Dispatched, Who: Office, Fields: []Field{
		{Name: "org", Label: "改派给哪个单位", Type: "org", Required: true, Missing: "请选择改派给哪个单位"},
		{Name: "reason", Label: "为什么改派", Type: "textarea", Required: true, Missing: "改派要写明理由"},
	}},
	{Name: "ask_info", Label: "请居民补充", From: []Status{Pending, Accepted, Dispatched, InProgress}, To: NeedInfo, Who: Office | Handler, Fields: []Field{
		{Name: "question", Label: "想问居民什么", Type: "textarea", Required: true, Missing: "请写明要居民补充什么"},
	}},
	{Name: "extend", Label: "申请延期", From: inHand, Who: Handler | Office, Fields: []Field{
		{Name: "days", Label: "再要几个工作日", Type: "number", Required: true, Missing: "请写明要延几个工作日"},
		{Name: "reason", Label: "为什么要延期", Type: "textarea", Required: true, Missing: "请写明延期的理由"},
	}},
	{Name: "grant", Label: "同意延期", From: inHand, Who: Office},
	{Name: "refuse", Label: "不同意延期", From: inHand, Who: Office, Fields: []Field{
		{Name: "reason", Label: "为什么不同意", Type: "textarea"},
	}},
	{Name: "escalate", Label: "上报（提高层面）", From: []Status{Pending, Accepted, Dispatched, InProgress}, To: Accepted, Who: Office, Fields: []Field{
		{Name: "tier", Label: "报到哪一层", Type: "choice", Required: true, Options: []string{"department", "complex"}, Value: "complex", Missing: "请选择报到哪一层"},
		{Name: "reason", Label: "为什么社区协调不了", Type: "textarea", Required: true, Missing: "请写明为什么要上报"},
		{Name: "prior", Label: "社区已做的协调（没有则写越级原因）", Type: "textarea", Max: 2000},
	}},
	{Name: "urge", Label: "催办", Own: "催一催", From: inHand, Who: Owner | Office | Overseer},
	{Name: "relink", Label: "换新链接", From: []Status{Dispatched, InProgress, InReview, Replied}, Who: Office,
		Confirm: "换新以后，已经发出去的链接、单子上印的二维码都打不开了，新链接要重新发给对方。确定吗？"},
	{Name: "suspend", Label: "挂账", From: []Status{Accepted, Dispatched, InProgress}, To: Suspended, Who: Lead, Fields: []Field{
		{Name: "reason", Label: "为什么暂时办不了（居民看得到）", Type: "textarea", Required: true, Missing: "请写明暂缓的原因"},
		{Name: "review_at", Label: "哪天再议（90 天以内）", Type: "date", Required: true, Missing: "请选择复核日期"},
	}},
	{Name: "resume", Label: "恢复办理", From: []Status{Suspended}, Who: Office, Primary: true},
	{Name: "call_back", Label: "记录回访", From: []Status{Replied, Closed}, Who: Office | Grid, Fields: []Field{
		{Name: "reached", Label: "联系上了吗", Type: "bool", Value: "true"},
		{Name: "solved", Label: "居民说解决了吗", Type: "choice", Options: []string{"yes", "partly", "no"}},
		{Name: "stars", Label: "居民说满意吗", Type: "choice", Options: fiveWords},
		{Name: "words", Label: "居民的原话", Type: "textarea", Max: 2000},
	}},
	{Name: "conclude", Label: "解释终结", From: []Status{Accepted, Replied}, To: Closed, Who: Lead, Danger: true, Confirm: "终结后不再重新办理，确定吗？", Fields: []Field{
		{Name: "reason", Label: "依据和解释（居民看得到）", Type: "textarea", Required: true, Missing: "请写明依据和解释", Max: 2000},
		{Name: "where", Label: "居民还可以到哪里反映", Type: "text", Required: true, Missing: "请写明居民还可以到哪里反映"},
	}},
	{Name: "correct", Label: "改分类", From: unanswered, Who: Office, Fields: []Field{
		{Name: "matter", Label: "归到哪个事项", Type: "matter"},
		{Name: "reason", Label: "为什么改（居民看不到）", Type: "reason", Required: true, Missing: "请选一个或写一句为什么改", Options: whyCorrected, Max: 200},
		{Name: "kind", Label: "种类", Type: "choice", Options: []string{"help", "consult", "suggestion", "complaint", "praise"}, Fold: true},
		{Name: "category", Label: "类型（不选就跟着事项）", Type: "choice", Options: []string{"government", "self_governance", "market_service", "public_welfare"}, Fold: true},
		{Name: "tier", Label: "层面（不选就跟着事项）", Type: "choice", Options: []string{"community", "department", "complex"}, Fold: true},
		{Name: "lane", Label: "通道（改成普通前，先打电话确认人没有危险）", Type: "choice", Options: []string{"normal", "emergency"}, Fold: true},
	}},
	{Name: "uncorrect", Label: "撤销改判", From: unanswered, Who: Office, Confirm: "撤销后恢复改判以前的分类，以后相近的话也不再照此建议，确定吗？"},
	{Name: "merge", Label: "并案", From: unanswered, To: Merged, Who: Office, Fields: []Field{
		{Name: "into", Label: "和哪几件一并办理", Type: "similar", Required: true, Missing: "请选一并办理的诉求，或填写编号"},
	}},
	{Name: "unmerge", Label: "取消并案", From: []Status{Merged}, To: Accepted, Who: Office, Confirm: "取消后这件单独办理，要另外派单，确定吗？"},
	{Name: "split", Label: "拆分", From: []Status{Pending, Accepted}, To: InProgress, Who: Office, Danger: true, Fields: []Field{
		{Name: "parts", Label: "一件事一格", Type: "parts", Required: true, Missing: "请至少写两件事，一件一格", Max: 5000},
	}},
	{Name: "decline", Label: "不予受理", From: []Status{Pending, Accepted}, To: Declined, Who: Office, Danger: true, Fields: []Field{
		{Name: "reason", Label: "为什么不属社区职责（居民看得到）", Type: "textarea", Required: true, Missing: "请写明不予受理的理由"},
		{Name: "where", Label: "居民应到哪里办", Type: "text", Required: true, Missing: "请写明居民应到哪里办"},
	}},
	{Name: "withdraw", Label: "撤回", From: append([]Status{Merged}, beforeRep...), To: Withdrawn, Who: Owner, Danger: true, Confirm: "撤回后这件事就不再办理了，确定吗？", Fields: []Field{
		{Name: "reason", Label: "为什么撤回（可以不填）", Type: "text"},
	}},
	{Name: "seal", Label: "转入保密", From: Statuses, To: Withdrawn, Who: Office, Danger: true, Confirm: Sealing, Fields: []Field{
		{Name: "concerns", Label: "这件事说的是", Type: "choice", Required: true, Options: []string{"conduct", "conduct_lead", "domestic_violence", "minor", "other"}, Missing: "请选择说的是什么，书记还是上级联系人能看由它决定"},
		{Name: "reason", Label: "为什么转入保密（只存进保密来信）", Type: "textarea", Required: true, Missing: "请写明为什么转入保密"},
	}},

	// Not offered as buttons of the record.
	{Name: "read", Label: "看过答复", From: []Status{Replied}, To: Replied, Who: Owner, Hidden: true},
	{Name: "join", Label: "我家也是", From: unanswered, Who: Neighbour, Hidden: true},
	{Name: "report", Label: "随周报上报", From: []Status{Accepted}, To: Dispatched, Who: Program, Hidden: true},
	{Name: "forward", Label: "转交承办", From: inHand, To: Dispatched, Who: Forwarder, Hidden: true},
	{Name: "answer", Label: "一并答复", From: []Status{Merged}, Who: Program, Hidden: true},
	{Name: "close", Label: "自动办结", From: []Status{Replied}, To: Closed, Who: Program, Hidden: true},
	{Name: "raise", Label: "建议上报", From: append([]Status{InReview}, beforeRep...), Who: Program, Hidden: true},
	{Name: "finish", Label: "各项办完", From: []Status{InProgress, Replied}, Who: Program, Hidden: true},
	{Name: "rework", Label: "有一项重新办理", From: []Status{Replied}, To: InProgress, Who: Program, Hidden: true},
}

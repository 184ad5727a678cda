// Package overview fills the workbench with the life of the requests: what to
// do first today, what falls due, how the weeks went and what residents say.
package overview

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/workbench"
)

// Bind adds counters and parts to the workbench, in the order in which the
// office works through them: what burns first, then what somebody waits for.
func Bind(app core.App) {
	for _, c := range counters {
		if c.Collection == "" {
			c.Collection = "requests"
		}
		workbench.Add(app, c)
	}
	workbench.AddPart(app, workbench.Part{Name: "due_soon", Keep: 2 * time.Second, Read: dueSoon})
	workbench.AddPart(app, workbench.Part{Name: "weeks", Keep: time.Minute, Read: weeks})
	workbench.AddPart(app, workbench.Part{Name: "suggestions", Keep: 10 * time.Second, Read: suggestionShare})
	workbench.AddPart(app, workbench.Part{Name: "rates", Keep: time.Minute, Read: rates})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/stats/brief", briefRoute)
		e.Router.GET("/api/stats/figures", figuresRoute)
		e.Router.GET("/api/stats/figures/table.xlsx", figuresSheetRoute)
		return e.Next()
	})
}

// States as filters read them. Each filter starts with the state: the indexes
// do, and what is open is few beside what is done.
const (
	// inHand is where the office or an organisation has the next step.
	inHand = "(status='pending' || status='accepted' || status='dispatched' || status='in_progress' || status='in_review')"
	// open is where somebody still owes the resident something.
	open = "(status='pending' || status='accepted' || status='need_info' || status='dispatched' || status='in_progress' || status='in_review' || status='replied' || status='suspended')"
	// unheard is an answer the resident knows and has said nothing about, neither
	// by herself nor on the telephone, about a part where it was split: while she may still rate, and after it closed by
	// itself, up to thirty days from the day she asked. Later nobody remembers.
	unheard = "((status='replied' && told=true) || (status='closed' && received_at>{-30d})) && heard=false && parts=0"
	// untold is an answer its owner does not know of. Of a split request she is
	// told once, with all the answers.
	untold = "status='replied' && told=false && (parent='' || parent.status!='replied')"
	// stuck is what the outbox cannot solve alone, or has not for an hour.
	stuck = "(state='human' || state='failed' || ((state='queued' || state='sending') && queued_at<{-1h}))"
)

var counters = []workbench.Counter{
	{Key: "emergency", Label: "紧急", Hint: "请马上回电，处置完点“紧急已处置”", Tone: "red",
		Filter: "(" + inHand + " || status='need_info' || status='suspended') && lane='emergency' && handled_at=''", Sort: "received_at", Oldest: "received_at"},
	{Key: "pending", Label: "待受理", Hint: "刚收到，还没有人看", Tone: "orange",
		Filter: "status='pending'", Sort: "lane,received_at", Oldest: "received_at"},
	{Key: "due_today", Label: "今日到期", Hint: "今天要有答复", Tone: "orange",
		Filter: inHand + " && due_at>={now} && due_at<{tomorrow}", Sort: "due_at"},
	{Key: "overdue", Label: "超期", Hint: "已过期限，先给居民打个电话", Tone: "red",
		Filter: inHand + " && due_at!='' && due_at<{now}", Sort: "due_at", Oldest: "due_at"},
	{Key: "dissatisfied", Label: "不满意", Hint: "居民不满意，正在重新办理", Tone: "red",
		Filter: open + " && dissatisfied>0", Sort: "-dissatisfied,due_at"},
	{Key: "returned", Label: "被退回", Hint: "承办单位退回，要另派", Tone: "orange",
		Filter: "status='accepted' && transfers>0 && transfers<3 && handler_org=''", Sort: "due_at"},
	{Key: "third_transfer", Label: "三次转办", Hint: "第三次转办，请书记定", Tone: "red",
		Filter: "status='accepted' && transfers>2 && handler_org=''", Sort: "due_at", Oldest: "due_at"},
	{Key: "many", Label: "多户反映", Hint: "户数多，看要不要上报", Tone: "orange",
		Filter: inHand + " && raise_suggested=true", Sort: "due_at"},
	{Key: "in_review", Label: "待审核", Hint: "看过再发给居民", Tone: "blue",
		Filter: "status='in_review'", Sort: "due_at"},
	{Key: "untold", Label: "待告知", Hint: "有了答复，居民还不知道", Tone: "orange",
		Filter: untold, Sort: "replied_at", Oldest: "replied_at"},
	{Key: "call_back", Label: "待回访", Hint: "问一声满意不满意", Tone: "blue",
		Filter: unheard, Sort: "replied_at"},
	{Key: "from_above", Label: "上级答复待转", Hint: "承办党组织有答复，转告居民", Tone: "orange",
		Filter: "status='replied' && told=false && tier='complex'", Sort: "replied_at", Oldest: "replied_at"},
	{Key: "to_check", Label: "待核对", Hint: "同一号码登记了两次，是不是同一人", Tone: "blue", Collection: "residents",
		Filter: "link_state='to_check' && active=true", Sort: "created"},
	{Key: "wanted", Label: "待更正", Hint: "居民申请改电话或住址，核实后改", Tone: "blue", Collection: "residents",
		Filter: "wanted_at!='' && active=true", Sort: "wanted_at", Oldest: "wanted_at"},
	{Key: "mail", Label: "未发邮件", Hint: "等人处理，或一小时还没发出", Tone: "red", Collection: "outbox",
		Filter: stuck, Sort: "queued_at", Oldest: "queued_at"},
}

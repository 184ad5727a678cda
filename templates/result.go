package templates

import (
	"strings"
	"time"

	"hongguan/rules/printable"
)

// ResultView is the handling of a request as another platform wants it typed in:
// a request that came from 12345 must be answered there too. The caller has masked
// its free texts; it names no resident.
type ResultView struct {
	Community  string // 湖畔社区
	Source     string // 12345; empty when it came in here
	SourceNo   string // its number there
	RequestNo  string
	Matter     string // the catalogue's words: 电梯故障维修
	Place      string // estate and building, no room
	ReceivedAt time.Time
	Handler    string // 安居物业
	SignedAt   time.Time
	RepliedAt  time.Time
	Reply      string // the answer the resident got
	Told       string // 11月25日 16:00 电话告知居民; empty while nobody told her
	Solved     string // her own word: 解决了; empty while she has not said
	Rating     string // 满意; empty without a rating
	Closed     bool
}

// ResultText is the text of 复制办理结果: plain lines, no markup, no name, number or
// room. A line whose matter is not known is left out.
func ResultText(view ResultView) string {
	var out strings.Builder
	line := func(label, text string) {
		if text = strings.TrimSpace(text); text != "" {
			out.WriteString(label + "：" + text + "\n")
		}
	}
	out.WriteString("【" + view.Community + "】办理结果\n")
	line("来源", strings.TrimSpace(view.Source+" "+view.SourceNo))
	line("社区编号", view.RequestNo)
	line("事项", private(view.Matter))
	line("地点", private(view.Place))
	line("收到", Moment(view.ReceivedAt))
	line("承办单位", view.Handler)
	line("签收", Moment(view.SignedAt))
	line("答复时间", Moment(view.RepliedAt))
	line("办理情况", private(view.Reply))
	if view.Told == "" {
		view.Told = "还没有告知"
	}
	line("告知居民", view.Told)
	line("居民反馈", strings.Join(filled(view.Solved, view.Rating), "，"))
	if view.Closed {
		line("状态", "已办结")
	} else {
		line("状态", "已答复，未办结")
	}
	return printable.Text(out.String())
}

// filled leaves out what is empty.
func filled(texts ...string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

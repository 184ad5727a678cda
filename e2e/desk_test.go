package e2e

import (
	"regexp"
	"strings"
)

// logsIn enters the desk as one of the office.
func (p *person) logsIn(account string) {
	p.t.Helper()
	p.worksAs(account, "待分派")
}

// worksAs enters the desk as somebody who sees these parts of it.
func (p *person) worksAs(account string, parts ...string) {
	p.t.Helper()
	p.open("/desk.html")
	for _, s := range office.guide.Staff {
		if s.Account == account {
			p.fills("账号", account)
			p.fills("密码", s.Password)
			p.press("登录")
			p.misses("工作台登录")
			p.sees(parts...)
			p.picture("desk")
			return
		}
	}
	p.t.Fatalf("nobody works here as %s", account)
}

// finds opens a request in one of the desk's lists.
func (p *person) finds(list, no, words string) {
	p.t.Helper()
	p.press(list)
	p.fills("在这张清单里找", no)
	p.press("刷新")
	p.sees("找到 1 件")
	title := []rune(words)
	p.press(string(title[:min(16, len(title))]))
	p.sees(no, words)
}

// takesSuggestion sends a request where the machine proposes, with one tap,
// and returns the link in the text for the organisation.
func (p *person) takesSuggestion(no, words, org string) string {
	p.t.Helper()
	p.finds("待分派", no, words)
	p.sees("建议派给", org)
	p.picture("suggestion")
	p.press("采纳并派单")
	p.sees("已派给", org)
	p.picture("dispatched")
	text := p.reads("复制文字：内容")
	for _, private := range []string{"13812345678", "王**"} {
		if strings.Contains(text, private) {
			p.t.Errorf("the text for WeChat holds %s:\n%s", private, text)
		}
	}
	link := regexp.MustCompile(`http://\S+/reply\.html#[\w-]+`).FindString(text)
	if link == "" {
		p.t.Fatalf("no link in the text for WeChat:\n%s", text)
	}
	return link
}

// signs takes a request over by link.
func (p *person) signs(by string) {
	p.t.Helper()
	p.fills("您的姓名", by)
	p.press("签收")
	p.sees("办理中")
	p.picture("signed")
}

// answers replies by link; the community checks it first.
func (p *person) answers(words string) {
	p.t.Helper()
	p.press("答复")
	p.fills("答复内容", words)
	p.press("答复", "答复内容")
	p.sees("待审核")
	p.picture("answered")
}

// approves lets an answer go to the resident.
func (p *person) approves(no, words string) {
	p.t.Helper()
	p.finds("待审核", no, darkness)
	p.sees(words)
	p.press("同意发出")
	p.picture("approving")
	p.press("同意发出", "发给居民的文字")
	p.sees("已答复")
	p.picture("approved")
}

// tellsByPhone records that the resident was called. Until then the request
// waits among those to tell, answered and not closed.
func (p *person) tellsByPhone(no, words string) {
	p.t.Helper()
	p.finds("待告知", no, darkness)
	p.sees("已答复", words, "告知居民")
	p.press("打电话或发短信")
	p.sees("13812345678")
	p.press("电话", "怎样告诉居民的")
	p.picture("telling")
	p.press("记下：已告知")
	p.sees("答复已告知居民")
	p.picture("told")
	if p.says("已办结") {
		p.t.Error("closed before the resident said anything")
	}
}

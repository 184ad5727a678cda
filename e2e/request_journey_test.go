package e2e

import (
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// What a first request may cost a resident besides saying what is wrong.
const (
	mostTaps  = 5
	mostTyped = 12
)

const (
	stairs    = "湖畔花园一期 5幢 2单元"
	darkness  = "三楼到四楼之间的声控灯不亮了，晚上下楼看不见台阶，昨天差点踩空"
	firstWord = "已更换三楼声控灯的灯泡，今晚起会亮"
	lastWord  = "查明是感应开关坏了，已换新开关，晚上七点到现场试过，三楼四楼都亮"
)

// TestRequest is the main job: from the poster in the stairwell to the rating,
// with a first answer that did not satisfy.
func TestRequest(t *testing.T) {
	li := newPerson(t, "resident", oldPhone)
	no := asks(li)

	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	link := wang.takesSuggestion(no, darkness, "安居物业")

	chen := newPerson(t, "property", phone)
	chen.open(link)
	chen.sees("安居物业", darkness, no)
	if chen.says("王") && chen.says("13812345678") {
		t.Error("the link shows who asked before anybody signed")
	}
	chen.picture("asked")
	chen.signs("陈强")
	chen.answers(firstWord)

	zhou := newPerson(t, "second-clerk", pc)
	zhou.logsIn("zhouting")
	zhou.approves(no, firstWord)

	li.rescans()
	li.sees("不满意")
	li.press("没有解决", "您的事解决了吗")
	li.press("不满意", "您满意吗")
	li.fills("还想说什么", "还是不亮")
	li.picture("rating")
	li.press("评价")
	li.sees("重新办理", "办理中")
	li.picture("reopened")

	chen.do(chromedp.Reload())
	chen.sees("办理中", firstWord)
	chen.answers(lastWord)
	zhou.approves(no, lastWord)

	wang.tellsByPhone(no, lastWord)

	li.open("/s/" + office.guide.Posters[0].Code)
	li.press("您有 1 条答复")
	li.sees("评价", lastWord)
	li.press("解决了", "您的事解决了吗")
	li.press("满意", "您满意吗")
	li.press("评价")
	li.sees("已办结")
	li.picture("closed")
	li.readsTimeline([]string{"受理", "安居物业", "签收", "答复", "重新办理", "已告知您（电话）", "您评价：解决了，满意"})
}

// asks says what is wrong at the first poster, with a photo, and returns the
// number of the request. It counts taps and characters.
func asks(p *person) (no string) {
	p.t.Helper()
	p.open("/s/" + office.guide.Posters[0].Code)
	p.sees("有事您说", stairs, "已按您扫的码填好", "打电话")
	p.picture("scanned")
	p.taps = 0
	p.fills("遇到什么事", darkness)
	p.typed = 0 // the trouble itself
	p.attaches("拍照片", p.photo())
	p.sees("再加一张")
	p.picture("said")
	no = p.sends("王", "13812345678")
	if p.taps > mostTaps || p.typed > mostTyped {
		p.t.Errorf("%d taps and %d characters to send a first request; at most %d and %d", p.taps, p.typed, mostTaps, mostTyped)
	}
	return no
}

// asksAt says what is wrong at a poster, in words only.
func (p *person) asksAt(code, words, name, number string) (no string) {
	p.t.Helper()
	p.open("/s/" + code)
	p.sees("已按您扫的码填好")
	p.fills("遇到什么事", words)
	return p.sends(name, number)
}

// sends leaves a name and a number, sends, and reads the request's number.
func (p *person) sends(name, number string) (no string) {
	p.t.Helper()
	p.press("下一步")
	p.sees("怎么联系您", "同意并提交")
	p.fills("您贵姓", name)
	p.fills("手机或座机", number)
	p.picture("who")
	p.pauses()
	p.press("同意并提交")
	p.sees("已经收到", "编号", "查询码", "前答复", "急事请打社区电话")
	p.picture("sent")
	no = regexp.MustCompile(`HP-\d{8}-\d{4}`).FindString(ask[string](p, "eyes.words()"))
	if no == "" {
		p.t.Fatalf("no number after sending")
	}
	return no
}

// rescans opens the poster again; the answer comes before everything else.
func (p *person) rescans() {
	p.t.Helper()
	p.open("/s/" + office.guide.Posters[0].Code)
	p.sees("您有 1 条答复")
	p.picture("rescanned")
	words := ask[string](p, "eyes.words()")
	if strings.Index(words, "条答复") > strings.Index(words, "遇到什么事") {
		p.t.Error("the answer does not stand first")
	}
	p.press("您有 1 条答复")
	p.sees("答复", firstWord, "评价")
	p.picture("answer")
}

// readsTimeline asserts that every step stands in the history with a time and
// a Chinese sentence, in this order from the first to the last.
func (p *person) readsTimeline(want []string) {
	p.t.Helper()
	p.sees(want[len(want)-1])
	lines := ask[[]string](p, `[...document.querySelectorAll('ol li')].map(li => li.innerText).filter(s => /\d+:\d\d/.test(s)).reverse()`)
	chinese := regexp.MustCompile(`\p{Han}{3,}`)
	at := 0
	for _, line := range lines {
		if !chinese.MatchString(line) {
			p.t.Errorf("a step without a Chinese sentence: %q", line)
		}
		if at < len(want) && strings.Contains(line, want[at]) {
			at++
		}
	}
	if at < len(want) {
		p.t.Errorf("the history lacks “%s”:\n%s", want[at], strings.Join(lines, "\n"))
	}
}

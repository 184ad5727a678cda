package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	firstDark  = "单元门口的感应灯坏了，晚上进出都摸黑，老人不敢下楼"
	secondDark = "楼道感应灯不亮，进出摸黑"
	lightWord  = "感应灯已换新，今晚七点到现场试过会亮"
)

// TestMeToo is two neighbours with one trouble: the second reads it while she
// types, joins with a name and a number, and each gets the reply and rates it
// for herself.
func TestMeToo(t *testing.T) {
	byLot(t)
	needBrowser(t)
	stairwell := office.guide.Posters[8].Code // where nobody of the demo has a lamp broken
	first := newPerson(t, "first", oldPhone)
	no := first.asksAt(stairwell, firstDark, "戴", "13811110001")

	second := newPerson(t, "second", oldPhone)
	second.open("/s/" + stairwell)
	second.sees("已按您扫的码填好")
	second.fills("遇到什么事", secondDark)
	second.sees("邻居也反映过", "同单元 1 户已反映，社区今天收到", "我家也是")
	second.picture("neighbours")
	if second.says("戴") || second.says("13811110001") || second.says(no) || second.says("老人不敢下楼") {
		t.Error("the page tells who reported it, or in which words")
	}
	second.press("我家也是")
	second.sees("各评各的", "您贵姓")
	second.pauses()
	second.press("同意，我家也是")
	second.sees("请写手机或座机号码")
	second.fills("您贵姓", "孔")
	second.fills("手机或座机", "13811110002")
	second.picture("joining")
	second.press("同意，我家也是")
	second.sees("算上您家了", "编号", "查询码", "一并办理")
	second.picture("joined")
	if second.says(no) {
		t.Error("the second household sees the first one's number")
	}
	second.open("/s/" + stairwell)
	second.fills("遇到什么事", secondDark)
	second.sees("您今天反映过", "和邻居反映的一并办理")

	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.finds("待分派", no, firstDark)
	wang.sees("共 2 户")
	wang.picture("two-households")
	wang.press("采纳并派单")
	wang.sees("已派给")
	text := wang.reads("复制文字：内容")
	link := text[strings.Index(text, "http://"):]
	link = strings.Fields(link)[0]

	chen := newPerson(t, "property", phone)
	chen.open(link)
	chen.sees(firstDark)
	chen.signs("陈强")
	chen.answers(lightWord)

	zhou := newPerson(t, "second-clerk", pc)
	zhou.logsIn("zhouting")
	zhou.finds("待审核", no, firstDark)
	zhou.press("同意发出")
	zhou.press("同意发出", "发给居民的文字")
	zhou.sees("已答复")

	rates := func(p *person, solved, stars string) {
		t.Helper()
		p.open("/s/" + stairwell)
		p.press("您有 1 条答复")
		p.sees(lightWord, "您的事解决了吗")
		p.press(solved, "您的事解决了吗")
		p.press(stars, "您满意吗")
		p.press("评价")
	}
	rates(first, "解决了", "满意")
	first.sees("已办结")
	rates(second, "没有解决", "不满意")
	second.sees("重新办理")
	second.picture("rated")
	first.do(chromedp.Reload())
	first.sees("已办结", "您评价：解决了，满意")
	if first.says("不满意") || first.says("没有解决") {
		t.Error("the first household sees how the second rated")
	}
}

// stored counts the rows of a table as the secretary sees them.
func (c *caller) stored(table string) float64 {
	c.t.Helper()
	return c.must("GET", "/api/collections/"+table+"/records?perPage=1", nil)["totalItems"].(float64)
}

// TestAnswered is a question that the handbook answers: nothing is sent, and
// nothing of the person is kept. Who is not content goes on as before.
func TestAnswered(t *testing.T) {
	needBrowser(t)
	shuji := secretary(t)
	requests, residents := shuji.stored("requests"), shuji.stored("residents")
	p := newPerson(t, "asking", oldPhone)
	p.open("/s/" + posterCode())
	p.sees("已按您扫的码填好")
	const question = "我爸七十了，老年证怎么办，要带什么材料"
	p.fills("遇到什么事", question)
	p.sees("老年人优待证怎么办？", "这就是我要问的")
	p.picture("answer")
	p.press("这就是我要问的")
	p.sees("不用再提交了", "您没有提交", "打电话", "还是想反映")
	p.picture("answered")
	p.press("还是想反映")
	p.sees("遇到什么事")
	if got := p.reads("遇到什么事"); got != question {
		t.Errorf("what was written is gone: %q", got)
	}
	p.sees("这就是我要问的")
	p.press("这就是我要问的")
	p.sees("不用再提交了")
	p.press("好的")
	p.sees("我要求助", "查答案")
	p.open("/s/" + posterCode())
	p.sees("已按您扫的码填好")
	if got := p.reads("遇到什么事"); got != "" {
		t.Errorf("the draft is still there: %q", got)
	}
	if a, b := shuji.stored("requests"), shuji.stored("residents"); a != requests || b != residents {
		t.Errorf("something was stored: %v requests, %v residents more", a-requests, b-residents)
	}

	// The same by looking it up.
	p.open("/")
	p.sees("本月办理") // the bulletin above has come
	p.press("查答案")
	p.sees("大家常问", "老年人优待证怎么办？")
	p.picture("asked-most")
	p.fills("想问什么", "停水")
	p.sees("停水了怎么办", "反映之前先看看")
	p.picture("found")
	p.fills("想问什么", "直升机场")
	p.sees("没有找到“直升机场”", "直接问社区")
	p.fills("想问什么", "煤气漏了味道很大快来人")
	p.sees("有危险，请马上打电话", "119")
}

package e2e

import (
	"net/url"
	"strings"
	"testing"
)

// TestElderCard: a clerk prints a card; its owner scans it on whatever telephone
// is at hand and says what is wrong, nothing else. What she asked before opens
// with four digits of her number. A lost card is dead at once.
func TestElderCard(t *testing.T) {
	byLot(t)
	const before, words = "健身区的长凳少了一块板", "楼下信报箱的门关不上"
	qiu := newPerson(t, "elder", oldPhone)
	no := qiu.asksAt(posterCode(), before, "邱", "13812345103")

	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.finds("待分派", no, before)
	ask[bool](wang, call("ready"))
	wang.press("便民卡")
	wang.sees("还没有", "凭卡看不到以前的事")
	wang.press("做一张")
	wang.sees("社区工作者 王敏做的")
	wang.picture("made")
	paper := wang.opensTab("打印便民卡", "/print.html#card/")
	paper.sees("便民卡", "邱", "丢了请打电话停用")
	paper.picture("card")
	link := paper.scans()
	if !strings.Contains(link, "/ask.html#card=") {
		t.Fatalf("the card says %q", link)
	}

	other := newPerson(t, "another phone", oldPhone)
	other.open(link)
	other.sees("邱**，您好", "您登记的地址", "不用填姓名电话")
	if at := ask[string](other, "location.href"); strings.Contains(at, "card=") {
		t.Errorf("the key stands in the address bar: %s", at)
	}
	other.looksAt("carded", true)
	other.taps, other.typed = 0, 0
	other.fills("遇到什么事", words)
	other.typed = 0
	other.press("下一步")
	other.sees("核对一下", "邱** （打登记的电话）")
	if other.says("5103") {
		t.Error("the card shows the digits that open what was asked before")
	}
	other.picture("checks")
	other.pauses()
	other.press("提交")
	other.sees("已经收到", "查询码")
	if other.typed != 0 || other.taps > 3 {
		t.Errorf("%d taps and %d characters besides the words", other.taps, other.typed)
	}
	if other.says(before) || other.says("5103") {
		t.Error("the card alone shows what was asked before, or the digits that open it")
	}

	other.open("/requests.html")
	other.misses(words)
	other.open(link)
	other.sees("邱**，您好")
	other.press("看我以前反映的事")
	other.fills("您电话的后 4 位", "0000")
	other.press("看以前的事")
	other.sees("对不上")
	other.refused()
	other.looksAt("digits", true)
	other.fills("您电话的后 4 位", "5103")
	other.press("看以前的事")
	other.sees(before, words)

	wang.press("挂失")
	wang.press("挂失", "请确认")
	wang.sees("还没有")
	lost := newPerson(t, "finder", oldPhone)
	lost.open(link)
	lost.sees("这张便民卡已经停用", "没有卡也一样能反映")
	lost.refused()
	lost.looksAt("ended", true)

	c := secretary(t)
	if n := c.must("GET", "/api/collections/requests/records?filter="+url.QueryEscape("text='"+words+"'"), nil)["items"].([]any); len(n) != 1 || n[0].(map[string]any)["resident"] == "" {
		t.Errorf("kept: %v", n)
	}
}

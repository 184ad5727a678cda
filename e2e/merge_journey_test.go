package e2e

import (
	"strings"
	"testing"
)

const (
	board         = "一楼大厅宣传栏的玻璃裂了一道缝，贴的通知看不清"
	boardToo      = "大厅里那个宣传栏玻璃裂了，上面的通知都看不清楚"
	threeTroubles = "电梯老是停在半中间，修了也不行。另外楼道灯也不亮，垃圾桶满出来没人清"
)

// TestMergeSplit puts two households' reports together, takes that back, does
// it again, and cuts a third message into its matters.
func TestMergeSplit(t *testing.T) {
	byLot(t)
	code := posterCode()
	lin := newPerson(t, "first-household", oldPhone)
	first := lin.asksAt(code, board, "林", "13812340011")
	he := newPerson(t, "second-household", oldPhone)
	second := he.asksAt(code, boardToo, "何", "13812340012")

	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.merges(second, boardToo, first)
	he.open("/requests.html")
	he.press("大厅里那个宣传栏")
	he.sees("2 户一起办理", second, "您单独评价", "办理经过")
	if he.says(first) || he.says("林") {
		t.Error("the neighbour reads whose report hers was put to")
	}
	he.looksAt("joint", true)

	wang.press("取消并案")
	wang.sees("取消后这件单独办理")
	wang.press("取消并案", "取消后这件单独办理")
	wang.sees("已取消并案", "已受理")
	wang.picture("unmerged")
	wang.merges(second, boardToo, first)

	wang.open("/desk.html#/dispatch")
	wang.finds("待分派", first, board)
	wang.sees("2 户反映同一件事", second)
	wang.picture("lead")
	lin.open("/requests.html")
	lin.press("一楼大厅宣传栏的玻璃")
	lin.sees("连您家在内，有 2 户反映同一件事")
	lin.looksAt("lead", true)

	gao := newPerson(t, "third-household", oldPhone)
	third := gao.asksAt(code, threeTroubles, "高", "13812340013")
	wang.finds("待分派", third, threeTroubles)
	wang.press("其他办法")
	wang.press("拆分")
	wang.sees("第 1 件", "第 2 件", "归到", "公共照明维修")
	wang.picture("cutting")
	wang.press("拆分", "第 1 件")
	wang.sees("以后不能撤回")
	wang.press("拆分", "以后不能撤回")
	wang.sees("已拆成", "拆成了")
	wang.picture("cut")
	gao.open("/requests.html")
	gao.press("电梯老是停在半中间，修了也不行。另外")
	gao.sees("件事，分开办理", "已收到")
	gao.looksAt("parts", true)
	if words := ask[string](gao, "eyes.words()"); strings.Contains(words, "催一催") {
		t.Error("the whole offers what only its parts can do")
	}
}

// merges ticks the other report among the likely ones and lets the elder stay.
func (p *person) merges(no, words, stays string) {
	p.t.Helper()
	p.finds("待分派", no, words)
	p.press("其他办法")
	p.press("并案")
	p.sees("和哪几件一并办理", stays)
	p.press(stays)
	p.sees("这 2 件一起办理：留下 " + stays)
	p.picture("merging")
	p.press("并案", "和哪几件一并办理")
	p.sees("已并案", "并在这一件里办", stays)
	p.picture("merged")
}

package e2e

import "testing"

const handrail = "3号楼一楼楼梯扶手松了，老人不敢扶"

// TestTwoAtOnce is two clerks at one request: each sees the other, the slower
// one is told before anything is written over, and what she wrote is still there.
func TestTwoAtOnce(t *testing.T) {
	byLot(t)
	no := newPerson(t, "resident", oldPhone).asksAt(posterCode(), handrail, "方", "13812340021")
	wang, zhou := newPerson(t, "first-clerk", pc), newPerson(t, "second-clerk", pc)
	wang.logsIn("wangmin")
	zhou.logsIn("zhouting")
	wang.finds("待分派", no, handrail)
	zhou.finds("待分派", no, handrail)
	zhou.sees("王敏也打开着这一件")

	// Zhou writes; Wang sees that, and is quicker all the same.
	zhou.press("其他办法")
	zhou.press("请居民补充")
	zhou.fills("想问居民什么", "是靠墙那根还是外侧那根？")
	wang.sees("周婷正在处理这一件")
	wang.picture("somebody-writes")
	wang.press("采纳并派单")
	wang.sees("已派给")

	zhou.sees("社区工作者 王敏", "办了“派单”", "您接着写")
	zhou.picture("overtaken")
	zhou.press("请居民补充", "想问居民什么")
	zhou.sees("您看到的还是之前的", "待签收")
	zhou.refused()
	zhou.picture("told")
	if got := zhou.reads("想问居民什么"); got != "是靠墙那根还是外侧那根？" {
		t.Errorf("what she wrote became %q", got)
	}
	zhou.press("请居民补充", "想问居民什么") // she has seen it now, and still wants to know
	zhou.sees("办好了，现在是“待补充”")

	// Nobody writes: what Zhou did shows on Wang's desk by itself.
	wang.sees("社区工作者 周婷", "办了“请居民补充”", "这里已经是最新的", "待补充")
	wang.picture("up-to-date")
}

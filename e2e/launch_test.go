package e2e

import (
	"strings"
	"testing"
)

// TestLaunch puts the first day's page on the wall: the code in the middle opens
// the page where one registers, and the number grows by itself.
func TestLaunch(t *testing.T) {
	byLot(t)
	wang := newPerson(t, "wall", screen{1280, 720})
	wang.open("/launch.html")
	wang.sees("请先登录工作台", "去登录")
	wang.logsIn("wangmin")
	wang.open("/launch.html")
	wang.sees("微信扫一扫", "登记成为居民", "位居民已登记", "只适合试用", "全屏显示")
	wang.picture("wall")
	if got := wang.scans(); !strings.HasSuffix(got, "/me.html") {
		t.Errorf("the code on the wall says %q", got)
	}
	before := ask[string](wang, "document.querySelector('.count b').innerText")
	guo := newPerson(t, "newcomer", oldPhone)
	guo.asksAt(posterCode(), "小区里的健身步道有块地砖翘起来了，差点绊倒", "郭", "13812340071")
	for tries := 0; ask[string](wang, "document.querySelector('.count b').innerText") == before; tries++ {
		if tries == 30 {
			t.Fatalf("still %s registered", before)
		}
		wang.pauses()
	}
	wang.looksAt("wall-phone", true)
}

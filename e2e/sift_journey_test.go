package e2e

import "testing"

// TestSift is a clerk who narrows a list, keeps that for every day, and takes
// the list to the property company on paper.
func TestSift(t *testing.T) {
	byLot(t)
	const (
		words  = "3号楼门口的路沿石碎了一块，轮椅过不去"
		keepIt = "天天要用？起个名字，下次点一下就好"
	)
	no := newPerson(t, "resident", oldPhone).asksAt(posterAt(t, "湖畔花园一期 8幢 3单元"), words, "韩", "13812340031")
	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.press("待分派")
	wang.press("筛选")
	wang.sees("小区", "期限", "不限")
	wang.picture("choices")
	wang.chooses("小区", "湖畔花园一期")
	wang.chooses("楼栋", "8幢")
	wang.sees(words, "筛选（2）", "清除筛选")
	// A filter by time is one filter, not another one at each look.
	wang.chooses("期限", "三天内到期")
	wang.sees("筛选（3）", "这样筛选没有诉求")
	asked := `new Promise((done) => { performance.clearResourceTimings(); setTimeout(() =>
		done(performance.getEntriesByType('resource').filter((e) => e.name.includes('/api/collections/requests/records?')).length), 2000) })`
	if n := ask[int](wang, asked); n > 20 { // the rail's numbers are read every half minute
		t.Errorf("the list was read %d times in two seconds", n)
	}
	wang.chooses("期限", "不限")
	wang.sees(words, "筛选（2）")
	wang.fills(keepIt, "八幢")
	wang.picture("naming")
	wang.press("存为常用")
	wang.picture("kept")
	wang.press("八幢") // off again
	wang.misses("筛选（2）")
	wang.open("/desk.html#/dispatch")
	wang.press("八幢")
	wang.sees("筛选（2）", words)

	wang.press("打印清单")
	wang.sees("民意诉求交办清单", "尚未派单", no, "没有居民的姓名、电话和室号")
	if wang.says("韩") || wang.says("13812340031") {
		t.Error("the list tells who asked")
	}
	wang.picture("printed")

	wang.open("/desk.html#/dispatch")
	wang.press("八幢")
	wang.press("筛选（2）")
	wang.press("删掉“八幢”")
	wang.press("删掉", "诉求不受影响")
	wang.sees(keepIt)
	wang.look(phone)
	wang.press("返回清单")
	wang.sees("期限")
	wang.picture("on-a-phone")
}

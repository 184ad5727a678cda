package e2e

import "testing"

// TestVisits: at a door and on her round a clerk writes down what she hears and
// sees; one press makes a request of it, with nothing typed again.
func TestVisits(t *testing.T) {
	byLot(t)
	const heard, found = "三楼拐角的扶手松了，老人不敢扶", "东门口的垃圾桶盖子坏了"
	zhou := newPerson(t, "clerk", phone)
	zhou.logsIn("zhouting")
	zhou.open("/desk.html#/visits")
	zhou.sees("走访", "怎么见到的", "记过的")
	zhou.pauses() // until the estates are there

	zhou.chooses("小区", "湖畔花园一期")
	zhou.chooses("楼栋（可不选）", "5幢")
	zhou.chooses("单元", "2单元")
	zhou.fills("说了什么、看到什么", heard)
	zhou.fills("见到谁", "钱桂芳")
	zhou.picture("at the door")
	for _, w := range append(zhou.measures(phone.width), zhou.axe()...) {
		t.Errorf("the form: %s", w)
	}
	zhou.attaches("＋ 照片", zhou.photo())
	ask[bool](zhou, `new Promise((ok) => { const look = () => document.querySelectorAll('.visit-form .thumb img').length === 1 ? ok(true) : setTimeout(look, 50); look() })`)
	zhou.pauses()
	zhou.press("记下")
	zhou.sees("记好了", "记过的", heard)
	ask[bool](zhou, `new Promise((ok) => { const look = () => document.querySelectorAll('.visit .thumb img').length === 1 ? ok(true) : setTimeout(look, 50); look() })`)
	zhou.picture("written down")

	// The number that was not asked for at the door is asked for now, once.
	zhou.press("转为诉求", heard)
	zhou.sees("还差一点")
	zhou.fills("手机或座机", "13912340077")
	zhou.picture("what is missing")
	zhou.press("转为诉求", "还差一点")
	zhou.sees("登记好了", "编号", "查询码", "打印回执")
	zhou.picture("turned")
	zhou.press("再记一条")
	zhou.sees("已转诉求")

	// On a round nobody is met; one press is enough, and the place is still there.
	zhou.press("巡查", "怎么见到的")
	zhou.fills("说了什么、看到什么", found)
	zhou.press("记下并转为诉求")
	zhou.sees("登记好了", "编号")
	zhou.press("打开这一件")
	zhou.sees(found, "巡查发现", "湖畔花园一期")

	// At the counter the same list, for the file.
	zhou.look(pc)
	zhou.open("/desk.html#/visits")
	zhou.press("大家的")
	zhou.sees(heard, found, "已转诉求")
	zhou.pauses()
	zhou.picture("list")
	zhou.press("导出台账")
	zhou.sees("已导出")
	zhou.open("/print.html#visits/2026-01-01~2026-12-31~~")
	zhou.sees("接访、走访、巡查记录", heard, "钱**")
	zhou.picture("paper")
	if zhou.says("13912340077") || zhou.says("钱桂芳") {
		t.Error("the paper tells who it was")
	}

	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.open("/_/#/collections?collection=visits")
	boss.sees("走访", "方式", "所说所见", heard, "记下了")
	boss.pauses()
	boss.picture("office")
	boss.readsChinese()
}

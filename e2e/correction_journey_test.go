package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	boxes       = "三号门边上那排信箱的小门都锈死了打不开，报纸塞不进去"
	likeBoxes   = "我们单元那排信箱的小门锈死了，打不开，报纸塞不进去"
	samePlace   = "那排信箱的小门锈死了打不开，报纸都塞不进去"
	rightMatter = "公共空间占用与改造"
)

// TestCorrection is a clerk who knows better than the machine: she says so
// once, with a reason, and the next like text gets it; she takes it back, and
// it is as before.
func TestCorrection(t *testing.T) {
	byLot(t)
	code := posterCode()
	first := newPerson(t, "first-resident", oldPhone)
	no := first.asksAt(code, boxes, "郑", "13812340001")

	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.finds("待分派", no, boxes)
	wang.sees("把握", "改分类")
	wang.picture("machine-says")
	before := wang.proposedMatter()
	if before == rightMatter {
		t.Fatalf("the machine says %s already", before)
	}
	wang.do(chromedp.KeyEvent("c"))
	wang.sees("归到哪个事项", "为什么改")
	wang.fills("找事项", "公共空间")
	wang.press(rightMatter)
	wang.press("问过居民，情况不同")
	wang.picture("correcting")
	wang.press("改分类", "为什么改（居民看不到）")
	wang.sees("已改归“"+rightMatter+"”", "工作人员定的", "社区工作人员把这件事改归“"+rightMatter+"”")
	wang.picture("corrected")

	second := newPerson(t, "second-resident", oldPhone)
	next := second.asksAt(code, likeBoxes, "钱", "13812340002")
	wang.finds("待分派", next, likeBoxes)
	wang.sees("建议派给", "社区工作人员把与此相近的诉求归为"+rightMatter)
	wang.picture("learnt")
	if got := wang.proposedMatter(); got != rightMatter {
		t.Errorf("the next like text is proposed as %s", got)
	}

	wang.finds("待分派", no, boxes)
	wang.press("其他办法")
	wang.press("撤销改判")
	wang.sees("以后相近的话也不再照此建议，确定吗")
	wang.press("撤销改判", "确定吗")
	wang.sees("已撤销改判")
	wang.picture("undone")
	if got := wang.proposedMatter(); got != before {
		t.Errorf("after the undo it is %s, was %s", got, before)
	}
	third := newPerson(t, "third-resident", oldPhone)
	last := third.asksAt(code, samePlace, "孙", "13812340003")
	wang.finds("待分派", last, samePlace)
	wang.sees("建议派给")
	if got := wang.proposedMatter(); got == rightMatter {
		t.Error("it still teaches")
	}
	wang.press("改分类")
	wang.fills("找事项", "公共空间")
	wang.press(rightMatter)
	wang.fills("为什么改", "信箱归社区管")
	wang.press("改分类", "为什么改（居民看不到）")
	wang.sees("还有 1 件相近的待受理，也照此改？", no)
	wang.picture("alike")
	wang.press("改归"+rightMatter, "也照此改")
	wang.sees("已改")
	wang.press("其他办法")
	wang.press("撤销改判")
	wang.press("撤销改判", "确定吗")
	wang.sees("已撤销改判")

	first.open("/requests.html")
	first.press(string([]rune(boxes)[:10]))
	first.sees("办理经过", "改归“"+rightMatter+"”", "撤销了改判")
	if first.says("情况不同") {
		t.Error("the resident reads the reason")
	}

	wang.open("/desk.html#/overview")
	wang.sees("机器建议采纳率", "件，改过")
	wang.picture("share")

	boss := newPerson(t, "secretary", pc)
	boss.open("/_/")
	boss.fills("邮箱", office.guide.Superuser.Email)
	boss.fills("密码", office.guide.Superuser.Password)
	boss.press("登录")
	boss.sees("工作台", "机器建议采纳率", "看改判")
	boss.picture("share")
	boss.readsChinese()
	boss.press("看改判")
	boss.sees("改了什么", rightMatter, "问过居民，情况不同")
	boss.picture("corrections")
	boss.readsChinese()
	boss.press("撤销", "照 "+last+" 一样改")
	boss.press("撤销", "先不撤")
	boss.sees("恢复原来的分类，以后相近的话不再照此建议")
}

// proposedMatter is the matter on the suggestion's card.
func (p *person) proposedMatter() string {
	p.t.Helper()
	return strings.TrimSpace(ask[string](p, `[...document.querySelectorAll('.suggest dt')].filter(d => d.innerText === '事项').map(d => d.nextElementSibling.innerText)[0] || ''`))
}

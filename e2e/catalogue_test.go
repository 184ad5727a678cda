package e2e

import (
	"strings"
	"testing"
)

// drone is something no catalogue foresees.
const drone = "无人机老在我家窗口转"

// TestCatalogue: the secretary tries a resident's words, teaches a matter a new
// keyword, sees the change before saving it and in the next suggestion, and takes
// it back from the history.
func TestCatalogue(t *testing.T) {
	byLot(t)
	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.open("/_/#/catalogue")
	boss.sees("派单目录", "个事项", "政务类", "用表格改")
	boss.picture("catalogue")
	boss.readsChinese()

	boss.fills("居民会怎么说", drone)
	boss.press("试一试", "居民会怎么说")
	boss.sees("凭哪些词", "派给")
	boss.picture("tried")
	before := ask[string](boss, "document.querySelector('.hg-proposal .hg-line p').textContent")
	if before == "治安、盗窃、赌博、骚扰" {
		t.Fatalf("the catalogue knows drones: %s", before)
	}

	boss.fills("在目录里找", "治安")
	boss.press("治安、盗窃、赌博、骚扰")
	boss.sees("改过什么", "程序自带", "下面改好的")
	boss.picture("matter")
	boss.readsChinese()
	words := boss.reads("关键词")
	boss.fills("关键词", words+"\n无人机\n无人机+窗", "承办类别")
	boss.fills("居民会怎么说", drone, "下面改好的")
	boss.press("试一试", "下面改好的")
	boss.sees("改好以后（变了）")
	boss.picture("draft")
	boss.press("解锁后保存")
	boss.press("保存", "承办类别")
	boss.misses("下面改好的")

	boss.press("试一试", "居民会怎么说")
	boss.sees("事项治安、盗窃、赌博、骚扰", "无人机")
	boss.picture("changed")
	suggested := &caller{t: t}
	if got := suggested.must("POST", "/api/requests/suggest", map[string]any{"text": drone}); got["matter"] != "police_matter" {
		t.Errorf("the next suggestion is %v", got["matter_name"])
	}

	boss.press("治安、盗窃、赌博、骚扰")
	boss.sees("加 无人机、无人机+窗", "社区书记")
	ask[bool](boss, "(document.querySelector('.hg-history').scrollIntoView(), true)")
	boss.picture("history")
	boss.press("恢复成这一版")
	boss.press("恢复成这一版", "也留在历史里")
	boss.sees("已恢复成", "恢复")
	boss.picture("restored")
	if got := suggested.must("POST", "/api/requests/suggest", map[string]any{"text": drone}); got["matter"] == "police_matter" {
		t.Error("taken back, and still suggested")
	}
}

// TestSuggestionCard: the card on the desk names the organisation, its contact,
// the way, the days and why; whom the request complains about cannot be chosen.
func TestSuggestionCard(t *testing.T) {
	byLot(t)
	boss := secretary(t)
	text := "物业乱收停车费，一小时十块，还不开票"
	made := boss.must("POST", "/api/requests/intake", map[string]any{"channel": "walk_in", "text": text, "name": "费女士", "phone": "13812340099", "building": office.guide.Posters[0].Building})
	no, _ := made["request_no"].(string)
	clerk := newPerson(t, "clerk", pc)
	clerk.logsIn("wangmin")
	clerk.finds("待分派", no, text)
	clerk.sees("建议派给 湖畔社区居民委员会", "专人", "王敏", "本社区自己办", "5 个工作日", "反映的是安居物业，不交安居物业自己处理", "请它说明情况：安居物业")
	clerk.picture("card")
	clerk.press("换个单位")
	clerk.sees("安居物业不能选：反映的正是安居物业")
	clerk.picture("candidates")
	if !ask[bool](clerk, "[...document.querySelectorAll('select option')].some((o) => o.disabled && o.textContent.includes('安居物业'))") {
		t.Error("the accused can be chosen")
	}
	clerk.look(oldPhone)
	clerk.picture("card-phone")
	ask[bool](clerk, "(document.documentElement.style.fontSize = '30px', true)")
	clerk.picture("card-phone-30")
	if wide := ask[int](clerk, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		t.Errorf("%d px too wide at 30 px", wide)
	}
	if strings.Contains(ask[string](clerk, "document.querySelector('.suggest').innerText"), "undefined") {
		t.Error("the card says undefined")
	}
}

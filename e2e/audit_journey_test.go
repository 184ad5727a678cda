package e2e

import (
	"strings"
	"testing"
)

// TestAudit: the secretary reads who did what, finds a line, takes the table
// out and has the log checked.
func TestAudit(t *testing.T) {
	byLot(t)
	clerk := newPerson(t, "audit-clerk", pc)
	clerk.logsIn("zhouting")
	secretary(t).must("GET", "/api/collections/residents/records", nil)

	boss := newPerson(t, "audit", pc)
	boss.entersOffice()
	boss.press("设置")
	boss.press("操作日志")
	boss.sees("谁看过、改过、导出过什么", "书记登录后台", "书记账号", "核对日志", "导出表格")
	boss.picture("log")
	boss.readsChinese()
	boss.press("核对日志")
	boss.sees("前后相接，没有发现改动。尾号")
	boss.picture("checked")
	boss.press("用打印的周报核对")
	boss.fills("周报页脚的尾号", "000000000000")
	boss.press("和纸上的比一比")
	boss.sees("日志里没有尾号 000000000000 的记录")
	boss.picture("other-paper")
	boss.chooses("做了什么", "查看居民")
	boss.sees("清单，这一页")
	rows := ""
	for range 20 {
		if rows = ask[string](boss, "document.querySelector('.hg-log tbody').innerText"); !strings.Contains(rows, "书记登录后台") {
			break
		}
		boss.pauses()
	}
	if strings.Contains(rows, "书记登录后台") {
		t.Errorf("the list is not filtered: %s", rows)
	}
	boss.chooses("做了什么", "所有操作")
	boss.fills("诉求编号或说明里的字", "没有这样的字")
	ask[bool](boss, "(document.activeElement.blur(), true)")
	boss.sees("没有这样的记录")
	boss.fills("诉求编号或说明里的字", "")
	ask[bool](boss, "(document.activeElement.blur(), true)")
	boss.sees("书记登录后台")
	boss.press("导出表格")
	boss.pauses()
	boss.press("核对日志")
	boss.chooses("做了什么", "所有操作")
	boss.sees("导出操作日志")
	boss.look(oldPhone)
	boss.pauses()
	boss.picture("log-phone")
	if wide := ask[float64](boss, "document.scrollingElement.scrollWidth - innerWidth"); wide > 0 {
		t.Errorf("on a phone the log is %v px too wide", wide)
	}
}

package e2e

import (
	"net/url"
	"testing"
)

// TestFigures: the steward copies the month's brief and packs an inspection;
// the secretary finds both, and a ledger beside each list.
func TestFigures(t *testing.T) {
	steward := newPerson(t, "figures", pc)
	steward.logsIn("shenjie")
	steward.press("待分派")
	steward.sees("导出台账")
	steward.press("简报与迎检")
	steward.sees("月度简报", "一键复制", "迎检资料", "看有多少件")
	if text := steward.reads("一键复制：内容"); len(text) < 200 {
		t.Errorf("the brief says %q", text)
	}
	steward.press("一键复制")
	steward.sees("复制")
	steward.fills("关键词", "电梯")
	steward.press("看有多少件")
	steward.sees("“电梯”", "下载压缩包")
	steward.picture("figures")
	for _, f := range steward.measures(pc.width) {
		t.Error(f)
	}
	steward.look(oldPhone)
	steward.picture("figures-phone")

	boss := newPerson(t, "figures-secretary", pc)
	boss.logsInAsSecretary()
	boss.press("诉求")
	boss.sees("导出台账")
	boss.picture("ledger-button")
	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("电梯")) // plain words, as typed into the search
	boss.sees("导出台账", "电梯")
	exports := "/api/collections/audit_entries/records?filter=" + url.QueryEscape("action='导出台账' && actor_kind='superuser'")
	before := len(secretary(t).must("GET", exports, nil)["items"].([]any))
	boss.press("导出台账")
	boss.sees("导出台账", "电梯")
	for range 20 {
		if len(secretary(t).must("GET", exports, nil)["items"].([]any)) > before {
			before = -1
			break
		}
		boss.pauses()
	}
	if before >= 0 {
		t.Error("the searched list was not taken out")
	}
	boss.press("简报")
	boss.sees("月度简报", "迎检资料")
	boss.press("看有多少件")
	boss.sees("共")
	boss.picture("figures")
	boss.readsChinese()
}

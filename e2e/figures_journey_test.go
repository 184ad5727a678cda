package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"hongguan/rules/workday"
)

// TestFigures: the steward copies the month's brief and packs an inspection;
// the secretary finds both, and a ledger beside each list.
func TestFigures(t *testing.T) {
	byLot(t)
	steward := newPerson(t, "figures", pc)
	steward.logsIn("shenjie")
	steward.sees("三率和按时率", "未达标", "分单位、楼幢看")
	steward.picture("rates")
	steward.press("待分派")
	steward.sees("导出台账")
	steward.fills("在这张清单里找", "积水")
	steward.sees("找到")
	steward.press("导出台账")
	taken := "/api/collections/audit_entries/records?filter=" + url.QueryEscape("action='导出台账' && actor_kind='staff'")
	for tries := 0; len(secretary(t).must("GET", taken, nil)["items"].([]any)) == 0; tries++ {
		if tries == 20 {
			t.Fatal("what was found was not taken out")
		}
		steward.pauses()
	}
	steward.press("简报与迎检")
	steward.sees("月度简报", "一键复制", "迎检资料", "看有多少件")
	steward.walksFigures("behind")
	steward.asksForJanuary("一键复制：内容")
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
	boss.sees("三率和按时率", "按时率", "未达标", "目标 90%")
	boss.picture("rates")
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
	boss.walksFigures("collections?collection=requests&filter=")
	boss.press("设目标")
	boss.fills("满意率要达到百分之几", "101")
	boss.press("保存目标")
	boss.sees("1 到 100 之间的整数")
	boss.refused()
	boss.fills("满意率要达到百分之几", "85")
	boss.press("保存目标")
	boss.sees("目标 85%")
	boss.asksForJanuary("月度简报正文")
	boss.press("看有多少件")
	boss.sees("共")
	boss.picture("figures")
	boss.readsChinese()
}

// asksForJanuary takes the brief of another month.
func (p *person) asksForJanuary(field string) {
	p.t.Helper()
	p.chooses("月", "1 月")
	p.pauses()
	if text := p.reads(field); !strings.Contains(text, "年1月") {
		p.t.Errorf("the brief of January says %q", text)
	}
}

// storyDays is how many days before today the demo's first request came.
const storyDays = 20

// walksFigures looks at the four rates from all four sides, in another period,
// takes the table out and opens the list behind a row. behind is in its address.
func (p *person) walksFigures(behind string) {
	p.t.Helper()
	for _, side := range []struct{ name, column, row string }{
		{"按单位", "承办单位", "安居物业"}, {"按事项", "事项", "合计"}, {"按楼幢", "楼幢", "湖畔花园一期"}, {"按周", "周", "第"},
	} {
		p.press(side.name)
		p.sees("响应率", "按时率", "解决率", "满意率", "合计", side.row)
		if got := ask[string](p, "document.querySelector('table[class$=rates-table] th').innerText"); got != side.column {
			p.t.Errorf("%s: the first column is %s", side.name, got)
		}
		p.picture("figures " + side.name)
		p.overflows(side.name)
	}
	p.press("按单位")
	p.sees("达标", "人评价", "参评率")
	p.chooses("时间", "上月")
	if today := time.Now().In(workday.Zone).Day(); today > storyDays {
		p.sees("这段时间没有收到诉求")
	} else {
		p.sees("合计")
	}
	p.chooses("时间", "自选")
	p.enters("从", "2099-12-31")
	p.sees("重试")
	p.refused()
	p.chooses("时间", "近 90 天")
	p.sees("安居物业")
	p.press("导出表格")
	p.pauses()
	row := ask[string](p, "[...document.querySelectorAll('table[class$=rates-table] tbody th a')].pop().innerText")
	p.press(row)
	ask[bool](p, call("at", behind))
	p.pauses()
	p.picture("behind")
	ask[bool](p, "(history.back(), true)")
	p.sees("办理情况", "合计")
}

// overflows measures the table on an old phone, written as large as it gets.
func (p *person) overflows(view string) {
	p.t.Helper()
	was := p.screen
	for _, v := range []struct {
		screen
		font int
	}{{phone, plain18}, {oldPhone, hardest.font}} {
		p.look(v.screen)
		p.writes(v.font)
		if wide := ask[float64](p, "document.scrollingElement.scrollWidth - innerWidth"); wide > 0 {
			p.t.Errorf("%s at %d px, root %d px, is %v px too wide", view, v.width, v.font, wide)
		}
		p.picture(fmt.Sprintf("figures %s %d %d", view, v.width, v.font))
	}
	ask[bool](p, "(document.documentElement.style.fontSize = '', true)")
	p.look(was)
}

// chooses takes an option of a list; enters puts a day into a date field.
func (p *person) chooses(label, option string) {
	p.t.Helper()
	ask[bool](p, fmt.Sprintf(`(async () => { for (let i = 0; i < 300; i++) { // the choices may still be on their way
		const el = eyes.field(%s, ''), o = el && [...el.options].find((o) => eyes.tight(o.text) === eyes.tight(%s));
		if (o) { el.focus(); el.value = o.value; el.dispatchEvent(new Event('change', { bubbles: true })); return true }
		await new Promise((next) => setTimeout(next, 30)) }
		throw new Error('no such choice: ' + %s) })()`, quote(label), quote(option), quote(option)))
}

func (p *person) enters(label, day string) {
	p.t.Helper()
	ask[bool](p, fmt.Sprintf(`(() => { const el = eyes.field(%s, ''); el.focus(); el.value = %s;
		for (const name of ['input', 'change']) el.dispatchEvent(new Event(name, { bubbles: true })); return true })()`, quote(label), quote(day)))
}

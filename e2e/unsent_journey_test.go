package e2e

import (
	"net/url"
	"testing"
)

// TestUnsent: behind a steel door there is no network. What a clerk hears there
// waits in her telephone, outlives the page, goes out once when the line is
// back, and what is refused can be put right.
func TestUnsent(t *testing.T) {
	byLot(t)
	const heard, wrong, walked, called = "地下室的水泵夜里一直响，住一楼的睡不着", "消防通道堆了旧沙发，推车过不去", "凉亭的座椅断了一根木条", "自行车棚的顶棚漏雨，车座都湿了"
	n := newLine(t)
	zhou := newPerson(t, "clerk", phone)
	zhou.open(n.url + "/desk.html")
	zhou.fills("账号", "zhouting")
	zhou.fills("密码", office.guide.Staff[0].Password)
	zhou.press("登录")
	zhou.sees("待分派")
	zhou.open(n.url + "/desk.html#/visits")
	zhou.sees("走访", "怎么见到的", "记过的")
	zhou.pauses() // until the estates are there

	n.down.Store(true)
	zhou.chooses("小区", "湖畔花园一期")
	zhou.chooses("楼栋（可不选）", "5幢")
	zhou.fills("说了什么、看到什么", heard)
	zhou.fills("见到谁", "秦月娥")
	zhou.fills("电话", "13912340055")
	zhou.attaches("＋ 照片", zhou.photo())
	ask[bool](zhou, `new Promise((ok) => { const look = () => document.querySelectorAll('.visit-form .thumb img').length === 1 ? ok(true) : setTimeout(look, 50); look() })`)
	zhou.pauses()
	zhou.press("记下并转为诉求")
	zhou.sees("没有网络，已存在本机，连上后自动发出", "1 件还在本机", heard)
	zhou.fills("说了什么、看到什么", wrong)
	zhou.fills("电话", "1391234")
	zhou.press("记下")
	zhou.sees("2 件还在本机", wrong)
	zhou.pauses()
	zhou.picture("kept")
	for _, w := range append(zhou.measures(phone.width), zhou.axe()...) {
		t.Errorf("kept: %s", w)
	}
	zhou.complaints() // the browser told its console of the lost connection: the page has said so in words
	if got := visitsOf(t, heard); got != 0 {
		t.Fatalf("%d visits came through a dead line", got)
	}

	// The page is closed and opened again; the line is back.
	n.down.Store(false)
	zhou.open(n.url + "/about.html")
	zhou.open(n.url + "/desk.html#/dispatch")
	zhou.sees("刚发出 1 件", "查询码", "没发出去：", "号码不对，请填11位手机号")
	zhou.pauses()
	zhou.picture("refused")
	if got, made := visitsOf(t, heard), secretary(t).kept(heard); got != 1 || made != 1 {
		t.Errorf("%d visits and %d requests of one", got, made)
	}
	req, _ := secretary(t).must("GET", "/api/collections/requests/records?filter="+url.QueryEscape("text='"+heard+"'"), nil)["items"].([]any)
	if photos, _ := req[0].(map[string]any)["photos"].([]any); len(photos) != 1 {
		t.Errorf("%d photos came along, want the one taken", len(photos))
	}
	zhou.complaints()
	zhou.press("改")
	zhou.fills("手机或座机", "13912340056")
	zhou.picture("mend")
	zhou.press("改好，再发")
	zhou.sees("刚发出 2 件", "走访已记下")
	zhou.misses("还在本机")
	if got := visitsOf(t, wrong); got != 1 {
		t.Errorf("%d visits of one that was put right", got)
	}

	// The answer gets lost on the way: the second try is the same visit.
	zhou.press("知道了")
	zhou.open(n.url + "/desk.html#/visits")
	zhou.sees(heard, "已转诉求")
	zhou.pauses()
	n.swallow.Store(true)
	zhou.press("巡查", "怎么见到的")
	zhou.fills("说了什么、看到什么", walked)
	zhou.press("记下")
	zhou.sees("已存在本机", "1 件还在本机")
	n.swallow.Store(false)
	zhou.press("现在发送")
	zhou.sees("刚发出 1 件", "走访已记下")
	zhou.complaints()
	if got := visitsOf(t, walked); got != 1 {
		t.Errorf("%d visits of one whose answer was lost", got)
	}

	// What waits stays for her alone, and she is told before she leaves. By the time she
	// loses the line, the desk has long fetched the pages that work without one.
	ask[bool](zhou, `new Promise((ok) => { const look = () => performance.getEntriesByType('resource').some((e) => /[/]intake[.]js$/.test(e.name)) ? ok(true) : setTimeout(look, 100); look() })`)
	zhou.pauses()
	n.down.Store(true)
	zhou.fills("说了什么、看到什么", "路口的井盖松动，骑车会颠")
	zhou.press("记下")
	zhou.sees("1 件还在本机")
	zhou.press("更多")
	zhou.press("退出登录")
	zhou.sees("还有 1 件代登记、走访没有发出，留在本机")
	zhou.picture("leaving")
	zhou.press("先不办")
	zhou.press("更多")

	// What is taken down for somebody waits in the same place; the estates are known from before.
	zhou.press("代登记")
	zhou.sees("怎么来的", "说了什么")
	zhou.pauses()
	zhou.fills("说了什么", called, "怎么来的")
	zhou.chooses("小区", "湖畔花园一期")
	zhou.fills("姓名或称呼", "秦月娥")
	zhou.fills("手机或座机", "13912340055")
	zhou.press("登记", "怎么来的")
	zhou.sees("2 件还在本机", "代登记 秦月娥", "没有网络，已存在本机")
	zhou.picture("two kinds")
	n.down.Store(false)
	zhou.press("现在发送")
	zhou.sees("刚发出 3 件", "查询码", "请把编号和查询码告诉本人")
	if made := secretary(t).kept(called); made != 1 {
		t.Errorf("%d requests of one taken down without network", made)
	}
	zhou.misses("还在本机")
	if left := ask[string](zhou, "localStorage.getItem('hg_desk_queue')"); left != "[]" {
		t.Errorf("after sending the telephone still holds %s", left)
	}
	zhou.complaints()
}

// visitsOf counts the visits with these words.
func visitsOf(t *testing.T, words string) int {
	t.Helper()
	items, _ := secretary(t).must("GET", "/api/collections/visits/records?filter="+url.QueryEscape("said='"+words+"'"), nil)["items"].([]any)
	return len(items)
}

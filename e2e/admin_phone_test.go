package e2e

import (
	"net/url"
	"testing"
)

// touches puts a finger on the first thing that fits; what lies under something
// else or outside the screen cannot be touched.
func (r *reader) touches(selector string) {
	r.t.Helper()
	at := ask[point](r.person, `(async () => {
		for (const end = performance.now() + 8000; performance.now() < end; await new Promise((next) => setTimeout(next, 60))) {
			const el = [...document.querySelectorAll(`+quote(selector)+`)].find((el) => eyes.shown(el) && !el.disabled);
			if (!el) continue;
			const b = el.getBoundingClientRect(), x = b.left + b.width / 2, y = b.top + b.height / 2, top = document.elementFromPoint(x, y);
			if (top && (el.contains(top) || top.contains(el) && top.tagName == "LABEL")) return { x, y };
			el.scrollIntoView({ block: "center", behavior: "instant" });
		}
		throw new Error("no finger reaches " + `+quote(selector)+`);
	})()`)
	r.touchAt(at)
}

// TestAdminPhoneMenu reaches every page and list from the secretary's telephone.
func TestAdminPhoneMenu(t *testing.T) {
	byLot(t)
	boss := newReader(t, phone)
	boss.sees("今天先办")
	out := ask[[]string](boss.person, `[...document.querySelectorAll(".app-header .header-link, .app-header .logo")].filter((el) => {
		const b = el.getBoundingClientRect(), top = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);
		return b.left < -1 || b.right > innerWidth + 1 || !el.contains(top); }).map((el) => el.innerText || el.title || el.className)`)
	if len(out) > 0 {
		t.Errorf("cannot be touched in the header of a telephone without pushing: %q", out)
	}
	boss.press("设置")
	boss.sees("基本设置")
	boss.touches(".responsive-sidebar-btn")
	boss.press("操作日志")
	boss.sees("只能增加")
	boss.press("台账")
	boss.sees("居民")
	boss.touches(".responsive-sidebar-btn")
	boss.press("楼栋")
	boss.sees("从 Excel 导入", "纺机宿舍")
	boss.picture("buildings")
	boss.touches(".responsive-sidebar-btn")
	boss.press("任职")
	boss.sees("任命", "打印工作团队名册")
	if n := ask[int](boss.person, `Math.max(...[".hg-chips", ".hg-ledger", ".hg-duties:not(.hg-rewards)", ".hg-rewards"].map((bar) => document.querySelectorAll(bar).length))`); n != 1 {
		t.Errorf("%d bars of one kind stand above the third list, want 1", n)
	}
}

// TestAdminBatchPhone passes a resident from a row's box on the telephone, and
// looks at what several requests would become.
func TestAdminBatchPhone(t *testing.T) {
	byLot(t)
	boss := newReader(t, phone)
	api := secretary(t)
	id := api.hears("楼道声控灯拍手也不亮，第四家来说了", 3)
	boss.open("/_/#/collections?collection=residents&filter=" + url.QueryEscape("name='声控灯四号'"))
	boss.sees("声控灯四号")
	boss.pauses()
	boss.touches(".records-table tbody tr.handle .col-bulk-select label")
	boss.sees("已选 1")
	boss.picture("ticked")
	for _, fault := range boss.faults(light{phone, "light"}) {
		t.Errorf("with a row ticked: %s", fault)
	}
	boss.touches(".hg-batches .btn")
	boss.sees("将通过实名", "这几位都是怎样核实的")
	boss.press("本人到窗口")
	boss.touches(".modal .modal-footer .btn[type=submit]")
	boss.sees("办完了", "位通过")
	if got := api.first("/api/collections/residents/records?sort=-@rowid&filter=" + url.QueryEscape("name='声控灯四号'"))["real_name"]; got != "confirmed" {
		t.Errorf("real_name is %v, want confirmed", got)
	}
	boss.clears()

	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("id='"+id+"'"))
	boss.sees("声控灯")
	boss.pauses()
	boss.touches(".records-table thead .col-bulk-select label")
	boss.sees("已选 1", "采纳并派单")
	boss.touches(".hg-batches .btn:last-child")
	boss.sees("选了 1 件", "安居物业")
	boss.picture("dispatching")
	boss.touches(".modal .modal-footer .btn[type=submit]")
	boss.sees("1 件派出")
	if got := api.must("GET", "/api/collections/requests/records/"+id, nil)["status"]; got != "dispatched" {
		t.Errorf("the request is %v, want dispatched", got)
	}
}

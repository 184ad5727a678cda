package e2e

import (
	"net/url"
	"strings"
	"testing"
)

// TestOneClickActions presses each of the ten things the secretary does with
// one press, as she does it, and asks the program whether it was done.
func TestOneClickActions(t *testing.T) {
	byLot(t)
	api := secretary(t)
	const words, again = "楼道声控灯拍手也不亮，摸黑上楼", "楼道里的声控灯拍手还是不亮，老人摸黑上楼"
	id, neighbour := api.hears(words, 0), api.hears(again, 1)
	boss := newReader(t, pc)
	now := func(id string) map[string]any { return api.must("GET", "/api/collections/requests/records/"+id, nil) }
	is := func(id, field, want, after string) {
		t.Helper()
		if got, _ := now(id)[field].(string); got != want {
			t.Errorf("%s is %q after %s, want %q", field, got, after, want)
		}
	}
	opens := func(id string) {
		t.Helper()
		boss.clears()
		boss.open("/_/#/collections?collection=requests&record=" + id)
		boss.sees("流转记录")
		boss.rests()
	}
	// confirms sends the window that lies on top.
	confirms := func() {
		t.Helper()
		boss.presses(".modal.popup .modal-footer .btn[type=submit]", 0)
	}

	step := func(name string, does func(t *testing.T)) {
		t.Run(name, func(t *testing.T) {
			boss.t, api.t = t, t
			does(t)
			boss.picture(name)
		})
		boss.t, api.t = t, t
	}

	step("采纳并派单", func(t *testing.T) {
		boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape(words))
		boss.sees(words)
		boss.rests()
		boss.press("采纳并派单", words)
		boss.sees("已派给安居物业")
		is(id, "status", "dispatched", "采纳并派单")
	})
	step("改派", func(t *testing.T) {
		opens(id)
		boss.press("改派")
		boss.sees("为什么改派")
		boss.chooses("改派给哪个单位", "湖畔社区工作站")
		boss.fills("为什么改派", "物业说灯是社区装的")
		confirms()
		boss.sees("改派：已办")
		is(id, "handler_org", api.orgID("湖畔社区工作站"), "改派")
	})
	step("催办", func(t *testing.T) {
		opens(id)
		boss.press("催办")
		boss.sees("催办：已办", "催办文字", "复制")
		copied := ask[string](boss.person, `(() => { window.copied = ""; app.utils.copyToClipboard = (text) => { window.copied = text }; return document.querySelector(".hg-copy").value })()`)
		confirms()
		boss.sees("已复制")
		if got := ask[string](boss.person, "window.copied"); got != copied || !strings.Contains(got, "/reply.html#") {
			t.Errorf("copied was %q, shown %q; want the same with the link", got, copied)
		}
	})
	step("打电话并记结果", func(t *testing.T) {
		api.must("POST", "/api/requests/"+id+"/sign", nil)
		opens(id)
		boss.press("打电话")
		boss.sees("打完电话请记下结果", "138")
		if tel := ask[string](boss.person, `document.querySelector(".hg-number a").href`); !strings.HasPrefix(tel, "tel:138") {
			t.Errorf("the number dials %q", tel)
		}
		boss.press("记录进展", "打完电话请记下结果")
		boss.sees("记录进展 ·")
		boss.presses(".hg-dialog textarea", 0)
		ask[bool](boss.person, `(() => { const box = [...document.querySelectorAll(".hg-dialog textarea")].pop(); box.focus(); return true })()`)
		boss.types("打电话问过，今晚还是不亮")
		confirms()
		boss.sees("记录进展：已办", "今晚还是不亮")
	})
	step("代登记", func(t *testing.T) {
		boss.clears()
		boss.open("/_/#/desk")
		boss.sees("今天先办")
		boss.press("代登记")
		boss.fills("反映什么", "单元门口的台阶松了一块，走路会绊")
		boss.chooses("哪一幢", "湖畔花园一期 5幢")
		boss.fills("称呼", "裘阿姨")
		boss.fills("电话", "13812340987")
		confirms()
		boss.sees("已登记 HP-", "查询码")
		paper := boss.opensTab("打印回执", "/print.html#receipt/")
		paper.sees("回执", "台阶松了一块")
	})
	step("答复同意发出", func(t *testing.T) {
		company := api.hears("楼道声控灯的灯罩掉了一半，晃来晃去", 3)
		zhou := api.as("zhouting") // writes down what the company said on the telephone; who answers never approves
		api.must("POST", "/api/requests/"+company+"/accept", nil)
		api.must("POST", "/api/requests/"+company+"/dispatch", map[string]any{"org": api.orgID("安居物业")})
		zhou.must("POST", "/api/requests/"+company+"/sign", nil)
		zhou.must("POST", "/api/requests/"+company+"/reply", map[string]any{"text": politely, "solved": "yes"})
		opens(company)
		boss.press("同意发出", politely) // its row in the list behind has the button too
		boss.sees("发给居民的文字")
		confirms()
		boss.sees("同意发出：已办")
		is(company, "status", "replied", "同意发出")
	})
	step("并案", func(t *testing.T) {
		lead := api.hears("楼道声控灯坏了，拍手不亮，老人上楼摸黑", 2)
		opens(neighbour)
		boss.press("并案")
		no, _ := now(lead)["request_no"].(string)
		boss.sees("和哪几件一并办理", no)
		boss.press(no)
		boss.sees("这 2 件一起办理")
		confirms()
		boss.sees("并案：已办")
		if a, b := now(neighbour)["status"], now(lead)["status"]; a != "merged" && b != "merged" {
			t.Errorf("after 并案 the two are %v and %v, want one merged", a, b)
		}
	})
	step("列入周五", func(t *testing.T) {
		complex, _ := api.first("/api/collections/requests/records?filter=" + url.QueryEscape("tier='complex' && (status='in_progress' || status='dispatched' || status='accepted')"))["id"].(string)
		first, second := "退出周五", "列入周五"
		if now(complex)["friday"] == "out" {
			first, second = second, first
		}
		opens(complex)
		for _, what := range []string{first, second} {
			boss.press(what)
			boss.sees("已" + strings.Replace(what, "周五", "周五的周报", 1))
			is(complex, "friday", map[string]string{"退出周五": "out", "列入周五": "in"}[what], what)
			boss.clearsToasts()
		}
		paper := boss.opensTab("打印承办单", "/print.html#referral/")
		paper.sees("承办单")
	})
	step("打印", func(t *testing.T) {
		boss.clears()
		opens(id)
		boss.opensTab("打印回执", "/print.html#receipt/").sees("回执")
		boss.clears()
		boss.open("/_/#/collections?collection=posters")
		boss.sees("海报码", "停用")
		boss.pauses()
		opened := boss.opensTab("打印", "/print.html#posters/")
		opened.sees("打印", "海报")
	})
	step("通过实名", func(t *testing.T) {
		boss.open("/_/#/collections?collection=residents&filter=" + url.QueryEscape("name='声控灯三号'"))
		boss.sees("声控灯三号", "通过实名")
		boss.rests()
		boss.press("通过实名", "声控灯三号")
		boss.sees("本人到窗口")
		boss.press("本人到窗口")
		confirms()
		boss.misses("本人到窗口")
		if got := api.first("/api/collections/residents/records?filter=" + url.QueryEscape("name='声控灯三号'"))["real_name"]; got != "confirmed" {
			t.Errorf("real_name is %v after 通过实名, want confirmed", got)
		}
	})
}

// clearsToasts takes away what the page said last.
func (r *reader) clearsToasts() {
	r.t.Helper()
	ask[bool](r.person, `(() => { for (const x of document.querySelectorAll(".toast .btn, .toast")) x.click(); return true })()`)
}

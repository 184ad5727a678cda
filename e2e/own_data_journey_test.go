package e2e

import (
	"strings"
	"testing"
)

// TestOwnData walks a resident's rights to her own data: she sees all of it,
// asks for another number, lends the phone to her son, and has it all erased.
func TestOwnData(t *testing.T) {
	byLot(t)
	const words = "小花园的石凳断了一条腿，坐上去会翻"
	xu := newPerson(t, "resident", oldPhone)
	no := xu.asksAt(posterCode(), words, "许", "13812340081")

	xu.open("/me.html")
	xu.sees("许", "看社区存了什么", "电话或楼栋变了", "家人合用这部手机")
	xu.looksAt("me", true)
	xu.press("看社区存了什么")
	xu.sees("保存的“许”的信息", "13812340081", no, words, "谁看过您的电话", "没有人看过")
	xu.looksAt("kept", true)
	xu.open("/me.html")
	xu.sees("看社区存了什么")

	xu.press("电话或楼栋变了")
	ask[bool](xu, call("ready")) // the list of estates moves the buttons
	xu.press("请社区改")
	xu.sees("没有要改的")
	xu.refused()
	xu.fills("新的手机或座机", "13812340082")
	xu.looksAt("correcting", true)
	xu.press("请社区改")
	xu.sees("电话改成 138****0082", "核实了就改")
	xu.picture("asked")

	shuji := newPerson(t, "secretary", pc)
	shuji.logsInAsSecretary()
	shuji.sees("待更正")
	shuji.press("待更正")
	shuji.sees("许")
	shuji.press("更正", "许")
	shuji.sees("13812340081", "13812340082", "请先核实是本人要改")
	shuji.press("打原来的号码核实")
	shuji.picture("correcting")
	shuji.press("核实了，改")
	shuji.sees("许：已改好")

	xu.open("/me.html")
	xu.sees("138****0082", "电话或楼栋变了")

	// Her son registers on the same telephone; each sees their own.
	xu.press("给家人登记")
	ask[bool](xu, call("ready"))
	xu.fills("您贵姓", "许强")
	xu.fills("手机或座机", "13812340082", "登记成为居民")
	xu.chooses("小区", "湖畔花园一期")
	xu.chooses("楼栋", "5幢")
	xu.picture("family")
	xu.press("同意并登记")
	xu.sees("本月办理")
	xu.open("/requests.html")
	xu.misses(words)
	xu.open("/me.html")
	xu.sees("许强", "换成许")
	xu.picture("son")
	xu.press("换成许")
	xu.sees("我最近的一件")
	xu.open("/requests.html")
	xu.sees(words)

	// While somebody works on it, it cannot be erased; once taken back, it can.
	xu.open("/me.html")
	xu.press("我要删除")
	xu.sees("现在还不能删", no)
	xu.looksAt("not-yet", true)
	xu.press("去我的诉求")
	xu.press(words)
	xu.press("撤回")
	xu.fills("为什么撤回", "自己修好了")
	xu.press("撤回", "为什么撤回")
	xu.sees("已撤回")
	xu.open("/me.html")
	xu.press("我要删除")
	xu.sees("会删掉", "不会删掉", "您反映过的 1 件事")
	xu.looksAt("what-goes", true)
	xu.press("看清楚了，继续")
	xu.sees("最后一步")
	xu.fills("登记电话的后 4 位", "1111")
	xu.press("删除我的信息")
	xu.sees("没有删除")
	xu.refused()
	xu.looksAt("last-step", true)
	xu.fills("登记电话的后 4 位", "0082")
	xu.press("删除我的信息")
	xu.sees("您的个人信息已经删除")
	xu.looksAt("erased", true)
	xu.open("/requests.html")
	xu.misses(words)

	c := secretary(t)
	r := c.first("/api/collections/requests/records?filter=" + strings.ReplaceAll("request_no='"+no+"'", "'", "%27"))
	if r["text"] != "" || r["resident"] != "" || r["status"] != "withdrawn" {
		t.Errorf("the request keeps %v", r)
	}
}

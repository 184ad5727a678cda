package e2e

import (
	"strings"
	"testing"
	"time"
)

// TestVolunteer: a resident offers help, the secretary agrees, a neighbour's
// request becomes an order, he claims it, is signed in, scans himself out; the
// neighbour says with one tap that it is done; hours, thanks and points are on
// his page, he redeems some at the counter, and the certificate says how much it
// was to whoever scans it.
func TestVolunteer(t *testing.T) {
	byLot(t)
	zhang, api := office.guide.Residents[1], secretary(t) // 张建国
	id := api.first("/api/collections/residents/records?filter=" + "phone='" + zhang.Phone + "'%26%26linked_to=''&sort=created")["id"].(string)
	api.must("POST", "/api/residents/"+id+"/verify", map[string]any{"how": "本人到窗口"})

	he := newPerson(t, "volunteer", oldPhone)
	he.open("/login.html")
	he.fills("手机或座机", zhang.Phone)
	he.fills("密码", zhang.Password)
	he.press("登录", "用什么登录")
	he.sees("我的诉求", "再说一件事")
	he.open("/me.html")
	he.sees("志愿服务")
	he.press("志愿服务")
	he.sees("一起帮邻居", "报名做志愿者", "什么时候有空")
	he.press("报名", "志愿服务没有报酬")
	he.sees("请选什么时候有空")
	he.refused()
	he.press("周末、节假日")
	he.press("开车搬运")
	he.looksAt("join", true)
	he.pauses()
	he.press("报名", "志愿服务没有报酬")
	he.sees("报名收到了")
	he.looksAt("applied", true)

	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.open("/_/#/collections?collection=volunteers&filter=state%3D'pending'")
	boss.sees("张建国", "等社区同意", "同意", "不同意")
	boss.pauses()
	boss.picture("volunteers")
	boss.readsChinese()
	boss.press("同意", "张建国")
	boss.sees("同意做志愿者 · 张建国")
	boss.picture("agree")
	boss.readsChinese()
	boss.press("同意", "省志愿服务系统的编号")
	boss.sees("张建国可以接单了")

	li := newPerson(t, "elder", oldPhone)
	no := li.asksAt(posterAt(t, "湖畔花园一期 8幢 3单元"), "家里旧柜子想搬下楼，搬不动，请人帮忙", "蒋", "13812340071")
	request := api.requestID(no)
	api.must("POST", "/api/requests/"+request+"/accept", nil)
	// Whoever confirms hours is somebody the office knows.
	api.must("POST", "/api/residents/"+api.first("/api/collections/requests/records?filter=id%3D'" + request + "'")["resident"].(string)+"/verify", map[string]any{"how": "上门看过"})

	clerk := newPerson(t, "clerk", pc)
	clerk.worksAs("wangmin", "待分派", "志愿服务")
	clerk.open("/desk.html#/request/" + request)
	clerk.press("请志愿者帮忙")
	clerk.sees("发布点单", no, "志愿者看不到诉求和居民的姓名电话")
	clerk.fills("做什么", "帮邻居把旧柜子搬下楼")
	clerk.fills("具体怎样做", "两个人抬，带手套")
	clerk.looksAt("order form", false)
	clerk.press("发布", "先不发")
	clerk.sees("进行中的点单", "帮邻居把旧柜子搬下楼", "0/1 人", no)
	clerk.looksAt("board", false)

	he.open("/helping.html")
	he.sees("可以接的单", "帮邻居把旧柜子搬下楼", "还要 1 人", "8幢的居民")
	he.looksAt("orders", true)
	he.pauses()
	he.press("我来接单", "帮邻居把旧柜子搬下楼")
	he.sees("接好了", "已接单", "退单")
	li.open("/request.html#" + request)
	li.sees("志愿者帮忙", "张**", "已接单", "不认识的人上门，请先打社区电话核对")
	li.looksAt("helper", true)

	// The order of the form is tomorrow's. One of the same request for now:
	orders := "/api/collections/orders/records?sort=-created&filter=state%3D'open'"
	api.must("POST", "/api/orders/"+api.first(orders)["id"].(string)+"/cancel", map[string]any{"reason": "邻居等不及，今天就搬"})
	now := time.Now()
	order := api.must("POST", "/api/orders", map[string]any{"title": "帮邻居把旧柜子搬下楼（今天）", "for_whom": "8幢的居民", "place": "8幢楼下", "capacity": 1, "request": request,
		"starts_at": now.Add(-200 * time.Minute).Format(time.RFC3339), "ends_at": now.Add(time.Hour).Format(time.RFC3339)})["id"].(string)
	he.open("/helping.html")
	he.sees("帮邻居把旧柜子搬下楼（今天）")
	he.pauses()
	he.press("我来接单", "（今天）")
	he.sees("签到码", "扫负责人屏幕上的二维码")
	claim := api.first("/api/collections/claims/records?filter=state%3D'claimed'&sort=-created")["id"].(string)
	api.must("POST", "/api/claims/"+claim+"/presence", map[string]any{"way": "in", "at": now.Add(-190 * time.Minute).Format(time.RFC3339)}) // his telephone had no signal

	clerk.open("/desk.html#/helping/screen/" + order)
	clerk.sees("半分钟换一次", "到场 1 人", "已签到")
	clerk.looksAt("screen", false)
	clerk.pauses()
	link := clerk.scans()
	if !strings.Contains(link, "/helping.html#sign="+order+".") {
		t.Fatalf("the screen's code opens %s", link)
	}
	he.open(strings.Replace(link, link[:strings.Index(link, "/helping")], "", 1))
	he.sees("签退码")
	he.looksAt("sign out", true)
	he.pauses()
	he.press("签退")
	he.sees("签退好了", "已签退，等确认", "辛苦了")

	li.open("/requests.html")
	li.press("家里旧柜子想搬下楼")
	li.sees("已签退，等确认", "办好了，谢谢")
	li.looksAt("confirm", true)
	li.pauses()
	li.press("写一句感谢")
	li.fills("感谢的话", "小伙子真有力气")
	li.press("办好了，谢谢")
	li.sees("记下了，志愿者看得到您的感谢", "已确认")

	he.open("/helping.html")
	he.sees("我的服务时长", "3 小时 10 分", "1 次", "收到的感谢", "小伙子真有力气")
	he.looksAt("hours", true)
	for _, never := range []string{"排名", "排行", "第一名"} {
		if he.says(never) {
			t.Errorf("his page compares him: %s", never)
		}
	}
	he.open("/points.html")
	he.sees("6 分", "元旦联欢会优先入座", "帮邻居把旧柜子搬下楼（今天），3 小时 10 分")
	he.press("5 分兑换")
	he.press("确定兑换")
	he.sees("兑换好了", "来社区时，出示这个码")
	code := strings.ReplaceAll(ask[string](he, "document.querySelector('.numbers dd').textContent"), " ", "")
	clerk.open("/desk.html#/redeem")
	clerk.fills("领取码", code)
	clerk.sees("给 张**")
	clerk.press("已交给本人", "领取")
	clerk.sees("“元旦联欢会优先入座”已交给张**")
	clerk.open("/desk.html#/dispatch")
	clerk.sees("待分派")
	clerk.open("/desk.html#/request/" + request)
	clerk.sees("志愿者办好了，已经确认。请答复居民")
	clerk.open("/desk.html#/helping")
	clerk.sees("开证明、打反馈单")
	clerk.press("办完", "（今天）")
	clerk.press("办完", "没有来的人记为没有到场")
	clerk.sees("这一单办完了")
	clerk.fills("找志愿者", "张建国")
	clerk.press("出具证明")
	clerk.fills("证件号码后四位", "1234")
	clerk.picture("certificate form")
	clerk.press("出具证明", "证件号码后四位")
	clerk.sees("湖畔志证〔20", "开好了，共 3 小时 10 分")
	paper := clerk.opensTab("打印证明", "/print.html#certificate")
	paper.sees("志愿服务记录证明", "张建国", "**************1234", "3 小时 10 分", "盖章有效")
	paper.picture("certificate")
	checker := newPerson(t, "employer", oldPhone)
	checker.open(paper.scans())
	checker.sees("这张证明是真的，有效", "张**", "3 小时 10 分", "有一处对不上")
	checker.looksAt("certificate", true)
	checker.open("/certificate.html#nonsense")
	checker.sees("核对不到", "没有这张证明")
	checker.refused()
}

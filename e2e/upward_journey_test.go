package e2e

import (
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/pocketbase/dbx"
)

const (
	rail    = "二楼到三楼的楼梯扶手松了，一扶就晃，老人下楼不敢扶"
	puddle  = "公交站台旁边一下雨就积水到脚踝，问了几家单位都说不归自己管"
	foreign = "/reply.html#AAAAAAAAAAAAAAAAAAAAAA"
)

// TestLinks is a property company without an account: it asks for time, hears
// the decision, sees everything in hand on one page, gives a matter back; and
// links that no longer open say so.
func TestLinks(t *testing.T) {
	ren := newPerson(t, "resident", oldPhone)
	no := ren.asksAt(office.guide.Posters[0].Code, rail, "任", "13812340051")
	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	link := wang.takesSuggestion(no, rail, "安居物业")

	chen := newPerson(t, "property", phone)
	chen.open(link)
	chen.signs("陈强")
	chen.press("申请延期")
	chen.fills("再要几个工作日", "3")
	chen.fills("为什么要延期", "扶手要定做")
	chen.press("申请延期", "为什么要延期")
	chen.sees("延期申请已经交给社区")

	boss := secretary(t)
	id := boss.requestID(no)
	wang.open("/desk.html#/request/" + id)
	wang.sees(no, "申请延期3个工作日")
	wang.press("其他办法")
	wang.press("同意延期")
	wang.sees("社区同意延期3个工作日：扶手要定做")
	wang.press("复制催办文字")
	wang.press("这家单位的全部诉求：总链接")
	wang.sees("对接码另外打电话告诉")
	wang.picture("whole-link")
	whole := regexp.MustCompile(`http://\S+/reply\.html#[\w-]+`).FindString(wang.reads("复制总链接：内容"))

	chen.open(whole)
	chen.sees("不用注册账号", "对接码")
	if chen.says(no) {
		t.Error("the page shows its matters before the 对接码")
	}
	chen.looksAt("whole-locked", true)
	chen.fills("对接码", "0000")
	chen.press("打开")
	chen.sees("对接码不对")
	chen.complaints() // the browser notes the refusal
	chen.fills("对接码", boss.passCode("安居物业"))
	chen.press("打开")
	chen.sees(no, "扶手", "前答复", "去办理")
	chen.looksAt("whole", true)
	chen.press("去办理", no)
	chen.sees(rail, "办理经过", "社区同意延期3个工作日：扶手要定做", "回到全部诉求")
	chen.looksAt("history", true)
	chen.press("回到全部诉求")
	chen.sees("刷新名单", no)
	chen.press("去办理", no)
	chen.press("退回")
	chen.fills("为什么退回", "扶手归业委会管，要动维修资金")
	chen.press("退回", "为什么退回")
	chen.sees("已退回社区")
	chen.do(chromedp.Reload())
	chen.sees("已不在此办理", "打电话给社区")
	chen.picture("returned")
	chen.complaints()

	// Given again, with a link that then goes astray.
	boss.must("POST", "/api/requests/"+id+"/dispatch", map[string]any{"org": boss.orgID("湖畔花园一期业委会")})
	again := newPerson(t, "committee", phone)
	second := boss.must("GET", "/api/requests/"+id+"/link", nil)["url"].(string)
	again.open(second)
	again.sees("湖畔花园一期业委会", "安居物业退回")
	wang.do(chromedp.Reload())
	wang.sees(no, "待签收")
	wang.press("其他办法")
	wang.press("换新链接")
	wang.sees("新链接要重新发给对方")
	wang.press("换新链接", "新链接要重新发给对方")
	wang.sees("新链接")
	wang.picture("relinked")
	again.do(chromedp.Reload())
	again.sees("已不在此办理")
	again.complaints()
	again.open(boss.must("GET", "/api/requests/"+id+"/link", nil)["url"].(string))
	again.sees("安居物业退回", "签收")
	expire(t, id)
	again.do(chromedp.Reload())
	again.sees("这个链接打不开", "过期", "打电话给社区")
	again.complaints() // the browser notes each refusal
	again.picture("expired")
	again.open(foreign)
	again.sees("这个链接打不开", "联系社区要新的链接")
	again.complaints()
	again.open("/reply.html")
	again.sees("链接不完整")
}

// TestFriday is the report of the week: looked at, remarked, signed, held, and
// written down as handed over on paper; then what the organisation department,
// the Party organisation and a stamped paper make of it.
func TestFriday(t *testing.T) {
	needBrowser(t)
	boss := secretary(t)
	var numbers, ids []string
	for _, words := range []string{puddle, "沿河那条路一到晚上就堆满渣土车，吵得整幢楼睡不着"} {
		hu := newPerson(t, "resident", oldPhone)
		no := hu.asksAt(office.guide.Posters[0].Code, words, "胡", "13812340052")
		id := boss.requestID(no)
		boss.must("POST", "/api/requests/"+id+"/accept", nil)
		if boss.must("GET", "/api/collections/requests/records/"+id, nil)["tier"] != "complex" {
			boss.must("POST", "/api/requests/"+id+"/escalate", map[string]any{"tier": "complex", "reason": "三家单位都说不归自己管", "prior": "11月两次到现场协调，未果"})
		}
		numbers, ids = append(numbers, no), append(ids, id)
	}

	shen := newPerson(t, "steward", pc)
	shen.logsIn("shenjie")
	shen.open("/desk.html#/weekly")
	shen.sees("承办与周报", numbers[0], "尚未签发")
	shen.fills("备注：一句话写需要协调什么", "公交站台积水请明确牵头单位")
	shen.press("保存备注")
	shen.sees("保存备注：办好了")
	shen.press("不列入", numbers[1])
	shen.sees(numbers[1] + " 不列入：办好了")
	shen.press("列入", numbers[1])
	shen.sees(numbers[1] + " 列入：办好了")
	shen.press("签发")
	shen.press("签发", "到时发出")
	shen.sees("签发：办好了", "签发：沈洁")
	shen.press("暂缓发出")
	shen.sees("暂缓发出：办好了", "取消暂缓")
	shen.picture("held")
	shen.press("已人工报送…")
	shen.press("纸质盖章")
	shen.fills("报给谁", "区党工委组织部 周处")
	shen.press("记为已人工报送")
	shen.press("记为已人工报送", "本周不再自动发邮件")
	shen.sees("已人工报送", "报给 区党工委组织部 周处")
	shen.looksAt("manual", false)

	book := newPerson(t, "secretary", pc)
	book.entersOffice()
	book.open("/_/#/collections?collection=orgs")
	book.sees("区党工委组织部", "总链接")
	book.press("总链接", "区党工委组织部")
	book.sees("打开后要填对接码", "还没有人打开过", "换一个新的")
	book.picture("whole-link")
	book.readsChinese()
	dept := regexp.MustCompile(`http://\S+/reply\.html#[\w-]+`).FindString(ask[string](book, "document.querySelector('.hg-copy').value"))
	zhou := newPerson(t, "org-dept", pc)
	zhou.open(dept)
	zhou.fills("对接码", boss.passCode("区党工委组织部"))
	zhou.press("打开")
	zhou.sees("件等着转交", numbers[0], numbers[1])
	zhou.picture("waiting")
	zhou.press("转交承办单位", numbers[0])
	zhou.sees(puddle, "办理经过")
	zhou.fills("单位名称", "区水务局党组")
	zhou.fills("转交意见", "请水务局牵头，一周内答复")
	zhou.fills("您的姓名", "周处")
	zhou.picture("forwarding")
	zhou.press("转交承办单位", "转交意见")
	zhou.sees("已转交区水务局党组")
	zhou.press("回到全部诉求")
	zhou.press("刷新名单")
	zhou.sees("件已转交", "区水务局党组")
	zhou.press("催一催", numbers[0])
	zhou.sees("已经催办")
	zhou.looksAt("forwarded", true)

	wu := newPerson(t, "handling-party", phone)
	wu.open(boss.must("GET", "/api/requests/"+ids[0]+"/link", nil)["url"].(string))
	wu.sees("组织部门转来的意见", "请水务局牵头，一周内答复", "催办了一次")
	wu.signs("吴工")
	wu.press("答复")
	wu.fills("答复内容", "排水口已疏通，下月抬高站台")
	wu.press("答复", "答复内容")
	wu.sees("已答复", "排水口已疏通")

	// The other one comes back as stamped paper.
	shen.open("/desk.html#/request/" + ids[1])
	shen.sees("承办单", "已上报", "登记纸质意见")
	shen.press("登记纸质意见")
	shen.fills("街道（社工委）意见", "情况属实，请区里协调")
	shen.fills("组织部门拟办意见", "请城管局党组办理")
	shen.fills("名单里没有的，写单位全称", "区城管局党组")
	shen.fills("转交人", "周处")
	shen.press("登记纸质意见", "组织部门拟办意见")
	shen.sees("已转交", "请城管局党组办理")
	shen.press("登记纸质意见")
	shen.fills("承办单位签收人", "孙队")
	shen.fills("办理结果和答复", "每晚九点后禁行，已设岗")
	shen.attaches("＋ 照片", shen.photo(), "纸质件照片")
	shen.press("登记纸质意见", "办理结果和答复")
	shen.sees("已答复", "每晚九点后禁行")
	shen.picture("from-paper")
}

// requestID finds a request by its number.
func (c *caller) requestID(no string) string {
	c.t.Helper()
	return c.first("/api/collections/requests/records?filter=(request_no='" + no + "')")["id"].(string)
}

func (c *caller) orgID(name string) string {
	c.t.Helper()
	return c.first("/api/collections/orgs/records?filter=(name='" + name + "')")["id"].(string)
}

// passCode is what the office tells an organisation on the telephone.
func (c *caller) passCode(name string) string {
	c.t.Helper()
	return c.first("/api/collections/orgs/records?filter=(name='" + name + "')")["pass_code"].(string)
}

// expire makes the links of a request as old as they are after a quarter.
func expire(t *testing.T, request string) {
	t.Helper()
	db, err := dbx.Open("sqlite", filepath.Join(office.dir, "data.db")+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.NewQuery("UPDATE assignments SET expires_at = '2026-01-01 00:00:00.000Z' WHERE request = {:r}").Bind(dbx.Params{"r": request}).Execute(); err != nil {
		t.Fatal(err)
	}
}

package e2e

import "testing"

// bench is what the property company repairs in this journey.
const bench = "小花园的木椅断了一根横档，老人坐下去差点摔着"

// TestRoles is each of those who work at the desk, with what is theirs and
// nothing else: the property company's contact and the grid worker on their
// telephones, the committee's contact with nothing to do, the steward who sees
// it all.
func TestRoles(t *testing.T) {
	byLot(t)
	li := newPerson(t, "resident", oldPhone)
	no := li.asksAt(posterAt(t, "湖畔花园一期 8幢 3单元"), bench, "蒋", "13812340041")
	api := secretary(t)
	id := api.requestID(no)
	api.must("POST", "/api/requests/"+id+"/accept", nil)
	api.must("POST", "/api/requests/"+id+"/dispatch", map[string]any{"org": api.orgID("安居物业")})

	chen := newPerson(t, "property", phone)
	chen.worksAs("chenqiang", "我的办件", "办过的")
	chen.lacks("待分派", "待审核", "待告知", "回访", "代登记", "走访", "海报", "简报与迎检")
	chen.press("小花园的木椅")
	chen.sees(bench, no, "签收")
	chen.lacks("13812340041", "138****0041")
	chen.looksAt("property", false)
	chen.press("签收")
	chen.sees("办好了，现在是“办理中”")
	chen.press("记录进展")
	chen.fills("进展（居民看得到）", "木料已买，明天上午来修")
	chen.press("记录进展", "进展（居民看得到）")
	chen.sees("木料已买，明天上午来修")
	chen.press("答复")
	chen.fills("答复内容（会发给居民）", "横档已换，四个脚也加固了")
	chen.press("答复", "答复内容（会发给居民）")
	chen.sees("待审核")
	chen.picture("answered")

	wu := newPerson(t, "committee", phone)
	wu.worksAs("wuguoliang", "我的办件", "办过的")
	wu.lacks(bench, no)
	wu.open("/desk.html#/request/" + id)
	wu.sees("这件诉求不在了，或者不归您看")
	wu.complaints() // the browser notes the refusal
	wu.open("/desk.html#/dispatch")
	wu.sees("我的办件")
	wu.lacks("采纳并派单")
	wu.picture("nothing")

	api.as("zhouting").must("POST", "/api/requests/"+id+"/approve", nil)
	gu := newPerson(t, "grid-worker", phone)
	gu.worksAs("guping", "待分派", "我的办件")
	gu.lacks("待审核", "简报与迎检")
	gu.open("/desk.html#/tell")
	gu.fills("在这张清单里找", no)
	gu.sees("找到 1 件")
	gu.press("小花园的木椅")
	gu.sees("横档已换，四个脚也加固了", "告知居民")
	gu.looksAt("grid-worker", false)
	gu.press("上门", "怎样告诉居民的")
	gu.press("记下：已告知")
	gu.sees("答复已告知居民")

	shen := newPerson(t, "steward", pc)
	shen.worksAs("shenjie", "今日概览", "待分派", "待审核", "回访", "承办与周报", "简报与迎检", "海报")
	shen.open("/desk.html#/request/" + id)
	shen.sees("已答复", "木料已买，明天上午来修", "横档已换，四个脚也加固了")
	shen.looksAt("steward", false)
	li.open("/requests.html")
	li.press("小花园的木椅")
	li.sees("横档已换，四个脚也加固了")
}

// lacks asserts that none of these stands on the page.
func (p *person) lacks(words ...string) {
	p.t.Helper()
	for _, w := range words {
		if p.says(w) {
			p.t.Errorf("%s sees %s", p.name, w)
		}
	}
}

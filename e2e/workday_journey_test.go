package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// rudely is how the property company answers; politely what the office makes of it.
const (
	lampWords = "楼道声控灯拍手也不亮，第 %d 家来说了"
	rudely    = "早修过了，是你们自己不会用，别再打电话来"
	politely  = "灯已经检修，拍一下手会亮半分钟。用起来不方便，请打物业电话，师傅上门看。"
)

// TestWorkday is a whole day of the office, from the morning's counters to the
// hand-over in the evening, each step the way the one who does it does it: the
// secretary in the admin UI, the clerk with nothing but her keyboard.
func TestWorkday(t *testing.T) {
	byLot(t)
	api := secretary(t)
	var ids []string
	for i := range 10 {
		ids = append(ids, api.hears(fmt.Sprintf(lampWords, i+1), i))
	}

	boss := newReader(t, pc)
	boss.sees("今天先办", "待受理", "周报", "机器状况")
	boss.understands("morning")

	// Three residents are verified at once.
	boss.open("/_/#/collections?collection=residents&filter=" + url.QueryEscape("name~'声控灯'"))
	boss.sees("声控灯一号", "声控灯三号")
	for row := range 3 {
		boss.presses(".records-table tbody td.col-bulk-select label", row)
	}
	boss.sees("已选 3")
	boss.presses(".hg-batches .btn", 0)
	boss.sees("将通过实名", "这几位都是怎样核实的")
	boss.press("本人到窗口")
	boss.presses(".modal .modal-footer .btn[type=submit]", 0)
	boss.sees("3 位通过")
	boss.understands("verified")
	boss.clears()

	// Ten requests by keyboard, one of them corrected first.
	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.press("待分派")
	wang.fills("在这张清单里找", "家来说了") // other journeys hear of the same lamp
	wang.sees("找到 10 件")
	wang.do(chromedp.Blur(`input[type=search]`))
	for i := range 10 {
		wang.do(chromedp.KeyEvent("j"))
		wang.sees("建议派给", "采纳并派单")
		if i == 0 {
			wang.do(chromedp.KeyEvent("c"))
			wang.sees("归到哪个事项", "为什么改")
			wang.fills("找事项", "公共空间")
			wang.press(rightMatter)
			wang.press("问过居民，情况不同")
			wang.do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
			wang.sees("已改归", "采纳并派单")
			wang.pauses() // a key belongs to the form as long as it is there
		}
		wang.do(chromedp.KeyEvent("a"))
		wang.sees("已派给")
	}
	wang.picture("ten-dispatched")
	for i, id := range ids {
		if r := api.must("GET", "/api/collections/requests/records/"+id, nil); r["status"] != "dispatched" {
			t.Errorf("request %d is %v", i+1, r["status"])
		}
	}

	// A rude answer goes out as the office words it.
	zhou := api.as("zhouting") // writes down what the company said on the telephone; who answers never approves
	zhou.must("POST", "/api/requests/"+ids[0]+"/sign", nil)
	zhou.must("POST", "/api/requests/"+ids[0]+"/reply", map[string]any{"text": rudely, "solved": "yes"})
	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("声控灯拍手也不亮，第 1 家"))
	boss.press(fmt.Sprintf(lampWords, 1))
	boss.sees("流转记录", rudely, "同意发出")
	boss.press("同意发出", rudely)
	boss.sees("发给居民的文字")
	boss.fills("发给居民的文字（可以改得更客气、更清楚）", politely)
	boss.understands("milder")
	boss.presses(".modal .modal-footer .btn[type=submit]", 0)
	boss.sees("同意发出：已办")
	if got := api.must("GET", "/api/collections/requests/records/"+ids[0], nil); got["reply_text"] != politely || got["status"] != "replied" {
		t.Errorf("the resident reads %v (%v)", got["reply_text"], got["status"])
	}
	boss.clears()

	// Two call-backs by somebody who did not handle it.
	for _, id := range ids[1:3] {
		api.must("POST", "/api/requests/"+id+"/sign", nil)
		api.must("POST", "/api/requests/"+id+"/reply", map[string]any{"text": politely, "solved": "yes"})
		zhou.must("POST", "/api/requests/"+id+"/approve", nil)
		api.must("POST", "/api/requests/"+id+"/tell", map[string]any{"how": "phone"})
		wang.open("/desk.html#/request/" + id)
		wang.sees("已答复", "其他办法")
		wang.press("其他办法")
		wang.press("记录回访")
		wang.sees("联系上了吗", "居民的原话")
		wang.press("解决了", "居民说解决了吗")
		wang.press("非常满意")
		wang.fills("居民的原话", "亮了，谢谢")
		wang.picture("call-back")
		wang.press("记录回访", "居民的原话")
		wang.sees("办好了", "亮了，谢谢")
	}

	// Friday's report is looked at and signed, unless another journey has sent it already.
	boss.open("/_/#/friday")
	boss.sees("周报", "民意诉求")
	boss.rests()
	if boss.says("尚未签发") {
		boss.press("签发")
		boss.sees("签发人")
		boss.fills("签发人", "沈洁")
		boss.understands("signing")
		boss.presses(".modal .modal-footer .btn:not(.transparent)", 0)
		boss.sees("签发：")
	}
	boss.understands("friday")

	// Twelve posters.
	boss.open("/_/#/posters")
	boss.sees("生成并打印")
	boss.rests()
	for n := range 12 {
		boss.presses(".hg-ticks label", n)
	}
	boss.sees("已选 12 幢")
	boss.understands("posters")
	paper := boss.opensTab("生成并打印", "/print.html#posters/")
	paper.sees("海报（共 ", "打印")

	// Is the machine well, and where would a hand-over begin?
	boss.open("/_/#/desk")
	boss.sees("机器状况", "数据库", "读写正常", "发信")
	boss.open("/_/#/handover")
	boss.sees("交接", "没办完的诉求", "钥匙、密码、备份在哪里")
	boss.understands("handing-over")
}

// hears writes down one request of somebody who telephones, each a household of
// its own, and returns its id.
func (c *caller) hears(words string, i int) string {
	c.t.Helper()
	names := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	got := c.must("POST", "/api/requests/intake", map[string]any{"kind": "help", "channel": "phone", "text": words, "name": "声控灯" + names[i] + "号",
		"phone": fmt.Sprintf("138%08d", time.Now().UnixNano()%90_000_000+int64(i)), "building": posterBuilding()})
	id, _ := got["id"].(string)
	if id == "" {
		if r, ok := got["request"].(map[string]any); ok {
			id, _ = r["id"].(string)
		}
	}
	if id == "" {
		c.t.Fatalf("nothing was written down: %v", got)
	}
	return id
}

func posterBuilding() string { return strings.TrimSpace(office.guide.Posters[0].Building) }

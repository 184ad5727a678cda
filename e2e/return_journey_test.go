package e2e

import (
	"net/url"
	"strings"
	"testing"
)

// later opens pages as they are that many days later still: the page's own clock
// decides whether a telephone still takes itself to be logged in.
func (p *person) later(days string) {
	p.t.Helper()
	p.before(`(() => { const past = Date.now, day = 864e5; Date.now = () => past() + ` + days + ` * day })()`)
}

// TestSeason: from sending to rating nothing is typed again on that telephone,
// eighty-nine days long; after a season the page says how to come back.
func TestSeason(t *testing.T) {
	const words, reply = "绿化带里的喷水头坏了不出水", "喷水头已经换好，出水了"
	p := newPerson(t, "resident", oldPhone)
	no := p.asksAt(posterCode(), words, "季", "13812340101")
	c := secretary(t)
	id := c.requestID(no)
	c.answered(id, "安居物业", reply)

	p.later("89")
	p.typed = 0
	p.open("/s/" + posterCode())
	p.sees("您有 1 条答复")
	p.press("您有 1 条答复")
	p.sees(reply)
	p.press("解决了", "您的事解决了吗")
	p.press("满意", "您满意吗")
	p.press("评价")
	p.sees("已办结")
	if p.typed != 0 {
		t.Errorf("%d characters typed to come back and rate", p.typed)
	}
	p.later("2") // upon the eighty-nine
	p.open("/requests.html")
	p.misses(words)
	p.sees("登录")
	p.picture("after-a-season")
}

// TestLostPhone: a new telephone and a code read out by the office, and
// everything is there. Who knows no more than the number gets nothing, and
// hears the same whether it is registered or not.
func TestLostPhone(t *testing.T) {
	byLot(t)
	const words, number = "楼顶的避雷针歪了，打雷时害怕", "13812340102"
	p := newPerson(t, "resident", oldPhone)
	p.asksAt(posterCode(), words, "路", number)

	stranger := newPerson(t, "stranger", oldPhone)
	says := map[string]string{}
	for _, n := range []string{number, "13812340199"} { // hers, and one nobody has
		stranger.open("/login.html")
		stranger.fills("手机或座机", n)
		stranger.press("登录码")
		stranger.fills("登录码", "123456")
		stranger.press("登录", "用什么登录")
		stranger.sees("对不上")
		stranger.refused()
		says[n] = ask[string](stranger, "document.querySelector('[role=alert]').innerText")
	}
	if says[number] != says["13812340199"] {
		t.Errorf("a stranger learns which number is registered: %q", says)
	}
	stranger.asksAt(posterCode(), "路灯杆上的小广告没人铲", "路", number)
	stranger.open("/requests.html")
	stranger.sees("路灯杆上的小广告")
	if stranger.says(words) {
		t.Error("whoever registers with her number reads her requests")
	}

	c := secretary(t)
	r := c.first("/api/collections/residents/records?sort=created&filter=" + url.QueryEscape("phone='"+number+"'"))
	code, _ := c.must("POST", "/api/residents/"+r["id"].(string)+"/code", map[string]any{"how": "已回拨登记的号码"})["code"].(string)
	again := newPerson(t, "new phone", oldPhone)
	again.open("/login.html")
	again.fills("手机或座机", number)
	again.press("登录码")
	again.fills("登录码", code)
	again.press("登录", "用什么登录")
	again.sees("我的诉求", words)
	if strings.TrimSpace(code) == "" || again.says("小广告") {
		t.Error("she sees the stranger's request")
	}
	again.picture("everything")
}

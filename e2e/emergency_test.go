package e2e

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// A danger in the words somebody uses who has never reported one.
const (
	smell = "家里有臭鸡蛋的味道越来越浓，我和孙子头晕想吐"
	// atOnce is how long an open desk may take to show it, without being reloaded.
	atOnce = 5 * time.Second
)

// TestEmergency: danger in ordinary words shows the numbers before anything is
// sent and after; two open desks hear of it at once, one takes it on, the other
// sees who; nobody's banner goes before it is handled.
func TestEmergency(t *testing.T) {
	place := "湖畔花园一期 8幢 3单元"
	code := posterAt(t, place)
	wang, zhou := newPerson(t, "clerk", pc), newPerson(t, "second-clerk", pc)
	for p, account := range map[*person]string{wang: "wangmin", zhou: "zhouting"} {
		p.logsIn(account)
		ask[bool](p, `(() => { window.neverReloaded = true; window.tones = 0;
			const make = AudioContext.prototype.createOscillator;
			AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); };
			return true })()`)
		if p.says("燃气泄漏 · " + place) {
			t.Fatal("it was there before")
		}
	}

	boss := newPerson(t, "secretary", pc)
	boss.logsInAsSecretary()

	li := newPerson(t, "resident", oldPhone)
	li.open("/s/" + code)
	li.sees("有事您说", place)
	li.fills("遇到什么事", smell)
	li.sees("有危险，请马上打电话", "请立即开窗、关阀、离开", "社区值班人员会看到您写的；但这不是救援")
	if got := li.numbers(); len(got) < 8 || got[0] != "tel:051266600016" || got[1] != "tel:119" {
		t.Errorf("before sending the numbers are %v", got)
	}
	li.picture("before")
	li.press("下一步")
	li.sees("先打电话，再发出", "姓和电话可以不留", "有危险，请马上打电话")
	li.picture("sending")
	li.pauses()
	sent := time.Now()
	li.press("发出，不留电话")
	line := "燃气泄漏 · " + place
	for _, p := range []*person{wang, zhou} {
		p.sees(line)
		if took := time.Since(sent); took > atOnce {
			t.Errorf("%s's desk took %v", p.name, took)
		}
		if !ask[bool](p, "window.neverReloaded === true") {
			t.Errorf("%s's desk was reloaded", p.name)
		}
		if tones := ask[int](p, "window.tones"); tones < 3 {
			t.Errorf("%s's desk made %d tones", p.name, tones)
		}
	}
	wang.picture("banner")
	boss.sees(line, "没人接")
	boss.picture("alarm")
	li.sees("请先打电话", "这不等于有人赶来", "您没有留电话，社区没法打给您", "编号")
	if got := li.numbers(); len(got) < 8 || got[0] != "tel:051266600016" {
		t.Errorf("after sending the numbers are %v", got)
	}
	if words := ask[string](li, "document.querySelector('main').innerText"); strings.Contains(words, "受理") || strings.Contains(words, "耐心") || strings.Contains(words, "工作日") {
		t.Errorf("after sending the page says:\n%s", words)
	}
	li.picture("sent")

	// Silencing is for this one on this desk; taking it on is for everybody.
	zhou.press("静音", line)
	wang.press("我来处理", line)
	wang.sees("王敏正在处理", "没有留联系电话", "已通知值班的人")
	wang.picture("taken")
	zhou.sees("王敏正在处理")
	zhou.picture("taken-by-another")
	boss.sees("王敏正在处理")
	boss.press(line)
	boss.sees("险情", "已通知值班的人", "紧急已处置", "我来处理") // the secretary may take it over
	boss.picture("record")
	boss.readsChinese()
	zhou.press(line)
	zhou.sees("王敏正在处理", "紧急已处置")
	if ask[bool](zhou, `[...document.querySelectorAll('.dock button')].some(b => b.innerText.includes('我来处理'))`) {
		t.Error("the second clerk may take on what the first has")
	}

	li.press("凭编号看进度")
	li.sees("社区有人接手了", "有危险，请马上打电话", "社区应在30分钟内")
	li.picture("tracked")

	wang.press("紧急已处置")
	wang.press("险情已经解除", "核实下来是")
	wang.press("联系上了，或到过现场")
	wang.fills("看到什么、怎么处置的", "燃气公司到场，灶管老化漏气，已关阀换管，祖孙俩送医观察")
	wang.picture("handling")
	wang.press("紧急已处置", "核实下来是")
	wang.sees("紧急处置完了")
	for _, p := range []*person{wang, zhou, boss} {
		p.misses(line)
	}
	zhou.sees("已处置")
	wang.picture("handled")
	li.press("查", "查询码")
	li.misses("有危险，请马上打电话")
	li.sees("紧急情况处置完", "记下：险情已经解除")
	if li.says("灶管老化") {
		t.Error("what was found in a flat stands on the tracking page")
	}
}

// numbers are the telephone buttons in their order.
func (p *person) numbers() []string {
	p.t.Helper()
	return ask[[]string](p, `[...document.querySelectorAll('.note.red .tiles a[href^="tel:"]')].map(a => a.getAttribute('href'))`)
}

// posterAt is the code of the demo's poster at a place.
func posterAt(t *testing.T, place string) string {
	t.Helper()
	needBrowser(t)
	s := secretary(t)
	return s.first("/api/collections/posters/records?filter=" + url.QueryEscape("place_label='"+place+"' && state='active'"))["code"].(string)
}

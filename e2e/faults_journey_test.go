package e2e

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// tells the browser something about the tab itself.
func tells[P, R any](p *person, command cdp.Command[P, R], params P) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, command, params)
		return err
	}))
}

// conditions are what a browser is told of its network. Chromium up to 148 wants
// offline said beside the rules, later ones within them; each ignores the other.
type conditions struct {
	Offline bool                  `json:"offline"`
	Matched []*network.Conditions `json:"matchedNetworkConditions"`
}

var slowly = cdp.Command[conditions, network.EmulateNetworkConditionsByRuleResult]{Method: network.CommandEmulateNetworkConditionsByRule}

// rides sets how slow the way is: milliseconds there and back, kilobytes a
// second down and up.
func (p *person) rides(latency, down, up float64) {
	p.t.Helper()
	tells(p, slowly, conditions{
		Matched: []*network.Conditions{{Latency: latency, DownloadThroughput: down * 1024, UploadThroughput: up * 1024}}})
}

// before runs a script on every page that comes, ahead of the page's own.
func (p *person) before(script string) {
	p.t.Helper()
	tells(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// kept counts the requests with these words.
func (c *caller) kept(words string) int {
	c.t.Helper()
	items, _ := c.must("GET", "/api/collections/requests/records?filter="+url.QueryEscape("text='"+words+"'"), nil)["items"].([]any)
	return len(items)
}

// introduces waits for the page of the last step and fills in who asks.
func (p *person) introduces(name, number string) {
	p.t.Helper()
	p.press("下一步")
	p.sees("怎么联系您", "同意并提交")
	p.fills("您贵姓", name)
	p.fills("手机或座机", number)
	p.pauses()
}

// TestCut breaks the line while two photos go up, before the office has them and
// after: the words and photos stay, the page says what to do, and the next tap
// makes one request of it.
func TestCut(t *testing.T) {
	byLot(t)
	for _, c := range []struct {
		name, words, number string
		breaks              func(*line)
		mends               func(*line)
		says                string
	}{
		{"in the middle", "地库入口的减速带翘起一头，车轮都硌", "13812340091", func(n *line) { n.cutsAt.Store(60 << 10) }, func(n *line) { n.cutsAt.Store(0) }, "没有连上社区的电脑"},
		{"before the answer", "地库出口的反光镜歪了，看不见来车", "13812340092", func(n *line) { n.swallow.Store(true) }, func(n *line) { n.swallow.Store(false) }, "没有连上社区的电脑"},
		{"the PC is off", "地库的灯一闪一闪，走路眼花", "13812340093", func(n *line) { n.down.Store(true) }, func(n *line) { n.down.Store(false) }, "没有连上社区的电脑"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := newLine(t)
			p := newPerson(t, "resident", oldPhone)
			p.open(n.url + "/s/" + posterCode())
			p.sees("已按您扫的码填好")
			p.fills("遇到什么事", c.words)
			p.attaches("拍照片", p.photo())
			p.sees("再加一张")
			p.attaches("再加一张", p.photo())
			ask[bool](p, `new Promise((ok) => { const look = () => document.querySelectorAll('.pic img').length === 2 ? ok(true) : setTimeout(look, 50); look() })`)
			p.introduces("史", c.number)
			c.breaks(n)
			p.press("同意并提交")
			p.sees(c.says)
			p.picture("cut")
			p.complaints() // the browser told its console of the lost connection: the page has said so in words
			p.sees("2 张照片", c.words)
			c.mends(n)
			p.pauses()
			p.press("提交") // 同意并提交, or 提交 where the registration got through
			p.sees("已经收到", "编号")
			if n := secretary(t).kept(c.words); n != 1 {
				t.Errorf("%d requests of one", n)
			}
			p.complaints()
		})
	}
}

// TestSlow asks on a second-generation network: words stand there before
// anything else has come, the button counts the photos, and a double tap sends
// one request. On slow 4G with a slow processor it is told how long it took.
func TestSlow(t *testing.T) {
	byLot(t)
	const words = "电梯里的扶手松了，老人不敢靠"
	p := newPerson(t, "resident", oldPhone)
	p.rides(450, 30, 12)
	p.open("/s/" + posterCode())
	p.sees("有事您说", "遇到什么事", stairs)
	p.fills("遇到什么事", words)
	p.attaches("拍照片", p.photo())
	p.sees("再加一张")
	p.attaches("再加一张", p.photo())
	ask[bool](p, `new Promise((ok) => { const look = () => document.querySelectorAll('.pic img').length === 2 ? ok(true) : setTimeout(look, 50); look() })`)
	p.introduces("汤", "13812340094")
	at := ask[point](p, call("press", "同意并提交", ""))
	p.touchAt(at)
	p.touchAt(at)
	p.sees("正在上传 1/2")
	p.picture("uploading")
	p.sees("正在上传 2/2")
	ask[bool](p, `eyes.see('已经收到', 60000)`)
	if n := secretary(t).kept(words); n != 1 {
		t.Errorf("%d requests of one", n)
	}
}

// TestFourth measures the first visit on slow 4G with a processor four times
// slower; the figure is told and decides nothing.
func TestFourth(t *testing.T) {
	p := newPerson(t, "resident", oldPhone)
	p.rides(150, 1638/8, 750/8)
	tells(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
	began := time.Now()
	p.open("/s/" + posterCode())
	p.sees("遇到什么事", stairs)
	ask[point](p, call("reach", "遇到什么事", ""))
	t.Logf("usable after %.1f s on slow 4G and a quarter of the processor", time.Since(began).Seconds())
}

// TestEnded ends the session while somebody writes: the words stay, the page
// says what to do, and they go out.
func TestEnded(t *testing.T) {
	const first, words = "单元门口的信箱锁坏了", "信箱里的报纸被雨淋湿了，盖子合不上"
	p := newPerson(t, "resident", oldPhone)
	p.asksAt(posterCode(), first, "邵", "13812340095")
	p.open("/s/" + posterCode())
	p.fills("遇到什么事", words)
	c := secretary(t)
	r := c.first("/api/collections/residents/records?filter=" + url.QueryEscape("phone='13812340095'"))
	c.must("PATCH", "/api/collections/residents/records/"+r["id"].(string), map[string]any{"password": "13572468", "passwordConfirm": "13572468"})
	p.press("下一步")
	p.sees("核对一下")
	p.pauses()
	p.press("提交")
	p.sees("登录过期了", "写的都还在", words)
	p.picture("ended")
	p.refused()
	p.fills("您贵姓", "邵")
	p.fills("手机或座机", "13812340095")
	p.pauses()
	p.press("同意并提交")
	p.sees("已经收到")
	if n := c.kept(words); n != 1 {
		t.Errorf("%d requests of one", n)
	}
}

// TestNoStorage asks on a telephone that keeps nothing, as WeChat's strictest
// setting does.
func TestNoStorage(t *testing.T) {
	byLot(t)
	p := newPerson(t, "resident", oldPhone)
	p.before(`for (const store of ['localStorage', 'sessionStorage']) Object.defineProperty(window, store, { get() { throw new DOMException('blocked', 'SecurityError') } })`)
	no := p.asksAt(posterCode(), "晾衣杆挡住了消防通道的门", "田", "13812340096")
	p.sees(no)
	p.open("/requests.html")
	p.sees("登录") // it cannot know her any more; the receipt and its code do
	for _, path := range []string{"/", "/me.html", "/search.html", "/bulletin.html", "/letter.html", "/track.html", "/about.html"} {
		p.open(path)
		p.sees("打电话")
	}
}

// TestNoScript opens every page of a resident where JavaScript is off: each says
// so and names the number of the office.
func TestNoScript(t *testing.T) {
	p := newPerson(t, "resident", oldPhone)
	tells(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, path := range []string{"/", "/s/" + posterCode(), "/ask.html", "/requests.html", "/request.html", "/me.html", "/login.html", "/track.html", "/search.html",
		"/bulletin.html", "/letter.html", "/about.html", "/reply.html", "/upper.html", "/nowhere.html"} {
		p.open(path)
		words := ask[string](p, "document.body.innerText") // the browser's own tools still read it
		for _, part := range []string{"JavaScript", "0512-62800000"} {
			if part == "JavaScript" && path == "/nowhere.html" {
				p.refused() // it needs none
				continue
			}
			if !strings.Contains(words, part) {
				t.Errorf("%s without scripts does not say %s: %q", path, part, words)
			}
		}
		if strings.Contains(words, "正在打开") {
			t.Errorf("%s waits for a script that never comes: %q", path, words)
		}
	}
}

package e2e

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
)

//go:embed testdata/finger.js
var finger string

// Without -long one control is pressed on one of so many states.
const oneStateOf = 4

// TestEveryControl presses everything a resident may press, each on a page
// loaded anew: something must come of it, nothing may break, and no page that
// comes is empty.
func TestEveryControl(t *testing.T) {
	byLot(t)
	t.Logf("-seed %d", *seed)
	t.Run("stranger", func(t *testing.T) {
		presses(t, "stranger", nil, []state{
			{"home", shows("/", "我要求助", "第一次来")},
			{"poster", shows("/s/"+posterCode(), "已按您扫的码填好")},
			{"place", func(p *person) {
				shows("/s/"+posterCode(), "已按您扫的码填好")(p)
				p.press("不是这里？改")
				p.sees("就是这里")
			}},
			{"handbook", writes("老人烧饭不方便，有没有送餐的", "这就是我要问的")},
			{"neighbours", writes("单元门的对讲机没有声音，快递打不进来", "我家也是")},
			{"danger", writes("厨房煤气漏了，味道很大，快来人", "有危险，请马上打电话")},
			{"send", func(p *person) {
				writes("单元门的门禁刷卡没反应")(p)
				p.press("下一步")
				p.sees("怎么联系您")
				p.press("替家人反映")
				p.sees("家人贵姓")
				p.pauses() // a faster tap is the second half of 下一步
			}},
			{"call back", func(p *person) {
				shows("/ask.html", "请给我回电话")(p)
				p.press("请给我回电话")
				p.sees("同意并提交")
				p.pauses()
			}},
			{"no request", shows("/request.html#keinekeinekeine", "请先登录")},
			{"requests", shows("/requests.html", "这部手机还没有登记")},
			{"login", shows("/login.html", "用什么登录")},
			{"login code", func(p *person) { shows("/login.html", "用什么登录")(p); p.press("登录码"); p.sees("10 分钟") }},
			{"track", shows("/track.html", "查询码")},
			{"search", shows("/search.html", "大家常问")},
			{"search found", func(p *person) {
				shows("/search.html", "大家常问")(p)
				p.fills("想问什么", "居住证")
				p.sees("居住证怎么办？")
			}},
			{"bulletin", shows("/bulletin.html", "天冷了")},
			{"article", func(p *person) {
				shows("/bulletin.html", "天冷了")(p)
				p.press("天冷了")
				p.sees("烟雾报警器")
			}},
			{"letter", shows("/letter.html", "寄给书记")},
			{"conduct", func(p *person) {
				shows("/letter.html", "寄给书记")(p)
				p.press("提作风意见")
				p.sees("物业")
			}},
			{"me", shows("/me.html", "登记成为居民", "请选小区")},
			{"about", shows("/about.html", "谁看得到")},
			{"broken link", shows("/reply.html", "链接不完整")},
			{"broken invitation", shows("/upper.html", "链接不完整")},
			{"launch", shows("/launch.html", "请先登录工作台")},
			{"helping", shows("/helping.html", "志愿服务", "登录")},
			{"no certificate", shows("/certificate.html#nonsense", "没有这张证明")},
			{"nowhere", shows("/nowhere.html", "没有这个页面")},
		})
	})

	const words, reply, second = "儿童滑梯的扶手裂了个口子，会划破手", "扶手已经换新，四周磨平了", "滑梯旁边的长椅少了两根木条"
	var id, link string
	t.Run("resident", func(t *testing.T) {
		presses(t, "resident", func(p *person) {
			c := secretary(t)
			id = c.requestID(p.asksAt(posterCode(), words, "倪", "13812340121"))
			c.answered(id, "安居物业", reply)
			p.open("/s/" + posterCode())
			p.sees("您有 1 条答复")
			p.fills("遇到什么事", second)
			p.press("下一步")
			p.sees("核对一下")
			p.pauses()
			p.press("提交")
			p.sees("已经收到")
			open, _ := c.first("/api/collections/requests/records?filter=" + url.QueryEscape("text='"+second+"'"))["id"].(string)
			c.must("POST", "/api/requests/"+open+"/accept", nil)
			c.must("POST", "/api/requests/"+open+"/dispatch", map[string]any{"org": c.orgID("安居物业")})
			link, _ = c.must("POST", "/api/orgs/"+c.orgID("安居物业")+"/link", nil)["url"].(string)
		}, []state{
			{"home", shows("/", "您有 1 条答复", "我最近的一件")},
			{"poster", shows("/s/"+posterCode(), "您有 1 条答复", "遇到什么事")},
			{"requests", shows("/requests.html", words, "再说一件事")},
			{"answer", func(p *person) { shows("/request.html#"+id, reply, "您满意吗")(p) }},
			{"open request", func(p *person) {
				shows("/requests.html", "长椅少了两根")(p)
				p.press("长椅少了两根")
				p.sees("办理经过", "补充")
			}},
			{"adding", func(p *person) {
				shows("/requests.html", "长椅少了两根")(p)
				p.press("长椅少了两根")
				p.press("补充")
				p.sees("补充的内容")
			}},
			{"check", func(p *person) {
				writes("单元门的门禁刷卡没反应")(p)
				p.press("下一步")
				p.sees("核对一下")
				p.pauses()
			}},
			{"me", shows("/me.html", "倪", "退出登录")},
			{"bulletin", shows("/bulletin.html", "您的小区")},
			{"helping", shows("/helping.html", "一起帮邻居", "什么时候有空")},
		})
	})
	t.Run("contact", func(t *testing.T) {
		if link == "" {
			t.Fatal("no link of the organisation")
		}
		link, code := link[strings.Index(link, "/reply.html"):], secretary(t).passCode("安居物业")
		locked := shows(link, "不用注册账号", "对接码")
		unlocked := func(p *person) {
			locked(p)
			p.fills("对接码", code)
			p.press("打开")
			p.sees(second, "去办理")
		}
		presses(t, "contact", nil, []state{
			{"locked", locked},
			{"all", unlocked},
			{"one", func(p *person) { unlocked(p); p.press("去办理", second); p.sees("回到全部诉求") }},
		})
	})
}

// writes opens the first poster and says what is wrong there.
func writes(words string, sees ...string) func(p *person) {
	return func(p *person) {
		p.t.Helper()
		shows("/s/"+posterCode(), "已按您扫的码填好")(p)
		p.fills("遇到什么事", words)
		p.sees(sees...)
	}
}

// answered lets the office pass a request on and approve what comes back.
func (c *caller) answered(id, org, reply string) {
	c.t.Helper()
	c.must("POST", "/api/requests/"+id+"/accept", nil)
	c.must("POST", "/api/requests/"+id+"/dispatch", map[string]any{"org": c.orgID(org)})
	c.must("POST", "/api/requests/"+id+"/sign", nil)
	c.must("POST", "/api/requests/"+id+"/reply", map[string]any{"text": reply, "solved": "yes"})
	c.as("wangmin").must("POST", "/api/requests/"+id+"/approve", nil)
}

// as logs in one of the office.
func (c *caller) as(account string) *caller {
	c.t.Helper()
	for _, s := range office.guide.Staff {
		if s.Account == account {
			token, _ := c.must("POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": s.Account, "password": s.Password})["token"].(string)
			return &caller{t: c.t, token: token}
		}
	}
	c.t.Fatalf("nobody is called %s", account)
	return nil
}

// presses opens each state anew for every control on it, as the telephone was
// when somebody had entered.
func presses(t *testing.T, who string, enter func(p *person), states []state) {
	p := newPerson(t, who, oldPhone)
	p.before(finger)
	tells(p, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true})
	p.open("/healthz")
	if enter != nil {
		enter(p)
	}
	phone := ask[string](p, "JSON.stringify(localStorage)")
	for _, s := range states {
		if !*long && lot("press "+who+s.name, oneStateOf) > 0 {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			p.t = t
			anew := func() {
				p.open("/healthz")
				ask[bool](p, "sessionStorage.clear(), localStorage.clear(), Object.assign(localStorage, "+phone+"), true")
				s.open(p)
				ask[bool](p, call("ready"))
			}
			anew()
			ask[bool](p, "eyes.still(200, 3000)")
			names := ask[[]string](p, "finger.names()")
			if len(names) == 0 {
				t.Fatal("nothing to press")
			}
			chosen := rand.New(rand.NewPCG(*seed, uint64(lot(who+s.name, 1<<30)))).Perm(len(names))
			if !*long {
				chosen = chosen[:1]
			}
			slices.Sort(chosen)
			for i, n := range chosen {
				if i > 0 {
					anew()
				}
				for _, wrong := range p.pressesOne(names[n]) {
					t.Errorf("%s: %s (-seed %d)", names[n], wrong, *seed)
				}
			}
			t.Logf("%d of %d pressed", len(chosen), len(names))
		})
	}
	p.t = t
}

// pressesOne touches one control, waits for what comes of it and lists what is
// wrong.
func (p *person) pressesOne(name string) (wrong []string) {
	p.t.Helper()
	ask[bool](p, "eyes.still(200, 3000)")
	if !ask[bool](p, "finger.watch("+quote(name)+")") {
		now := strings.Join(ask[[]string](p, "finger.names()"), ", ")
		return []string{"is gone when the page is opened again: " + now}
	}
	p.complaints()
	at := ask[point](p, `(async () => {
		const el = fingered;
		const end = performance.now() + 5000;
		for (let last = ''; performance.now() < end; await new Promise((r) => setTimeout(r, 40))) {
			const b = el.getBoundingClientRect(), x = b.left + b.width / 2, y = b.top + Math.min(b.height / 2, 300), top = document.elementFromPoint(x, y), here = [b.left, b.top].map(Math.round).join();
			if (top && (el.contains(top) || (el.control && el.control.contains(top))) && here === last) return { x, y };
			last = here;
		}
		return { x: -1, y: -1 };
	})()`)
	if at.X < 0 {
		p.picture("covered")
		return []string{"is covered by something and cannot be pressed"}
	}
	ask[bool](p, "finger.start()")
	ask[bool](p, "window.pressed = true")
	p.touchAt(at)
	came := ""
	for end := time.Now().Add(4 * time.Second); came == "" && time.Now().Before(end); {
		came = ask[string](p, "new Promise((told) => setTimeout(() => told(!window.pressed ? 'another page' : window.finger.came()), 40))")
	}
	if came == "" {
		p.picture("dead")
		wrong = append(wrong, "nothing comes of pressing it")
	}
	ask[bool](p, call("ready"))
	if words := ask[string](p, "new Promise((told) => { const end = performance.now() + 5000, look = () => { const w = eyes.tight(eyes.words()); w.length > 20 || performance.now() > end ? told(w) : setTimeout(look, 50) }; look() })"); len(words) <= 20 {
		p.picture("blank")
		wrong = append(wrong, fmt.Sprintf("leads to an empty page: %q", words))
	}
	for _, w := range p.complaints() {
		if strings.Contains(w, "Failed to load resource") && strings.Contains(w, "status of 4") {
			continue // what was refused is said in words on the page
		}
		wrong = append(wrong, w)
	}
	return wrong
}

// TestFinger checks what presses: it notices a button that does nothing, one
// that breaks and one that empties the page.
func TestFinger(t *testing.T) {
	byLot(t)
	p := newPerson(t, "finger", oldPhone)
	p.before(finger)
	for words, want := range map[string]string{"死": "nothing comes", "坏": "broken", "空": "an empty page", "好": ""} {
		p.open("/about.html")
		p.sees("谁看得到")
		ask[bool](p, `(() => { const b = document.createElement('button'); b.className = 'btn'; b.textContent = `+quote(words)+`; document.querySelector('main').append(b);
			b.onclick = { 坏: () => { b.textContent = '坏了'; throw new Error('broken') }, 空: () => { document.body.textContent = '' }, 好: () => { b.textContent = '好了' } }[b.textContent]; return true })()`)
		wrong := strings.Join(p.pressesOne("button “"+words+"”"), "\n")
		if (want == "") != (wrong == "") || !strings.Contains(wrong, want) {
			t.Errorf("of the button %s was said %q, want %q", words, wrong, want)
		}
	}
}

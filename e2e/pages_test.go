package e2e

import (
	"strings"
	"testing"
)

// TestGuards checks the guards themselves: a ruler that finds nothing on a bad
// page measures nothing.
func TestGuards(t *testing.T) {
	p := newPerson(t, "guard", oldPhone)
	p.open("/about.html")
	p.sees("谁看得到")
	ask[bool](p, `(() => {
		const put = (tag, words, style) => { const el = document.createElement(tag); el.textContent = words; Object.assign(el.style, style); document.querySelector('main').append(el); return el };
		put('button', '小', { width: '20px', height: '20px', minHeight: 0, padding: 0, fontSize: '10px' });
		put('p', '宽', { width: '500px' });
		put('p', '这行字太淡，看不清', { color: '#ccc' });
		put('img', '', {}).src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
		console.error('宽了');
		return true })()`)
	found := strings.Join(append(p.measures(oldPhone.width), p.axe()...), "\n")
	for _, want := range []string{"wide on a screen of 360", "too small to touch, 20×20", "too small to read, 10.0 px", "color-contrast", "image-alt"} {
		if !strings.Contains(found, want) {
			t.Errorf("nobody noticed: %s\n%s", want, found)
		}
	}
	if wrong := p.complaints(); len(wrong) != 1 || !strings.Contains(wrong[0], "宽了") {
		t.Errorf("the console said %q", wrong)
	}
	ask[bool](p, `(() => { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s); return true })()`)
	if wrong := strings.Join(p.complaints(), " "); !strings.Contains(wrong, "CSP refused inline") {
		t.Errorf("the page's policy was broken and the console said %q", wrong)
	}
}

// TestPagesOfAStranger looks at what somebody sees who was never here.
func TestPagesOfAStranger(t *testing.T) {
	needBrowser(t)
	ask := shows("/s/"+office.guide.Posters[0].Code, "已按您扫的码填好", "0512-62800000")
	visit(t, "stranger", true, nil, []state{
		{"home", shows("/", "我要求助", "第一次来")},
		{"poster", ask},
		{"advice", func(p *person) {
			ask(p)
			p.fills("遇到什么事", "楼道里的灯坏了，晚上看不见")
			p.sees("写清几幢几单元几楼")
		}},
		{"handbook", func(p *person) {
			ask(p)
			p.fills("遇到什么事", "老人烧饭不方便，有没有送餐的")
			p.sees("这就是我要问的", "湖畔老年食堂", "0512-62800099")
		}},
		{"answered", func(p *person) {
			p.press("这就是我要问的")
			p.sees("不用再提交了")
		}},
		{"neighbours", func(p *person) {
			p.open("/s/" + office.guide.Posters[0].Code)
			p.sees("已按您扫的码填好")
			p.fills("遇到什么事", "单元门的对讲机没有声音，快递打不进来")
			p.sees("邻居也反映过", "同单元 2 户已反映", "我家也是")
		}},
		{"me too", func(p *person) {
			p.press("我家也是")
			p.sees("各评各的", "您贵姓")
		}},
		{"danger", func(p *person) {
			ask(p)
			p.fills("遇到什么事", "厨房煤气漏了，味道很大，快来人")
			p.sees("有危险，请马上打电话")
		}},
		{"danger without a name", func(p *person) {
			p.press("下一步")
			p.sees("姓和电话可以不留")
		}},
		{"danger sent", func(p *person) {
			p.pauses()
			p.press("发出，不留电话")
			p.sees("请先打电话", "您没有留电话")
		}},
		{"danger tracked", func(p *person) {
			p.press("凭编号看进度")
			p.sees("已记下，请先打电话", "有危险，请马上打电话")
		}},
		{"place", func(p *person) {
			ask(p)
			p.press("不是这里？改")
			p.sees("就是这里")
		}},
		{"send", func(p *person) {
			ask(p)
			p.fills("遇到什么事", "单元门的门禁刷卡没反应")
			p.attaches("拍照片", p.photo())
			p.press("下一步")
			p.sees("怎么联系您")
			p.press("替家人反映")
			p.sees("家人贵姓")
		}},
		{"send refused", func(p *person) {
			p.press("替家人反映")
			p.pauses()
			p.press("同意并提交")
			p.sees("请写手机或座机号码")
		}},
		{"sent", func(p *person) {
			p.fills("您贵姓", "钱")
			p.fills("手机或座机", "13900000041")
			p.pauses()
			p.press("同意并提交")
			p.sees("已经收到", "看办理进度")
		}},
		{"new request", func(p *person) {
			p.press("看办理进度")
			p.sees("办理经过", "收到您的求助")
		}},
	})
}

// TestPagesWithoutLogIn looks at the pages that need none.
func TestPagesWithoutLogIn(t *testing.T) {
	visit(t, "guest", true, nil, []state{
		{"requests", shows("/requests.html", "这部手机还没有登记")},
		{"login", shows("/login.html", "用什么登录")},
		{"login code", func(p *person) { p.press("登录码"); p.sees("10 分钟") }},
		{"track", shows("/track.html", "查询码")},
		{"search", shows("/search.html", "大家常问")},
		{"search found", func(p *person) {
			p.fills("想问什么", "居住证")
			p.sees("居住证怎么办？", "没有找到？直接问社区")
		}},
		{"search nothing", func(p *person) { p.fills("想问什么", "直升机场"); p.sees("没有找到“直升机场”") }},
		{"bulletin", shows("/bulletin.html", "天冷了", "全社区", "登记了住址")},
		{"article", func(p *person) {
			p.press("天冷了")
			p.sees("烟雾报警器", "看全部通知")
		}},
		{"letter", shows("/letter.html", "寄给书记")},
		{"conduct", func(p *person) {
			p.press("提作风意见")
			p.press("物业")
			p.sees("12388", "只有社区书记看得到")
		}},
		{"me", shows("/me.html", "登记成为居民", "请选小区")},
		{"about", shows("/about.html", "谁看得到")},
		{"broken link", shows("/reply.html", "链接不完整")},
		{"broken invitation", shows("/upper.html", "链接不完整")},
	})
}

// TestPagesOfAResident looks at the pages of somebody who has asked before.
func TestPagesOfAResident(t *testing.T) {
	visit(t, "li", true, func(p *person) {
		li := office.guide.Residents[0]
		p.open("/login.html")
		p.fills("手机或座机", li.Phone)
		p.fills("密码", li.Password)
		p.press("登录", "用什么登录")
		p.sees("我的诉求", "再说一件事")
	}, []state{
		{"requests", shows("/requests.html", "健身器材", "灯坏了三天")},
		{"home", shows("/", "您有 1 条答复", "我最近的一件", "本月办理")},
		{"poster", shows("/s/"+posterCode(), "您有 1 条答复", "遇到什么事")},
		{"answer", func(p *person) {
			p.press("您有 1 条答复")
			p.sees("扭腰器已加固", "您的事解决了吗", "办理经过")
		}},
		{"rating refused", func(p *person) { p.press("评价"); p.sees("请选一项") }},
		{"open request", func(p *person) {
			p.open("/requests.html")
			p.press("对讲机没声音")
			p.sees("办理经过", "催一催")
			p.press("补充")
			p.sees("补充的内容")
		}},
		{"closed request", func(p *person) {
			p.open("/requests.html")
			p.press("灯坏了三天")
			p.sees("已办结", "灯泡和感应开关都换了")
		}},
		{"bulletin", shows("/bulletin.html", "您的小区", "置顶")},
		{"article", func(p *person) {
			p.press("楼道灯换成感应灯")
			p.sees("4–6 幢", "长按图片可以保存")
		}},
		{"me", shows("/me.html", "李秀英", "退出登录")},
		{"points", shows("/points.html", "还没有积分", "可以兑换的物品")},
		{"helping", shows("/helping.html", "一起帮邻居", "什么时候有空")},
	})
}

func posterCode() string {
	if office == nil {
		return ""
	}
	return office.guide.Posters[0].Code
}

// TestPagesOfTheDesk looks at the staff desk on a telephone.
func TestPagesOfTheDesk(t *testing.T) {
	visit(t, "desk", true, func(p *person) {
		p.open("/desk.html")
		p.sees("工作台登录")
		p.looksAt("login", false)
		p.logsIn("zhouting")
	}, []state{
		{"overview", shows("/desk.html#/overview", "快到期", "周五上报", "三率")},
		{"dispatch", shows("/desk.html#/dispatch", "坡道太陡")},
		{"suggestion", func(p *person) {
			p.press("2幢门口的坡道太陡")
			p.sees("采纳并派单", "建议派给", "改归")
		}},
		{"correct", func(p *person) {
			p.press("改分类")
			p.sees("归到哪个事项", "为什么改")
			p.fills("找事项", "坡道")
			p.press("还要改别的")
			p.sees("层面（不选就跟着事项）")
		}},
		{"merge", func(p *person) {
			shows("/desk.html#/dispatch", "楼顶平台那扇门坏了")(p)
			p.press("楼顶平台那扇门坏了")
			p.sees("2 户反映同一件事")
			p.press("其他办法")
			p.press("并案")
			p.sees("和哪几件一并办理", "没有列出")
		}},
		{"split", func(p *person) {
			p.press("先不办")
			p.press("拆分")
			p.sees("第 1 件", "归到", "再加一件")
		}},
		{"parts", func(p *person) {
			shows("/desk.html#/dispatch", "垃圾桶满出来没人清")(p)
			p.press("垃圾桶满出来没人清")
			p.sees("从这一件拆出来的")
		}},
		{"behind a figure", func(p *person) {
			shows("/desk.html#/overview", "机器建议采纳率")(p)
			p.press("公共照明维修", "采纳率")
			p.sees("机器建议过的", "改过的", "照建议派的")
		}},
		{"mine", shows("/desk.html#/mine", "我的办件")},
		{"visits", func(p *person) {
			shows("/desk.html#/visits", "怎么见到的", "记过的")(p)
			p.press("大家的")
			p.sees("非机动车棚", "转为诉求")
		}},
		{"redeem", shows("/desk.html#/redeem", "领取码", "等人来领", "孙**")},
		{"review", shows("/desk.html#/review", "待审核")},
		{"tell", shows("/desk.html#/tell", "待告知", "围起来种菜")},
		{"telling while its photos are on the way", func(p *person) {
			shows("/desk.html#/tell", "待告知", "围起来种菜")(p)
			ask[bool](p, `(() => { const all = fetch; window.fetch = (u, o) => /thumb=1/.test(u) ? new Promise(() => {}) : all(u, o); return true })()`)
			p.press("16幢一楼住户把绿化地")
			p.sees("告知居民", "记下：已告知", "正在读取照片1")
		}},
		{"telling", func(p *person) {
			p.open("/about.html") // the desk starts anew after it
			shows("/desk.html#/tell", "待告知")(p)
			p.press("16幢一楼住户把绿化地")
			p.sees("告知居民", "记下：已告知")
		}},
		{"callback", shows("/desk.html#/callback", "回访")},
		{"many households", func(p *person) {
			p.open("/desk.html#/list/many")
			p.press("自来水这两天发黄")
			p.sees("共 11 户", "涉及多户，建议上报")
		}},
		{"case", func(p *person) {
			p.open("/desk.html#/callback")
			p.press("公司欠我两个月工资")
			p.sees("存为案例")
			ask[bool](p, call("ready")) // the cards above it have come
			p.press("存为案例")
			p.sees("居民会怎么问", "我看过了，里面没有姓名")
			ask[bool](p, `(() => { document.querySelector('form[aria-label], .card form').scrollIntoView({ block: 'start' }); return true })()`) // not half under the foot
		}},
		{"case without its tick", func(p *person) {
			p.press("存为案例", "居民会怎么问")
			p.sees("确认没有个人信息，再勾选")
		}},
		{"intake", shows("/desk.html#/intake", "代登记")},
		{"duties", shows("/desk.html#/duties", "任职与接访", "网格和楼栋")},
		{"helping", shows("/desk.html#/helping", "进行中的点单", "开证明、打反馈单")},
		{"new order", shows("/desk.html#/helping/new", "发布点单", "先不发")},
		{"weekly", shows("/desk.html#/weekly", "周报")},
		{"figures", func(p *person) {
			shows("/desk.html#/figures", "月度简报", "迎检资料")(p)
			p.sees("一键复制")
			p.sees("由社区书记或红管负责人导出") // she is neither
		}},
		{"posters", shows("/desk.html#/posters", "海报", "湖畔花园一期")},
		{"password", shows("/desk.html#/password", "改密码", "至少 8 位")},
	})
}

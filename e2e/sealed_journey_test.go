package e2e

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	early = "主任开会的时候把我骂了出去，就因为我问了一句账目什么时候公布"
	late  = "书记让他外甥不排队就拿到了活动室的钥匙，我们等了一年"
	heard = "来信收到，本周由我当面向您了解情况"
	upper = "星湖街道纪工委 郑敏"
)

// TestLeaders follows what is said about the community's own leaders: locked up
// until somebody outside has agreed to read it, then read by nobody but her.
func TestLeaders(t *testing.T) {
	byLot(t)
	needBrowser(t)
	sender := newPerson(t, "sender", oldPhone)
	sender.writesOnLeaders()
	sender.sees("谁也打不开", "12388")
	sender.looksAt("before", true)
	sender.press("还是写在这里，先锁起来")
	sender.fills("想说的话", early)
	sender.looksAt("writing", true)
	code := sender.posts("锁起来寄存")
	sender.looksAt("held", true)

	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.opensSealed()
	boss.sees("锁着，谁也打不开", "现在没有上级联系人")
	boss.picture("nobody")
	boss.readsChinese()
	invitation := boss.invites()

	zheng := newPerson(t, "upper", phone)
	zheng.open(invitation)
	zheng.sees("请您做上级联系人", upper)
	zheng.looksAt("invited", true)
	zheng.press("我同意接收")
	zheng.sees("密钥只显示这一次")
	zheng.looksAt("sheet", true)
	key, own := zheng.keepsPaper()
	zheng.sees("只有您手里的密钥打得开", "待阅")
	zheng.looksAt("agreed", true)

	again := newPerson(t, "upper-again", phone)
	again.open(invitation)
	again.sees("已经用过")
	again.refused()
	again.open(own)
	again.fills("密钥", "AGE-SECRET-KEY-1QQQQ")
	again.press("打开这封")
	again.sees("密钥抄得不对")
	again.picture("wrong-key")
	again.refused()
	again.fills("密钥", strings.ToLower(key))
	again.opensAbout(early)
	again.looksAt("opened", true)
	again.fills("答复", heard, early)
	again.press("答复", early)
	again.sees("已答复")
	again.picture("answered")

	sender.writesOnLeaders()
	sender.sees("谁看得到", upper)
	sender.fills("查询码", code)
	sender.press("查")
	sender.sees(heard)
	sender.looksAt("after", true)
	sender.fills("想说的话", late)
	sender.posts("寄给上级联系人")
	sender.sees(upper)

	again.do(chromedp.Reload())
	again.fills("密钥", key)
	again.opensAbout(late)

	boss.do(chromedp.Reload())
	boss.sees("共 3 封", "同意接收")
	boss.picture("numbers")
	boss.readsChinese()
	for _, words := range []string{early, late, heard, "打不开，等"} {
		if boss.says(words) {
			t.Errorf("the secretary reads “%s”", words)
		}
	}
}

// writesOnLeaders opens the letter page at what is said about the leaders.
func (p *person) writesOnLeaders() {
	p.t.Helper()
	p.open("/letter.html")
	p.press("提作风意见")
	p.press("社区书记或主任")
}

// posts sends a letter and returns its query code.
func (p *person) posts(button string) string {
	p.t.Helper()
	p.pauses()
	p.press(button)
	p.sees("已经收到", "查询码")
	p.picture("posted")
	return p.queryCode()
}

var queryCode = regexp.MustCompile(`查询码\s*((?:[A-Z0-9]{4} ?){2,3})`)

// queryCode reads the code on the page.
func (p *person) queryCode() string {
	p.t.Helper()
	found := queryCode.FindStringSubmatch(ask[string](p, "eyes.words()"))
	if found == nil {
		p.t.Fatal("no query code on the page")
	}
	return strings.ReplaceAll(found[1], " ", "")
}

// entersOffice logs in to the admin UI.
func (p *person) entersOffice() {
	p.t.Helper()
	p.open("/_/")
	p.sees("登录")
	p.fills("邮箱", office.guide.Superuser.Email)
	p.fills("密码", office.guide.Superuser.Password)
	p.press("登录")
	p.sees("工作台", "今天先办")
}

func (p *person) opensSealed() {
	p.t.Helper()
	p.open("/_/#/sealed")
	p.sees("保密来信", "说到社区书记、主任的来信")
}

// invites names the upper contact and returns the link for her.
func (p *person) invites() string {
	p.t.Helper()
	p.press("邀请上级联系人")
	p.fills("姓名", "郑敏")
	p.fills("单位", "星湖街道纪工委")
	p.fills("工作电话", "0512-62800088")
	p.picture("inviting")
	p.press("生成邀请")
	p.sees("邀请已经生成", "链接只显示这一次", "/upper.html#")
	p.picture("invitation")
	p.readsChinese()
	link := regexp.MustCompile(`/upper\.html#\w+`).FindString(ask[string](p, "eyes.words()"))
	p.press("关闭", "邀请已经生成")
	p.sees("已邀请", "还没有同意")
	p.picture("waiting")
	return link
}

// keepsPaper prints the sheet, proves that it was read, and returns the key and
// the link that stand on it. Both codes must be readable on the paper.
func (p *person) keepsPaper() (key, link string) {
	p.t.Helper()
	words := ask[string](p, "document.querySelector('.key').innerText")
	key = regexp.MustCompile(`\s`).ReplaceAllString(words, "")
	link = regexp.MustCompile(`/upper\.html#\w+`).FindString(ask[string](p, "eyes.words()"))
	p.onPaper(true)
	p.picture("paper")
	if got := p.scans(); got != key && !strings.HasSuffix(got, link) {
		p.t.Errorf("the paper's code says %q", got)
	}
	p.onPaper(false)
	p.fills("请输入密钥最后", "QQQQQQ")
	p.press("已经收好，开始接收")
	p.sees("和纸上最后 6 个字不一样")
	p.fills("请输入密钥最后", key[len(key)-6:])
	p.press("已经收好，开始接收")
	return key, link
}

// onPaper shows the page as the printer would get it.
func (p *person) onPaper(on bool) {
	p.t.Helper()
	media := ""
	if on {
		media = "print"
		p.look(screen{794, 1123}) // A4
	} else {
		p.look(phone)
	}
	p.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
		return err
	}))
}

// opensAbout opens letters with the key until the one with these words lies open.
func (p *person) opensAbout(words string) {
	p.t.Helper()
	for range 5 {
		p.press("打开这封")
		p.sees("这次打开已经记下时间")
		p.pauses()
		if p.says(words) {
			return
		}
	}
	p.t.Fatalf("no letter says “%s”", words)
}

const (
	printer = "社区活动室的打印机一直没人修，居民要跑到街道去打印"
	river   = "11幢北面河道发黑发臭，有人半夜往里倒东西" // a request of the demo that has left by letter
	why     = "电话里听居民说，其实是管活动室的人故意不让用"
)

// TestSealedLater moves a request out of everybody's sight, from the desk, and
// lets the resident know where it went.
func TestSealedLater(t *testing.T) {
	byLot(t)
	needBrowser(t)
	owner := newPerson(t, "resident", oldPhone)
	no := owner.asksAt(office.guide.Posters[len(office.guide.Posters)-2].Code, printer, "秦", "13900000061")
	old := owner.queryCode()

	wang := newPerson(t, "clerk", oldPhone)
	wang.logsIn("wangmin")
	wang.open("/desk.html#/dispatch")
	wang.fills("在这张清单里找", no) // other journeys fill the list, too
	wang.sees("找到 1 件")
	wang.press(printer[:len("社区活动室的打印机")])
	wang.sees(no, printer)
	wang.press("其他办法")
	wang.pauses()
	wang.looksAt("ways", true)
	wang.press("转入保密")
	wang.press("工作人员、网格员")
	wang.fills("为什么转入保密", why)
	wang.looksAt("sealing", true)
	wang.press("转入保密", "为什么转入保密")
	wang.sees("以前的备份")
	wang.pauses()
	wang.looksAt("sure", true)
	wang.press("转入保密", "以前的备份")
	wang.sees(no+" 已转入保密", "备份")
	wang.looksAt("sealed", true)
	if wang.says(printer) {
		t.Error("the words still stand on the desk")
	}

	owner.open("/requests.html")
	owner.sees("这件事已按保密来信收好", no)
	owner.looksAt("requests", true)
	if owner.says(printer) {
		t.Error("the words still stand on the resident's page")
	}
	code := owner.queryCode()

	guest := newPerson(t, "guest", oldPhone)
	guest.open("/track.html")
	guest.fills("编号", no)
	guest.fills("查询码", old)
	guest.press("查")
	guest.sees("这件事已按保密来信收好")
	guest.looksAt("track", true)
	if guest.says(code) {
		t.Error("the old receipt opens the new code")
	}

	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.opensSealed()
	boss.picture("letters")
	boss.readsChinese()
	boss.opensLetter(printer)
	boss.sees(why)
	boss.picture("letter")
	boss.readsChinese()
	boss.press("取消", why)
	boss.misses(why)

	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("河道发黑"))
	boss.press(river)
	boss.press("转入保密")
	boss.sees("以前的备份")
	boss.press("其他不便公开的事")
	boss.fills("为什么转入保密", "来电人要求不公开")
	boss.picture("sealing")
	boss.readsChinese()
	boss.press("转入保密", "以前的备份")
	boss.sees("已转入保密", "收不回来的")
	boss.picture("left")
	boss.readsChinese()
	boss.press("关闭", "收不回来的")
	boss.sees("这里只剩编号")
	boss.misses(river)
	boss.misses("打电话")
	boss.picture("shell")
	boss.readsChinese()
}

// opensLetter opens the letters to the secretary until one has these words.
func (p *person) opensLetter(words string) {
	p.t.Helper()
	for i := range ask[int](p, "[...document.querySelectorAll('.hg-letter button')].length") {
		ask[bool](p, "document.querySelectorAll('.hg-letter button')["+string(rune('0'+i))+"].click(), true")
		p.sees("会记入操作日志")
		p.press("打开", "会记入操作日志")
		p.sees("这次查看已经记下")
		if p.says(words) {
			return
		}
		p.press("取消", "这次查看已经记下")
		p.misses("这次查看已经记下")
	}
	p.t.Fatalf("no letter says “%s”", words)
}

// TestDuty records that violence at home was reported as the law asks.
func TestDuty(t *testing.T) {
	byLot(t)
	needBrowser(t)
	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.opensSealed()
	boss.sees("要强制报告")
	boss.opensLetter("喝了酒就动手打我")
	boss.sees("强制报告", "110", "12338", "12355")
	boss.picture("owed")
	boss.readsChinese()
	boss.press("记录已报告")
	boss.press("妇联 12338", "报告给了谁")
	boss.fills("什么时候、谁接的", "上午十点，值班的李老师接的，约好下午一起上门")
	boss.picture("recording")
	boss.press("记下", "记录强制报告")
	boss.sees("强制报告：已做", "李老师")
	boss.picture("done")
	boss.readsChinese()
}

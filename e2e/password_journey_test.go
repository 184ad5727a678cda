package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestOwnPassword: a new colleague logs in with the password of her slip, has
// to choose one of her own, and works on; where she had logged in elsewhere
// with the slip she is out. Later she forgets it and gets a new first one.
func TestOwnPassword(t *testing.T) {
	byLot(t)
	boss := newPerson(t, "boss", pc)
	boss.entersOffice()
	boss.press("设置")
	boss.press("导入")
	boss.sees("承办单位")
	boss.attaches("选择文件…", workbook(t, []any{"姓名", "电话", "岗位", "登录账号"}, []any{"殷小云", "13912345681", "社区工作者", "yinxiaoyun"}), "一行一个人")
	boss.sees("共1行：新增1人")
	boss.press("确认导入", "一行一个人")
	boss.sees("打印密码条", "yinxiaoyun")
	slip := ask[string](boss, "document.querySelector('.hg-slips .hg-secret').innerText")

	yin := newPerson(t, "yin", phone)
	enter := func(p *person, password string) {
		p.open("/desk.html")
		p.fills("账号", "yinxiaoyun")
		p.fills("密码", password)
		p.press("登录")
	}
	enter(yin, slip)
	yin.sees("殷小云，先改个密码", "这是别人给您的密码，请换成只有您知道的")
	yin.looksAt("first password", true)
	yin.look(phone)
	yin.pauses()
	yin.picture("first")
	colleague := newPerson(t, "colleague", pc) // who read the slip over her shoulder
	enter(colleague, slip)
	colleague.sees("先改个密码")
	colleague.pauses()
	colleague.picture("first")
	colleague.open("/desk.html#/dispatch") // no way around it
	colleague.sees("先改个密码")
	colleague.misses("代登记")

	yin.fills("新密码", "12345678")
	yin.fills("新密码再写一遍", "12345679")
	yin.press("改密码")
	yin.sees("两次写的不一样")
	yin.fills("新密码再写一遍", "12345678")
	yin.press("改密码")
	yin.sees("这个密码用的人太多")
	yin.pauses()
	yin.picture("refused")
	yin.refused()
	yin.fills("新密码", "guihua-kai-le")
	yin.press("显示新密码再写一遍")
	yin.fills("新密码再写一遍", "guihua-kai-le")
	if kind := ask[string](yin, "document.querySelector('input[name=again]').type"); kind != "text" {
		t.Errorf("the eye shows a field of kind %q", kind)
	}
	yin.press("改密码")
	yin.sees("密码改好了")
	yin.pauses()
	yin.picture("changed")
	yin.press("开始办事")
	yin.sees("待分派", "代登记")
	yin.press("更多")
	yin.press("改密码")
	yin.sees("至少 8 位")
	yin.pauses()
	yin.picture("own")
	yin.press("更多")
	yin.pauses()
	yin.picture("more")
	yin.press("更多")
	yin.press("待分派")

	// The other session ends; the slip opens nothing any more.
	colleague.fills("新密码", "mine-now-2026")
	colleague.fills("新密码再写一遍", "mine-now-2026")
	colleague.press("改密码")
	colleague.sees("登录已过期")
	colleague.fills("密码", slip)
	colleague.press("登录")
	colleague.sees("账号或密码不对")
	colleague.refused()

	// At the PC, with the keyboard, from the foot of the rail.
	desk := newPerson(t, "desk", pc)
	enter(desk, "guihua-kai-le")
	desk.sees("待分派", "殷小云")
	desk.press("改密码")
	desk.sees("至少 8 位")
	desk.fills("现在的密码", "not-that-one")
	desk.fills("新密码", "guihua-luo-le")
	desk.fills("新密码再写一遍", "guihua-luo-le")
	desk.press("改密码", "至少 8 位")
	desk.sees("现在用的密码不对")
	desk.pauses()
	desk.picture("wrong")
	desk.fills("现在的密码", "guihua-kai-le")
	desk.do(chromedp.KeyEvent("\r"))
	desk.sees("密码改好了。其他手机、电脑上的登录都退出了")
	desk.pauses()
	desk.picture("own")
	desk.refused()
	desk.press("待分派")
	desk.misses("其他手机、电脑上的登录都退出了")
	desk.press("退出登录")
	desk.sees("工作台登录")
	yin.press("我的办件")
	yin.sees("登录已过期")
	yin.refused()

	// She forgets it.
	boss.open("/_/#/collections?collection=staff")
	boss.sees("殷小云", "首次密码")
	lent := func() string {
		return ask[string](boss, "Array.from(document.querySelectorAll('tr')).filter((tr) => tr.innerText.includes('还没改')).map((tr) => tr.innerText).join()")
	}
	if rows := lent(); strings.Contains(rows, "殷小云") {
		t.Errorf("marked as not changed: %q, though she has changed hers", rows)
	}
	boss.pauses()
	boss.picture("staff")
	boss.press("给新密码", "殷小云")
	boss.press("给新的")
	boss.sees("首次密码 · 殷小云", "只显示这一次", "打印密码条")
	boss.pauses()
	boss.picture("given")
	again := ask[string](boss, "document.querySelector('.hg-dialog .hg-code').innerText")
	if len(again) != 10 || again == slip {
		t.Errorf("the new slip shows %q, the first %q", again, slip)
	}
	boss.look(phone)
	boss.pauses()
	boss.picture("given")
	boss.look(pc)
	boss.press("关闭", "首次密码 ·")
	boss.pauses()
	if rows := lent(); !strings.Contains(rows, "殷小云") || strings.Contains(rows, "王敏") {
		t.Errorf("marked as not changed: %q, want 殷小云 and not 王敏, whose password is her own", rows)
	}
	boss.pauses()
	boss.picture("staff-lent")
	boss.press("殷小云")
	boss.sees("给新的首次密码", "本人登录后先改密码")
	boss.pauses()
	boss.picture("dialog")
	boss.press("关闭", "给新的首次密码")
	enter(yin, again)
	yin.sees("先改个密码")
	yin.refused() // her session from before
	yin.press("退出登录")
	yin.sees("工作台登录")
	boss.press("设置")
	boss.press("操作日志")
	boss.sees("给新的首次密码", "改自己的密码")
}

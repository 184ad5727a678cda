package e2e

import "testing"

// TestBulletin: the secretary writes a post for one estate, looks at it and
// publishes it; who lives or scans there reads it at once, another estate never.
func TestBulletin(t *testing.T) {
	byLot(t)
	const title, words = "西门周六上午封闭两小时", "换门禁读卡器，请走东门，轮椅和婴儿车有人帮着抬。"
	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.open("/_/#/collections?collection=posts")
	boss.sees("红管发布", "天冷了，用电用气请做好这四件事", "已发布", "草稿", "预览", "撤下")
	boss.pauses()
	boss.picture("posts")
	boss.readsChinese()

	boss.press("新增")
	boss.sees("标题", "正文", "署名")
	boss.pauses()
	boss.picture("form")
	boss.readsChinese()
	boss.fills("标题", title)
	boss.press("请选择", "类别")
	boss.press("通知", "类别")
	boss.touchAt(ask[point](boss, "(() => { const r = document.querySelector('.tox-edit-area iframe').getBoundingClientRect(); return { X: r.left + 80, Y: r.top + 30 } })()"))
	boss.types(words)
	boss.press("选择…", "发给小区")
	boss.sees("湖畔花园一期", "选好了")
	boss.pauses()
	boss.touchAt(ask[point](boss, `(() => { const el = [...document.querySelectorAll('.modal *')].filter(e => !e.childElementCount && e.textContent.trim() == '湖畔花园一期').pop(), r = el.getBoundingClientRect();
		return { X: r.left + r.width / 2, Y: r.top + r.height / 2 } })()`))
	boss.sees("已选 1 项")
	boss.press("选好了")
	boss.misses("选好了")
	boss.press("新增", "署名")
	boss.misses("署名，如")

	// A draft is nobody's yet.
	li := newPerson(t, "resident", oldPhone)
	li.open("/login.html")
	li.fills("手机或座机", office.guide.Residents[0].Phone)
	li.fills("密码", office.guide.Residents[0].Password)
	li.press("登录", "用什么登录")
	li.sees("我的诉求", "再说一件事")
	li.open("/bulletin.html")
	li.sees("楼道灯换成感应灯")
	if li.says(title) {
		t.Error("a draft is read")
	}

	boss.press("预览", title)
	boss.sees("草稿，居民看不到", "发给：湖畔花园一期", words)
	boss.pauses()
	boss.picture("preview")
	boss.readsChinese()
	boss.press("关闭", "草稿，居民看不到")
	boss.misses("草稿，居民看不到")
	boss.press("发布", title)
	boss.sees("湖畔花园一期的居民会看到")
	boss.picture("question")
	boss.press("发布", "湖畔花园一期的居民会看到")
	boss.sees("已发布")
	boss.misses("的居民会看到")
	boss.picture("published")

	li.open("/")
	li.sees("红管发布", "看全部", title)
	li.picture("home")
	li.press("看全部", "红管发布")
	li.sees("您的小区", title)
	li.press(title)
	li.sees(words, "湖畔社区", "看全部通知")
	li.picture("article")
	li.press("返回")
	li.sees("楼道灯换成感应灯")

	// The phone's poster stands in for a registration.
	near := newPerson(t, "near", oldPhone)
	near.open("/s/" + office.guide.Posters[1].Code)
	near.sees("已按您扫的码填好")
	near.open("/bulletin.html")
	near.sees(title)
	ask[bool](near, `(() => { const open = XMLHttpRequest.prototype.open;
		XMLHttpRequest.prototype.open = function (m, path) { return open.call(this, m, window.mended ? path : 'http://127.0.0.1:1/'); }; return true })()`)
	near.press(title)
	near.sees("没有连上社区的电脑", "再试一次")
	near.picture("not connected")
	near.complaints() // the browser tells of what it could not reach
	ask[bool](near, "window.mended = true")
	near.press("再试一次")
	near.sees(words)

	far := newPerson(t, "far", oldPhone)
	far.open("/s/" + office.guide.Posters[len(office.guide.Posters)-4].Code)
	far.sees("已按您扫的码填好", "莲香新村")
	far.open("/bulletin.html")
	far.sees("老人手机课")
	if far.says(title) || far.says("楼道灯换成感应灯") {
		t.Error("another estate reads what is not for it")
	}
	id := ask[string](li, "[...document.querySelectorAll('a')].find(a => a.innerText.includes("+quote(title)+")).hash")
	far.open("/bulletin.html" + id) // sent on by a neighbour
	far.sees("不是发给您这里的", "看其他通知")
	far.picture("not for her")
	for _, w := range append(far.measures(oldPhone.width), far.axe()...) {
		t.Errorf("not for her: %s", w)
	}
	if wrong := far.complaints(); len(wrong) != 1 { // the browser tells of the 404 itself
		t.Errorf("the console said %q", wrong)
	}

	boss.press("撤下", title)
	boss.press("撤下", "居民马上看不到了")
	boss.sees("已撤下")
	li.open("/bulletin.html")
	li.sees("楼道灯换成感应灯")
	if li.says(title) {
		t.Error("what was taken down is still read")
	}
	for _, p := range []*person{li, near} {
		for _, w := range p.complaints() {
			t.Errorf("%s: %s", p.name, w)
		}
	}
}

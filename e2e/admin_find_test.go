package e2e

import (
	"net/url"
	"testing"
)

// TestAdminFind looks for things from the header: by the key, by words, by a
// telephone, by a building; and reads the help.
func TestAdminFind(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	boss.opensFinder()
	boss.understands("find-empty")
	boss.fills("查找诉求、居民、楼栋", "0000001")
	boss.sees("李秀英", "139****0001", "反映过的事")
	boss.understands("find-phone")
	if boss.says("13900000001") {
		t.Error("the whole number is shown")
	}
	boss.fills("查找诉求、居民、楼栋", "没有这样的事")
	boss.sees("没有找到“没有这样的事”")
	boss.fills("查找诉求、居民、楼栋", "5幢")
	boss.sees("湖畔花园一期 5幢", "那里的诉求")
	boss.picture("building")
	boss.press("那里的诉求", "湖畔花园一期 5幢")
	boss.sees("只看：湖畔花园一期5幢的诉求")
	boss.picture("narrowed")

	boss.opensFinder()
	boss.fills("查找诉求、居民、楼栋", "地下室积水")
	boss.sees("二期地下室积水")
	boss.press("二期地下室积水")
	boss.sees("流转记录", "二期地下室积水没过脚面")

	// What is sealed is nowhere here.
	boss.open("/_/#/desk")
	boss.opensFinder()
	boss.fills("查找诉求、居民、楼栋", "窗口办事")
	boss.sees("没有找到")
	ask[bool](boss.person, "(app.modals.close(null, true), true)")

	boss.press("帮助")
	boss.sees("每天五分钟", "常见问题")
	boss.understands("help")
	for _, topic := range []string{"每天五分钟", "一件诉求怎么走", "周五怎么签发", "海报怎么贴", "备份和换电脑", "忘了密码", "常见问题"} {
		boss.open("/_/#/help")
		boss.press(topic, "七页，打开以后都能打印")
		boss.sees("去办：")
		boss.understands("help-" + topic)
	}
}

// opensFinder presses the key.
func (r *reader) opensFinder() {
	r.t.Helper()
	ask[bool](r.person, `(document.activeElement.blur(), document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true })), true)`)
	r.sees("查找", "电话至少填 4 位")
}

// TestAdminPhone looks at what is new on a telephone and in the dark.
func TestAdminPhone(t *testing.T) {
	byLot(t)
	boss := newReader(t, phone)
	for _, page := range []string{"desk", "help", "help/friday", "collections?collection=requests&filter=" + url.QueryEscape("status='pending' && lane='normal'")} {
		boss.open("/_/#/" + page)
		boss.understands("phone-" + page[:4])
	}
	boss.presses(".hg-finder", 0)
	boss.fills("查找诉求、居民、楼栋", "李秀英")
	boss.sees("139****0001")
	boss.picture("phone-find")
	ask[bool](boss.person, `(app.modals.close(null, true), app.store.userColorScheme = "dark", true)`)
	for _, page := range []string{"help", "help/password", "desk"} {
		boss.open("/_/#/" + page)
		boss.understands("dark-" + page[:4])
	}
}

package e2e

import (
	"strings"
	"testing"
)

// TestHandover: the secretary leaves. The next one has an account of her own
// from the first minute, both go through what is open, and she closes the old
// account herself; so this journey walks in an office of its own making: the
// one who leaves is a second secretary.
func TestHandover(t *testing.T) {
	byLot(t)
	const leaving, coming = "lin.guohua@hupan.example", "zhou.lan@hupan.example"
	api := secretary(t)
	api.must("POST", "/api/collections/_superusers/records", map[string]any{"email": leaving, "password": "hupan-2026-lin", "passwordConfirm": "hupan-2026-lin"})
	enter := func(p *person, email, password string) {
		t.Helper()
		p.open("/_/")
		p.sees("登录")
		p.fills("邮箱", email)
		p.fills("密码", password)
		p.press("登录")
		p.sees("工作台", "今天先办")
	}

	lin := newPerson(t, "leaving", pc)
	enter(lin, leaving, "hupan-2026-lin")
	lin.open("/_/#/handover")
	lin.sees("交接", "开始交接", "没办完的诉求", "钥匙、密码、备份在哪里")
	lin.pauses()
	lin.picture("before")
	lin.readsChinese()
	lin.fills("交出的人", "林国华")
	lin.fills("接任的人", "周岚")
	lin.fills("接任人自己的邮箱", coming)
	lin.press("开始，建立接任人的账号")
	lin.sees("首次密码只显示这一次")
	lin.picture("first password")
	lin.readsChinese()
	password := strings.TrimSpace(ask[string](lin, "document.querySelector('.hg-code').innerText"))
	lin.press("关闭", "首次密码只显示这一次")
	lin.misses("首次密码只显示这一次")
	lin.sees("林国华 交给 周岚", "还有 9 项", "最后一步由周岚用自己的账号登录后办理")

	zhou := newPerson(t, "coming", pc)
	enter(zhou, coming, password)
	zhou.open("/_/#/settings")
	zhou.press("交接")
	zhou.sees("林国华 交给 周岚", "个人信息负责人")
	zhou.pauses()
	zhou.picture("points")
	zhou.readsChinese()
	zhou.press("改联系人")
	zhou.sees("印在回执上")
	zhou.fills("个人信息负责人", "周岚")
	zhou.picture("contact")
	zhou.press("保存")
	zhou.sees("个人信息负责人：周岚")
	for i := range 9 {
		zhou.press("交接清楚了")
		zhou.sees([]string{"还有 8 项", "还有 7 项", "还有 6 项", "还有 5 项", "还有 4 项", "还有 3 项", "还有 2 项", "还有 1 项", "都交清了"}[i])
	}
	zhou.picture("gone through")

	paper := zhou.opensTab("打印交接清单", "/print.html")
	paper.sees("湖畔社区书记交接清单", "交出：林国华", "接任：周岚", "附表", "期限")
	paper.pauses()
	paper.picture("list")
	if paper.says("13900000001") || paper.says("李秀英") || paper.says(password) {
		t.Error("the list names a resident or holds a password")
	}
	zhou.press("关闭前任的账号，办完交接")
	zhou.sees("前任马上退出")
	zhou.picture("question")
	zhou.press("关闭，办完")
	zhou.sees("交接办完了", "林国华交给了周岚")
	zhou.pauses()
	zhou.picture("done")
	if status, _ := api.call("POST", "/api/collections/_superusers/auth-with-password", map[string]any{"identity": leaving, "password": "hupan-2026-lin"}); status < 400 {
		t.Errorf("the old account still opens: %d", status)
	}
	api.must("POST", "/api/setup", map[string]any{"contact_name": "王敏"}) // as the other journeys know it
}

package volunteers_test

import (
	"testing"
	"time"

	"hongguan/hooks/apptest"
)

// TestOrderRefusals: what an order may not say.
func TestOrderRefusals(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	pending := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	urgent := app.Ask(town, li, "我家煤气泄漏，满屋都是味道，快来人")
	at := func(h int) string { return clock(h, 0).Format(time.RFC3339) }
	for want, f := range map[string]map[string]any{
		"请写一句要做什么":   form("title", " "),
		"请不要写电话":     form("text", "联系李阿姨 13900000001"),
		"为谁服务":       form("for_whom", ""),
		"要几个人":       form("capacity", 0),
		"结束的时间在开始前面": form("ends_at", at(8)),
		"最多 12 小时":   form("ends_at", at(22)),
		"请选几点开始":     form("starts_at", "周六"),
		"没有这个选项":     form("skills", []string{"magic"}),
		"受理以后":       form("request", pending.Id),
		"紧急的事":       form("request", urgent.Id),
		"哪个共建项目":     form("path", "project"),
	} {
		refused(t, app, town.Clerk, "/api/orders", f, want)
	}
	app.Chinese("guest", app.Call(nil, "POST", "/api/orders", form()), 401)
	app.Chinese("resident", app.Call(li, "POST", "/api/orders", form()), 403)
	app.Chinese("contact", app.Call(town.Contact, "POST", "/api/orders", form()), 403)
	one, two := app.Call(town.Clerk, "POST", "/api/orders", form("client_key", "k")), app.Call(town.Clerk, "POST", "/api/orders", form("client_key", "k"))
	if one.Text("id") == "" || one.Text("id") != two.Text("id") {
		t.Errorf("pressed twice: %s and %s", one.Raw, two.Raw)
	}
}

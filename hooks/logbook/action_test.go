package logbook_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
)

// elsewhere are actions whose scene is long: the test named proves them.
var elsewhere = map[string]string{
	"用登录码登录": "hooks/people", "用便民卡登录": "hooks/cards", "上级联系人同意接收": "hooks/sealed", "记录强制报告": "hooks/sealed",
	"开始交接": "hooks/handover", "建立书记账号": "hooks/handover", "交接勾选": "hooks/handover", "交接取消勾选": "hooks/handover", "取消交接": "hooks/handover",
	"关闭前任书记账号": "hooks/handover", "办完交接": "hooks/handover", "打印交接清单": "hooks/handover",
	"同意志愿者": "hooks/volunteers", "查看志愿者电话": "hooks/volunteers", "导出志愿服务记录": "hooks/volunteers", "发布点单": "hooks/volunteers", "取消点单": "hooks/volunteers",
	"点单办完": "hooks/volunteers", "补录签到表": "hooks/volunteers", "代志愿者签到签退": "hooks/volunteers", "记志愿者没有到场": "hooks/volunteers", "确认志愿服务": "hooks/volunteers",
	"答复服务记录更正": "hooks/volunteers", "作废服务记录": "hooks/volunteers",
	"出具志愿服务证明": "hooks/certificates", "撤销志愿服务证明": "hooks/certificates", "导出证明登记簿": "hooks/certificates",
	"撤销改判": "hooks/requests", "查看受保护照片": "hooks/requests", "录入2027年放假安排": "hooks/holidays", "导入派单目录": "hooks/imports",
	"导入承办单位": "hooks/imports", "导入工作人员": "hooks/imports",
}

// TestEveryActionIsLogged does everything the table of routes promises a line
// for, and what PocketBase's own admin UI does, and looks for the line.
func TestEveryActionIsLogged(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	boss, steward, clerk := town.Superuser, town.Steward, town.Clerk
	li, wang, twin := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13900000002"), app.Resident(town, "李秀英", "13900000001")
	third := app.Resident(town, "李桂英", "13900000001")
	req := app.Ask(town, li, "二期的房产证办不下来")
	app.Do(clerk, req, "accept")
	app.Do(clerk, req, "dispatch", "org", town.Residents.Id)
	app.Do(clerk, req, "sign")
	if req.GetString("tier") != "complex" {
		app.Do(clerk, req, "escalate", "tier", "complex", "reason", "历史遗留", "prior", "11月20日走访")
	}
	closed := app.Ask(town, wang, "楼道灯不亮")
	app.Do(clerk, closed, "accept")
	app.Do(clerk, closed, "dispatch", "org", town.Residents.Id)
	app.Do(clerk, closed, "sign")
	app.Do(clerk, closed, "reply", "text", "灯已换好，扶手也修了")
	verified := app.Resident(town, "赵刚", "13900000005")
	app.Call(boss, "POST", "/api/residents/"+verified.Id+"/verify", map[string]any{"how": "本人到窗口"})
	poster := func(code string) string {
		app.Create("posters", "code", code, "scope", "unit", "estate", town.Estate.Id, "building", town.Building.Id, "unit", town.Unit.Id, "place_label", "5幢 2单元", "state", "active")
		return code
	}
	app.Call(li, "POST", "/api/residents/me/correction", map[string]any{"phone": "13900000008"})
	app.Call(nil, "POST", "/api/letters", map[string]any{"kind": "letter", "text": "食堂的菜太咸"})
	letter, err := app.FindFirstRecordByFilter("sealed_reports", "id != ''")
	apptest.Must(t, err)
	mail := func(state string) string {
		return app.Create("outbox", "kind", "mail", "dedup_key", "k"+state, "to", "a@example.com", "subject", "信", "state", state, "body_text", "信").Id
	}
	backup := filepath.Join(app.DataDir(), core.LocalBackupsDirName, "one.zip")
	apptest.Must(t, os.MkdirAll(filepath.Dir(backup), 0o755))
	apptest.Must(t, os.WriteFile(backup, []byte("PK"), 0o644))
	key := app.Call(boss, "POST", "/api/files/token", nil).Text("token")

	towel := app.Create("rewards", "name", "毛巾", "kind", "priority", "class", "daily", "cost", 1, "active", true)

	const records, week = "/api/collections/", "/api/reports/weekly/2026-W48"
	login := func(password string) map[string]any {
		return map[string]any{"identity": boss.Email(), "password": password}
	}
	done := map[string]bool{}
	for _, s := range []struct {
		who          *core.Record
		method, path string
		body         any
		action       string
	}{
		{clerk, "GET", "/api/requests/" + req.Id + "/contact", nil, "查看联系电话"},
		{clerk, "GET", "/api/requests/" + closed.Id + "/sms", nil, "查看联系电话"},
		{clerk, "GET", "/api/ledgers/requests", nil, "导出台账"},
		{boss, "GET", "/api/residents/search?q=%E6%9D%8E", nil, "查找居民"},
		{steward, "GET", "/api/inspections/pack?from=2026-01-01&to=2026-12-31", nil, "导出迎检资料"},
		{steward, "GET", "/api/stats/figures/table.xlsx?by=org", nil, "导出办理情况"},
		{boss, "GET", "/api/audit/table.xlsx", nil, "导出操作日志"},
		{boss, "GET", "/api/imports/matters/export.xlsx", nil, "导出派单目录"},
		{boss, "GET", "/api/imports/orgs/export.xlsx", nil, "导出承办单位"},
		{boss, "GET", "/api/imports/staff/export.xlsx", nil, "导出工作人员"},
		{clerk, "GET", "/api/print/contact/" + req.Id, nil, "打印诉求人联系单"},
		{clerk, "GET", "/api/referrals/" + req.Id + "/form.docx", nil, "下载承办单"},
		{clerk, "POST", "/api/requests/" + closed.Id + "/case", map[string]any{"question": "楼道灯不亮找谁？", "answer": "请打物业电话", "clean": true}, "存为案例"},
		{steward, "POST", "/api/residents/" + wang.Id + "/export", map[string]any{"how": "当面"}, "导出个人信息"},
		{clerk, "POST", "/api/residents/" + wang.Id + "/card", map[string]any{"anew": true}, "做便民卡"},
		{clerk, "GET", "/api/print/card/CARD", nil, "打印便民卡"},
		{clerk, "POST", "/api/residents/" + wang.Id + "/card/revoke", nil, "停用便民卡"},
		{clerk, "POST", "/api/residents/" + wang.Id + "/code", map[string]any{"how": "当面"}, "发放登录码"},
		{clerk, "POST", "/api/residents/" + wang.Id + "/verify", map[string]any{"how": "当面"}, "通过实名核对"},
		{clerk, "POST", "/api/residents/" + twin.Id + "/link", map[string]any{"to": li.Id}, "关联为同一居民"},
		{clerk, "POST", "/api/residents/" + third.Id + "/dismiss", map[string]any{}, "核对为不同居民"},
		{li, "POST", "/api/residents/me/correction", map[string]any{"phone": "13900000009"}, "申请更正登记"},
		{clerk, "POST", "/api/residents/" + li.Id + "/correction/settle", map[string]any{"take": true, "how": "当面"}, "更正登记"},
		{town.Elsewhere, "POST", "/api/staff/password", map[string]any{"old": apptest.Password, "password": "guihua-2026"}, "改自己的密码"},
		{boss, "POST", "/api/staff/" + town.Elsewhere.Id + "/first_password", nil, "给新的首次密码"},
		{clerk, "POST", "/api/orgs/" + town.Property.Id + "/link", nil, "复制单位总链接"},
		{clerk, "POST", "/api/orgs/" + town.Property.Id + "/link/renew", nil, "换新单位总链接"},
		{clerk, "POST", "/api/posters/" + poster("K7M3QD") + "/replace", map[string]any{"reason": "被撕坏"}, "更换海报"},
		{clerk, "POST", "/api/posters/" + poster("K7M3QE") + "/revoke", map[string]any{"reason": "被撕坏"}, "停用海报"},
		{boss, "GET", "/api/sealed/" + letter.Id, nil, "查看保密来信"},
		{boss, "POST", "/api/sealed/" + letter.Id + "/reply", map[string]any{"text": "已请食堂少放盐"}, "答复保密来信"},
		{boss, "POST", "/api/sealed/upper/invite", map[string]any{"name": "周明", "unit": "星湖街道纪工委", "phone": "0512-62810009"}, "邀请上级联系人"},
		{boss, "POST", "/api/sealed/upper/revoke", map[string]any{}, "停用上级联系人"},
		{boss, "POST", "/api/setup", map[string]any{"phone": "0512-62800001"}, "修改社区设置"},
		{boss, "POST", "/api/jobs/daily_digest/run", map[string]any{}, "手动运行定时任务"},
		{steward, "POST", "/api/outbox/" + mail("human") + "/resend", map[string]any{}, "重发信件"},
		{steward, "POST", "/api/outbox/" + mail("queued") + "/cancel", map[string]any{}, "取消发信"},
		{clerk, "POST", week + "/remark", map[string]any{"remark": "请协调"}, "改周报备注"},
		{clerk, "POST", week + "/item", map[string]any{"request": req.Id, "state": "out"}, "改周报列入的事项"},
		{steward, "POST", week + "/hold", map[string]any{}, "暂缓周报"},
		{steward, "POST", week + "/release", map[string]any{}, "放行周报"},
		{steward, "POST", week + "/sign", map[string]any{"by": "刘建华"}, "签发周报"},
		{steward, "POST", week + "/send", map[string]any{}, "发出周报"},
		{clerk, "GET", week + "/files/民意诉求台账2026年第48周.xlsx", nil, "下载周报文件"},
		{clerk, "POST", week + "/manual", map[string]any{"how": "OA", "to": "组织部", "by": "王敏"}, "记录周报人工报送"},
		{boss, "POST", "/api/duties", map[string]any{"kind": "team", "title": "议事员", "resident": verified.Id, "from_day": "2026-11-01", "until_day": "2027-10-31", "appointed_by": "居民代表会议"}, "任命"},
		{boss, "POST", "/api/duties/DUTY/renew", map[string]any{"until_day": "2028-01-31"}, "续任"},
		{boss, "POST", "/api/duties/DUTY/end", map[string]any{"reason": "搬走了"}, "结束任职"},
		{boss, "GET", "/api/duties/team.xlsx", nil, "导出工作团队名册"},
		{clerk, "GET", "/api/print/handout/requests", nil, "打印交办清单"},
		{clerk, "POST", "/api/points/adjustments", map[string]any{"resident": wang.Id, "amount": 3, "reason": "11月3日的服务漏记了"}, "提出积分调整"},
		{steward, "POST", "/api/points/adjustments/ADJUST/refuse", map[string]any{"reason": "记录里没有"}, "不同意积分调整"},
		{clerk, "POST", "/api/points/adjustments", map[string]any{"resident": wang.Id, "amount": 3, "reason": "11月4日的服务漏记了"}, "提出积分调整"},
		{steward, "POST", "/api/points/adjustments/ADJUST/approve", nil, "同意积分调整"},
		{clerk, "POST", "/api/rewards/" + towel.Id + "/stock", map[string]any{"kind": "in", "amount": 9, "reason": "社区采购"}, "兑换品入库"},
		{clerk, "POST", "/api/rewards/" + towel.Id + "/redeem", map[string]any{"resident": wang.Id, "client_key": "a"}, "代居民兑换"},
		{clerk, "POST", "/api/redemptions/WAITING/cancel", map[string]any{"reason": "本人不要了"}, "取消兑换"},
		{clerk, "POST", "/api/rewards/" + towel.Id + "/redeem", map[string]any{"resident": wang.Id, "client_key": "b"}, "代居民兑换"},
		{clerk, "POST", "/api/redemptions/WAITING/hand_over", map[string]any{"last4": wang.GetString("phone")[7:]}, "交付兑换品"},
		// PocketBase's own ways, which the secretary walks in the admin UI.
		{nil, "POST", records + "_superusers/auth-with-password", login(apptest.Password), "书记登录后台"},
		{nil, "POST", records + "_superusers/auth-with-password", login("wrong-password"), "书记登录失败"},
		{nil, "POST", records + "_superusers/auth-with-password", map[string]any{"identity": "nobody@example.com", "password": "wrong-password"}, "书记登录失败"},
		{boss, "POST", records + "orgs/records", map[string]any{"name": "新物业", "kind": "property", "active": true}, "新增单位"},
		{boss, "PATCH", records + "orgs/records/" + town.Property.Id, map[string]any{"contact_name": "陈强", "note": "x"}, "修改单位"},
		{boss, "PATCH", records + "staff/records/" + clerk.Id, map[string]any{"phone": "0512-62800009"}, "修改工作人员"},
		{boss, "PATCH", records + "matters/records/" + first(t, app, "matters"), map[string]any{"days": 9}, "修改派单目录"},
		{boss, "PATCH", records + "communities/records/" + first(t, app, "communities"), map[string]any{"phone": "0512-62800003"}, "修改社区设置"},
		{boss, "DELETE", records + "watches/records/" + app.Create("watches", "name", "王敏", "days", []string{"workday"}, "from_time", "08:30", "to_time", "17:30", "active", true).Id, nil, "删除值班表"},
		{boss, "POST", records + "_superusers/records", map[string]any{"email": "next@example.com", "password": apptest.Password, "passwordConfirm": apptest.Password}, "新增书记账号"},
		{boss, "GET", records + "residents/records", nil, "查看居民"},
		{boss, "GET", records + "residents/records/" + wang.Id, nil, "查看居民"},
		{boss, "GET", records + "roster_entries/records", nil, "查看花名册"},
		{boss, "PATCH", "/api/settings", map[string]any{"smtp": map[string]any{"host": "smtp.example.com"}}, "修改程序设置"},
		{nil, "GET", "/api/backups/one.zip?token=" + key, nil, "下载备份"},
		{steward, "POST", "/api/residents/" + third.Id + "/erase", map[string]any{"how": "当面"}, "删除个人信息"},
	} {
		if strings.HasSuffix(s.path, "/CARD") { // it was made a line above
			s.path = strings.TrimSuffix(s.path, "CARD") + first(t, app, "elder_cards")
		}
		if strings.Contains(s.path, "/DUTY/") {
			s.path = strings.Replace(s.path, "DUTY", first(t, app, "duties"), 1)
		}
		if strings.Contains(s.path, "/ADJUST/") {
			open, err := app.FindFirstRecordByData("point_adjustments", "state", "proposed")
			apptest.Must(t, err)
			s.path = strings.Replace(s.path, "ADJUST", open.Id, 1)
		}
		if strings.Contains(s.path, "/WAITING/") {
			open, err := app.FindFirstRecordByData("redemptions", "state", "waiting")
			apptest.Must(t, err)
			s.path = strings.Replace(s.path, "WAITING", open.Id, 1)
		}
		had := count(t, app, s.action)
		got := app.Call(s.who, s.method, s.path, s.body)
		if (got.Code >= 300) != (s.action == "书记登录失败") {
			t.Errorf("%s: %s %s: HTTP %d %s", s.action, s.method, s.path, got.Code, got.Raw)
		}
		if count(t, app, s.action) != had+1 {
			t.Errorf("%s %s wrote %d lines of %s, want one", s.method, s.path, count(t, app, s.action)-had, s.action)
		}
		done[s.action] = true
		app.Clock.Add(20 * time.Minute) // so that no limit of one look or one try stands in the way
	}
	for path, line := range answered {
		for _, m := range regexp.MustCompile(`『([^』]+)』`).FindAllStringSubmatch(line, -1) {
			if !done[m[1]] && elsewhere[m[1]] == "" {
				t.Errorf("%s promises a line of %s and nothing here proves it", path, m[1])
			}
		}
	}
	// Not one value that was typed stands in the log, and the chain is whole.
	var all []dbx.NullStringMap
	apptest.Must(t, app.DB().Select("*").From("audit_entries").All(&all))
	var text bytes.Buffer
	for _, row := range all {
		for _, cell := range row {
			text.WriteString(cell.String + "\n")
		}
	}
	for _, never := range []string{apptest.Password, "wrong-password", "nobody@example.com", "smtp.example.com", "13900000", "62800009", "李秀英", "王芳", "陈强\n"} {
		if strings.Contains(text.String(), never) {
			t.Errorf("the log holds %q", never)
		}
	}
	if found, err := audit.Verify(app.BaseApp, ""); err != nil || found.Broken != nil {
		t.Errorf("the log: %s (%v)", found.Sentence(), err)
	}
}

func first(t *testing.T, app *apptest.App, table string) string {
	t.Helper()
	r, err := app.FindFirstRecordByFilter(table, "id != ''")
	apptest.Must(t, err)
	return r.Id
}

func count(t *testing.T, app *apptest.App, action string) int {
	t.Helper()
	n, err := app.CountRecords("audit_entries", dbx.HashExp{"action": action})
	apptest.Must(t, err)
	return int(n)
}

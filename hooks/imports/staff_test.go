package imports_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/apptest"
)

// TestStaff opens accounts from a sheet with its faults, and proves that the
// slips open them, once.
func TestStaff(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	property := town.Property.GetString("name")
	app.Create("grids", "no", "01")
	app.Create("grids", "no", "02")
	app.Create("staff", "account", "lifang2", "name", "李芳", "role", "clerk", "phone", "0512-66001111", "active", true, "password", "sp1ring-rain")
	clerk := town.Clerk
	file := table(t, "",
		[]any{"姓名", "手机号", "岗位", "所在单位", "网格", "账号", "在岗", "身份证号"},
		[]any{"郁 平", "139 0000 0061", "网格员", "", "1、第2网格", "", ""},
		[]any{"严强", "0512-62810001", "物业专人", property, "", "ChenQiang", "是"},
		[]any{"沈小红", 13900000062.0, "红管", "", "", "", ""},
		[]any{clerk.GetString("name"), "13900000063", "社区工作者", "", "", "", ""},
		[]any{"", "13900000064", "网格员"},
		[]any{"错处多", "1390000006", "书记", "没有的单位", "99", "王", "也许"},
		[]any{"无账号", "0512-62810002", "网格员"},
		[]any{"无单位", "13900000065", "业委会专人"},
		[]any{"李芳", "13900000066", "网格员"},
		[]any{"冒名", "13900000067", "网格员", "", "", "lifang2"},
		[]any{"郁平", "13900000061", "网格员"},
		[]any{"郁小平", "13900000061", "网格员"},
	)
	troubles := []string{
		"6 没有写姓名", "7 电话：手机号应为11位数字", "8 新的工作人员请写登录账号", "9 专人要写所在单位",
		"10 已经有同名的工作人员，电话对不上", "11 登录账号已经是另一位工作人员的", "12 和第2行是同一个人", "13 和第2行是同一个人，或用了同一个登录账号",
	}
	before := count(t, app, "staff")
	dry := run(t, app, "staff", file, false)
	want(t, dry, 3, 1, 0, troubles...)
	for _, part := range []string{"；登录账号请用 2–30 位字母或数字", "岗位“书记”没有这种，请写：网格员、", "没有“没有的单位”这个单位", "没有“99”网格", "在岗“也许”请写是或否"} {
		if !strings.Contains(dry.Errors[1].Message, part) {
			t.Errorf("no %q in %q: every cell is looked at", part, dry.Errors[1].Message)
		}
	}
	if len(dry.Slips) != 0 || count(t, app, "staff") != before {
		t.Errorf("a dry run opened accounts: %v", dry.Slips)
	}
	for name, part := range map[string]string{
		"郁平": "新增|郁平|电话：139****0061；岗位：网格员；负责网格：01、02；用手机号登录", "严强": "单位：" + property + "；登录账号：chenqiang", clerk.GetString("name"): "修改|" + clerk.GetString("name") + "|电话：139****0063",
	} {
		if got := told(dry, name); !strings.Contains(got, part) {
			t.Errorf("told %q, want %q", got, part)
		}
	}

	done := run(t, app, "staff", file, true)
	want(t, done, 3, 1, 0, troubles...)
	if len(done.Slips) != 3 || count(t, app, "staff") != before+3 {
		t.Fatalf("%d slips for 3 accounts, %d people", len(done.Slips), count(t, app, "staff"))
	}
	passwords := map[string]bool{}
	for i, account := range []string{"13900000061", "chenqiang", "13900000062"} {
		s := done.Slips[i]
		if s.Account != account || len(s.Password) != 10 || passwords[s.Password] {
			t.Errorf("slip %d: %s %q, want an own password for %s", i, s.Account, s.Password, account)
		}
		passwords[s.Password] = true
		login := func(password string) int {
			return app.Call(nil, "POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": account, "password": password}).Code
		}
		if code := login(s.Password); code != 200 {
			t.Errorf("%s cannot log in with the slip: %d", account, code)
		}
		for _, guess := range []string{"", account, "12345678", s.Name} {
			if code := login(guess); code == 200 {
				t.Errorf("%s logs in with %q", account, guess)
			}
		}
	}
	gu, err := app.FindFirstRecordByData("staff", "name", "郁平")
	apptest.Must(t, err)
	if gu.GetString("role") != "grid_worker" || len(gu.GetStringSlice("grids")) != 2 || !gu.GetBool("active") {
		t.Errorf("stored %v", gu.FieldsData())
	}

	troubles[7] = "13 这个手机号已经是另一位工作人员的登录账号"
	again := run(t, app, "staff", file, true)
	want(t, again, 0, 0, 4, troubles...)
	if len(again.Slips) != 0 {
		t.Error("a second time gives new passwords")
	}
	if code := app.Call(nil, "POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": "chenqiang", "password": done.Slips[1].Password}).Code; code != 200 {
		t.Errorf("the second time changed a password: %d", code)
	}
	entries, err := app.FindAllRecords("audit_entries", dbx.HashExp{"action": "导入工作人员"})
	apptest.Must(t, err)
	if len(entries) != 1 || entries[0].GetString("note") != "新增3，修改1" {
		t.Errorf("%d lines in the log: %v", len(entries), entries)
	}

	leaves := table(t, "", []any{"姓名", "岗位", "网格", "在岗"}, []any{"郁平", "社区工作者", "无", "离岗"})
	want(t, run(t, app, "staff", leaves, true), 0, 1, 0)
	gu, err = app.FindRecordById("staff", gu.Id)
	apptest.Must(t, err)
	if gu.GetBool("active") || len(gu.GetStringSlice("grids")) != 0 || gu.GetString("phone") != "13900000061" || gu.GetString("role") != "clerk" {
		t.Errorf("after leaving: %v", gu.FieldsData())
	}
	if code := app.Call(nil, "POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": "13900000061", "password": done.Slips[0].Password}).Code; code == 200 {
		t.Error("who has left still logs in")
	}
}

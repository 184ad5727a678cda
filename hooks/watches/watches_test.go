package watches_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/places"
	"hongguan/hooks/watches"
)

const table = "/api/collections/watches/records"

// TestRosterIsChecked writes rows as the secretary does in the admin UI.
func TestRosterIsChecked(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	row := func(pairs ...any) map[string]any {
		r := map[string]any{"name": "王敏", "days": []string{"workday"}, "from_time": "08:30", "to_time": "17:30", "active": true}
		for i := 0; i+1 < len(pairs); i += 2 {
			r[pairs[i].(string)] = pairs[i+1]
		}
		return r
	}
	for name, c := range map[string]struct {
		row         map[string]any
		field, want string
	}{
		"nobody named":        {row("name", " "), "name", "谁值班？请选一位工作人员，或者写姓名"},
		"a time that is none": {row("from_time", "八点"), "from_time", "时间“八点”看不懂，请写成 08:30 这样"},
		"no such time":        {row("to_time", "25:00"), "to_time", "没有“25:00”这个时间，请写 00:00 到 24:00"},
		"to is from":          {row("to_time", "8:30"), "to_time", "开始和结束是同一个时间；整天值班请写 00:00 到 24:00"},
		"from 24:00":          {row("from_time", "24:00"), "from_time", "从半夜零点开始请写 00:00"},
		"no days":             {row("days", []string{}), "days", "请选哪些天值班；节假日单独排班的，请写起止日期"},
		"only a first date":   {row("days", []string{}, "from_day", "2026-10-01"), "to_day", "单独排班请写到哪天为止，只有一天就写同一天"},
		"only a last date":    {row("days", []string{}, "to_day", "2026-10-01"), "from_day", "单独排班请写从哪天起"},
		"dates turned round":  {row("from_day", "2026-10-07", "to_day", "2026-10-01"), "to_day", "截止日期在起始日期前面，请核对"},
		"no date":             {row("from_day", "国庆", "to_day", "2026-10-07"), "from_day", "日期“国庆”看不懂，请写成 2026-10-01 这样"},
		"a wrong mailbox":     {row("email", "wangmin@"), "email", "邮箱写得不对，请写成 wangmin@163.com 这样；几个人值班请各写一行"},
		"two mailboxes":       {row("email", "a@x.cn,b@x.cn"), "email", "邮箱写得不对，请写成 wangmin@163.com 这样；几个人值班请各写一行"},
		"a wrong telephone":   {row("phone", "王敏的手机"), "phone", "值班电话："},
		"another's staff":     {row("staff", town.Contact.Id), "staff", "物业、业委会的专人不能排进社区的值班表，请选社区自己的工作人员，或者只写姓名和电话"},
	} {
		got := app.Call(town.Superuser, "POST", table, c.row)
		data, _ := got.Body["data"].(map[string]any)
		field, _ := data[c.field].(map[string]any)
		if said, _ := field["message"].(string); got.Code != 400 || !strings.HasPrefix(said, c.want) {
			t.Errorf("%s: HTTP %d %s", name, got.Code, got.Raw)
		}
	}
	// What can be put right is put right.
	got := app.Call(town.Superuser, "POST", table, row("name", "", "staff", town.Clerk.Id, "from_time", "８点半", "to_time", "17：30", "phone", "0512 62800002", "from_day", "2026年12月1日"))
	if got.Code != 200 || got.Text("name") != "王敏" || got.Text("from_time") != "08:30" || got.Text("to_time") != "17:30" || got.Text("phone") != "0512-62800002" || got.Text("from_day") != "2026-12-01" {
		t.Errorf("HTTP %d %s", got.Code, got.Raw)
	}
	// Another person in the same row is not called by the first one's name.
	if got := app.Call(town.Superuser, "PATCH", table+"/"+got.Text("id"), map[string]any{"staff": town.Steward.Id}); got.Text("name") != "沈洁" {
		t.Errorf("HTTP %d %s", got.Code, got.Raw)
	}
}

// TestWhoReadsTheRoster walks the actors.
func TestWhoReadsTheRoster(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	row := app.Create("watches", "name", "王敏", "phone", "0512-62800002", "days", []string{"workday"}, "from_time", "08:30", "to_time", "17:30", "active", true)
	li := app.Resident(town, "李秀英", "13900000001")
	for _, a := range []struct {
		name       string
		who        *core.Record
		route      int
		sees, edit bool
	}{
		{"guest", nil, 401, false, false}, {"resident", li, 403, false, false}, {"contact elsewhere", town.Elsewhere, 403, false, false},
		{"contact", town.Contact, 403, false, false}, {"grid worker", town.Grid, 200, true, false}, {"clerk", town.Clerk, 200, true, false},
		{"steward", town.Steward, 200, true, false}, {"superuser", town.Superuser, 200, true, true},
	} {
		got := app.Call(a.who, "GET", "/api/watch", nil)
		if got.Code != a.route || (a.route == 200) != strings.Contains(got.Raw, "62800002") {
			t.Errorf("%s: HTTP %d %s", a.name, got.Code, got.Raw)
		}
		if a.route != 200 {
			app.Chinese(a.name, got, a.route)
		}
		if list := app.Call(a.who, "GET", table, nil); strings.Contains(list.Raw, row.Id) != a.sees {
			t.Errorf("%s lists the roster: %s", a.name, list.Raw)
		}
		if got := app.Call(a.who, "PATCH", table+"/"+row.Id, map[string]any{"note": a.name}); (got.Code == 200) != a.edit {
			t.Errorf("%s edits: HTTP %d", a.name, got.Code)
		}
	}
}

// TestLook: what the desk reads as the day goes on, and that the roster is read anew when it or a person changes.
func TestLook(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	look := func() watches.State {
		t.Helper()
		s, err := watches.Look(app.BaseApp)
		apptest.Must(t, err)
		return s
	}
	if s := look(); !s.Empty || s.Sentence != "还没有排值班表：有人报险时不知道通知谁。请社区书记在后台“值班表”里排上" {
		t.Errorf("empty: %+v", s)
	}
	day := app.Create("watches", "staff", town.Clerk.Id, "days", []string{"workday"}, "from_time", "08:30", "to_time", "17:30", "active", true)
	app.Create("watches", "name", "沈洁", "days", []string{"workday"}, "from_time", "20:00", "to_time", "08:30", "active", true)
	for at, want := range map[time.Duration]string{
		0:                  "现在值班：王敏（到17:30）",
		10 * time.Hour:     "现在没有人值班，下一班：沈洁，20:00起",
		12 * time.Hour:     "现在值班：沈洁（到11月24日08:30）",
		5 * 24 * time.Hour: "现在没有人值班，下一班：王敏，11月30日08:30起", // a Saturday
	} {
		app.Clock.Set(apptest.Monday.Add(at))
		if s := look(); s.Sentence != want {
			t.Errorf("after %v: %s, want %s", at, s.Sentence, want)
		}
	}
	app.Clock.Set(apptest.Monday)
	town.Clerk.Set("phone", "0512-62800002")
	apptest.Must(t, app.Save(town.Clerk))
	if s := look(); s.On[0].Phone != "0512-62800002" {
		t.Errorf("her new telephone: %+v", s.On)
	}
	town.Clerk.Set("active", false)
	apptest.Must(t, app.Save(town.Clerk))
	if s := look(); len(s.On) != 0 {
		t.Errorf("she has left: %+v", s.On)
	}
	town.Clerk.Set("active", true)
	apptest.Must(t, app.Save(town.Clerk))
	day.Set("active", false)
	apptest.Must(t, app.Save(day))
	if s := look(); len(s.On) != 0 {
		t.Errorf("the row is not used: %+v", s.On)
	}
	// The office's own holidays count.
	day.Set("active", true)
	apptest.Must(t, app.Save(day))
	app.Create("workday_calendar", "day", "2026-11-23", "working", false)
	if s := look(); len(s.On) != 0 {
		t.Errorf("on the office's day off: %+v", s.On)
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	app.Org("港华燃气公司", "department", "department", "燃气公司", "contact_phone", "0512-66600016")
	app.Org("老燃气站", "department", "department", "燃气", "contact_phone", "0512-66600099", "active", false)
	list := watches.Numbers(app.BaseApp, "gas_leak", places.Place{})
	if got := fmt.Sprint(list[0].Tel, " ", list[1].Tel); got != "0512-66600016 119" {
		t.Errorf("gas: %s", got)
	}
	if list := watches.Numbers(app.BaseApp, "trapped", places.Place{PropertyPhone: "0512-62900000"}); list[1].Tel != "0512-62900000" {
		t.Errorf("trapped: %v", list)
	}
}

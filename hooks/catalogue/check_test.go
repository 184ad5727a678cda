package catalogue_test

import (
	"strings"
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
)

// TestChecks: what the office types wrong comes back as a sentence and changes
// nothing; what can be put right without asking is put right.
func TestChecks(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	light, fire, other := matter(t, app, "public_light"), matter(t, app, "fire"), matter(t, app, "other")
	app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "楼道灯不亮")
	own := app.Call(town.Superuser, "POST", matters, map[string]any{"name": "晾衣杆", "category": "self_governance", "tier": "community", "handler_kind": "committee", "keywords": []string{"晾衣杆"}, "active": true})
	if own.Code != 200 || !strings.HasPrefix(own.Text("code"), "m_") {
		t.Fatalf("a matter without a code: HTTP %d: %s", own.Code, own.Raw)
	}
	long := strings.Repeat("长", 101)
	for _, x := range []struct {
		name, method, id string
		body             map[string]any
		field, says      string
	}{
		{"NoName", "PATCH", light.Id, map[string]any{"name": "  "}, "name", "请写事项名称"},
		{"LongName", "PATCH", light.Id, map[string]any{"name": long}, "name", "30 字以内"},
		{"NameTwice", "PATCH", light.Id, map[string]any{"name": "电梯故障维修"}, "name", "已经有“电梯故障维修”"},
		{"CodeOfOurs", "PATCH", light.Id, map[string]any{"code": "lamp"}, "code", "不能改"},
		{"CodeForm", "POST", "", map[string]any{"code": "楼道灯", "name": "甲", "category": "government", "tier": "community"}, "code", "小写英文字母"},
		{"CodeTwice", "POST", "", map[string]any{"code": "public_light", "name": "甲", "category": "government", "tier": "community"}, "code", "已经给“公共照明维修”用了"},
		{"Days", "PATCH", light.Id, map[string]any{"days": 61}, "days", "0 到 60"},
		{"DaysHalf", "PATCH", light.Id, map[string]any{"days": 1.5}, "days", "整数"},
		{"NoDepartment", "PATCH", light.Id, map[string]any{"tier": "department"}, "department", "哪个职能部门"},
		{"LongKeyword", "PATCH", light.Id, map[string]any{"keywords": []string{long}}, "keywords", "太长了"},
		{"ManyKeywords", "PATCH", light.Id, map[string]any{"keywords": many(401)}, "keywords", "400 个以内"},
		{"KeywordsNoList", "PATCH", light.Id, map[string]any{"keywords": map[string]any{"a": 1}}, "keywords", "一行写一个"},
		{"LongExample", "PATCH", light.Id, map[string]any{"examples": []string{long + long}}, "examples", "200 字以内"},
		{"LongGuidance", "PATCH", light.Id, map[string]any{"guidance": long}, "guidance", "100 字以内"},
		{"FireOff", "PATCH", fire.Id, map[string]any{"active": false}, "active", "不能停用"},
		{"OtherOff", "PATCH", other.Id, map[string]any{"active": false}, "active", "不能停用"},
		{"DeleteShipped", "DELETE", light.Id, nil, "", "程序自带"},
	} {
		t.Run(x.name, func(t *testing.T) {
			path := matters
			if x.id != "" {
				path += "/" + x.id
			}
			got := app.Call(town.Superuser, x.method, path, x.body)
			app.Chinese(x.name, got, 400)
			if !strings.Contains(got.Raw, x.says) || x.field != "" && !strings.Contains(got.Raw, `"`+x.field+`"`) {
				t.Errorf("%s: %s", x.says, got.Raw)
			}
		})
	}
	if now := matter(t, app, "public_light"); now.GetString("name") != "公共照明维修" || now.GetInt("days") != 0 {
		t.Errorf("a refused change is there all the same: %s", now.GetString("name"))
	}

	// Put right without asking.
	got := app.Call(town.Superuser, "PATCH", matters+"/"+own.Text("id"), map[string]any{"name": " 晾衣 杆 ", "keywords": []string{" 晾衣杆", "晾衣杆", "", "+", "晒 衣 架"}})
	if r := matter(t, app, own.Text("code")); got.Code != 200 || r.GetString("name") != "晾衣 杆" || strings.Join(list(r, "keywords"), " ") != "晾衣杆 晒衣架" {
		t.Errorf("HTTP %d, %q, %v", got.Code, r.GetString("name"), list(r, "keywords"))
	}

	// An own matter may change its code and go while nobody uses it.
	if got := app.Call(town.Superuser, "PATCH", matters+"/"+own.Text("id"), map[string]any{"code": "drying_rack"}); got.Code != 200 {
		t.Errorf("its code cannot change: %s", got.Raw)
	}
	app.Ask(town, app.Resident(town, "王建国", "13900000002"), "我家晾衣杆被人拆了")
	app.Chinese("CodeInUse", app.Call(town.Superuser, "PATCH", matters+"/"+own.Text("id"), map[string]any{"code": "rack"}), 400)
	app.Chinese("DeleteInUse", app.Call(town.Superuser, "DELETE", matters+"/"+own.Text("id"), nil), 400)
	if got := app.Call(town.Superuser, "PATCH", matters+"/"+own.Text("id"), map[string]any{"active": false}); got.Code != 200 {
		t.Errorf("it cannot be taken out of use: %s", got.Raw)
	}
	idle := app.Call(town.Superuser, "POST", matters, map[string]any{"name": "写错的", "category": "government", "tier": "community"})
	if got := app.Call(town.Superuser, "DELETE", matters+"/"+idle.Text("id"), nil); got.Code != 204 {
		t.Errorf("an unused one cannot be deleted: HTTP %d %s", got.Code, got.Raw)
	}
	if lines := history(t, app, idle.Text("id")); len(lines) != 2 || lines[1].GetString("action") != "delete" {
		t.Errorf("its end is not in the history: %d lines", len(lines))
	}
}

func many(n int) (words []string) {
	for i := range n {
		words = append(words, "灯"+strings.Repeat("a", i%20)+string(rune('a'+i/20)))
	}
	return words
}

// TestRules: the office's own word goes first, but never to whom the request
// complains about; what would not be followed is refused.
func TestRules(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	light := matter(t, app, "public_light")
	const path = "/api/collections/routes/records"
	rule := app.Call(town.Superuser, "POST", path, map[string]any{"matter": light.Id, "estate": town.Estate.Id, "org": town.Committee.Id, "note": "灯由业委会的电工修", "active": true})
	if rule.Code != 200 {
		t.Fatalf("HTTP %d: %s", rule.Code, rule.Raw)
	}
	if r := app.Ask(town, li, "楼道灯不亮"); r.GetString("suggested_org") != town.Committee.Id || r.GetString("suggested_reason") != "按本社区派单规则，湖畔花园一期的公共照明维修由湖畔花园业委会承办（灯由业委会的电工修）" {
		t.Errorf("suggested: %s", r.GetString("suggested_reason"))
	}
	if r := app.Ask(town, li, "业委会不公示账目，楼道灯也不修"); r.GetString("suggested_org") == town.Committee.Id {
		t.Errorf("to the accused: %s", r.GetString("suggested_reason"))
	}
	asleep := app.Org("已停用物业", "property")
	asleep.Set("active", false)
	apptest.Must(t, app.Save(asleep))
	for _, x := range []struct {
		name string
		body map[string]any
		says string
	}{
		{"Twice", map[string]any{"matter": light.Id, "estate": town.Estate.Id, "org": town.Property.Id, "active": true}, "已经有一条"},
		{"Asleep", map[string]any{"matter": light.Id, "org": asleep.Id, "active": true}, "已停用"},
		{"Upward", map[string]any{"matter": light.Id, "org": town.Dept.Id, "active": true}, "复杂承办"},
	} {
		got := app.Call(town.Superuser, "POST", path, x.body)
		app.Chinese(x.name, got, 400)
		if !strings.Contains(got.Raw, x.says) {
			t.Errorf("%s: %s", x.name, got.Raw)
		}
	}
	if got := app.Call(town.Superuser, "PATCH", path+"/"+rule.Text("id"), map[string]any{"active": false}); got.Code != 200 {
		t.Errorf("cannot be switched off: %s", got.Raw)
	}
	if r := app.Ask(town, li, "楼道灯又不亮了"); r.GetString("suggested_org") != town.Property.Id {
		t.Errorf("switched off, and still: %s", r.GetString("suggested_reason"))
	}
	if got := app.Call(town.Superuser, "DELETE", path+"/"+rule.Text("id"), nil); got.Code != 204 {
		t.Errorf("cannot be deleted: %s", got.Raw)
	}
	lines := history(t, app, light.Id)
	told := ""
	for _, l := range lines[1:] {
		told += l.GetString("action") + l.GetString("changes") + "\n"
	}
	for _, want := range []string{`"to":"湖畔花园一期 交给湖畔花园业委会（灯由业委会的电工修）"`, "，未启用", `"from":"湖畔花园一期 交给湖畔花园业委会（灯由业委会的电工修），未启用"`} {
		if !strings.Contains(told, want) {
			t.Errorf("no %s in the history:\n%s", want, told)
		}
	}
	app.Chinese("MatterWithRule", app.Call(town.Superuser, "DELETE", matters+"/"+light.Id, nil), 400)
	if _, err := catalogue.Decide(app, catalogue.Facts{Matter: "gone", Estate: "gone"}); err != nil {
		t.Error(err)
	}
}

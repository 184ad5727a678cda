package places_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/places"
)

func add(t testing.TB, app core.App, collection string, values map[string]any) *core.Record {
	t.Helper()
	r, err := try(app, collection, values)
	apptest.Must(t, err)
	return r
}

func try(app core.App, collection string, values map[string]any) (*core.Record, error) {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(values)
	return r, app.Save(r)
}

func wantSentence(t testing.TB, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("saved; want a refusal with %v", parts)
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("refusal %q lacks %q", err, p)
		}
	}
}

func TestSameBuildingUnderAnotherNameIsRefused(t *testing.T) {
	app := apptest.New(t)
	one := add(t, app, "estates", map[string]any{"name": "湖畔花园一期", "aliases": []string{"湖花一期"}})
	two := add(t, app, "estates", map[string]any{"name": "湖畔花园二期"})
	five := add(t, app, "buildings", map[string]any{"estate": one.Id, "name": " 5幢 ", "aliases": []string{"老年楼"}, "key": "typed by hand"})
	if five.GetString("key") != "5" || five.GetString("name") != "5幢" {
		t.Fatalf("key %q name %q", five.GetString("key"), five.GetString("name"))
	}
	for _, name := range []string{"5栋", "五号楼", "05幢", "老年楼"} {
		_, err := try(app, "buildings", map[string]any{"estate": one.Id, "name": name})
		wantSentence(t, err, "湖畔花园一期", "“5幢”", name)
	}
	_, err := try(app, "buildings", map[string]any{"estate": one.Id, "name": "6幢", "aliases": []string{"5号楼"}})
	wantSentence(t, err, "“5幢”")
	add(t, app, "buildings", map[string]any{"estate": two.Id, "name": "5栋"})
	add(t, app, "buildings", map[string]any{"estate": one.Id, "name": "5-1幢"})

	add(t, app, "units", map[string]any{"building": five.Id, "name": "2单元"})
	_, err = try(app, "units", map[string]any{"building": five.Id, "name": "二单元"})
	wantSentence(t, err, "5幢", "2单元")
	add(t, app, "units", map[string]any{"building": five.Id, "name": "乙单元"})

	_, err = try(app, "estates", map[string]any{"name": "湖畔花园1期"})
	wantSentence(t, err, "湖畔花园一期")
	_, err = try(app, "estates", map[string]any{"name": "湖花一期"})
	wantSentence(t, err, "湖畔花园一期")
	_, err = try(app, "estates", map[string]any{"name": "莲香新村", "aliases": "莲香"})
	wantSentence(t, err, "别名")
}

func TestRenamingKeepsFormerNames(t *testing.T) {
	app := apptest.New(t)
	e := add(t, app, "estates", map[string]any{"name": "纺机宿舍"})
	e.Set("name", "纺机新村")
	apptest.Must(t, app.Save(e))
	e.Set("note", "1986")
	apptest.Must(t, app.Save(e))
	e, err := app.FindRecordById("estates", e.Id)
	apptest.Must(t, err)
	if got := e.GetString("former_names"); got != `[{"name":"纺机宿舍","until":"2026-11-23"}]` {
		t.Errorf("former_names %s", got)
	}
	d, err := places.Read(app)
	apptest.Must(t, err)
	if x := d.Estate("纺机宿舍"); x == nil || x.ID != e.Id {
		t.Error("the former name must still find the estate")
	}
}

func TestDirectory(t *testing.T) {
	app := apptest.New(t)
	e := add(t, app, "estates", map[string]any{"name": "湖畔花园一期", "aliases": []string{"湖花一期"}})
	ids := map[string]string{}
	for _, n := range []string{"11幢", "2幢", "甲幢", "5幢"} {
		ids[n] = add(t, app, "buildings", map[string]any{"estate": e.Id, "name": n}).Id
	}
	b, err := app.FindRecordById("buildings", ids["11幢"])
	apptest.Must(t, err)
	b.Set("aliases", []string{"老5幢"})
	apptest.Must(t, app.Save(b))
	u := add(t, app, "units", map[string]any{"building": ids["5幢"], "name": "2单元"})
	add(t, app, "units", map[string]any{"building": ids["5幢"], "name": "1单元"})

	d, err := places.Read(app)
	apptest.Must(t, err)
	est := d.Estate("湖花 1期")
	if est == nil {
		t.Fatal("estate by alias")
	}
	order := ""
	for _, b := range est.Buildings {
		order += b.Name + " "
	}
	if order != "2幢 5幢 11幢 甲幢 " {
		t.Errorf("order %s", order)
	}
	if x := est.Building("老五幢"); x == nil || x.Name != "11幢" {
		t.Error("alias must go before the rule")
	}
	if x := est.Building("五号楼").Unit("第二单元"); x == nil || x.ID != u.Id {
		t.Error("unit")
	}
	if est.Building("7幢") != nil {
		t.Error("7幢 does not exist")
	}
	if got := places.Label(app, e.Id, ids["5幢"], u.Id); got != "湖畔花园一期 5幢 2单元" {
		t.Errorf("label %s", got)
	}

	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/api/places", nil))
	var answer struct {
		Estates []struct {
			ID, Name  string
			Aliases   []string
			Buildings []struct {
				ID, Name string
				Units    []struct{ ID, Name string }
			}
		}
	}
	apptest.Must(t, json.Unmarshal(w.Body.Bytes(), &answer))
	if w.Code != 200 || len(answer.Estates) != 1 || answer.Estates[0].Buildings[1].Units[0].Name != "1单元" || answer.Estates[0].Buildings[0].Units == nil {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestPlacesInUseStay(t *testing.T) {
	app := apptest.New(t)
	org := add(t, app, "orgs", map[string]any{"name": "安居物业", "kind": "property"})
	e := add(t, app, "estates", map[string]any{"name": "湖畔花园一期", "property": org.Id})
	other := add(t, app, "orgs", map[string]any{"name": "业委会", "kind": "owners_committee", "estates": []string{e.Id}})
	b := add(t, app, "buildings", map[string]any{"estate": e.Id, "name": "5幢"})
	wantSentence(t, app.Delete(org), "安居物业", "不能删除")
	wantSentence(t, app.Delete(e), "湖畔花园一期")
	apptest.Must(t, app.Delete(b))
	wantSentence(t, app.Delete(e), "湖畔花园一期") // the committee's list of estates names it
	apptest.Must(t, app.Delete(other))
	apptest.Must(t, app.Delete(e))
}

func TestOrgs(t *testing.T) {
	app := apptest.New(t)
	add(t, app, "orgs", map[string]any{"name": "安居物业", "kind": "property", "pass_code": "8a8a"})
	_, err := try(app, "orgs", map[string]any{"name": " 安居物业", "kind": "property"})
	wantSentence(t, err, "安居物业")
	_, err = try(app, "orgs", map[string]any{"name": "惠民物业", "kind": "property", "pass_code": "12"})
	wantSentence(t, err, "对接码")
	_, err = try(app, "orgs", map[string]any{"name": "惠民物业", "kind": "property", "email": "a.b.cn"})
	wantSentence(t, err, "@")
	add(t, app, "grids", map[string]any{"no": "03"})
	_, err = try(app, "grids", map[string]any{"no": "03"})
	wantSentence(t, err, "03网格")
}

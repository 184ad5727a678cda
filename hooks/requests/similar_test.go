package requests_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

const suggestPath = "/api/requests/suggest"

// similar asks as somebody who types in a building and returns what neighbours said.
func similar(t *testing.T, app *apptest.App, who *core.Record, text string, building, unit *core.Record) []map[string]any {
	t.Helper()
	f := map[string]any{"text": text}
	if building != nil {
		f["building"] = building.Id
	}
	if unit != nil {
		f["unit"] = unit.Id
	}
	got := app.Call(who, "POST", suggestPath, f)
	if got.Code != 200 {
		t.Fatalf("%s: %s", text, got.Raw)
	}
	var list []map[string]any
	for _, x := range got.Body["similar"].([]any) {
		list = append(list, x.(map[string]any))
	}
	return list
}

// TestSimilar is what a neighbour reads while typing, step by step.
func TestSimilar(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "单元门口的灯坏了三天，晚上老人进出看不见，我住302，电话13900000001")
	other := app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")

	one := func(text string, building, unit *core.Record) map[string]any {
		t.Helper()
		list := similar(t, app, nil, text, building, unit)
		if len(list) != 1 {
			t.Fatalf("%s: %v", text, list)
		}
		return list[0]
	}
	const dark = "楼道灯不亮了，摸黑上楼"
	if got := one(dark, town.Building, town.Unit); got["sentence"] != "同单元 1 户已反映，社区今天收到" || got["same_unit"] != true || got["joinable"] != true || got["households"] != 1.0 {
		t.Errorf("just sent: %v", got)
	}
	app.Clock.Add(24 * time.Hour)
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Clock.Add(24 * time.Hour)
	for i := range 2 {
		wang := app.Resident(nil, "王芳", fmt.Sprintf("1380000000%d", i))
		wang.Load(map[string]any{"estate": town.Estate.Id, "building": town.Building.Id, "unit": town.Unit.Id, "room": fmt.Sprint(400 + i)})
		apptest.Must(t, app.Save(wang))
		app.Do(wang, req, "join")
	}
	if got := one(dark, town.Building, nil); got["sentence"] != "同楼 3 户已反映，昨天已派物业" || got["same_unit"] != false || got["households"] != 3.0 {
		t.Errorf("dispatched: %v", got)
	}
	app.Do(town.Contact, req, "sign")
	if got := one(dark, town.Building, nil); got["sentence"] != "同楼 3 户已反映，物业今天已签收，正在办" {
		t.Errorf("signed: %v", got)
	}
	for name, c := range map[string]struct {
		text     string
		building *core.Record
	}{
		"OtherMatter":    {"电梯又停了，老人下不了楼", town.Building},
		"OtherHouse":     {dark, other},
		"NoPlace":        {dark, nil},
		"SameWordsOther": {"灯会什么时候办，想报名参加活动", town.Building},
		"Danger":         {"楼道灯那里冒火了，着火了快来人", town.Building},
		"Conduct":        {"物业经理收了装修队的钱，灯坏了也不管，作风很差", town.Building},
	} {
		if list := similar(t, app, nil, c.text, c.building, nil); len(list) > 0 {
			t.Errorf("%s: %v", name, list)
		}
	}
	app.Do(town.Contact, req, "reply", "text", "灯换好了")
	app.Do(town.Clerk, req, "approve")
	if list := similar(t, app, nil, dark, town.Building, nil); len(list) > 0 {
		t.Errorf("answered already: %v", list)
	}
}

// TestSimilarInTheEstate: garbage and water are everybody's, a lamp is not,
// unless both speak of the same gate.
func TestSimilarInTheEstate(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	other := app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")
	elsewhere := app.Create("estates", "name", "莲香新村")
	far := app.Create("buildings", "estate", elsewhere.Id, "name", "1幢")
	for _, text := range []string{"从早上开始停水，到现在还没来", "垃圾桶满了两天没人收，臭得很", "小区东门的门禁坏了，刷卡没反应", "5幢单元门禁坏了"} {
		app.Ask(town, li, text)
		app.Clock.Add(time.Minute)
	}
	for _, c := range []struct {
		text     string
		building *core.Record
		want     string
	}{
		{"家里停水了，什么时候来水", other, "同小区 1 户已反映，社区今天收到"},
		{"垃圾桶没人清，满出来了", other, "同小区 1 户已反映，社区今天收到"},
		{"东门门禁刷不开", other, "同小区 1 户已反映，社区今天收到"},
		{"单元门禁坏了", other, ""},
		{"家里停水了，什么时候来水", far, ""},
		{"家里停水了，什么时候来水", town.Building, "同楼 1 户已反映，社区今天收到"},
	} {
		list := similar(t, app, nil, c.text, c.building, nil)
		switch {
		case c.want == "" && len(list) > 0:
			t.Errorf("%s: %v", c.text, list)
		case c.want != "" && (len(list) != 1 || list[0]["sentence"] != c.want):
			t.Errorf("%s: %v, want %s", c.text, list, c.want)
		}
	}
}

// TestOneCause counts the households of several requests about one thing
// together, and keeps two things apart.
func TestOneCause(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	for i, text := range []string{"电梯坏了，停在三楼不动", "左边电梯停在三楼不动了", "电梯里的广告声音太响，吵得头疼", "电梯停在三楼不动，急死人了"} {
		r := app.Resident(town, "王芳", fmt.Sprintf("1380000000%d", i))
		r.Set("room", fmt.Sprint(300+i))
		apptest.Must(t, app.Save(r))
		app.Form(r, create, map[string]string{"text": text, "building": town.Building.Id, "room": fmt.Sprint(300 + i)})
	}
	list := similar(t, app, nil, "电梯坏了停在三楼，按了不动", town.Building, nil)
	if len(list) == 0 || list[0]["households"] != 3.0 || !strings.HasPrefix(list[0]["sentence"].(string), "同楼 3 户已反映") {
		t.Errorf("three calls about one lift: %v", list)
	}
}

// TestSimilarOwn tells somebody of her own request instead of counting her
// among the neighbours.
func TestSimilarOwn(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "单元门口的灯坏了三天，晚上老人进出看不见")
	list := similar(t, app, li, "单元门口的灯还是坏的", nil, nil) // her own house is known
	if len(list) != 1 || list[0]["own"] != true || list[0]["joinable"] != false || list[0]["handle"] != nil ||
		list[0]["sentence"] != "您今天反映过（"+req.GetString("request_no")+"），社区今天收到" {
		t.Errorf("her own: %v", list)
	}
	// What reaches no further than a household is shown to herself only.
	app.Ask(town, li, "家里困难，想申请低保，怎么办理")
	if list := similar(t, app, li, "低保怎么申请", town.Building, nil); len(list) != 1 || list[0]["own"] != true {
		t.Errorf("her own question: %v", list)
	}
	wang := app.Resident(town, "王芳", "13900000002")
	for _, who := range []*core.Record{nil, wang, town.Clerk} {
		if list := similar(t, app, who, "低保怎么申请", town.Building, nil); len(list) > 0 {
			t.Errorf("a neighbour learns who asks for relief: %v", list)
		}
	}
}

// TestOfficeSetsReach lets the office decide that a matter is everybody's.
func TestOfficeSetsReach(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "单元门口的灯坏了三天")
	other := app.Create("buildings", "estate", town.Estate.Id, "name", "6幢")
	row, err := app.FindFirstRecordByData("matters", "code", "public_light")
	apptest.Must(t, err)
	for _, c := range []struct {
		reach string
		n     int
	}{{"", 0}, {"estate", 1}, {"household", 0}} {
		row.Set("reach", c.reach)
		apptest.Must(t, app.Save(row))
		if list := similar(t, app, nil, "单元门口的灯坏了", other, nil); len(list) != c.n {
			t.Errorf("reach %q: %v", c.reach, list)
		}
	}
}

// TestSuggestTellsNothing looks at the whole answer for every actor: nobody's
// name, number, room, words or photo, and nothing of what is sealed.
func TestSuggestTellsNothing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Ask(s.town, s.wang, "楼道灯不亮，我是王芳，住在2单元901室，打我13812345678，隔壁钱大爷也摔了一跤")
	s.Form(s.li, create, map[string]string{"text": "物业经理收装修队的好处费，楼道灯坏了也不修，作风太差", "building": s.town.Building.Id})
	s.Call(nil, "POST", "/api/letters", map[string]any{"kind": "conduct", "text": "网格员不管楼道灯"})
	if n, _ := s.CountRecords("sealed_reports"); n != 2 {
		t.Fatalf("%d sealed, want 2", n)
	}
	for _, a := range s.actors {
		for _, text := range []string{"楼道灯不亮", "楼道灯坏了没人修", "物业经理作风太差，楼道灯坏了不修", "网格员不管楼道灯"} {
			got := s.Call(a.who, "POST", suggestPath, map[string]any{"text": text, "building": s.town.Building.Id, "unit": s.town.Unit.Id})
			if got.Code != 200 {
				t.Fatalf("%s: %s", a.name, got.Raw)
			}
			for _, private := range []string{"王芳", "王**", "李秀英", "李**", "赵老太", "13812345678", "138****", "13900000001", "13700000007", "901", "302", "钱大爷", "摔了", "好处费", "装修队", "婆婆"} {
				if strings.Contains(got.Raw, private) {
					t.Errorf("%s, %s: the answer holds %s: %s", a.name, text, private, got.Raw)
				}
			}
			if a.name == "Guest" && (strings.Contains(got.Raw, s.req.Id) || strings.Contains(got.Raw, s.req.GetString("request_no"))) {
				t.Errorf("a guest learns which request it is: %s", got.Raw)
			}
		}
	}
}

// TestAlike is what the office sees when it thinks of a merger.
func TestAlike(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	same := s.Ask(s.town, s.wang, "楼道灯不亮，上下楼摸黑")
	joiner := s.Resident(s.town, "陈志", "13900000009")
	joiner.Set("room", "505")
	apptest.Must(t, s.Save(joiner))
	s.Do(joiner, same, "join")
	s.Ask(s.town, s.wang, "电梯坏了停在三楼")
	done := s.Ask(s.town, s.wang, "楼道灯又不亮了")
	s.Do(s.town.Clerk, done, "decline", "reason", "已经修好", "where", "物业")
	split := s.Ask(s.town, s.wang, "楼道灯不亮，电梯也坏了") // its parts are what can be merged
	s.Do(s.town.Clerk, split, "split", "parts", []any{"楼道的灯都不亮", "电梯坏了"})
	path := "/api/requests/" + s.req.Id + "/similar"
	for _, a := range s.actors {
		got := s.Call(a.who, "GET", path, nil)
		office := a.name == "GridWorker" || a.name == "Clerk" || a.name == "Steward" || a.name == "Superuser"
		if !office {
			s.Chinese(a.name, got, 403)
			continue
		}
		items, _ := got.Body["items"].([]any)
		if len(items) != 3 {
			t.Fatalf("%s: %s", a.name, got.Raw)
		}
		found := map[string]map[string]any{}
		for _, i := range items {
			m := i.(map[string]any)
			found[m["id"].(string)] = m
		}
		open, over := found[same.Id], found[done.Id]
		if found[split.Id] != nil {
			t.Errorf("%s: what was split is offered", a.name)
		}
		if open == nil || open["households"] != 2.0 || open["same_building"] != true || open["status_label"] != "待受理" || open["open"] != true || open["mergeable"] != true {
			t.Errorf("%s: open: %v", a.name, open)
		}
		if over == nil || over["open"] != false || over["mergeable"] != false || over["status_label"] != "不予受理" {
			t.Errorf("%s: over: %v", a.name, over)
		}
		for _, m := range found {
			why := fmt.Sprint(m["why"])
			if !strings.Contains(why, "同一事项") || !strings.Contains(why, "同一单元") || !strings.Contains(why, "都说到“") || m["likeness"].(float64) <= 0 || m["request_no"] == "" || m["place_label"] == "" {
				t.Errorf("%s: %v", a.name, m)
			}
		}
		for _, private := range []string{"王芳", "139", "505"} {
			if strings.Contains(got.Raw, private) {
				t.Errorf("%s: %s in %s", a.name, private, got.Raw)
			}
		}
	}
	s.Chinese("unknown", s.Call(s.town.Clerk, "GET", "/api/requests/abcdefghijklmno/similar", nil), 404)
}

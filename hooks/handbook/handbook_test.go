package handbook_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/handbook"
	"hongguan/rules/realname"
)

// TestShipped reads what the program ships: enough, complete, of matters that
// exist, nothing of a person in it.
func TestShipped(t *testing.T) {
	app := apptest.New(t)
	lines := handbook.Shipped()
	n, err := app.CountRecords("faq_cases")
	apptest.Must(t, err)
	if len(lines) < 40 || int(n) != len(lines) {
		t.Fatalf("%d answers shipped, %d seeded", len(lines), n)
	}
	seen := map[string]bool{}
	for _, l := range lines {
		if seen[l.Question] {
			t.Errorf("%s stands twice", l.Question)
		}
		seen[l.Question] = true
		if len([]rune(l.Answer)) < 30 || len(l.Keywords) < 3 || slices.Contains(l.Keywords, "") || strings.HasSuffix(l.Answer, ".") {
			t.Errorf("%s: %q, %v", l.Question, l.Answer, l.Keywords)
		}
		if realname.Personal(l.Question + l.Answer) {
			t.Errorf("%s holds a number of a person", l.Question)
		}
		if l.Matter != "" {
			if _, err := app.FindFirstRecordByData("matters", "code", l.Matter); err != nil {
				t.Errorf("%s belongs to %s, which is no matter", l.Question, l.Matter)
			}
		}
	}
	apptest.Must(t, handbook.Seed(app))
	if m, _ := app.CountRecords("faq_cases"); m != n {
		t.Errorf("seeding again made %d of %d", m, n)
	}
}

// help asks what the handbook has for a text, as the page does while one types.
func help(t *testing.T, app *apptest.App, text string) (faq, offers []string) {
	t.Helper()
	s, err := catalogue.Classify(app, text)
	apptest.Must(t, err)
	f, o, err := handbook.Help(app, text, s)
	apptest.Must(t, err)
	for _, x := range f {
		faq = append(faq, x["question"].(string))
	}
	for _, x := range o {
		offers = append(offers, x["name"].(string))
	}
	return faq, offers
}

// TestFits asks as people ask. None of these sentences is a keyword.
func TestFits(t *testing.T) {
	app := apptest.New(t)
	for text, want := range map[string]string{
		"我妈今年七十了，老年证要带什么材料去办":         "老年人优待证",
		"请问高龄津贴怎么领，老人九十岁了":            "高龄津贴（尊老金）",
		"居住证在哪里办，我是外地来的":              "居住证",
		"想问公租房今年还能申请吗":                "公租房",
		"我们这栋楼想加装电梯，要多少人同意":           "加装电梯",
		"大修基金可以修屋顶吗":                  "维修资金",
		"请问垃圾分类，用过的电池算哪一种":            "垃圾怎么分类",
		"电瓶车推上楼充电可以吗":                 "电动车为什么",
		"燃气安检那天我不在家怎么办":               "燃气安检",
		"家里停水了，什么时候来水":                "停水了怎么办",
		"停电了":                         "停电了怎么办",
		"独生子女费现在还有吗":                  "独生子女",
		"残疾证怎么办理":                     "残疾证",
		"低保申请要什么条件":                   "低保",
		"外地小孩怎么在这里上小学":                "上小学",
		"我想当志愿者，周末有空":                 "当志愿者",
		"党组织关系转到你们社区找谁":               "组织关系",
		"老板拖欠工资，到哪里告":                 "拖欠工资",
		"医保断缴了能补吗":                    "医保",
		"退役军人的优待证在哪里办":                "退役军人",
		"社区礼拜天上班吗":                    "居委会上班时间",
		"小孩打疫苗要到哪里":                   "打疫苗",
		"接到诈骗电话怎么办":                   "诈骗",
		"一个人在家心里难受，想找人说说话，有没有心理援助的电话": "心里难受",
		"装修几点开始可以敲墙":                  "装修几点",
	} {
		faq, _ := help(t, app, text)
		if len(faq) == 0 || !strings.Contains(faq[0], want) {
			t.Errorf("%s: %v, want %s", text, faq, want)
		}
		if len(faq) > 2 {
			t.Errorf("%s: %d answers", text, len(faq))
		}
	}
}

// TestFitsNothing: what wants somebody to come gets no lesson instead, and what
// the handbook does not know is not answered with something near.
func TestFitsNothing(t *testing.T) {
	app := apptest.New(t)
	for _, text := range []string{
		"单元门口的灯坏了三天，晚上老人进出看不见", "电梯停在三楼不动", "垃圾桶满了两天没人收，臭得很", "垃圾分类亭边上脏得没法走", "楼上半夜拖椅子，说了不听",
		"门禁坏了一个多星期", "物业保安天天睡觉", "有人遛狗不拴绳，还到处拉屎", "消防通道停满了车", "电动车又推进电梯了，气死人", "下水道堵了，脏水冒出来",
		"小区围墙倒了一段，砖头掉在路边", "谢谢网格员小顾帮我送药", "烧烤店的油烟直往家里灌", "健身器材断了一根", "车被刮了想看监控", "建议在南门装个信报箱",
		"今天天气真好", "。。。", "你好", "1234567", "asdf", "请问这个周末有没有直升机", "我家的猫不见了", "楼下棋牌室吵得睡不着", "旁边学校的广播太响",
		"充电桩坏了两个", "游泳池什么时候开", "树枝长到窗户上了",
	} {
		if faq, _ := help(t, app, text); len(faq) > 0 {
			t.Errorf("%s: %v", text, faq)
		}
	}
}

// TestResources offers help for the matter or by name, two at most, and none
// where nothing fits.
func TestResources(t *testing.T) {
	app := apptest.New(t)
	matter := func(code string) string {
		r, err := app.FindFirstRecordByData("matters", "code", code)
		apptest.Must(t, err)
		return r.Id
	}
	for i, name := range []string{"湖畔助餐点", "星湖老年食堂", "第三食堂"} {
		app.Create("resources", "kind", "public_welfare", "name", name, "offer", "老人午餐", "phone", "0512-62800000", "keywords", []string{"送餐"}, "matters", []string{matter("meal")}, "active", true, "sort", i)
	}
	app.Create("resources", "kind", "market", "name", "开锁店", "keywords", []string{"开锁", "钥匙 忘"}, "active", true)
	app.Create("resources", "kind", "market", "name", "旧开锁店", "keywords", []string{"开锁"}, "active", false)
	for text, want := range map[string]string{
		"老人一个人烧饭不方便，有没有送餐的": "湖畔助餐点 星湖老年食堂", "钥匙忘在家里了，想找人开锁": "开锁店", "电梯停在三楼不动": "", "今天天气真好": "",
	} {
		if _, offers := help(t, app, text); strings.Join(offers, " ") != want {
			t.Errorf("%s: %v, want %s", text, offers, want)
		}
	}
}

// TestOfficeEdits: what the office changes holds at once.
func TestOfficeEdits(t *testing.T) {
	app := apptest.New(t)
	row, err := app.FindFirstRecordByFilter("faq_cases", "question ~ '居住证'")
	apptest.Must(t, err)
	const text = "居住证在哪里办"
	if faq, _ := help(t, app, text); len(faq) == 0 {
		t.Fatal("no answer to begin with")
	}
	row.Set("active", false)
	apptest.Must(t, app.Save(row))
	if faq, _ := help(t, app, text); slices.Contains(faq, row.GetString("question")) {
		t.Errorf("out of use and still shown: %v", faq)
	}
	row.Set("active", true)
	row.Set("question", "居住证到社区一楼办")
	row.Set("helped", 99) // counted by taps only
	apptest.Must(t, app.Save(row))
	if faq, _ := help(t, app, text); !slices.Contains(faq, "居住证到社区一楼办") {
		t.Errorf("the office's own words: %v", faq)
	}
	if fresh, _ := app.FindRecordById("faq_cases", row.Id); fresh.GetInt("helped") != 0 {
		t.Error("the count was typed in")
	}
	super := app.Super()
	for _, answer := range []string{"找王阿姨 13812345678", "到5幢302室办", "身份证320501197001011234"} {
		app.Chinese(answer, app.Call(super, "PATCH", "/api/collections/faq_cases/records/"+row.Id, map[string]any{"answer": answer}), 400)
	}
	if got := app.Call(super, "PATCH", "/api/collections/faq_cases/records/"+row.Id, map[string]any{"answer": "请打社区电话 0512-62800000，或到一楼窗口"}); got.Code != 200 {
		t.Errorf("the office's own line: %s", got.Raw)
	}
}

// TestHelped counts and keeps nothing of the person; too many taps from one
// address are thanked and not counted.
func TestHelped(t *testing.T) {
	app := apptest.New(t)
	row, err := app.FindFirstRecordByFilter("faq_cases", "question ~ '居住证'")
	apptest.Must(t, err)
	path := "/api/handbook/" + row.Id + "/helped"
	for range 105 {
		if got := app.Call(nil, "POST", path, nil); got.Code != 200 {
			t.Fatal(got.Raw)
		}
	}
	fresh, err := app.FindRecordById("faq_cases", row.Id)
	apptest.Must(t, err)
	if n := fresh.GetInt("helped"); n != 100 {
		t.Errorf("counted %d", n)
	}
	for _, table := range []string{"requests", "residents", "audit_entries"} {
		if n, _ := app.CountRecords(table); n != 0 {
			t.Errorf("%d %s of a question that was not sent", n, table)
		}
	}
	app.Chinese("unknown", app.Call(nil, "POST", "/api/handbook/abcdefghijklmno/helped", nil), 404)
}

// TestSearch is the page 查答案.
func TestSearch(t *testing.T) {
	app := apptest.New(t)
	look := func(q string) apptest.Answer {
		return app.Call(nil, "GET", "/api/handbook/search?q="+url.QueryEscape(q), nil)
	}
	first := func(q, list, field string) string {
		t.Helper()
		items, _ := look(q).Body[list].([]any)
		if len(items) == 0 {
			return ""
		}
		return fmt.Sprint(items[0].(map[string]any)[field])
	}
	for q, want := range map[string]string{"老年证": "老年人优待证", "停水": "停水了怎么办", "居住证": "居住证怎么办", "电梯": "加装电梯", "12345": "12345", "怎么装充电桩": "充电桩", "低保": "低保", "心理": "心里难受"} {
		if got := first(q, "answers", "question"); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %s", q, got, want)
		}
	}
	if got := first("电梯坏了", "matters", "name"); got != "电梯故障维修" {
		t.Errorf("the catalogue's advice for a lift: %q", got)
	}
	for _, q := range []string{"直升机场", "xyz", "！！"} {
		if got := look(q); got.Code != 200 || first(q, "answers", "question")+first(q, "resources", "name") != "" {
			t.Errorf("%s: %s", q, got.Raw)
		}
	}
	if got := look(""); len(got.Body["answers"].([]any)) < 8 {
		t.Errorf("what is asked most: %s", got.Raw)
	}
	got := look("厨房煤气漏了味道很大快来人")
	if got.Text("lane") != "emergency" || len(got.Body["answers"].([]any)) > 0 {
		t.Errorf("danger is read about: %s", got.Raw)
	}
	app.Chinese("Long", look(strings.Repeat("电梯", 200)), 400)
	// What the lanes of danger and conduct know is nobody's reading.
	for _, q := range []string{"作风", "家庭暴力", "轻生"} {
		for _, m := range look(q).Body["matters"].([]any) {
			if name := fmt.Sprint(m.(map[string]any)["name"]); strings.Contains(name, "作风") || strings.Contains(name, "暴力") || strings.Contains(name, "轻生") {
				t.Errorf("%s: %s", q, name)
			}
		}
	}
}

// TestWhoSees walks the actors over the two tables.
func TestWhoSees(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	app.Create("resources", "kind", "market", "name", "开锁店", "active", true)
	for _, c := range []struct {
		table string
		sees  string
	}{{"faq_cases", "Grid Clerk Steward Superuser"}, {"resources", "Contact Grid Clerk Steward Superuser"}} {
		for name, who := range map[string]*core.Record{"Guest": nil, "Resident": li, "Contact": town.Contact, "Grid": town.Grid, "Clerk": town.Clerk, "Steward": town.Steward, "Superuser": town.Superuser} {
			path := "/api/collections/" + c.table + "/records"
			got := app.Call(who, "GET", path, nil)
			items, _ := got.Body["items"].([]any)
			if (len(items) > 0) != slices.Contains(strings.Fields(c.sees), name) {
				t.Errorf("%s lists %d %s", name, len(items), c.table)
			}
			if name != "Superuser" {
				app.Chinese(name, app.Call(who, "POST", path, map[string]any{"question": "x", "answer": "x", "kind": "market", "name": "x"}), 403)
			}
		}
	}
}

package catalogue_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
	"hongguan/rules/classify"
)

// teach stores a request with a text and a correction of it, whatever the
// machine thinks of it: a mistaken or careless member of staff.
func teach(t testing.TB, app *apptest.App, text string, from, to catalogue.Class) *core.Record {
	t.Helper()
	req := app.Create("requests", "request_no", core.GenerateDefaultRandomId(), "text", text, "status", "pending", "received_at", app.Clock.Now())
	var c *core.Record
	apptest.Must(t, app.RunInTransaction(func(tx core.App) error {
		var err error
		c, err = catalogue.Remember(tx, catalogue.Correction{Request: req.Id, From: from, To: to, Reason: "试", By: access.Program()})
		return err
	}))
	return c
}

func classOf(app core.App, s catalogue.Suggestion) catalogue.Class {
	c := catalogue.Class{Lane: s.Lane, Kind: s.Kind, Category: s.Category, Tier: s.Tier}
	if s.Row != nil {
		c.Matter = s.Row.Id
	}
	return c
}

func judge(t testing.TB, app *apptest.App, text string) catalogue.Suggestion {
	t.Helper()
	s, err := catalogue.Classify(app, text)
	apptest.Must(t, err)
	return s
}

var (
	dangerous = []string{"隔壁着火了，浓烟滚滚", "厨房煤气漏了，味道很大", "5栋独居老伯两天没出门了，敲门也没人应，电话打不通", "有人要跳楼，快来人", "电梯里困人了，出不来", "楼上在打人，一直喊救命", "我妈走丢了，找了一下午没找到"}
	secret    = []string{"网格员收钱办低保", "社区李主任上班打牌，群众来了也不理", "居委会书记的亲戚都吃低保", "老公又打我了，不敢报警", "物业经理收黑钱"}
	calm      = []string{"楼道灯不亮", "垃圾桶满了没人收", "电梯广告声音太大", "想问一下老年证怎么办", "楼上漏水到我家", "信箱的小门锈死了打不开", "建议装几个充电桩"}
)

// TestCorrectionsNeverHide holds for whatever staff decide about whatever text,
// even about the very words: what the machine takes for danger stays an
// emergency, what it seals stays sealed as it was.
func TestCorrectionsNeverHide(t *testing.T) {
	app := apptest.New(t)
	rows, err := app.FindRecordsByFilter("matters", "active = true", "sort", 0, 0)
	apptest.Must(t, err)
	seed := int64(20261125)
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewSource(seed))
	any := func() catalogue.Class {
		m := rows[r.Intn(len(rows))]
		return catalogue.Class{Lane: []string{"normal", "emergency"}[r.Intn(2)], Kind: "praise", Category: m.GetString("category"), Tier: m.GetString("tier"), Matter: m.Id}
	}
	texts := append(append(append([]string{}, dangerous...), secret...), calm...)
	plain := map[string]catalogue.Suggestion{}
	for _, x := range texts {
		for _, like := range []string{x, "请问" + x, x + "，麻烦快一点"} {
			s, err := catalogue.Plain(app, like)
			apptest.Must(t, err)
			plain[like] = s
		}
	}
	moved := 0
	for range 120 {
		x := texts[r.Intn(len(texts))]
		from := classOf(app, plain[x])
		if from.Lane == "sealed" {
			from.Lane = "normal"
		}
		to := any()
		if r.Intn(3) == 0 {
			to.Lane = "normal" // above all: called a false alarm
		}
		teach(t, app, x, from, to)
		for like, was := range plain {
			now := judge(t, app, like)
			switch {
			case was.Lane == "sealed" && (now.Lane != "sealed" || now.Matter != was.Matter || now.Reason != was.Reason):
				t.Fatalf("%q was sealed as %s, is %s as %s", like, was.Matter, now.Lane, now.Matter)
			case was.Lane == "emergency" && now.Lane != "emergency":
				t.Fatalf("%q was an emergency, is %s: %s", like, now.Lane, now.Reason)
			case was.Lane == "emergency" && !strings.Contains(now.Reason, strings.Split(was.Reason, "；")[0]):
				t.Fatalf("%q: the advice is gone: %s", like, now.Reason)
			}
			if now.Matter != was.Matter {
				moved++
			}
			if now.Row == nil || now.Row.GetString("code") != now.Matter {
				t.Fatalf("%q: row %v of matter %s", like, now.Row, now.Matter)
			}
		}
	}
	if moved < 100 {
		t.Errorf("corrections changed %d judgements: they do not teach", moved)
	}
}

// TestLessons is what one correction says of the next text.
func TestLessons(t *testing.T) {
	app := apptest.New(t)
	row := func(code string) *core.Record { return catalogue.ByCode(app, code) }
	class := func(code, lane, kind string) catalogue.Class {
		m := row(code)
		return catalogue.Class{Lane: lane, Kind: kind, Category: m.GetString("category"), Tier: m.GetString("tier"), Matter: m.Id}
	}
	for name, c := range map[string]struct {
		about, next string
		to          catalogue.Class
		want        func(was, now catalogue.Suggestion) string
	}{
		"Matter": {"大厅宣传栏上贴的通知都褪色了，字看不清", "我们楼大厅宣传栏贴的通知褪色了，字都看不清楚", class("public_space", "normal", ""), func(_, now catalogue.Suggestion) string {
			if now.Matter != "public_space" || now.Category != "self_governance" || now.Tier != "community" || !now.Corrected || len(now.Near) == 0 || now.Near[0] != "public_space" {
				return "not taught"
			}
			return ""
		}},
		"TierFollowsTheMatter": {"小区里面那盏大灯不亮了", "小区里面的大灯也不亮了", class("city_light", "normal", ""), func(was, now catalogue.Suggestion) string {
			if was.Tier != "community" || now.Tier != "department" {
				return "tier of the machine's matter kept"
			}
			return ""
		}},
		"ClimbStays": {"小区里面那盏大灯不亮了", "小区里面的大灯不亮了，反映了十几次都没人解决", class("estate_road", "normal", ""), func(was, now catalogue.Suggestion) string {
			if was.Tier != "complex" {
				return "the text does not climb"
			}
			if now.Matter != "estate_road" || now.Tier != "complex" {
				return "asked again and again, and brought down by a correction"
			}
			return ""
		}},
		"KindOnly": {"楼道灯不亮", "楼道的灯不亮", catalogue.Class{Kind: "complaint"}, func(was, now catalogue.Suggestion) string {
			if now.Kind != "complaint" || now.Matter != was.Matter || !strings.HasPrefix(now.Reason, was.Reason) || !strings.Contains(now.Reason, "定为投诉") {
				return "kind"
			}
			return ""
		}},
		"UpToEmergency": {"晒太阳的老人每天坐在门口椅子上", "门口椅子上每天坐着晒太阳的老人", catalogue.Class{Lane: "emergency"}, func(_, now catalogue.Suggestion) string {
			if now.Lane != "emergency" || !strings.Contains(now.Reason, "紧急") {
				return "not raised"
			}
			return ""
		}},
		"FalseAlarmIsNotTaught": {"5栋独居老伯两天没出门了，敲门也没人应", "6栋独居老伯两天没出门了，敲门没人应", catalogue.Class{Lane: "normal"}, func(was, now catalogue.Suggestion) string {
			if was.Lane != "emergency" || now.Lane != "emergency" {
				return "hidden"
			}
			return ""
		}},
		"OtherTextsKeepTheirs": {"大厅宣传栏上贴的通知都褪色了，字看不清", "电梯坏了", class("public_space", "normal", ""), func(was, now catalogue.Suggestion) string {
			if now.Corrected || now.Matter != was.Matter {
				return "changed"
			}
			return ""
		}},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := catalogue.Plain(app, c.about)
			apptest.Must(t, err)
			from, to := classOf(app, before), c.to
			for _, p := range []struct{ to, from *string }{{&to.Lane, &from.Lane}, {&to.Kind, &from.Kind}, {&to.Category, &from.Category}, {&to.Tier, &from.Tier}, {&to.Matter, &from.Matter}} {
				if *p.to == "" {
					*p.to = *p.from
				}
			}
			was := judge(t, app, c.next)
			row := teach(t, app, c.about, from, to)
			now := judge(t, app, c.next)
			if wrong := c.want(was, now); wrong != "" {
				t.Errorf("%s: was %+v, now %+v", wrong, was.Result, now.Result)
			}
			apptest.Must(t, app.RunInTransaction(func(tx core.App) error { return catalogue.TakeBack(tx, row, access.Program()) }))
			if again := judge(t, app, c.next); again.Corrected || again.Matter != was.Matter || again.Lane != was.Lane {
				t.Errorf("taken back and still %+v", again.Result)
			}
		})
	}
}

// TestOfficeForgets: a matter taken out of use, or a text that was erased,
// teaches no more.
func TestOfficeForgets(t *testing.T) {
	app := apptest.New(t)
	const about, next = "大厅宣传栏上贴的通知都褪色了，字看不清", "我们楼大厅宣传栏贴的通知褪色了，字都看不清楚"
	m := catalogue.ByCode(app, "public_space")
	to := catalogue.Class{Lane: "normal", Kind: "help", Category: "self_governance", Tier: "community", Matter: m.Id}
	from := to
	from.Matter = ""
	c := teach(t, app, about, from, to)
	if judge(t, app, next).Matter != "public_space" {
		t.Fatal("not taught")
	}
	m = m.Fresh()
	m.Set("active", false)
	apptest.Must(t, app.Save(m))
	if s := judge(t, app, next); s.Matter == "public_space" || s.Corrected {
		t.Errorf("a matter out of use is proposed: %+v", s.Result)
	}
	m.Set("active", true)
	apptest.Must(t, app.Save(m))
	req, err := app.FindRecordById("requests", c.GetString("request"))
	apptest.Must(t, err)
	req.Set("text", "")
	apptest.Must(t, access.Own(app, req))
	m.Set("sort", 999) // anything that opens the catalogue anew
	apptest.Must(t, app.Save(m))
	if s := judge(t, app, next); s.Corrected {
		t.Errorf("words that were erased still teach: %+v", s.Result)
	}
}

// BenchmarkClassify judges with as many corrections as ever speak at once.
func BenchmarkClassify(b *testing.B) {
	app := apptest.New(b)
	rows, err := app.FindRecordsByFilter("matters", "active = true", "sort", 0, 0)
	apptest.Must(b, err)
	texts := classify.Defaults()
	apptest.Must(b, catalogue.Ready(app))
	apptest.Must(b, app.RunInTransaction(func(tx core.App) error {
		for i := range 2000 {
			m := rows[i%len(rows)]
			x := texts[i%len(texts)]
			c, err := tx.FindCollectionByNameOrId("requests")
			if err != nil {
				return err
			}
			req := core.NewRecord(c)
			req.Load(map[string]any{"request_no": fmt.Sprint("B-", i), "text": fmt.Sprintf("%s第%d幢的事情请来看一看", strings.Join(x.Examples, ""), i), "status": "closed"})
			if err := access.Own(tx, req); err != nil {
				return err
			}
			to := catalogue.Class{Lane: "normal", Kind: "help", Category: m.GetString("category"), Tier: m.GetString("tier"), Matter: m.Id}
			if _, err := catalogue.Remember(tx, catalogue.Correction{Request: req.Id, From: catalogue.Class{Lane: "normal", Kind: "help"}, To: to, By: access.Program()}); err != nil {
				return err
			}
		}
		return nil
	}))
	judge(b, app, "楼道灯不亮")
	for b.Loop() {
		judge(b, app, "单元门口那盏灯坏了三天，晚上老人进出看不见，找物业也没人来修")
	}
}

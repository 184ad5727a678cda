package requests_test

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// long asks for the full number of requests.
var long = flag.Bool("long", false, "measure with 600 000 requests instead of one per cent of them")

const (
	full  = 600_000
	share = full / 100
	seed  = 20261125
)

// troubles are what people report in the measured database, with its matter.
var troubles = []struct{ matter, text string }{
	{"public_light", "单元门口的灯坏了三天，晚上老人进出看不见"}, {"public_light", "楼道声控灯不亮，上下楼摸黑"}, {"lift_fault", "电梯老是咯噔咯噔响，有次停在半中间"},
	{"lift_fault", "左边那部电梯停运两天了"}, {"garbage", "垃圾桶满了两天没人收，苍蝇乱飞"}, {"gate_access", "门禁坏了一个多星期，谁都能进来"}, {"common_leak", "地下车库漏水，一下雨就滴在车上"},
	{"cleaning", "楼道一个月没人打扫，全是灰"}, {"greening", "树枝长到窗户上了，请修剪"}, {"charging", "充电桩坏了两个，电瓶车没地方充"}, {"parking_rules", "车子乱停，把路都堵住了"},
	{"water_supply", "从早上开始停水，什么时候来"}, {"dogs", "有人遛狗不拴绳，到处拉屎"}, {"corridor_clutter", "二楼楼道堆了好多纸板箱"}, {"elder_allowance", "想问高龄津贴怎么办，要带什么"},
	{"property_fee", "物业费为什么又涨了，没有公示"}, {"guard_security", "夜里岗亭没人，外面的人随便进"}, {"sewer_blocked", "门口下水道堵了，脏水冒出来"}, {"fitness", "健身器材断了一根，小孩差点摔着"}, {"camera", "监控坏了，丢了东西查不到"},
}

// crowd fills the requests of several years by SQL: 6 estates with 8 buildings
// each, one in a hundred and twenty-five still open.
func crowd(tb testing.TB, app *apptest.App, town *apptest.Town, n int) {
	tb.Helper()
	resident := app.Resident(town, "李秀英", "13900000001")
	start := time.Now()
	apptest.Must(tb, app.RunInTransaction(func(tx core.App) error {
		run := func(sql string, values dbx.Params) error {
			_, err := tx.DB().NewQuery(sql).Bind(values).Execute()
			return err
		}
		if err := run("CREATE TEMP TABLE troubles (k INTEGER PRIMARY KEY, matter TEXT, category TEXT, text TEXT)", nil); err != nil {
			return err
		}
		for i, t := range troubles {
			if err := run("INSERT INTO troubles SELECT {:k}, id, category, {:t} FROM matters WHERE code = {:c}", dbx.Params{"k": i, "t": t.text, "c": t.matter}); err != nil {
				return err
			}
		}
		// r is a number that jumps about, the same for the same seed.
		return run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {:n}),
			dice AS (SELECT i, abs((i + {:seed}) * 2654435761 % 1000003) AS r FROM n)
			INSERT INTO requests (id, created, updated, request_no, serial, kind, channel, lane, text, summary, matter, category, tier, estate, building, unit, place_label,
				status, received_at, replied_at, told, handler_org, room, resident)
			SELECT printf('m%014d', d.i), '', '', printf('MM-%08d-%04d', 20200101 + d.i / 1000, d.i % 10000), (SELECT coalesce(max(serial), 0) FROM requests) + d.i, 'help', 'qr', 'normal',
				t.text, substr(t.text, 1, 24), t.matter, t.category, 'community',
				CASE WHEN r / 20 % 6 = 0 THEN {:estate} ELSE 'estate' || (r / 20 % 6) END,
				CASE WHEN r / 20 % 48 = 0 THEN {:building} ELSE 'building' || (r / 20 % 48) END, CASE WHEN r / 20 % 96 = 0 THEN {:unit} ELSE 'unit' || (r / 20 % 144) END,
				'湖畔花园' || (r / 20 % 6) || '期 ' || (r / 20 % 48 + 1) || '幢 ' || (r % 3 + 1) || '单元',
				CASE WHEN r / 997 % 250 = 7 THEN 'pending' WHEN r / 997 % 250 = 11 THEN 'in_progress' ELSE 'closed' END,
				strftime('%Y-%m-%d %H:%M:%fZ', {:now}, '-' || (({:n} - d.i) * 1095 / {:n}) || ' days'), '', 1,
				CASE WHEN r / 7 % 3 = 0 THEN {:org} ELSE 'other' END, printf('%d', 101 + r % 40), {:resident}
			FROM dice d JOIN troubles t ON t.k = r % {:k}`, dbx.Params{"n": n, "seed": seed, "k": len(troubles), "estate": town.Estate.Id, "building": town.Building.Id,
			"unit": town.Unit.Id, "org": town.Property.Id, "resident": resident.Id, "now": app.Clock.Now().UTC().Format("2006-01-02 15:04:05")})
	}))
	written := time.Since(start)
	apptest.Must(tb, requests.Reread(app))
	read, err := requests.ReadWords(context.Background(), app)
	apptest.Must(tb, err)
	tb.Logf("%d requests of seed %d written in %v, the words of %d read in %v", n, seed, written.Round(time.Millisecond), read, (time.Since(start) - written).Round(time.Millisecond))
}

// measured are the calls whose cost must not grow with the years.
func measured(app *apptest.App, town *apptest.Town) []struct {
	name string
	ask  func() apptest.Answer
} {
	suggest := func(text string) func() apptest.Answer {
		return func() apptest.Answer {
			return app.Call(nil, "POST", "/api/requests/suggest", map[string]any{"text": text, "building": town.Building.Id, "unit": town.Unit.Id})
		}
	}
	find := func(who *core.Record, q, filter string) func() apptest.Answer {
		return func() apptest.Answer {
			return app.Call(who, "GET", "/api/requests/search?q="+escape(q)+"&filter="+escape(filter), nil)
		}
	}
	return []struct {
		name string
		ask  func() apptest.Answer
	}{
		{plainList, func() apptest.Answer {
			return app.Call(town.Clerk, "GET", create+"?sort=-received_at&skipTotal=1", nil)
		}},
		{"similar for staff", func() apptest.Answer {
			return app.Call(town.Clerk, "GET", "/api/requests/"+printed(1)+"/similar", nil)
		}},
		{"suggest 电梯", suggest("电梯又停运了，老人下不了楼")},
		{"suggest 停水", suggest("家里停水了，什么时候来水")},
		{"suggest 办证", suggest("高龄津贴怎么办")},
		{"search 电梯", find(town.Clerk, "电梯", "")},
		{"search 单元", find(town.Clerk, "单元", "")},
		{"search 5幢 电梯", find(town.Clerk, "5幢 电梯", "")},
		{"search number", find(town.Clerk, "MM-20200101-0042", "")},
		{"search a short list", find(town.Clerk, "楼道", "status='pending' && matter!=''")},
		{"search of a contact", find(town.Contact, "电梯", "(handler_org='"+town.Property.Id+"' && (status='dispatched' || status='in_progress'))")},
		{"search for nothing", find(town.Clerk, "直升机场", "")},
		{"search one sign", find(town.Clerk, "灯", "")},
	}
}

// BenchmarkFind measures the calls made while somebody types, beside
// PocketBase's own list of thirty: at one per cent of the requests, with -long
// at all of them. The last one is what it costs to take the words of one
// request out again.
func BenchmarkFind(b *testing.B) {
	n := share
	if *long {
		n = full
	}
	app := apptest.New(b)
	town := app.Town()
	crowd(b, app, town, n)
	for _, m := range measured(app, town) {
		b.Run(m.name, func(b *testing.B) {
			for b.Loop() {
				if got := m.ask(); got.Code != 200 {
					b.Fatal(got.Raw)
				}
			}
		})
	}
	next := n
	b.Run("seal", func(b *testing.B) {
		for b.Loop() {
			got := app.Call(town.Steward, "POST", "/api/requests/"+printed(next)+"/seal", map[string]any{"concerns": "conduct", "reason": "来电人要求"})
			if next--; got.Code != 200 {
				b.Fatal(got.Raw)
			}
		}
	})
}

// plainList is what PocketBase's own list of thirty costs.
const plainList = "a list of thirty"

// printed is the id of the n-th request of the crowd.
func printed(n int) string { return fmt.Sprintf("m%014d", n) }

func escape(s string) string {
	return strings.NewReplacer("+", "%2B", "&", "%26", " ", "+", "%", "%25").Replace(s)
}

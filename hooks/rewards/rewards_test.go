package rewards_test

import (
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/people"
	"hongguan/hooks/points"
	"hongguan/hooks/rewards"
)

var long = flag.Bool("long", false, "all rounds of the race for the last item")

// known is a resident who proved who she is.
func known(app *apptest.App, town *apptest.Town, name, phone string) *core.Record {
	r := app.Resident(town, name, phone)
	r.Load(map[string]any{"real_name": "confirmed", "real_name_how": "本人到窗口"})
	if err := app.Save(r); err != nil {
		panic(err)
	}
	return r
}

// give gives points by an award.
func give(t testing.TB, app *apptest.App, who *core.Record, n int) {
	t.Helper()
	if _, err := app.FindFirstRecordByData("point_rules", "trigger", "service"); err != nil {
		app.Create("point_rules", "name", "志愿服务按小时", "trigger", "service", "amount", 1, "per", "hour", "valid_months", 12, "active", true)
	}
	apptest.Must(t, app.RunInTransaction(func(tx core.App) error {
		_, err := points.Award(tx, access.Program(), points.Service{Account: who.Id, Key: "service:" + core.GenerateDefaultRandomId(), Trigger: points.ForService, Start: app.Clock.Now(), Minutes: n * 60, Sentence: "为3幢老人家换灯"})
		return err
	}))
}

// offer puts a reward on the list, with its stock.
func offer(t testing.TB, app *apptest.App, stock int, pairs ...any) *core.Record {
	t.Helper()
	f := map[string]any{"name": "洗衣液 1 千克", "kind": "goods", "class": "daily", "cost": 5, "source": "为民服务专项经费", "budget_year": "2026", "budget": 800, "worth": 12.5, "active": true}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
	}
	c, err := app.FindCollectionByNameOrId("rewards")
	apptest.Must(t, err)
	x := core.NewRecord(c)
	x.Load(f)
	apptest.Must(t, app.Save(x))
	if stock > 0 {
		apptest.Must(t, app.RunInTransaction(func(tx core.App) error {
			return rewards.Stock(tx, access.Actor{Kind: access.Superuser, Label: "社区书记"}, x, "in", stock, "社区采购")
		}))
	}
	return x
}

func stands(t *testing.T, app *apptest.App, what string, who, x *core.Record, balance, left int) {
	t.Helper()
	b, _, err := points.Balance(app.BaseApp, who.Id)
	apptest.Must(t, err)
	n, err := rewards.Left(app.BaseApp, x.Id)
	apptest.Must(t, err)
	if b != balance || n != left {
		t.Errorf("%s: %d points and %d pieces, want %d and %d", what, b, n, balance, left)
	}
}

func redeem(app *apptest.App, who, x *core.Record, key string) apptest.Answer {
	return app.Call(who, "POST", "/api/rewards/"+x.Id+"/redeem", map[string]any{"client_key": key})
}

// TestRedemption: redeemed, handed over by its code; another cancelled.
func TestRedemption(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	give(t, app, li, 20)
	x := offer(t, app, 3, "per_year", 2)
	first := redeem(app, li, x, "one")
	if first.Code != 200 || len(first.Text("code")) != 8 || !strings.Contains(first.Text("qr"), "<svg") || first.Text("notice") != rewards.Notice {
		t.Fatal(first.Raw)
	}
	if again := redeem(app, li, x, "one"); again.Text("id") != first.Text("id") || again.Text("code") != first.Text("code") {
		t.Errorf("the second tap redeemed again: %s", again.Raw)
	}
	stands(t, app, "redeemed", li, x, 15, 2)
	second := redeem(app, li, x, "two")
	app.Chinese("a third in the year", redeem(app, li, x, "three"), 400)
	stands(t, app, "twice", li, x, 10, 1)

	// At the counter.
	code := "/api/redemptions/code/"
	if got := app.Call(town.Clerk, "GET", code+first.Text("code")[:4]+"%20"+first.Text("code")[4:], nil); got.Text("id") != first.Text("id") || got.Text("who") != "李**" || strings.Contains(got.Raw, "李秀英") {
		t.Errorf("the code says: %s", got.Raw)
	}
	app.Chinese("a wrong code", app.Call(town.Clerk, "GET", code+"00000000", nil), 404)
	hand := func(who *core.Record, id string, body map[string]any) apptest.Answer {
		return app.Call(who, "POST", "/api/redemptions/"+id+"/hand_over", body)
	}
	app.Chinese("without code", hand(town.Clerk, first.Text("id"), map[string]any{}), 400)
	app.Chinese("with another's code", hand(town.Clerk, first.Text("id"), map[string]any{"code": second.Text("code")}), 400)
	app.Chinese("with wrong digits", hand(town.Clerk, first.Text("id"), map[string]any{"last4": "9999"}), 400)
	if got := hand(town.Clerk, first.Text("id"), map[string]any{"code": first.Text("code")}); got.Code != 200 || got.Text("state") != "handed" {
		t.Fatal(got.Raw)
	}
	app.Chinese("twice", hand(town.Clerk, first.Text("id"), map[string]any{"code": first.Text("code")}), 400)
	app.Chinese("cancelled after", app.Call(li, "POST", "/api/redemptions/"+first.Text("id")+"/cancel", nil), 400)
	app.Chinese("its code is used up", app.Call(town.Clerk, "GET", code+first.Text("code"), nil), 404)

	// The other she takes back, twice.
	for i, want := range []int{200, 400} {
		if got := app.Call(li, "POST", "/api/redemptions/"+second.Text("id")+"/cancel", nil); got.Code != want {
			t.Errorf("cancel %d: %s", i, got.Raw)
		}
		stands(t, app, "cancelled", li, x, 15, 2)
	}
	// What was cancelled does not count; what nobody comes for goes back.
	third := redeem(app, li, x, "four")
	stands(t, app, "redeemed again", li, x, 10, 1)
	apptest.Must(t, jobs.Tick(app.BaseApp))
	app.Clock.Set(time.Date(2026, 12, 7, 23, 59, 0, 0, apptest.Monday.Location()))
	lapse := func() {
		t.Helper()
		apptest.Must(t, app.RunInTransaction(rewards.LapseAll))
	}
	lapse()
	stands(t, app, "the last day", li, x, 10, 1)
	app.Clock.Add(time.Minute)
	for range 2 {
		lapse()
		stands(t, app, "lapsed", li, x, 15, 2)
	}
	if got := app.Call(li, "GET", "/api/rewards", nil); !strings.Contains(got.Raw, "14 天没有来领") || strings.Contains(got.Raw, third.Text("code")) {
		t.Errorf("she reads: %s", got.Raw)
	}
	// By the last four digits, for whoever has no telephone with her.
	app.Clock.Set(app.Clock.Now().Add(time.Hour))
	if got := app.Call(town.Clerk, "POST", "/api/rewards/"+x.Id+"/redeem", map[string]any{"client_key": "desk", "resident": li.Id}); got.Code != 200 {
		t.Fatal(got.Raw)
	} else if got := hand(town.Steward, got.Text("id"), map[string]any{"last4": "0001"}); got.Code != 200 {
		t.Error(got.Raw)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, stranger := known(app, town, "李秀英", "13900000001"), app.Resident(town, "赵国强", "13900000002")
	give(t, app, li, 4)
	give(t, app, stranger, 50)
	x, none := offer(t, app, 3), offer(t, app, 0, "cost", 1)
	later := offer(t, app, 3, "cost", 1, "from_day", "2026-11-24")
	off := offer(t, app, 3, "cost", 1, "active", false)
	for name, c := range map[string]struct {
		who, x *core.Record
		key    string
		want   string
	}{
		"too few":    {li, x, "a", "您现在有 4 分，这件要 5 分，还差 1 分"},
		"not known":  {stranger, x, "a", "兑换要先核对本人"},
		"none left":  {li, none, "a", "已经兑换完了，没有扣您的积分"},
		"not yet":    {li, later, "a", "现在不能兑换"},
		"not on":     {li, off, "a", "现在不能兑换"},
		"without id": {li, x, "", "请刷新后再试"},
	} {
		got := redeem(app, c.who, c.x, c.key)
		if got.Code != 400 || !strings.Contains(got.Message(), c.want) {
			t.Errorf("%s: HTTP %d %s, want %s", name, got.Code, got.Raw, c.want)
		}
	}
	stands(t, app, "after all that", li, x, 4, 3)
	// The clerk who lives here neither redeems for herself at the desk nor hands over to herself.
	town.Clerk.Set("phone", "13900000001")
	apptest.Must(t, app.Save(town.Clerk))
	give(t, app, li, 10)
	app.Chinese("for herself", app.Call(town.Clerk, "POST", "/api/rewards/"+x.Id+"/redeem", map[string]any{"client_key": "z", "resident": li.Id}), 400)
	mine := redeem(app, li, x, "b")
	app.Chinese("to herself", app.Call(town.Clerk, "POST", "/api/redemptions/"+mine.Text("id")+"/hand_over", map[string]any{"code": mine.Text("code")}), 400)
}

func TestOffers(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	save := func(pairs ...any) apptest.Answer {
		f := map[string]any{"name": "雨伞", "kind": "goods", "class": "daily", "cost": 5, "source": "专项经费", "budget_year": "2026", "worth": 20, "active": true}
		for i := 0; i+1 < len(pairs); i += 2 {
			f[pairs[i].(string)] = pairs[i+1]
		}
		return app.Call(town.Superuser, "POST", "/api/collections/rewards/records", f)
	}
	for name, c := range map[string]struct {
		pairs []any
		want  string
	}{
		"free":         {[]any{"cost", 0}, "请写 1 到 10000 之间的整数"},
		"half a point": {[]any{"cost", 2.5}, "请写 1 到 10000 之间的整数"},
		"no source":    {[]any{"source", ""}, "物品请写经费来源或捐赠人"},
		"no worth":     {[]any{"worth", 0}, "物品请写一件值多少元"},
		"no year":      {[]any{"budget_year", "明年"}, "请写列入哪一年的预算"},
		"a link":       {[]any{"text", "详情见 https://shop.example.com"}, "这里不登商家广告"},
		"a number":     {[]any{"text", "订购电话 0512-62811111"}, "这里不登商家广告"},
		"an account":   {[]any{"name", "加微信领雨伞"}, "这里不登商家广告"},
		"a card":       {[]any{"name", "超市购物卡 100 元"}, "积分不是钱"},
		"a voucher":    {[]any{"text", "可领代金券一张"}, "积分不是钱"},
		"a fee":        {[]any{"name", "物业费减免一个月"}, "积分不是钱"},
		"as daily":     {[]any{"name", "地下车位用一个月"}, "类别要照实选"},
		"parking":      {[]any{"class", "parking"}, "“车位”关系到大家的权益"},
		"school":       {[]any{"class", "school", "council_vote", "没有"}, "“入学”关系到大家的权益"},
		"turned":       {[]any{"from_day", "2027-01-02", "until_day", "2027-01-01"}, "最后一天在第一天前面"},
		"no class":     {[]any{"class", "money"}, "请选择类别"},
	} {
		if got := save(c.pairs...); got.Code != 400 || !strings.Contains(got.Raw, c.want) {
			t.Errorf("%s: HTTP %d %s, want %s", name, got.Code, got.Raw, c.want)
		}
	}
	if got := save("class", "parking", "kind", "priority", "council_vote", "2026年11月2日议事会表决，32 票同意 3 票反对"); got.Code != 200 {
		t.Errorf("what the council voted for: %s", got.Raw)
	}
	cheap := save("cost", 1)
	if cheap.Code != 200 {
		t.Fatal(cheap.Raw)
	}
	// Priority stands before goods, however dear.
	li := known(app, town, "李秀英", "13900000001")
	if got := app.Call(li, "GET", "/api/rewards", nil).Raw; strings.Index(got, "优先权") > strings.Index(got, "物品") || !strings.Contains(got, "物品") {
		t.Errorf("goods stand first: %s", got)
	}
	app.Chinese("delete", app.Call(town.Superuser, "DELETE", "/api/collections/rewards/records/"+cheap.Text("id"), nil), 400)
}

func TestStock(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	give(t, app, li, 20)
	x := offer(t, app, 0)
	move := func(who *core.Record, kind string, n any, reason string) apptest.Answer {
		return app.Call(who, "POST", "/api/rewards/"+x.Id+"/stock", map[string]any{"kind": kind, "amount": n, "reason": reason})
	}
	for _, a := range []struct {
		name string
		who  *core.Record
		code int
	}{{"guest", nil, 401}, {"resident", li, 403}, {"contact", town.Contact, 403}, {"grid worker", town.Grid, 403}, {"clerk", town.Clerk, 200}, {"steward", town.Steward, 200}, {"superuser", town.Superuser, 200}} {
		if got := move(a.who, "in", 2, "社区采购"); got.Code != a.code {
			t.Errorf("%s: HTTP %d %s", a.name, got.Code, got.Raw)
		}
	}
	redeem(app, li, x, "a")
	stands(t, app, "one waits", li, x, 15, 5)
	for name, c := range map[string]struct {
		kind   string
		n      any
		reason string
		want   string
	}{
		"more than there is": {"out", 6, "运输损坏", "能动的只有 5 件，还有 1 件等人来领"},
		"nothing":            {"in", 0, "社区采购", "请写 1 到 10000 件"},
		"less than nothing":  {"in", -3, "社区采购", "请写 1 到 10000 件"},
		"no reason":          {"out", 1, "", "请写一句说明"},
		"a sale":             {"sold", 1, "卖掉了", "请选入库、出库还是盘点"},
		"counted too few":    {"counted", 0, "12月盘点", "有 1 件等人来领"},
		"no number":          {"in", nil, "社区采购", "请写几件"},
	} {
		if got := move(town.Clerk, c.kind, c.n, c.reason); got.Code != 400 || !strings.Contains(got.Message(), c.want) {
			t.Errorf("%s: HTTP %d %s, want %s", name, got.Code, got.Raw, c.want)
		}
	}
	move(town.Clerk, "out", 1, "运输损坏")
	stands(t, app, "spoilt", li, x, 15, 4)
	move(town.Clerk, "counted", 4, "少一瓶，找不到") // one of the four waits for her
	stands(t, app, "counted", li, x, 15, 3)
	for _, sql := range []string{"UPDATE stock_moves SET [[left]] = 9", "DELETE FROM stock_moves",
		"INSERT INTO stock_moves (id, reward, seq, kind, amount, [[left]], at) VALUES ('x', '" + x.Id + "', 7, 'out', -4, -1, '2026-11-23')"} {
		if _, err := app.DB().NewQuery(sql).Execute(); err == nil {
			t.Errorf("the database takes %s", sql)
		}
	}
	paper := app.Call(town.Clerk, "GET", "/api/print/stock/now", nil).Raw
	for _, want := range []string{"洗衣液 1 千克", "为民服务专项经费", "td>3</td>", "td>4</td>", "盘点人"} {
		if !strings.Contains(strings.ReplaceAll(paper, `\u003c`, "<"), want) && !strings.Contains(paper, want) {
			t.Errorf("the sheet lacks %s: %s", want, paper)
		}
	}
	year := app.Call(town.Clerk, "GET", "/api/print/points/2026", nil).Raw
	for text, want := range map[string]bool{"洗衣液 1 千克": true, "服务得分": true, "少于 3 人": true, "不列": true, "800.00": true, "李": false, "20 分": false} {
		if strings.Contains(year, text) != want {
			t.Errorf("the yearly account holds %s: %v: %s", text, !want, year)
		}
	}
	app.Chinese("a year to come", app.Call(town.Clerk, "GET", "/api/print/points/2031", nil), 400)
}

// TestLastItem: fifty at once for the last one; one has it, nobody else paid.
func TestLastItem(t *testing.T) {
	rounds := 20
	if *long {
		rounds = 1000
	}
	app := apptest.New(t)
	town := app.Town()
	const claimants = 50
	var who []*core.Record
	for i := range claimants {
		r := known(app, town, "李秀英", fmt.Sprintf("139000001%02d", i))
		give(t, app, r, rounds)
		who = append(who, r)
	}
	for round := range rounds {
		x := offer(t, app, 1, "cost", 1)
		var wait sync.WaitGroup
		var mu sync.Mutex
		won := map[string]bool{}
		start := make(chan struct{})
		for i, r := range who {
			for range 1 + i%2 { // every second one taps twice
				wait.Go(func() {
					<-start
					got, err := rewards.Redeem(app.BaseApp, app.As(r), x.Id, r.Id, fmt.Sprint("round", round))
					if err == nil {
						mu.Lock()
						won[got.Id] = true
						mu.Unlock()
					} else if !strings.Contains(err.Error(), "已经兑换完了") {
						t.Errorf("round %d: %v", round, err)
					}
				})
			}
		}
		close(start)
		wait.Wait()
		left, err := rewards.Left(app.BaseApp, x.Id)
		apptest.Must(t, err)
		n, err := app.CountRecords("redemptions", dbx.HashExp{"reward": x.Id})
		apptest.Must(t, err)
		if len(won) != 1 || left != 0 || n != 1 {
			t.Fatalf("round %d: %d winners, %d left, %d redemptions", round, len(won), left, n)
		}
	}
	var spent int
	apptest.Must(t, app.DB().NewQuery("SELECT SUM(amount) FROM point_entries WHERE kind = 'redeem'").Row(&spent))
	if spent != -rounds {
		t.Errorf("%d points were taken, want %d", -spent, rounds)
	}
}

func TestWhoHandsOver(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li, wang := known(app, town, "李秀英", "13900000001"), known(app, town, "王建国", "13900000002")
	give(t, app, li, 90)
	x := offer(t, app, 50, "cost", 1)
	for _, a := range []struct {
		name                                       string
		who                                        *core.Record
		list, redeem, waiting, code, hand, cancels int
	}{
		{"guest", nil, 401, 401, 401, 401, 401, 401}, {"owner", li, 200, 200, 403, 403, 403, 200}, {"other resident", wang, 200, 400, 403, 403, 403, 404},
		{"contact", town.Contact, 403, 403, 403, 403, 403, 403}, {"grid worker", town.Grid, 403, 403, 403, 403, 403, 403},
		{"clerk", town.Clerk, 200, 200, 200, 200, 200, 200}, {"steward", town.Steward, 200, 200, 200, 200, 200, 200}, {"superuser", town.Superuser, 200, 200, 200, 200, 200, 200},
	} {
		one, two := redeem(app, li, x, a.name+"1"), redeem(app, li, x, a.name+"2")
		for _, s := range []struct {
			method, path string
			body         any
			want         int
		}{
			{"GET", "/api/rewards", nil, a.list},
			{"POST", "/api/rewards/" + x.Id + "/redeem", map[string]any{"client_key": a.name, "resident": li.Id}, a.redeem},
			{"GET", "/api/redemptions", nil, a.waiting},
			{"GET", "/api/redemptions/code/" + one.Text("code"), nil, a.code},
			{"POST", "/api/redemptions/" + one.Text("id") + "/hand_over", map[string]any{"code": one.Text("code")}, a.hand},
			{"POST", "/api/redemptions/" + two.Text("id") + "/cancel", map[string]any{"reason": "本人电话说不要了"}, a.cancels},
		} {
			if got := app.Call(a.who, s.method, s.path, s.body); got.Code != s.want {
				t.Errorf("%s %s %s: HTTP %d, want %d: %s", a.name, s.method, s.path, got.Code, s.want, got.Raw)
			}
		}
		if got := app.Call(a.who, "GET", "/api/redemptions", nil).Raw; strings.Contains(got, "李秀英") || strings.Contains(got, one.Text("code")) {
			t.Errorf("%s reads a name or a code: %s", a.name, got)
		}
	}
	if got := app.Call(wang, "GET", "/api/rewards", nil); strings.Contains(got.Raw, `"code"`) {
		t.Errorf("somebody else's redemptions: %s", got.Raw)
	}
}

func TestErase(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	give(t, app, li, 10)
	x := offer(t, app, 3)
	r := redeem(app, li, x, "a")
	if _, err := people.Erase(app.BaseApp, li.Id, app.As(town.Superuser), "本人到窗口"); err == nil || !strings.Contains(err.Error(), "还没有领") {
		t.Errorf("erased while something waits: %v", err)
	}
	app.Call(town.Clerk, "POST", "/api/redemptions/"+r.Text("id")+"/hand_over", map[string]any{"code": r.Text("code")})
	url := app.Call(li, "POST", "/api/residents/me/export", nil).Text("url")
	if page := app.Call(nil, "GET", url, nil); !strings.Contains(page.Raw, "洗衣液 1 千克") || !strings.Contains(page.Raw, "已领走") {
		t.Errorf("her own data: %.800s", page.Raw)
	}
	if _, err := people.Erase(app.BaseApp, li.Id, app.As(town.Superuser), "本人到窗口"); err != nil {
		t.Fatal(err)
	}
	if row, err := app.FindRecordById("redemptions", r.Text("id")); err != nil || row.GetString("resident")+row.GetString("client_key") != "" {
		t.Errorf("left of her: %v %v", row, err)
	}
}

// TestJoined: what somebody redeemed under a second registration is hers under
// the first, and counts; and no screen shows the digits she proves herself by.
func TestJoined(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(app, town, "李秀英", "13900000001")
	app.Clock.Add(time.Minute)
	second := known(app, town, "李秀英", "13900000001")
	give(t, app, li, 20)
	give(t, app, second, 20)
	x := offer(t, app, 5, "per_person", 2)
	redeem(app, li, x, "one")
	mine := redeem(app, second, x, "one")
	if got := app.Call(town.Clerk, "GET", "/api/redemptions", nil); got.Code != 200 || strings.Contains(got.Raw, "0001") || !strings.Contains(got.Raw, "139****") {
		t.Errorf("the counter reads the last digits: %s", got.Raw)
	}
	if got := app.Call(town.Superuser, "POST", "/api/residents/"+second.Id+"/link", map[string]any{"to": li.Id}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	stands(t, app, "joined", li, x, 30, 3)
	app.Chinese("a third", redeem(app, li, x, "two"), 400)
	for _, who := range []*core.Record{li, second} {
		if got := app.Call(who, "GET", "/api/rewards", nil); !strings.Contains(got.Raw, mine.Text("code")) {
			t.Errorf("she does not see her code: %s", got.Raw)
		}
	}
	if got := app.Call(li, "POST", "/api/redemptions/"+mine.Text("id")+"/cancel", nil); got.Code != 200 {
		t.Error(got.Raw)
	}
	stands(t, app, "cancelled", li, x, 35, 4)
	// Whoever of the office lives with her neither redeems for her nor hands over.
	town.Clerk.Set("phone", "13900000002")
	apptest.Must(t, app.Save(town.Clerk))
	daughter := known(app, town, "王敏", "13900000002")
	for _, r := range []*core.Record{li, daughter} {
		r, _ = app.FindRecordById("residents", r.Id)
		r.Set("room", "301")
		apptest.Must(t, app.Save(r))
	}
	app.Chinese("for her mother", app.Call(town.Clerk, "POST", "/api/rewards/"+x.Id+"/redeem", map[string]any{"client_key": "z", "resident": li.Id}), 400)
	last := redeem(app, li, x, "three")
	app.Chinese("to her mother", app.Call(town.Clerk, "POST", "/api/redemptions/"+last.Text("id")+"/hand_over", map[string]any{"code": last.Text("code")}), 400)
}

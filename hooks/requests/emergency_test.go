package requests_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// knock is a danger in ordinary words, without any of its names.
const knock = "五楼的独居老伯两天没出门了，敲门也没人应，电话打不通"

// onDuty puts somebody on the roster for every hour.
func onDuty(app *apptest.App) {
	app.Create("watches", "name", "王敏", "email", "wangmin@example.com", "days", []string{"workday", "restday"}, "from_time", "00:00", "to_time", "24:00", "active", true)
}

// hushed are words that would make somebody in danger put the telephone down.
var hushed = []string{"已受理", "耐心等待", "工作日", "马上到", "正在赶", "已派", "救援人员"}

func quiet(t *testing.T, where, text string) {
	t.Helper()
	for _, w := range hushed {
		if strings.Contains(text, w) {
			t.Errorf("%s says %s: %s", where, w, text)
		}
	}
}

// TestHonestWords reads everything a resident reads of her emergency, with and
// without anybody on duty.
func TestHonestWords(t *testing.T) {
	t.Parallel()
	for name, duty := range map[string]bool{"nobody": false, "somebody": true} {
		t.Run(name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			li := app.Resident(town, "李秀英", "13900000001")
			want := "现在无人值守，请立即拨打 110/119/120"
			if duty {
				onDuty(app)
				want = "社区值班人员会看到您写的；但这不是救援"
			}
			suggested := app.Call(nil, "POST", "/api/requests/suggest", map[string]any{"text": knock})
			if !strings.Contains(suggested.Text("duty"), want) {
				t.Errorf("while typing: %s", suggested.Raw)
			}
			sent := app.Form(li, create, map[string]string{"text": knock, "building": town.Building.Id, "client_key": "k"})
			if next := sent.Text("next"); !strings.Contains(next, want) || !strings.Contains(next, "0512-62800000") {
				t.Errorf("after sending: %s", next)
			}
			quiet(t, "the answer", sent.Text("next")+sent.Text("status_label")+sent.Text("due_reason"))

			look := func(step string) {
				t.Helper()
				id := sent.Text("id")
				mine := app.Call(li, "GET", create+"/"+id, nil)
				events := app.Call(li, "GET", "/api/collections/request_events/records?filter=request='"+id+"'", nil)
				track := app.Call(nil, "GET", "/api/track/"+sent.Text("request_no")+"?code="+sent.Text("query_code"), nil)
				home := app.Call(li, "GET", "/api/home", nil)
				for where, text := range map[string]string{"request": mine.Text("status_label") + mine.Text("due_reason"), "timeline": events.Raw,
					"track": track.Raw, "home": fmt.Sprint(home.Body["latest"])} {
					quiet(t, step+": "+where, strings.ReplaceAll(text, "社区工作者", ""))
				}
			}
			look("sent")
			req, err := app.FindRecordById("requests", sent.Text("id"))
			apptest.Must(t, err)
			app.Do(town.Clerk, req, "accept")
			look("accepted")
			app.Do(town.Clerk, req, "take")
			look("taken")
			app.Do(town.Clerk, req, "handle", "found", "false_alarm", "reached", true, "text", "老人去儿子家了")
			mine := app.Call(li, "GET", create+"/"+req.Id, nil)
			if !strings.Contains(mine.Text("due_reason"), "紧急情况处置完") || mine.Text("status_label") != "已受理" {
				t.Errorf("handled: %s, %s", mine.Text("status_label"), mine.Text("due_reason"))
			}
		})
	}
}

// TestEmergencyClock: minutes until it is handled, then the ordinary term.
func TestEmergencyClock(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Clock.Set(apptest.Monday.Add(14 * time.Hour)) // 23:00
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), knock)
	due := func() string {
		r, err := app.FindRecordById("requests", req.Id)
		apptest.Must(t, err)
		return r.GetDateTime("due_at").Time().In(apptest.Monday.Location()).Format("01-02 15:04")
	}
	if due() != "11-23 23:30" {
		t.Errorf("received at 23:00, due %s", due())
	}
	app.Do(town.Clerk, req, "take")
	app.Do(town.Clerk, req, "ask_info", "question", "老人多大年纪？")
	app.Clock.Add(time.Hour)
	app.Do(town.Clerk, req, "supply", "text", "八十")
	if due() != "11-23 23:30" {
		t.Errorf("a question stopped the clock: %s", due())
	}
	app.Do(town.Grid, req, "handle", "found", "real", "reached", true, "text", "已送医院")
	if due() != "12-01 17:30" { // handled on Tuesday after midnight
		t.Errorf("handled on 24th, due %s", due())
	}
}

// TestTakeAndHandle is who may, and what two people at once are told.
func TestTakeAndHandle(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhou := app.Staff("clerk", "周婷", town.Residents.Id)
	li := app.Resident(town, "李秀英", "13900000001")
	req, plain := app.Ask(town, li, knock), app.Ask(town, li, "单元门口的灯坏了三天")
	apply := func(who, r *core.Record, verb string, body map[string]any) apptest.Answer {
		return app.Call(who, "POST", "/api/requests/"+r.Id+"/"+verb, body)
	}
	handled := map[string]any{"found": "real", "reached": true, "text": "门开了，老人摔倒，120 已接走"}
	for _, verb := range []string{"take", "handle"} {
		for name, c := range map[string]struct {
			who  *core.Record
			code int
		}{"guest": {nil, 401}, "owner": {li, 400}, "neighbour": {app.Resident(town, "王芳", "1380000000"+fmt.Sprint(len(verb))), 400},
			"contact elsewhere": {town.Elsewhere, 404}, "contact": {town.Contact, 404}} {
			app.Chinese(verb+" by "+name, apply(c.who, req, verb, handled), c.code)
		}
		app.Chinese(verb+" of no emergency", apply(town.Clerk, plain, verb, handled), 400)
		if got := app.Call(town.Clerk, "GET", create+"/"+plain.Id, nil); strings.Contains(got.Raw, `"verb":"`+verb+`"`) {
			t.Errorf("%s is offered for no emergency", verb)
		}
	}
	offered := func(who *core.Record, verb string) bool {
		return strings.Contains(app.Call(who, "GET", create+"/"+req.Id, nil).Raw, `"verb":"`+verb+`"`)
	}
	for name, who := range map[string]*core.Record{"grid": town.Grid, "clerk": town.Clerk, "steward": town.Steward, "superuser": town.Superuser} {
		if !offered(who, "take") || !offered(who, "handle") || offered(who, "accept") {
			t.Errorf("%s: take %v, handle %v, accept %v", name, offered(who, "take"), offered(who, "handle"), offered(who, "accept"))
		}
	}

	got := apply(town.Clerk, req, "take", nil)
	if got.Code != 200 || got.Text("status") != "accepted" || got.Text("called_by") != "王敏" || got.Text("lamp_label") != "王敏正在处理（09:00起）" {
		t.Fatalf("take: %s", got.Raw)
	}
	app.Chinese("a second tap", apply(town.Clerk, req, "take", nil), 400)
	second := apply(zhou, req, "take", nil)
	app.Chinese("a second clerk", second, 400)
	if m := second.Message(); m != "王敏从09:00起正在处理，请先问一声；到09:30还没有处置完，您再接手" {
		t.Errorf("a second clerk reads %q", m)
	}
	if offered(zhou, "take") || !offered(zhou, "handle") || !offered(town.Steward, "take") || offered(town.Clerk, "take") {
		t.Error("buttons after it was taken")
	}
	if got := app.Call(zhou, "GET", create+"/"+req.Id, nil); got.Text("lamp_label") != "王敏正在处理（09:00起）" || got.Body["urgent"] != true {
		t.Errorf("the second clerk's row: %s", got.Raw)
	}
	app.Clock.Add(30 * time.Minute)
	if got := apply(zhou, req, "take", nil); got.Code != 200 || got.Text("called_by") != "周婷" {
		t.Errorf("after half an hour: %s", got.Raw)
	}

	for name, c := range map[string]struct {
		body map[string]any
		want string
	}{
		"nothing":    {map[string]any{}, "请选择核实下来是什么情况"},
		"no text":    {map[string]any{"found": "real"}, "请写明看到什么、怎么处置的"},
		"no outcome": {map[string]any{"text": "看过了"}, "请选择核实下来是什么情况"},
		"unknown":    {map[string]any{"found": "maybe", "text": "看过了"}, "“核实下来是”没有这个选项，请重新选择"},
	} {
		got := apply(zhou, req, "handle", c.body)
		app.Chinese(name, got, 400)
		if got.Message() != c.want {
			t.Errorf("%s: %q, want %q", name, got.Message(), c.want)
		}
	}
	got = apply(town.Grid, req, "handle", handled)
	if got.Code != 200 || got.Text("found") != "real" || got.Body["urgent"] != false || got.Text("status") != "accepted" {
		t.Fatalf("handle: %s", got.Raw)
	}
	app.Chinese("handled twice", apply(town.Clerk, req, "handle", handled), 400)
	app.Chinese("taken after", apply(town.Clerk, req, "take", nil), 400)
	if offered(town.Clerk, "handle") || !offered(town.Clerk, "dispatch") {
		t.Error("buttons after it was handled")
	}

	// The resident reads one honest sentence and not what was found in a neighbour's flat.
	events := app.Call(li, "GET", "/api/collections/request_events/records?perPage=50&filter=request='"+req.Id+"'", nil).Raw
	if !strings.Contains(events, "联系上了或到过现场，记下：确有其事") || strings.Contains(events, "摔倒") {
		t.Errorf("the resident reads %s", events)
	}
	if inside := app.Call(zhou, "GET", "/api/collections/request_events/records?perPage=50&filter=request='"+req.Id+"'", nil).Raw; !strings.Contains(inside, "摔倒") {
		t.Error("colleagues do not read what was found")
	}
}

// TestHandledAtOnce: whoever handles without having taken it on is who took it.
func TestHandledAtOnce(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), knock)
	r := app.Do(town.Superuser, req, "handle", "found", "false_alarm", "text", "打过电话，老人在医院")
	if r.GetString("called_by") != "社区书记" || r.GetDateTime("called_at").IsZero() || r.GetString("status") != "accepted" {
		t.Errorf("called by %q, status %s", r.GetString("called_by"), r.GetString("status"))
	}
}

// TestOrdinaryRequestsHaveNoEmergency: nothing of all this for a lamp.
func TestOrdinaryRequestsHaveNoEmergency(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "单元门口的灯坏了三天")
	got := app.Call(town.Clerk, "GET", create+"/"+req.Id, nil)
	if got.Text("danger") != "" || got.Body["urgent"] != nil || got.Body["shielded"] != nil {
		t.Errorf("%s", got.Raw)
	}
	suggested := app.Call(nil, "POST", "/api/requests/suggest", map[string]any{"text": "单元门口的灯坏了三天"})
	if suggested.Body["numbers"] != nil || suggested.Body["duty"] != nil {
		t.Errorf("%s", suggested.Raw)
	}
}

// TestSuggestShowsTheFittingNumberFirst.
func TestSuggestShowsTheFittingNumberFirst(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	town.Property.Set("phone", "0512-62900000")
	apptest.Must(t, app.Save(town.Property))
	for text, want := range map[string]string{"三楼冒浓烟，着火了": "119", "有人突然晕倒没有呼吸": "120", "我不想活了": "110", "我妈走丢了，找不到了": "110",
		"接到公安电话让我转账到安全账户，正在转": "96110"} {
		got := app.Call(nil, "POST", "/api/requests/suggest", map[string]any{"text": text})
		numbers, _ := got.Body["numbers"].([]any)
		if len(numbers) < 7 || numbers[0].(map[string]any)["tel"] != want {
			t.Errorf("%s: %v", text, numbers)
		}
	}
	got := app.Call(nil, "POST", "/api/requests/suggest", map[string]any{"text": "人困在电梯里出不来", "building": town.Building.Id})
	if numbers, _ := got.Body["numbers"].([]any); got.Text("danger") != "trapped" || len(numbers) < 2 || numbers[1].(map[string]any)["tel"] != "0512-62900000" {
		t.Errorf("trapped: %s", got.Raw)
	}
}

// TestDangerWithoutAName: nothing but the words.
func TestDangerWithoutAName(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	const path = "/api/requests/danger"
	form := map[string]string{"text": knock, "building": town.Building.Id, "client_key": "0123456789abcdef0123456789abcdef"}
	first := app.Form(nil, path, form)
	if first.Code != 200 || first.Body["emergency"] != true || first.Text("request_no") == "" || first.Text("query_code") == "" || !strings.Contains(first.Text("next"), "没有留电话") {
		t.Fatalf("HTTP %d: %s", first.Code, first.Raw)
	}
	if again := app.Form(nil, path, form); again.Text("request_no") != first.Text("request_no") {
		t.Errorf("a second tap made a second request: %s", again.Raw)
	}
	if track := app.Call(nil, "GET", "/api/track/"+first.Text("request_no")+"?code="+first.Text("query_code"), nil); track.Code != 200 {
		t.Errorf("track: %s", track.Raw)
	}
	got := app.Call(town.Clerk, "GET", create+"/"+first.Text("id"), nil)
	if got.Text("text") != knock || got.Body["urgent"] != true || got.Text("resident") != "" || got.Body["resident_label"] != nil {
		t.Errorf("the clerk reads %s", got.Raw)
	}
	for name, text := range map[string]string{"a lamp": "单元门口的灯坏了三天", "nothing": "", "a letter about somebody": "社区窗口的小张态度很差，爱理不理"} {
		app.Chinese(name, app.Form(nil, path, map[string]string{"text": text}), 400)
	}
	if got := app.Form(nil, path, map[string]string{"text": knock, "building": "nosuchbuilding1", "client_key": "short"}); got.Code != 200 {
		t.Errorf("a wrong place lost the words: %s", got.Raw)
	}
	app.Chinese("staff", app.Form(town.Clerk, path, form), 400)

	// Verified registration, where the office asks for it, does not stand in the way of a danger either.
	c, err := app.FindFirstRecordByFilter("communities", "id != ''")
	apptest.Must(t, err)
	c.Set("ask_requires_verified", true)
	apptest.Must(t, app.Save(c))
	li := app.Resident(town, "李秀英", "13900000001")
	if got := app.Form(li, create, map[string]string{"text": knock, "client_key": "v"}); got.Code != 200 {
		t.Errorf("an unverified resident in danger: %s", got.Raw)
	}
	app.Chinese("an unverified resident with a lamp", app.Form(li, create, map[string]string{"text": "灯坏了", "client_key": "w"}), 400)

	for i := range 30 {
		if got := app.Form(nil, path, map[string]string{"text": knock}); got.Code != 200 {
			app.Chinese("a flood", got, 429)
			return
		}
		if i == 29 {
			t.Error("nothing stops a flood")
		}
	}
}

package visits_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/apptest"
	"hongguan/hooks/people"
	"hongguan/hooks/settings"
	"hongguan/hooks/visits"
)

const list = "/api/collections/visits/records"

// door is a visit to Mrs Li's door, as the page sends it.
func door(town *apptest.Town, pairs ...any) map[string]any {
	f := map[string]any{"kind": "visit", "building": town.Building.Id, "unit": "2单元", "room": "302", "person": "李秀英", "phone": "139 0000 0001", "said": "楼道灯不亮，天黑了看不见", "outcome": "noted"}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
	}
	return f
}

func count(app *apptest.App, table string) int {
	rows, _ := app.FindAllRecords(table)
	return len(rows)
}

func TestWhoWritesAndReads(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	for _, a := range []struct {
		name string
		who  *core.Record
		may  bool
	}{
		{"guest", nil, false}, {"resident", li, false}, {"contact", town.Contact, false}, {"contact elsewhere", town.Elsewhere, false},
		{"grid worker", town.Grid, true}, {"clerk", town.Clerk, true}, {"steward", town.Steward, true}, {"superuser", town.Superuser, true},
	} {
		got := app.Call(a.who, "POST", "/api/visits", door(town))
		if (got.Code == 200) != a.may {
			t.Errorf("%s writes: HTTP %d %s", a.name, got.Code, got.Raw)
		}
		if !a.may {
			app.Chinese(a.name, got, 403)
		}
		rows := app.Call(a.who, "GET", list, nil)
		if seen := strings.Contains(rows.Raw, "楼道灯"); seen != a.may || strings.Contains(rows.Raw, "0001\"") != a.may {
			t.Errorf("%s reads %v, want %v: %.300s", a.name, seen, a.may, rows.Raw)
		}
		if whole := strings.Contains(rows.Raw, "13900000001"); whole != (a.name == "superuser") {
			t.Errorf("%s reads the whole number: %v: %.300s", a.name, whole, rows.Raw)
		}
		if got := app.Call(a.who, "POST", list, door(town)); got.Code == 200 {
			t.Errorf("%s writes past the page", a.name)
		}
		if got := app.Call(a.who, "GET", "/api/print/visits/2026-11-23~2026-11-23", nil); (got.Code == 200) != a.may {
			t.Errorf("%s prints: HTTP %d", a.name, got.Code)
		}
	}
	// A number is found by nobody letter by letter.
	if got := app.Call(town.Clerk, "GET", list+"?filter="+"phone~'1390'", nil); got.Code == 200 && strings.Contains(got.Raw, "楼道灯") {
		t.Errorf("a hidden field answers a filter: %s", got.Raw)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	for name, c := range map[string]struct {
		form        map[string]any
		field, want string
	}{
		"no kind":       {door(town, "kind", ""), "kind", "请选接访、走访还是巡查"},
		"no words":      {door(town, "said", " "), "said", "请写一句说了什么、看到什么；没见到人的，选“没见到人”"},
		"too many":      {door(town, "said", strings.Repeat("灯", 2001)), "said", "内容太长了"},
		"no outcome":    {door(town, "outcome", "great"), "outcome", "请选当场怎样了"},
		"no telephone":  {door(town, "phone", "12"), "phone", ""},
		"tomorrow":      {door(town, "at", "2026-11-24T10:00:00Z"), "at", "走访时间不能晚于现在"},
		"no such house": {door(town, "building", "nowhere"), "building", "没有找到这栋楼"},
	} {
		got := app.Call(town.Grid, "POST", "/api/visits", c.form)
		data, _ := got.Body["data"].(map[string]any)
		field, _ := data[c.field].(map[string]any)
		if said, _ := field["message"].(string); got.Code != 400 || said == "" || !strings.HasPrefix(said, c.want) {
			t.Errorf("%s: HTTP %d %s", name, got.Code, got.Raw)
		}
	}
	if got := app.Call(town.Grid, "POST", "/api/visits", door(town, "said", "", "outcome", "absent", "at", "2026-11-22T10:00:00Z")); got.Code != 200 {
		t.Errorf("nobody at home: HTTP %d %s", got.Code, got.Raw)
	}
	// Two presses are one visit.
	first, second := app.Call(town.Grid, "POST", "/api/visits", door(town, "client_key", "k1")), app.Call(town.Grid, "POST", "/api/visits", door(town, "client_key", "k1"))
	if first.Text("visit") == "" || first.Text("visit") != second.Text("visit") || count(app, "visits") != 2 {
		t.Errorf("two presses: %s, %s, %d visits", first.Raw, second.Raw, count(app, "visits"))
	}
}

// TestTurn: nothing is typed again, nothing is made twice.
func TestTurn(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	id := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	got := app.Call(town.Clerk, "POST", "/api/visits/"+id+"/request", map[string]any{})
	if got.Code != 200 || got.Text("text") != "楼道灯不亮，天黑了看不见" || got.Text("channel") != "visit" || got.Text("place_label") != "湖畔花园一期 5幢 2单元" || got.Text("query_code") == "" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	req, err := app.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	who, err := app.FindRecordById("residents", req.GetString("resident"))
	apptest.Must(t, err)
	if who.GetString("name") != "李秀英" || who.GetString("phone") != "13900000001" || req.GetString("room") != "302" {
		t.Errorf("the person was not carried over: %s %s %s", who.GetString("name"), who.GetString("phone"), req.GetString("room"))
	}
	again := app.Call(town.Grid, "POST", "/api/visits/"+id+"/request", map[string]any{})
	app.Chinese("again", again, 400)
	if !strings.Contains(again.Message(), got.Text("request_no")) || count(app, "requests") != 1 {
		t.Errorf("a visit became two: %s", again.Raw)
	}
	visit, _ := app.FindRecordById("visits", id)
	if visit.GetString("request") != req.Id || visit.GetString("turned_by") != "社区工作者 王敏" {
		t.Errorf("the visit does not know its request: %v", visit.PublicExport())
	}
	app.Chinese("unknown", app.Call(town.Grid, "POST", "/api/visits/nothing/request", map[string]any{}), 404)
	for name, who := range map[string]*core.Record{"guest": nil, "resident": who, "contact": town.Contact} {
		app.Chinese(name, app.Call(who, "POST", "/api/visits/"+id+"/request", map[string]any{}), 403)
	}

	// What is missing is asked for, once.
	bare := app.Call(town.Grid, "POST", "/api/visits", door(town, "phone", "", "person", "")).Text("visit")
	app.Chinese("no name", app.Call(town.Grid, "POST", "/api/visits/"+bare+"/request", map[string]any{}), 400)
	app.Chinese("no number", app.Call(town.Grid, "POST", "/api/visits/"+bare+"/request", map[string]any{"name": "赵国强"}), 400)
	if got := app.Call(town.Grid, "POST", "/api/visits/"+bare+"/request", map[string]any{"name": "赵国强", "phone": "0512-62800001"}); got.Code != 200 {
		t.Errorf("completed: HTTP %d %s", got.Code, got.Raw)
	}
	// Nobody reported what the office saw; it goes its way to the end all the same.
	round := app.Call(town.Grid, "POST", "/api/visits", door(town, "kind", "patrol", "person", "", "phone", "", "room", "", "said", "东门垃圾桶盖坏了")).Text("visit")
	made := app.Call(town.Grid, "POST", "/api/visits/"+round+"/request", map[string]any{})
	if made.Code != 200 {
		t.Fatalf("patrol: HTTP %d %s", made.Code, made.Raw)
	}
	req, _ = app.FindRecordById("requests", made.Text("id"))
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, req, "sign")
	app.Do(town.Contact, req, "reply", "text", "换了新的盖子", "solved", "yes")
	app.Do(town.Clerk, req, "approve")
	app.Do(town.Clerk, req, "tell", "how", "visit", "note", "巡查人看过了")
	empty := app.Call(town.Grid, "POST", "/api/visits", door(town, "said", "", "outcome", "absent")).Text("visit")
	app.Chinese("nothing said", app.Call(town.Grid, "POST", "/api/visits/"+empty+"/request", map[string]any{}), 400)
}

// TestAtOnce: a danger does not wait in a list, and what is sealed never lies in one.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	got := app.Call(town.Grid, "POST", "/api/visits", door(town, "said", "厨房里有很浓的臭鸡蛋味，头晕", "phone", ""))
	if got.Code != 200 || got.Body["emergency"] != true || count(app, "visits") != 1 {
		t.Errorf("gas: HTTP %d %s", got.Code, got.Raw)
	}
	for name, said := range map[string]string{"conduct": "社区那个王敏收了我两条烟才给盖章", "violence": "我老公正在打我，救命"} {
		for _, phone := range []string{"13900000001", ""} {
			got := app.Call(town.Grid, "POST", "/api/visits", door(town, "said", said, "phone", phone))
			if got.Code != 200 || count(app, "visits") != 1 {
				t.Errorf("%s: HTTP %d, %d visits: %s", name, got.Code, count(app, "visits"), got.Raw)
			}
			if name == "conduct" && got.Body["sealed"] != true {
				t.Errorf("%s was not sealed: %s", name, got.Raw)
			}
		}
	}
	// Sealed later, the visit goes with it.
	id := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	req := app.Call(town.Grid, "POST", "/api/visits/"+id+"/request", map[string]any{}).Text("id")
	if got := app.Call(town.Clerk, "POST", "/api/requests/"+req+"/seal", map[string]any{"concerns": "other", "reason": "本人不愿让人知道"}); got.Code != 200 {
		t.Fatalf("seal: %s", got.Raw)
	}
	if _, err := app.FindRecordById("visits", id); err == nil {
		t.Error("the visit outlived the sealing of its request")
	}
}

// TestOwnData: she finds, takes away and erases what was written of her, before and after she registers.
func TestOwnData(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	before := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	other := app.Call(town.Grid, "POST", "/api/visits", door(town, "person", "王建国")).Text("visit") // shares the telephone
	li := app.Resident(town, "李秀英", "13900000001")
	after := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	url := app.Call(li, "POST", "/api/residents/me/export", nil).Text("url")
	if page := app.Call(nil, "GET", url, nil); strings.Count(page.Raw, "楼道灯不亮") != 2 || !strings.Contains(page.Raw, "接访、走访记录（2 次）") {
		t.Errorf("her own data: %.600s", page.Raw)
	}
	if _, err := people.Erase(app.BaseApp, li.Id, app.As(town.Superuser), "本人到窗口"); err != nil {
		t.Fatal(err)
	}
	for id, gone := range map[string]bool{before: true, after: true, other: false} {
		v, err := app.FindRecordById("visits", id)
		apptest.Must(t, err)
		left := v.GetString("person") + v.GetString("phone") + v.GetString("room") + v.GetString("said") + v.GetString("resident")
		if (left == "") != gone {
			t.Errorf("erased %v, want %v: %q", left == "", gone, left)
		}
	}
}

func TestRetention(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	old := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	app.Clock.Add(time.Hour)
	young := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("retention_years", 2)
	apptest.Must(t, app.Save(c))
	apptest.Must(t, visits.Retain(app.BaseApp, apptest.Monday.AddDate(2, 0, 0).Add(time.Minute)))
	for id, want := range map[string]string{old: "", young: "楼道灯不亮，天黑了看不见"} {
		if v, _ := app.FindRecordById("visits", id); v.GetString("said") != want {
			t.Errorf("after two years: %q, want %q", v.GetString("said"), want)
		}
	}
}

// TestPaper: neither the ledger nor the print tells who it was or how to reach her.
func TestPaper(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Call(town.Grid, "POST", "/api/visits", door(town, "said", "我是李秀英，13900000001，住302，楼道灯不亮"))
	app.Call(town.Clerk, "POST", "/api/visits", door(town, "kind", "patrol", "person", "", "phone", "", "said", "东门垃圾桶盖坏了"))
	print := func(who *core.Record, id string) string {
		return app.Call(who, "GET", "/api/print/visits/"+id, nil).Raw
	}
	all := print(town.Clerk, "2026-11-23~2026-11-23")
	for text, want := range map[string]bool{"楼道灯不亮": true, "李**": true, "东门垃圾桶": true, "李秀英": false, "13900000001": false, "共2条": true} {
		if strings.Contains(all, text) != want {
			t.Errorf("the print holds %s: %v, want %v: %s", text, !want, want, all)
		}
	}
	if mine := print(town.Clerk, "2026-11-23~2026-11-23~~mine"); strings.Contains(mine, "楼道灯") || !strings.Contains(mine, "东门垃圾桶") {
		t.Errorf("her own: %s", mine)
	}
	if kind := print(town.Clerk, "2026-11-23~2026-11-23~visit"); !strings.Contains(kind, "楼道灯") || strings.Contains(kind, "东门垃圾桶") {
		t.Errorf("one kind: %s", kind)
	}
	app.Chinese("no dates", app.Call(town.Clerk, "GET", "/api/print/visits/now", nil), 400)
	book := app.Call(town.Clerk, "GET", "/api/ledgers/visits", nil)
	file, err := excelize.OpenReader(strings.NewReader(book.Raw))
	if err != nil {
		t.Fatalf("ledger: HTTP %d, %v", book.Code, err)
	}
	rows, err := file.GetRows(file.GetSheetName(0))
	apptest.Must(t, err)
	cells := fmt.Sprint(rows)
	for text, want := range map[string]bool{"楼道灯不亮": true, "东门垃圾桶": true, "走访": true, "李秀英": false, "13900000001": false, "室号": false, "电话": false} {
		if strings.Contains(cells, text) != want {
			t.Errorf("the ledger holds %s: %v, want %v: %s", text, !want, want, cells)
		}
	}
	app.Chinese("grid worker", app.Call(town.Grid, "GET", "/api/ledgers/visits", nil), 403)
}

// TestTurnTogether: twelve presses at once make one request.
func TestTurnTogether(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	id := app.Call(town.Grid, "POST", "/api/visits", door(town)).Text("visit")
	app.Handler()
	done := make(chan string)
	for range 12 {
		go func() {
			got := app.Call(town.Grid, "POST", "/api/visits/"+id+"/request", map[string]any{})
			done <- fmt.Sprint(got.Code)
		}()
	}
	codes := map[string]int{}
	for range 12 {
		codes[<-done]++
	}
	if codes["200"] != 1 || count(app, "requests") != 1 {
		t.Errorf("%v, %d requests", codes, count(app, "requests"))
	}
}

// TestPhotos: what was seen goes with what was said, and in the end lies in one
// place only.
func TestPhotos(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	var picture bytes.Buffer
	apptest.Must(t, jpeg.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil))
	send := func(who *core.Record, said, key string, data []byte) apptest.Answer {
		values := map[string]string{"client_key": key}
		for k, v := range door(town, "said", said) {
			values[k] = v.(string)
		}
		return app.Form(who, "/api/visits", values, apptest.File{Field: "photos", Name: "IMG.jpg", Data: data})
	}
	lies := func(r *core.Record) int {
		files, _ := os.ReadDir(filepath.Join(app.DataDir(), "storage", r.BaseFilesPath()))
		n := 0
		for _, f := range files {
			if strings.HasSuffix(f.Name(), ".jpg") {
				n++
			}
		}
		return n
	}
	app.Chinese("no picture", send(town.Grid, "墙皮掉了", "k0", []byte("hello")), 400)
	id := send(town.Grid, "墙皮掉了", "k1", picture.Bytes()).Text("visit")
	if again := send(town.Grid, "墙皮掉了", "k1", picture.Bytes()).Text("visit"); id == "" || again != id || count(app, "visits") != 1 {
		t.Fatalf("sent twice: %q and %q, %d visits", id, again, count(app, "visits"))
	}
	visit, err := app.FindRecordById("visits", id)
	apptest.Must(t, err)
	names := visit.GetStringSlice("photos")
	if len(names) != 1 || lies(visit) != 1 || visit.GetString("phone") != "13900000001" {
		t.Fatalf("photos %v, %d files, %v", names, lies(visit), visit.FieldsData())
	}
	li := app.Resident(town, "李秀英", "13900000001")
	for name, a := range map[string]struct {
		who  *core.Record
		code int
	}{"guest": {nil, 404}, "resident": {li, 404}, "contact": {town.Contact, 404}, "grid worker": {town.Grid, 200}, "clerk": {town.Clerk, 200}, "steward": {town.Steward, 200}} {
		if got := app.Call(a.who, "GET", "/api/visits/"+id+"/files/"+names[0], nil); got.Code != a.code {
			t.Errorf("%s sees the photo: HTTP %d, want %d", name, got.Code, a.code)
		}
	}
	app.Chinese("no such photo", app.Call(town.Clerk, "GET", "/api/visits/"+id+"/files/other.jpg", nil), 404)

	got := app.Call(town.Grid, "POST", "/api/visits/"+id+"/request", map[string]any{})
	req, err := app.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	visit, err = app.FindRecordById("visits", id)
	apptest.Must(t, err)
	if len(req.GetStringSlice("photos")) != 1 || lies(req) != 1 || len(visit.GetStringSlice("photos")) != 0 || lies(visit) != 0 {
		t.Errorf("request %v (%d files), visit %v (%d files): a photo lies in one place", req.GetStringSlice("photos"), lies(req), visit.GetStringSlice("photos"), lies(visit))
	}

	// A danger takes its photos along at once; what is erased leaves none.
	danger := send(town.Grid, "厨房里有很浓的臭鸡蛋味，头晕", "k2", picture.Bytes())
	if names, _ := danger.Body["photos"].([]any); len(names) != 1 || danger.Body["emergency"] != true {
		t.Errorf("a danger: HTTP %d %s", danger.Code, danger.Raw)
	}
	kept, err := app.FindRecordById("visits", send(town.Grid, "墙皮又掉了一块", "k3", picture.Bytes()).Text("visit"))
	apptest.Must(t, err)
	if lies(kept) != 1 {
		t.Fatal("the photo of the second visit is not there")
	}
	c := settings.Of(app.BaseApp).Record.Fresh()
	c.Set("retention_years", 2)
	apptest.Must(t, app.Save(c))
	apptest.Must(t, visits.Retain(app.BaseApp, apptest.Monday.AddDate(3, 0, 0)))
	if lies(kept) != 0 {
		t.Error("a photo outlived the words it belongs to")
	}
}

package requests_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

const create = "/api/collections/requests/records"

var program = access.Program()

// photo is a JPEG with the place it was taken at in its EXIF.
func photo(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for x := range 64 {
		img.Set(x, x%48, color.RGBA{200, 60, 30, 255})
	}
	var buf bytes.Buffer
	apptest.Must(t, jpeg.Encode(&buf, img, nil))
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08"), []byte("GPSLatitude 31.3 secret place")...)
	app1 := append([]byte{0xFF, 0xE1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xFF, 0xD8}, app1...), buf.Bytes()[2:]...)
}

func TestIntake(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	form := map[string]string{"kind": "help", "text": "楼道灯不亮", "building": town.Building.Id, "unit": town.Unit.Id, "client_key": "k1",
		"status": "closed", "request_no": "HP-1", "stars": "5", "room": "302"}

	t.Run("Guest", func(t *testing.T) {
		if got := app.Form(nil, create, form); got.Code != 400 && got.Code != 401 && got.Code != 403 {
			t.Errorf("HTTP %d: %s", got.Code, got.Raw)
		}
	})
	var first apptest.Answer
	t.Run("OK", func(t *testing.T) {
		first = app.Form(li, create, form, apptest.File{Field: "photos", Name: "a.jpg", Data: photo(t)})
		if first.Code != 200 || first.Text("status") != "pending" || first.Text("request_no") != "HP-20261123-0001" {
			t.Fatalf("HTTP %d: %s", first.Code, first.Raw)
		}
		if r, err := app.FindRecordById("requests", first.Text("id")); err != nil || r.GetInt("stars") != 0 {
			t.Error("a resident stamped her own stars")
		}
		if len(first.Text("query_code")) != 8 || !strings.Contains(first.Text("next"), "11月30日") {
			t.Errorf("query code %q, next %q", first.Text("query_code"), first.Text("next"))
		}
	})
	t.Run("PhotoHasNoPlace", func(t *testing.T) {
		req, err := app.FindRecordById("requests", first.Text("id"))
		apptest.Must(t, err)
		fsys, err := app.NewFilesystem()
		apptest.Must(t, err)
		defer fsys.Close()
		r, err := fsys.GetReader(req.BaseFilesPath() + "/" + req.GetStringSlice("photos")[0])
		apptest.Must(t, err)
		defer r.Close()
		b, err := io.ReadAll(r)
		apptest.Must(t, err)
		if bytes.Contains(b, []byte("secret place")) || bytes.Contains(b, []byte("Exif")) {
			t.Error("the stored photo still says where it was taken")
		}
	})
	t.Run("SameKey", func(t *testing.T) {
		again := app.Form(li, create, form)
		if again.Text("id") != first.Text("id") || again.Text("query_code") != first.Text("query_code") {
			t.Errorf("the same key made another request: %s", again.Raw)
		}
	})
	for name, wrong := range map[string]map[string]string{
		"Nothing":      {"kind": "help", "client_key": "w1"},
		"UnknownKind":  {"kind": "order", "text": "灯坏了", "client_key": "w2"},
		"TooLong":      {"text": strings.Repeat("长", 2001), "client_key": "w3"},
		"NoBuilding":   {"text": "灯坏了", "building": "nowhere", "client_key": "w4"},
		"BehalfPhone":  {"text": "灯坏了", "on_behalf": `{"name":"妈妈","phone":"12"}`, "client_key": "w5"},
		"RoomTooLong":  {"text": "灯坏了", "room": strings.Repeat("3", 40), "client_key": "w6"},
		"KeyTooLong":   {"text": "灯坏了", "client_key": strings.Repeat("k", 101)},
		"ChannelUsual": nil,
	} {
		if wrong == nil {
			continue
		}
		t.Run(name, func(t *testing.T) { app.Chinese(name, app.Form(li, create, wrong), 400) })
	}
	t.Run("NoPicture", func(t *testing.T) {
		app.Chinese("text file", app.Form(li, create, form2("p1"), apptest.File{Field: "photos", Name: "a.jpg", Data: []byte("hello")}), 400)
	})
	if n, err := app.CountRecords("requests"); err != nil || n != 1 {
		t.Errorf("%d requests after refusals, want 1 (%v)", n, err)
	}
}

func form2(key string) map[string]string {
	return map[string]string{"text": "楼道灯不亮", "client_key": key}
}

// TestNumbersHaveNoGaps sends fifty at once, some of which are refused.
func TestNumbersHaveNoGaps(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	app.Handler()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%5 == 0 {
				app.Form(li, create, map[string]string{"text": "", "client_key": fmt.Sprint("bad", i)})
			}
			if got := app.Form(li, create, form2(fmt.Sprint("k", i))); got.Code != 200 {
				t.Errorf("%d: %s", got.Code, got.Raw)
			}
			app.Form(li, create, form2(fmt.Sprint("k", i)))
		}()
	}
	wg.Wait()
	var nos []string
	apptest.Must(t, app.DB().Select("request_no").From("requests").OrderBy("request_no").Column(&nos))
	if len(nos) != 50 {
		t.Fatalf("%d requests, want 50", len(nos))
	}
	for i, no := range nos {
		if want := fmt.Sprintf("HP-20261123-%04d", i+1); no != want {
			t.Fatalf("number %d is %s, want %s", i, no, want)
		}
	}
}

// TestSealed sends a report about a person as a request: it must leave no
// trace where anybody but the secretary looks.
func TestSealed(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	const secret = "网格员顾平上班时间打麻将，还收了住户两条香烟"
	before := app.Form(li, create, form2("a"))
	got := app.Form(li, create, map[string]string{"text": secret, "client_key": "s"})
	if got.Code != 200 || got.Body["sealed"] != true || got.Text("id") != "" || got.Text("query_code") == "" {
		t.Fatalf("HTTP %d: %s", got.Code, got.Raw)
	}
	after := app.Form(li, create, form2("b"))
	if before.Text("request_no") != "HP-20261123-0001" || after.Text("request_no") != "HP-20261123-0002" {
		t.Errorf("the numbers %s and %s leave a gap", before.Text("request_no"), after.Text("request_no"))
	}
	if again := app.Form(li, create, map[string]string{"text": secret, "client_key": "s"}); again.Text("query_code") != got.Text("query_code") {
		t.Error("sending again gave another query code")
	}
	tables := []string{}
	apptest.Must(t, app.DB().NewQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sealed_%' AND name NOT IN ('matters', 'matter_history') AND name NOT LIKE 'sqlite_%'").Column(&tables))
	for _, table := range tables {
		rows := []dbx.NullStringMap{}
		apptest.Must(t, app.DB().Select("*").From(table).All(&rows))
		for _, row := range rows {
			for column, v := range row {
				if strings.Contains(v.String, "打麻将") || strings.Contains(v.String, "两条香烟") {
					t.Errorf("%s.%s holds sealed text", table, column)
				}
			}
		}
	}
	for _, who := range []*core.Record{nil, li, town.Contact, town.Grid, town.Clerk, town.Steward, town.Superuser} {
		for _, path := range []string{"/api/collections/sealed_reports/records", "/api/collections/sealed_events/records"} {
			if got := app.Call(who, "GET", path, nil); got.Code == 200 && strings.Contains(got.Raw, "麻将") || got.Code == 200 && who == town.Superuser {
				t.Errorf("%s opens to %v: %s", path, who, got.Raw)
			}
		}
		if who == town.Superuser {
			continue
		}
		if got := app.Call(who, "GET", "/api/sealed", nil); got.Code != 403 {
			t.Errorf("/api/sealed: HTTP %d for %v", got.Code, who)
		}
	}
	list := app.Call(town.Superuser, "GET", "/api/sealed", nil)
	items := list.Body["items"].([]any)
	if len(items) != 1 {
		t.Fatalf("the secretary sees %s", list.Raw)
	}
	id := items[0].(map[string]any)["id"].(string)
	if one := app.Call(town.Superuser, "GET", "/api/sealed/"+id, nil); !strings.Contains(one.Raw, "打麻将") {
		t.Errorf("the secretary reads %s", one.Raw)
	}
	if n, _ := app.CountRecords("audit_entries", dbx.HashExp{"action": "查看保密来信"}); n != 1 {
		t.Errorf("%d audit entries of the reading, want 1", n)
	}
	app.Call(town.Superuser, "POST", "/api/sealed/"+id+"/reply", map[string]any{"text": "已经核实处理"})
	if ans := app.Call(nil, "GET", "/api/letters/"+got.Text("query_code"), nil); ans.Text("reply_text") != "已经核实处理" {
		t.Errorf("the sender reads %s", ans.Raw)
	}
}

// TestLeader sends a request whose words speak of the community's own secretary:
// nobody in the office may read it, the secretary sees that there is one.
func TestLeader(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	got := app.Form(li, create, map[string]string{"text": "反映一下，社区书记收了装修老板的烟酒，活动室翻新的活就直接给他家了", "client_key": "s"})
	if got.Code != 200 || got.Body["sealed"] != true || len(got.Text("query_code")) != 12 || !strings.Contains(got.Text("next"), "谁也打不开") {
		t.Fatalf("HTTP %d: %s", got.Code, got.Raw)
	}
	if n, _ := app.CountRecords("requests"); n != 0 {
		t.Errorf("%d requests", n)
	}
	list := app.Call(town.Superuser, "GET", "/api/sealed", nil)
	if len(list.Body["items"].([]any)) != 0 || list.Body["upper"].(map[string]any)["held"] != 1.0 {
		t.Errorf("the secretary sees %s", list.Raw)
	}
}

// TestHandsOff tries to change a request past its buttons.
func TestHandsOff(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "楼道灯不亮")
	app.Do(town.Clerk, req, "accept")
	events, err := requests.Events(app, req.Id)
	apptest.Must(t, err)
	path := create + "/" + req.Id
	for name, body := range map[string]map[string]any{
		"status": {"status": "closed"}, "number": {"request_no": "HP-1"}, "due": {"due_at": "2030-01-01 00:00:00.000Z"}, "reply": {"reply_text": "好了"}, "text": {"text": "别的"},
	} {
		app.Chinese(name, app.Call(town.Superuser, "PATCH", path, body), 400)
	}
	app.Chinese("delete", app.Call(town.Superuser, "DELETE", path, nil), 400)
	app.Chinese("event", app.Call(town.Superuser, "PATCH", "/api/collections/request_events/records/"+events[0].Id, map[string]any{"sentence": "x"}), 400)
	app.Chinese("event delete", app.Call(town.Superuser, "DELETE", "/api/collections/request_events/records/"+events[0].Id, nil), 400)
	app.Chinese("create", app.Call(town.Superuser, "POST", create, map[string]any{"text": "x"}), 400)
	if _, err := app.DB().NewQuery("UPDATE request_events SET sentence = '改' WHERE id = {:id}").Bind(dbx.Params{"id": events[0].Id}).Execute(); err == nil {
		t.Error("an event's sentence was rewritten in SQL")
	}
	if _, err := app.DB().NewQuery("DELETE FROM request_events").Execute(); err == nil {
		t.Error("events were deleted in SQL")
	}
	if _, err := app.DB().NewQuery("UPDATE request_events SET sentence = '', note = '', actor_label = '' WHERE id = {:id}").Bind(dbx.Params{"id": events[0].Id}).Execute(); err != nil {
		t.Errorf("erasure must be possible: %v", err)
	}
	app.Chinese("sql", app.Call(town.Superuser, "POST", "/api/sql", map[string]any{"query": "DELETE FROM requests"}), 400)
	app.Chinese("schema", app.Call(town.Superuser, "PATCH", "/api/collections/requests", map[string]any{"name": "gone"}), 400)
	app.Chinese("schema delete", app.Call(town.Superuser, "DELETE", "/api/collections/requests", nil), 400)
	app.Chinese("import", app.Call(town.Superuser, "PUT", "/api/collections/import", map[string]any{"collections": []any{}}), 400)
	app.Chinese("truncate", app.Call(town.Superuser, "DELETE", "/api/collections/requests/truncate", nil), 400)
	app.Chinese("impersonate", app.Call(town.Superuser, "POST", "/api/collections/residents/impersonate/"+li.Id, map[string]any{}), 400)
}

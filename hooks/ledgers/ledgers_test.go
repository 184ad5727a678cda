package ledgers_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/apptest"
)

// fetch downloads as somebody.
func fetch(t *testing.T, app *apptest.App, who *core.Record, path string) (int, []byte) {
	t.Helper()
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if who != nil {
		req.Header.Set("Authorization", app.Token(who))
	}
	req.Host, req.RemoteAddr = "127.0.0.1:8090", "127.0.0.1:50000" // the office's own PC
	rec := httptest.NewRecorder()
	app.Handler().ServeHTTP(rec, req)
	return rec.Code, rec.Body.Bytes()
}

// cells are all texts of a workbook, tab by tab.
func cells(t *testing.T, data []byte) (text string, rows map[string][][]string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	apptest.Must(t, err)
	defer book.Close()
	rows = map[string][][]string{}
	var all strings.Builder
	for _, tab := range book.GetSheetList() {
		rows[tab], err = book.GetRows(tab)
		apptest.Must(t, err)
		for _, row := range rows[tab] {
			all.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return all.String(), rows
}

func picture(t *testing.T) []byte {
	var out bytes.Buffer
	apptest.Must(t, jpeg.Encode(&out, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil))
	return out.Bytes()
}

const lift = "电梯坏了三天，请打13900000001，我住5幢302室，<b>&\"=1+1，𠮷𤧞"

// scene holds a request about a lift with a photo and an answer, one written
// down two days late, one of violence, one sealed later and one about a lamp.
func scene(t *testing.T, app *apptest.App, town *apptest.Town) {
	t.Helper()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王建国", "13900000002")
	got := app.Form(li, "/api/collections/requests/records", map[string]string{"kind": "help", "text": lift, "building": town.Building.Id, "client_key": "k1"},
		apptest.File{Field: "photos", Name: "lift.jpg", Data: picture(t)})
	if got.Code != 200 {
		t.Fatalf("submit: %d %s", got.Code, got.Message())
	}
	r, err := app.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	app.Do(town.Clerk, r, "accept")
	app.Do(town.Clerk, r, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, r, "sign")
	app.Do(town.Contact, r, "reply", "text", "已换主板，李秀英在场", "solved", "yes")
	app.Do(town.Clerk, r, "approve")
	app.Do(li, r, "rate", "solved", "yes", "stars", 4)
	back := app.Call(town.Clerk, "POST", "/api/requests/intake", map[string]any{"kind": "help", "channel": "walk_in", "name": "赵大爷", "phone": "13900000009", "text": "电梯又坏了", "building": town.Building.Id,
		"received_at": app.Clock.Now().AddDate(0, 0, -2).UTC().Format("2006-01-02 15:04:05.000Z")})
	if back.Code != 200 {
		t.Fatalf("intake: %d %s", back.Code, back.Message())
	}
	app.Ask(town, wang, "我老公正在打我，救命，就在电梯口")
	secret := app.Ask(town, wang, "电梯的事另说")
	app.Do(town.Superuser, secret, "seal", "audience", "secretary", "concerns", "other", "reason", "说的是人")
	app.Ask(town, wang, "单元门口的灯坏了三天")
}

func TestLedgerOfRequests(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	for _, who := range []*core.Record{nil, town.Contact, app.Staff("grid_worker", "网格", ""), app.Resident(town, "钱一", "13900000003")} {
		if code, _ := fetch(t, app, who, "/api/ledgers/requests"); code != 403 {
			t.Errorf("somebody else gets the ledger: %d", code)
		}
	}
	for _, who := range []*core.Record{town.Clerk, town.Steward, town.Superuser} {
		code, data := fetch(t, app, who, "/api/ledgers/requests?sort=received_at")
		if code != 200 {
			t.Fatalf("ledger: %d %s", code, data)
		}
		text, rows := cells(t, data)
		if n := len(rows["台账"]) - 3; n != 4 {
			t.Errorf("%d rows, want 4: the sealed one is in none", n)
		}
		for _, want := range []string{"<b>&\"=1+1，𠮷𤧞", "139****0001", "补录", "满意", "已换主板", "反映人受保护"} {
			if !strings.Contains(text, want) {
				t.Errorf("ledger lacks %s:\n%s", want, text)
			}
		}
		for _, never := range []string{"13900000001", "302室", "李秀英", "王建国", "救命", "另说"} {
			if strings.Contains(text, never) {
				t.Errorf("ledger holds %s", never)
			}
		}
		// The same filter as the list on the screen.
		_, data = fetch(t, app, who, "/api/ledgers/requests?filter="+url.QueryEscape("status='replied' || status='closed'"))
		if _, rows = cells(t, data); len(rows["台账"])-3 != 1 {
			t.Errorf("filtered: %d rows", len(rows["台账"])-3)
		}
		for _, filter := range []string{"shielded_text~'救'", "@collection.sealed_reports.id!=''", "on_behalf_phone~'1'", "((("} {
			if code, _ := fetch(t, app, who, "/api/ledgers/requests?filter="+url.QueryEscape(filter)); code < 400 {
				t.Errorf("%s answers %d", filter, code)
			}
		}
	}
	n, err := app.CountRecords("audit_entries")
	apptest.Must(t, err)
	if n < 6 {
		t.Errorf("%d lines in the log", n)
	}
}

// TestHandout prints the lists that go from hand to hand: one for each
// organisation, without anybody in danger, for the office alone.
func TestHandout(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	path := "/api/print/handout/requests?sort=received_at&label=" + url.QueryEscape("本周在办")
	for name, who := range map[string]*core.Record{"guest": nil, "contact": town.Contact, "grid worker": town.Grid, "resident": app.Resident(town, "钱一", "13900000003")} {
		app.Chinese(name, app.Call(who, "GET", path, nil), 403)
	}
	got := app.Call(town.Clerk, "GET", path, nil)
	if n := strings.Count(got.Raw, `class="sheet handout"`); got.Code != 200 || n != 2 {
		t.Fatalf("%d, %d sheets, want 安居物业 and what is not dispatched: %s", got.Code, n, got.Raw)
	}
	if strings.Index(got.Raw, "安居物业") > strings.Index(got.Raw, "尚未派单") {
		t.Error("what has no organisation comes first")
	}
	for _, want := range []string{"本周在办", "单元门口的灯坏了三天", "电梯又坏了"} {
		if !strings.Contains(got.Raw, want) {
			t.Errorf("the lists lack %s", want)
		}
	}
	for _, never := range []string{"13900000001", "李秀英", "王建国", "赵大爷", "救命", "另说", "反映人受保护"} {
		if strings.Contains(got.Raw, never) {
			t.Errorf("the lists hold %s", never)
		}
	}
	app.Chinese("an empty list", app.Call(town.Clerk, "GET", path+"&filter="+url.QueryEscape("status='suspended'"), nil), 404)
	app.Chinese("another table", app.Call(town.Clerk, "GET", "/api/print/handout/residents", nil), 404)
	if n, err := app.CountRecords("audit_entries", dbx.HashExp{"action": "打印交办清单"}); err != nil || n != 1 {
		t.Errorf("%d lines in the log, want 1 (%v)", n, err)
	}
}

// TestLedgersOfAll takes every list out; none holds a telephone number, and the
// sealed store has none.
func TestLedgersOfAll(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	for _, table := range []string{"referrals", "weekly_reports", "replies", "assignments", "call_backs", "residents", "estates", "buildings", "orgs", "posters", "matters", "faq_cases", "posts", "outbox", "job_runs"} {
		code, data := fetch(t, app, town.Superuser, "/api/ledgers/"+table)
		if code != 200 {
			t.Errorf("%s: %d %s", table, code, data)
			continue
		}
		text, _ := cells(t, data)
		for _, never := range []string{"13900000001", "13900000002", "李秀英", "王建国", "救命", "token"} {
			if strings.Contains(text, never) {
				t.Errorf("%s holds %s", table, never)
			}
		}
	}
	for _, table := range []string{"sealed_reports", "sealed_events", "login_codes", "_superusers", "staff", "roster_entries", "nothing"} {
		if code, _ := fetch(t, app, town.Superuser, "/api/ledgers/"+table); code != 404 {
			t.Errorf("%s: %d", table, code)
		}
	}
	if code, _ := fetch(t, app, town.Clerk, "/api/ledgers/outbox"); code != 403 {
		t.Errorf("clerk takes the outbox: %d", code)
	}
}

func TestInspection(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	day := func(d int) string { return app.Clock.Now().AddDate(0, 0, d).Format(time.DateOnly) }
	ask := "from=" + day(-30) + "&to=" + day(0) + "&words=" + url.QueryEscape("电梯")
	for _, who := range []*core.Record{nil, town.Contact, town.Clerk} {
		if code, _ := fetch(t, app, who, "/api/inspections/pack?"+ask); code != 403 {
			t.Errorf("not a lead: %d", code)
		}
	}
	if got := app.Call(town.Steward, "GET", "/api/inspections/count?"+ask, nil); got.Body["count"] != 2.0 || !strings.Contains(got.Text("sentence"), "“电梯”　共 2 件") {
		t.Errorf("count: %v", got.Body)
	}
	code, data := fetch(t, app, town.Superuser, "/api/inspections/pack?"+ask)
	if code != 200 {
		t.Fatalf("pack: %d %s", code, data)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	apptest.Must(t, err)
	whole, photos, pages := "", 0, 0
	for _, f := range z.File {
		r, err := f.Open()
		apptest.Must(t, err)
		b, err := io.ReadAll(r)
		apptest.Must(t, err)
		switch {
		case strings.HasPrefix(f.Name, "照片/"):
			if _, err := jpeg.Decode(bytes.NewReader(b)); err != nil {
				t.Errorf("%s is no picture: %v", f.Name, err)
			}
			photos++
		case strings.HasSuffix(f.Name, ".xlsx"):
			text, rows := cells(t, b)
			if len(rows["目录"])-3 != 2 || len(rows["台账"])-3 != 2 {
				t.Errorf("%d in the index, %d in the ledger", len(rows["目录"])-3, len(rows["台账"])-3)
			}
			whole += text
		default:
			if strings.HasPrefix(f.Name, "流转记录/") {
				pages++
			}
			whole += string(b)
		}
	}
	if photos != 1 || pages != 2 {
		t.Errorf("%d photos, %d timelines", photos, pages)
	}
	for _, want := range []string{"补录", "签收", "已换主板", "&lt;b&gt;", "𠮷𤧞", "共2件（补录1件），照片1张", `src="../%e7%85%a7%e7%89%87/HP-`} {
		if !strings.Contains(whole, want) {
			t.Errorf("pack lacks %s", want)
		}
	}
	for _, never := range []string{"13900000001", "302室", "李秀英", "赵大爷", "救命", "另说", "<b>&\"=", "的灯坏了"} {
		text := whole
		if never == "<b>&\"=" { // in the workbook it is text, in the pages it must be escaped
			text = strings.ReplaceAll(whole, "<b>&\"=1+1，𠮷𤧞\t", "")
		}
		if strings.Contains(text, never) {
			t.Errorf("pack holds %s", never)
		}
	}
	for _, bad := range []string{"", "from=2026-01-01&to=2025-01-01", "from=2026-01-01&to=2026-12-31&category=x", "from=2026-01-01&to=2026-12-31&matter=x", "from=2020-01-01&to=2020-01-02"} {
		app.Chinese("pack?"+bad, app.Call(town.Steward, "GET", "/api/inspections/pack?"+bad, nil), 400)
	}
}

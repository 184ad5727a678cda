package certificates_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
)

// served is a volunteer with two hours on record.
func served(t *testing.T, app *apptest.App, town *apptest.Town) (*core.Record, string) {
	t.Helper()
	r := app.Resident(town, "张志明", "13900000011")
	call := func(who *core.Record, path string, body map[string]any) apptest.Answer {
		t.Helper()
		got := app.Call(who, "POST", path, body)
		if got.Code != 200 {
			t.Fatalf("%s: %s", path, got.Raw)
		}
		return got
	}
	call(town.Superuser, "/api/residents/"+r.Id+"/verify", map[string]any{"how": "本人到窗口"})
	v := call(r, "/api/volunteers", map[string]any{"kind": "volunteer", "times": []string{"weekend"}, "external_no": "320500001234"}).Text("id")
	call(town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})
	y, m, d := apptest.Monday.AddDate(0, 0, 5).Date()
	at := func(h int) time.Time { return time.Date(y, m, d, h, 0, 0, 0, apptest.Monday.Location()) }
	o := call(town.Clerk, "/api/orders", map[string]any{"title": "陪老人去医院", "for_whom": "5幢的老人", "capacity": 1, "starts_at": at(9).Format(time.RFC3339), "ends_at": at(11).Format(time.RFC3339)}).Text("id")
	c := call(r, "/api/orders/"+o+"/claim", nil).Text("id")
	for _, s := range []struct {
		hour int
		way  string
	}{{9, "in"}, {11, "out"}} {
		app.Clock.Set(at(s.hour))
		call(town.Clerk, "/api/claims/"+c+"/presence", map[string]any{"way": s.way})
	}
	call(town.Clerk, "/api/claims/"+c+"/confirm", map[string]any{"how": "phone"})
	return r, v
}

func lines(t *testing.T, app *apptest.App, action string) int64 {
	t.Helper()
	n, err := app.CountRecords("audit_entries", dbx.HashExp{"action": action})
	apptest.Must(t, err)
	return n
}

// TestCertificate: issued from the records, printed with a code that tells
// whoever scans it that it is good, and after it was taken back that it is not.
func TestCertificate(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	zhang, v := served(t, app, town)
	chen := app.Resident(town, "陈路", "13900000013")
	form := map[string]any{"volunteer": v, "from_day": "2026-11-01", "paper_kind": "居民身份证", "paper_tail": "123X"}
	for name, c := range map[string]struct {
		who  *core.Record
		code int
	}{"guest": {nil, 401}, "the volunteer": {zhang, 403}, "staff of another organisation": {town.Contact, 403}, "grid worker": {town.Grid, 403}} {
		app.Chinese(name, app.Call(c.who, "POST", "/api/certificates", form), c.code)
	}
	for want, wrong := range map[string]map[string]any{
		"后四位":       {"volunteer": v, "paper_kind": "居民身份证", "paper_tail": "320504196001011234"},
		"是什么证件的":    {"volunteer": v, "paper_tail": "1234"},
		"还没有到的日子":   {"volunteer": v, "until_day": "2027-01-01"},
		"第一天前面":     {"volunteer": v, "from_day": "2026-11-20", "until_day": "2026-11-01"},
		"从哪天起":      {"volunteer": v, "from_day": "去年"},
		"开不出证明":     {"volunteer": v, "from_day": "2026-01-01", "until_day": "2026-01-31"},
		"没有找到这位志愿者": {"volunteer": "nobody"},
	} {
		if got := app.Call(town.Clerk, "POST", "/api/certificates", wrong); got.Code < 400 || !strings.Contains(got.Raw, want) {
			t.Errorf("%s: HTTP %d %s", want, got.Code, got.Raw)
		}
	}
	got := app.Call(town.Clerk, "POST", "/api/certificates", form)
	if got.Code != 200 || got.Text("certificate_no") != "湖畔志证〔2026〕1号" || got.Text("hours") != "2 小时" || lines(t, app, "出具志愿服务证明") != 1 {
		t.Fatal(got.Raw)
	}
	id := got.Text("id")
	page := app.Call(town.Clerk, "GET", "/api/print/certificate/"+id, nil)
	for _, want := range []string{"张志明", "**************123X", "320500001234", "2 小时", "陪老人去医院", "盖章有效", "<svg", "湖畔社区居民委员会"} {
		if !strings.Contains(page.Raw, want) {
			t.Errorf("the paper lacks %s", want)
		}
	}
	if own := app.Call(zhang, "GET", "/api/print/certificate/"+id, nil); own.Code != 200 {
		t.Errorf("her own paper: %s", own.Raw)
	}
	app.Chinese("another's paper", app.Call(chen, "GET", "/api/print/certificate/"+id, nil), 404)

	key := keyOf(t, app, id)
	seen := app.Call(nil, "GET", "/api/certificates/"+key, nil)
	if seen.Body["good"] != true || !strings.Contains(seen.Raw, "张**") || strings.Contains(seen.Raw, "张志明") || strings.Contains(seen.Raw, "123X") {
		t.Errorf("whoever scans reads %s", seen.Raw)
	}
	app.Chinese("forged", app.Call(nil, "GET", "/api/certificates/"+strings.Repeat("a", 22), nil), 404)
	app.Chinese("by its id", app.Call(nil, "GET", "/api/certificates/"+id, nil), 404)

	app.Chinese("clerk revokes", app.Call(town.Clerk, "POST", "/api/certificates/"+id+"/revoke", map[string]any{"reason": "记错了"}), 403)
	app.Chinese("without a reason", app.Call(town.Steward, "POST", "/api/certificates/"+id+"/revoke", nil), 400)
	if got := app.Call(town.Steward, "POST", "/api/certificates/"+id+"/revoke", map[string]any{"reason": "服务记录作废"}); got.Code != 200 || lines(t, app, "撤销志愿服务证明") != 1 {
		t.Fatal(got.Raw)
	}
	if seen := app.Call(nil, "GET", "/api/certificates/"+key, nil); seen.Body["good"] != false || !strings.Contains(seen.Raw, "服务记录作废") {
		t.Errorf("revoked: %s", seen.Raw)
	}
	if page := app.Call(town.Clerk, "GET", "/api/print/certificate/"+id, nil); !strings.Contains(page.Raw, "本证明已撤销") {
		t.Error("a revoked certificate prints as good")
	}
	first := app.Call(town.Clerk, "POST", "/api/certificates", map[string]any{"volunteer": v}) // from the first service on
	if r, err := app.FindRecordById("certificates", first.Text("id")); err != nil || r.GetString("from_day") != "2026-11-28" {
		t.Errorf("without a day: %s", first.Raw)
	}
	if next := app.Call(town.Clerk, "POST", "/api/certificates", form); next.Text("certificate_no") != "湖畔志证〔2026〕3号" {
		t.Errorf("the next number: %s", next.Raw)
	}
	if book := app.Call(town.Clerk, "GET", "/api/certificates/register.xlsx", nil); book.Code != 200 || lines(t, app, "导出证明登记簿") != 1 || lines(t, app, "打印志愿服务证明") != 2 {
		t.Errorf("register: HTTP %d", book.Code)
	}

	// Erased, the register still tells the paper from a forged one.
	if got := app.Call(town.Steward, "POST", "/api/residents/"+zhang.Id+"/erase", map[string]any{"how": "当面"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	seen = app.Call(nil, "GET", "/api/certificates/"+key, nil)
	if seen.Code != 200 || strings.Contains(seen.Raw, "张") {
		t.Errorf("after the erasure: %s", seen.Raw)
	}
}

// keyOf reads the key out of the printed code's address.
func keyOf(t *testing.T, app *apptest.App, id string) string {
	t.Helper()
	r, err := app.FindRecordById("certificates", id)
	apptest.Must(t, err)
	if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(r.GetString("key_hash")) {
		t.Errorf("the key is stored: %q", r.GetString("key_hash"))
	}
	return access.Token(app, "certificate", id)
}

// TestRecordGoneSince: a certificate that counts a record which counts no more is
// neither printed again nor called right.
func TestRecordGoneSince(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	zhang, v := served(t, app, town)
	id := app.Call(town.Clerk, "POST", "/api/certificates", map[string]any{"volunteer": v}).Text("id")
	key := keyOf(t, app, id)
	if seen := app.Call(nil, "GET", "/api/certificates/"+key, nil); seen.Code != 200 || seen.Body["less"] != nil {
		t.Errorf("as issued: %s", seen.Raw)
	}
	r, err := app.FindFirstRecordByData("service_records", "volunteer", v)
	apptest.Must(t, err)
	app.Call(zhang, "POST", "/api/service_records/"+r.Id+"/wish", map[string]any{"text": "我十点就走了", "minutes": 60})
	if got := app.Call(town.Clerk, "POST", "/api/service_records/"+r.Id+"/settle", map[string]any{"grant": true, "minutes": 60}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	if seen := app.Call(nil, "GET", "/api/certificates/"+key, nil); seen.Text("less") != "1 小时" {
		t.Errorf("after a correction: %s", seen.Raw)
	}
	for name, who := range map[string]*core.Record{"the clerk": town.Clerk, "the volunteer": zhang} {
		if got := app.Call(who, "GET", "/api/print/certificate/"+id, nil); got.Code != 400 || !strings.Contains(got.Raw, "请撤销这一张，重新出具") {
			t.Errorf("%s prints it again: HTTP %d %s", name, got.Code, got.Raw)
		}
	}
}
